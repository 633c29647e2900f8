"""The words about the step limit: the factor of one step, the limit that follows, the verdict for each step size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import (
    Absolute,
    Chain,
    Equation,
    Listing,
    Name,
    Negative,
    Power,
    Product,
    Quotient,
    Step,
    Sum,
    cell,
    equals,
    paragraph,
    table,
)
from symtutor.numerics.wording import is_long, is_short, size_squared, to_places, worth

if TYPE_CHECKING:
    from symtutor.document import Block, Formula, Paragraph
    from symtutor.numerics.step_limit import StepLimit

_H, _LAMBDA = Name("h"), Name("lambda")
_FACTOR = Sum((sp.S.One, Product((_H, _LAMBDA))))
_REAL_PART = Name("Re lambda")
_SIZE_SQUARED = Power(Absolute(_LAMBDA), sp.Integer(2))

_MEANING = {
    "monotone": "comes closer, always on the same side",
    "one-step": "arrives in one step",
    "oscillating": "comes closer, changing sides at every step",
    "two-cycle": "jumps between two sides for ever",
    "divergent": "jumps from side to side and moves away",
    "spiral in": "comes closer, turning around the point",
    "spiral out": "moves away, turning around the point",
}

_TO_FIRST_ORDER = {
    "one-step": "arrives in one step, to first order",
    "two-cycle": "changes sides at every step; the linear part tells no more",
}


def meaning_of(regime: str, *, exact: bool) -> str:
    """Say what a regime looks like; only a linear equation arrives in one step, or jumps for ever, exactly."""
    return (_MEANING if exact else _MEANING | _TO_FIRST_ORDER)[regime]


def narrate_step_limit(rule: StepLimit) -> Step:
    """Derive the limit from the factor of one step, then judge every step size."""
    blocks: list[Block] = [_setting(rule), *_limits(rule)]
    if any(rule.regime(step) is not None for step in rule.steps):
        blocks.append(_verdicts(rule))
        if not rule.is_linear:
            blocks.append(
                paragraph(
                    "These verdicts are about the linear part: they hold near the point. Far from it a step can do "
                    "otherwise, and beyond the limit the values need not grow without bound."
                )
            )
    return Step("Is the step small enough to settle?", tuple(blocks), topic="euler")


def _setting(rule: StepLimit) -> Paragraph:
    """Say what one step does to a small distance."""
    return paragraph(
        f"{rule.role.value} {{point}}. A small distance {{u}} from there obeys {{law}}{{eigenvalues}}, so one step of "
        "Euler's method multiplies it by {factor}. It dies out when {condition}.",
        point=point_name(rule),
        u=Name("u"),
        law=Chain((Name("u", primes=1), Product((_LAMBDA, Name("u")))), ("=" if rule.is_linear else "≈",)),
        eigenvalues=_eigenvalues(rule),
        factor=_FACTOR,
        condition=Chain((Absolute(_FACTOR), sp.S.One), ("<",)),
    )


def point_name(rule: StepLimit) -> Formula:
    """Name the fixed point."""
    stars = tuple(Name(state.name, star=True) for state in rule.system.states)
    if len(stars) == 1:
        return equals(stars[0], rule.at[0])
    return equals(Listing(stars, "()"), Listing(rule.at, "()"))


def _eigenvalues(rule: StepLimit) -> Paragraph:
    """Say which λ there are."""
    if len(rule.at) == 1:
        return paragraph(" with {slope}", slope=equals(_LAMBDA, _slope(rule), rule.spectrum[0]))
    many = len(rule.spectrum) > 1
    if any(map(is_long, rule.spectrum)) and rule.is_real:
        return paragraph(
            " along an eigenvector of the Jacobian there, with eigenvalues of about {all}",
            all=Listing(tuple(map(to_places, rule.spectrum))),
        )
    return paragraph(
        " along an eigenvector of the Jacobian there, with the "
        + ("eigenvalues {all}" if many else "eigenvalue {all}"),
        all=equals(_LAMBDA, Listing(rule.spectrum)) if not many else Listing(rule.spectrum),
    )


def _slope(rule: StepLimit) -> Name:
    """Name f′ at the fixed point."""
    return Name("f", args=rule.at, primes=1, value=rule.spectrum[0])


def _limits(rule: StepLimit) -> list[Block]:
    """Solve |1 + hλ| < 1 for h."""
    limit, monotone = rule.stable_below, rule.monotone_below
    if limit is None:
        return [_no_limit(rule)]
    if monotone is None:
        squared = Power(Absolute(_FACTOR), sp.Integer(2))
        expanded = Sum(
            (sp.S.One, Product((sp.Integer(2), _H, _REAL_PART)), Product((Power(_H, sp.Integer(2)), _SIZE_SQUARED)))
        )
        ratio = Quotient(Negative(Product((sp.Integer(2), _REAL_PART))), _SIZE_SQUARED)
        strictest = "" if len(rule.spectrum) <= 2 else ", for the eigenvalue that allows the least,"
        return [
            paragraph("Squared this is {square}, less than 1 when" + strictest, square=equals(squared, expanded)),
            Equation((_below(ratio, limit),)),
        ]
    size = Absolute(_slope(rule) if len(rule.at) == 1 else _LAMBDA)
    strictest = "" if len(rule.spectrum) == 1 else ", for the eigenvalue of largest size,"
    return [
        paragraph("Since {negative}, that is so when" + strictest, negative=Chain((_LAMBDA, sp.S.Zero), ("<",))),
        Equation((_below(Quotient(sp.Integer(2), size), limit),)),
        paragraph(
            "and the values come closer without changing sides, as the solution does, when {factor} stays positive:",
            factor=_FACTOR,
        ),
        Equation((_below(Quotient(sp.S.One, size), monotone),)),
    ]


def _below(formula: Formula, value: sp.Expr) -> Chain:
    """Write h < formula = value, with a decimal where the value is irrational."""
    sides, relations = worth(value)
    return Chain((_H, formula, *sides), ("<", *relations))


def _no_limit(rule: StepLimit) -> Paragraph:
    """Say why no step is small enough, or why the linear part cannot tell."""
    if any(value.is_zero for value in rule.spectrum):
        return paragraph(
            "But {zero} makes this factor 1 whatever the step: the linear part sets no limit.",
            zero=equals(_LAMBDA, sp.S.Zero),
        )
    return paragraph(
        "But {zero}, so {square} for every step: Euler's method *spirals out*, however small the step, where the "
        "solution goes around for ever.",
        zero=equals(_REAL_PART, sp.S.Zero),
        square=Chain(
            (
                Power(Absolute(_FACTOR), sp.Integer(2)),
                Sum((sp.S.One, Product((Power(_H, sp.Integer(2)), _SIZE_SQUARED)))),
                sp.S.One,
            ),
            ("=", ">"),
        ),
    )


def _verdicts(rule: StepLimit) -> Block:
    """Judge every step size."""
    factor: Formula = _FACTOR if rule.is_real else Power(Absolute(_FACTOR), sp.Integer(2))
    rows: list[tuple[object, ...]] = []
    for step in rule.steps:
        regime = rule.regime(step)
        word = "on the boundary" if regime is None else regime.value
        meaning = "the linear part cannot tell" if regime is None else meaning_of(regime.value, exact=rule.is_linear)
        rows.append((step, _factors(rule, step), word, meaning))
    return table((_H, factor, "regime", "near the point, Euler's value"), rows)


def _factors(rule: StepLimit, step: sp.Expr) -> Paragraph:
    """Give the factor of one step for every eigenvalue; for complex ones its square."""
    factors: list[sp.Expr] = []
    for value in rule.spectrum:
        factor = sp.expand(1 + step * value)
        factor = factor if rule.is_real else size_squared(factor)
        if factor not in factors:
            factors.append(factor)
    if all(factor.is_Rational and is_short(factor) for factor in factors):
        return cell(Listing(tuple(factors)))
    return paragraph("≈ {factors}", factors=Listing(tuple(map(to_places, factors))))
