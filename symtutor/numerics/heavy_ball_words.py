"""The words about momentum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import (
    Chain,
    Equation,
    Name,
    Negative,
    Power,
    Product,
    Quotient,
    Step,
    Sum,
    condition,
    paragraph,
    table,
)
from symtutor.numerics.rate_words import ETA, LAMBDA, LARGEST, setting
from symtutor.numerics.wording import indexed, to_places, worth

if TYPE_CHECKING:
    from symtutor.document import Block, Formula
    from symtutor.numerics.heavy_ball import HeavyBall

_BETA, _H, _A, _Z, _W = Name("beta"), Name("h"), Name("a"), Name("z"), Name("w")
_ONE, _TWO = sp.S.One, sp.Integer(2)

_MEANING = {
    "monotone": "comes closer",
    "oscillating": "comes closer, changing sides",
    "spiral in": "comes closer, swinging to and fro",
    "two-cycle": "swings between two sides for ever",
    "divergent": "swings further and further away",
}


def narrate_heavy_ball(rule: HeavyBall) -> Step:
    """Derive both limits from their quadratic equations."""
    blocks: list[Block] = [setting(rule.minimum), *_iteration(rule)]
    if rule.stable_below is not None:
        blocks += [*_second_order(rule), _verdicts(rule), *_best(rule)]
    return Step("Momentum", tuple(blocks), topic="descent")


def _iteration(rule: HeavyBall) -> list[Block]:
    """Say how a distance goes on, and when it dies out."""
    u, n = sp.Symbol("u"), sp.Symbol("n")
    now, after, before = (indexed(u, n + k) for k in (0, 1, -1))
    factor = Sum((_ONE, _BETA, Negative(Product((ETA, LAMBDA)))))
    law = Sum((Product((factor, now)), Negative(Product((_BETA, before)))))
    exactly = "=" if rule.minimum.is_quadratic else "≈"
    blocks: list[Block] = [
        paragraph("That is without momentum. With it a step also repeats {beta} of the one before, so", beta=_BETA),
        Equation((Chain((after, law), (exactly,)),)),
        paragraph(
            "A solution {power} needs {equation}. Both roots are smaller than 1 in size when {condition}:",
            power=condition(now, Power(_Z, n)),
            equation=condition(
                Sum((Power(_Z, _TWO), Negative(Product((factor, _Z))), _BETA)),
                sp.S.Zero,
            ),
            condition=Chain((Product((ETA, LAMBDA)), Product((_TWO, Sum((_ONE, _BETA))))), ("<",)),
        ),
    ]
    if rule.stable_below is not None:
        bound = Quotient(Product((_TWO, Sum((_ONE, _BETA)))), LARGEST)
        blocks.append(Equation((_below(bound, rule.stable_below),)))
    return blocks


def _second_order(rule: HeavyBall) -> list[Block]:
    """Tell the equation behind it, and how explicit Euler would step it."""
    gradient = Name("∇L", args=(_W,))
    damping = Quotient(Sum((_ONE, Negative(_BETA))), _H)
    law = Sum((Name("w", primes=2), Product((_A, Name("w", primes=1))), gradient))
    bound = Quotient(Sum((_ONE, Negative(_BETA))), LARGEST)
    return [
        paragraph(
            "Behind it stands a ball with friction, {law}, with {step} and {damping}. The iteration first renews the "
            "velocity and then moves with the new one. Explicit Euler moves with the old one: its roots obey "
            "{equation}, and it settles only when",
            law=condition(law, sp.S.Zero),
            step=condition(_H, sp.sqrt(sp.Symbol("eta", positive=True))),
            damping=condition(_A, damping),
            equation=condition(
                Sum(
                    (
                        Power(_Z, _TWO),
                        Negative(Product((Sum((_ONE, _BETA)), _Z))),
                        Sum((_BETA, Product((ETA, LAMBDA)))),
                    )
                ),
                sp.S.Zero,
            ),
        ),
        Equation((_below(bound, rule.euler_stable_below or sp.S.Zero),)),
    ]


def _best(rule: HeavyBall) -> list[Block]:
    """Give the best pair for a quadratic loss."""
    if rule.best is None:
        return []
    rate, beta = rule.best
    factor = sp.sqrt(beta)
    return [
        paragraph(
            "The best pair for these curvatures is {rate} and {beta}: in the long run each step then multiplies the "
            "distance by about {factor}; without momentum the best is {plain}.",
            rate=_near(ETA, rate),
            beta=_near(_BETA, beta),
            factor=factor if factor.is_Rational else to_places(factor),
            plain=rule.minimum.contraction,
        )
    ]


def _near(name: Formula, value: sp.Expr) -> Chain:
    """Give a number exactly where it is a fraction, else its decimals."""
    return condition(name, value) if value.is_Rational else Chain((name, to_places(value)), ("≈",), claim=False)


def _below(bound: Formula, value: sp.Expr) -> Chain:
    """Bound the rate, with a decimal where the bound is irrational."""
    sides, relations = worth(value)
    return Chain((ETA, bound, *sides), ("<", *relations))


def _verdicts(rule: HeavyBall) -> Block:
    """Judge every rate, for both."""
    rows: list[tuple[object, ...]] = []
    for rate in rule.minimum.limit.steps:
        regime, mine, explicit = rule.regime(rate), rule.slowest(rate), rule.euler_slowest(rate)
        rows.append(
            (
                rate,
                "" if mine is None else to_places(mine),
                "cannot be told" if regime is None else _MEANING[regime.value],
                "" if explicit is None else to_places(explicit),
            )
        )
    return table((ETA, "largest |z| ≈", "with momentum, the iterate", "explicit Euler's |z| ≈"), rows)
