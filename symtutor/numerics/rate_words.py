"""The words about learning rates: the factor of one step, the limit, the best rate, the verdict for each rate."""

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
    Product,
    Quotient,
    Step,
    Sum,
    equals,
    paragraph,
    table,
)
from symtutor.numerics.step_words import meaning_of, point_name
from symtutor.numerics.wording import is_long, is_short, to_places, worth

if TYPE_CHECKING:
    from symtutor.document import Block, Formula, Paragraph
    from symtutor.numerics.rate_limit import RateLimit

ETA, LAMBDA, KAPPA = Name("eta"), Name("lambda"), Name("kappa")
LARGEST, LEAST = Name("lambda", subscript=sp.Symbol("max")), Name("lambda", subscript=sp.Symbol("min"))
_FACTOR = Sum((sp.S.One, Negative(Product((ETA, LAMBDA)))))


def narrate_rate_limit(rule: RateLimit) -> Step:
    """Say how far one step brings the weights, and what follows for the rate."""
    blocks: list[Block] = [setting(rule), *_limit(rule), *_best(rule)]
    if rule.stable_below is not None and rule.limit.steps:
        blocks.append(_verdicts(rule))
        if not rule.is_quadratic:
            blocks.append(
                paragraph(
                    "These verdicts hold near the minimum. Far from it the curvatures are others: a step can leap into "
                    "another valley, and beyond the limit the weights need not grow without bound."
                )
            )
    return Step("How large may the learning rate be?", tuple(blocks), topic="descent")


def setting(rule: RateLimit) -> Paragraph:
    """Name the minimum, its curvatures, and the factor of one step."""
    one = len(rule.at) == 1
    size = len(rule.curvatures)
    role = rule.limit.role.value.replace("The solution approaches", "Downhill from the start lies")
    noun = "eigenvalues, the curvatures, are" if size > 1 else "eigenvalue, the curvature, is"
    long = "about " if any(map(is_long, rule.curvatures)) else ""
    hessian = (
        f"There the Hessian, the matrix of second derivatives of L, is {{hessian}}; its {noun} {long}{{curvatures}}"
    )
    curvature = "There the curvature is {curvatures}" if one else hessian
    exactly = "" if rule.is_quadratic else "about "
    along = "a distance from the minimum" if one else "a distance along an eigenvector"
    return paragraph(
        f"{role} {{point}}. {curvature}. One step multiplies {along} by {exactly}{{factor}}.",
        point=point_name(rule.limit),
        hessian=equals(Name("H"), -rule.limit.jacobian),
        curvatures=_curvatures(rule),
        factor=_FACTOR,
    )


def _curvatures(rule: RateLimit) -> Formula:
    """Give λ, named on the line as L″ there."""
    values = rule.curvatures
    if len(rule.at) == 1:
        return equals(LAMBDA, Name("L", args=rule.at, primes=2, value=values[0]), values[0])
    return Listing(tuple(map(to_places, values)) if any(map(is_long, values)) else values)


def _limit(rule: RateLimit) -> list[Block]:
    """Solve |1 − ηλ| < 1 for η."""
    limit = rule.stable_below
    if limit is None:
        return [
            paragraph(
                "A curvature of 0 makes this factor 1 whatever the rate: to first order nothing is gained along its "
                "direction, and higher derivatives of L decide."
            )
        ]
    biggest = LAMBDA if len(rule.curvatures) == 1 else LARGEST
    which = "" if len(rule.curvatures) == 1 else " for every curvature"
    return [
        paragraph(
            f"It shrinks when {{condition}}{which}:",
            condition=Chain((Absolute(_FACTOR), sp.S.One), ("<",)),
        ),
        Equation((Chain((ETA, Quotient(sp.Integer(2), biggest), *worth(limit)[0]), ("<", *worth(limit)[1])),)),
    ]


def _best(rule: RateLimit) -> list[Block]:
    """Give the best rate of a quadratic loss."""
    best, factor, kappa = rule.best_rate, rule.contraction, rule.condition_number
    if best is None or factor is None or kappa is None:
        if kappa is None or len(rule.curvatures) == 1:
            return []
        return [
            paragraph(
                "The *condition number* there is {kappa}.",
                kappa=Chain((KAPPA, Quotient(LARGEST, LEAST), *worth(kappa)[0]), ("=", *worth(kappa)[1])),
            )
        ]
    if len(rule.curvatures) == 1:
        return [paragraph("With {best} one step goes straight to the minimum.", best=equals(ETA, best))]
    return [
        paragraph("The best rate makes the slowest two directions equally fast, {balance}:", balance=_balance()),
        Equation(
            (
                Chain(
                    (ETA, Quotient(sp.Integer(2), Sum((LEAST, LARGEST))), *worth(best)[0]),
                    ("=", *worth(best)[1]),
                    claim=False,
                ),
            )
        ),
        paragraph("Then every step multiplies the distance to the minimum by at most"),
        Equation(
            (
                Chain(
                    (
                        Quotient(Sum((KAPPA, sp.S.NegativeOne)), Sum((KAPPA, sp.S.One))),
                        *worth(factor)[0],
                    ),
                    worth(factor)[1],
                ),
            )
        ),
        paragraph(
            "where {kappa} is the *condition number*: the narrower the valley, the larger it is, and the slower the "
            "descent.",
            kappa=Chain((KAPPA, Quotient(LARGEST, LEAST), *worth(kappa)[0]), ("=", *worth(kappa)[1])),
        ),
    ]


def _balance() -> Chain:
    """Write 1 − η λ_min = −(1 − η λ_max), an equation to be solved."""
    left = Sum((sp.S.One, Negative(Product((ETA, LEAST)))))
    right = Sum((Product((ETA, LARGEST)), Negative(sp.S.One)))
    return Chain((left, right), ("=",), claim=False)


def _verdicts(rule: RateLimit) -> Block:
    """Judge every rate."""
    rows: list[tuple[object, ...]] = []
    for rate in rule.limit.steps:
        regime = rule.regime(rate)
        word = "on the boundary" if regime is None else regime.value
        meaning = "the curvature cannot tell" if regime is None else meaning_of(regime.value, exact=rule.is_quadratic)
        rows.append((rate, _factors(rule, rate), word, meaning))
    where = "the iterate" if rule.is_quadratic else "near the minimum, the iterate"
    return table((ETA, _FACTOR, "regime", where), rows)


def _factors(rule: RateLimit, rate: sp.Expr) -> Paragraph:
    """Give the factor of one step for every curvature."""
    factors = [sp.expand(1 - rate * value) for value in rule.curvatures]
    if all(factor.is_Rational and is_short(factor) for factor in factors):
        return paragraph("{factors}", factors=Listing(tuple(factors)))
    return paragraph("≈ {factors}", factors=Listing(tuple(map(to_places, factors))))
