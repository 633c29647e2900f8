"""Slips that lose fixed points, and slips that invent them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.misconceptions import Misconception
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import FixedPoints
    from symtutor.checking.context import Context

Point = tuple[sp.Expr, ...]


def _dividing_by_the_state(claim: FixedPoints, context: Context) -> Iterator[list[Point]]:
    """Every point with a zero coordinate goes when an equation is divided by its state."""
    for position in range(context.system.dimension):
        lost = [found.at for found in context.points if found.at[position] == 0]
        if lost and context.system.field[position].subs(context.system.states[position], 0) == 0:
            yield list(dict.fromkeys(lost))


def _one_sign_of_a_root(claim: FixedPoints, context: Context) -> Iterator[list[Point]]:
    """Of each pair ±a, one is forgotten."""
    if context.system.dimension != 1:
        return
    values = {found.at[0] for found in context.points}
    for value in sorted((value for value in values if value != 0 and -value in values), key=sp.default_sort_key):
        yield [(value,)]
    negative = [(value,) for value in values if -value in values and value.is_negative]
    if negative:
        yield negative


def _one_period(claim: FixedPoints, context: Context) -> Iterator[list[Point]]:
    """A family is cut down to a few members."""
    families = list(dict.fromkeys(found.at for found in context.points if found.point.index))
    if families and not any(place.index for place in claim.places):
        for family in families:
            yield [family]
        yield families


def _every_second(claim: FixedPoints, context: Context) -> Iterator[list[Point]]:
    """Only the multiples of the whole period are kept."""
    families = [found.at for found in context.points if found.point.index]
    if len(families) > 1 and any(place.index for place in claim.places):
        for family in families:
            yield [family]


LOSSES: tuple[Misconception[FixedPoints, list[Point]], ...] = (
    Misconception(
        "lost a root by dividing",
        _dividing_by_the_state,
        "What you list are fixed points. Did you divide by something that can be zero?",
        paragraph(
            "Such a root is lost when one divides by the state: a factor may only be cancelled where it is not zero."
        ),
    ),
    Misconception(
        "lost one sign of a square root",
        _one_sign_of_a_root,
        "What you list are fixed points. How many numbers have the same square?",
        paragraph("A square root has two signs: from a squared quantity both come back."),
    ),
    Misconception(
        "one period only",
        _one_period,
        "What you list are fixed points. Does the pattern end there?",
        paragraph(
            "The field repeats: the fixed points go on in every period, so there are infinitely many, one "
            "for each integer."
        ),
    ),
    Misconception(
        "every second zero only",
        _every_second,
        "What you list are fixed points. Where else does the graph cross zero within one period?",
        paragraph("Within one period there is another zero, half a period on."),
    ),
)


def _sign_of_a_factor(claim: FixedPoints, context: Context) -> Iterator[Point]:
    """1 − x = 0 solved as x = −1."""
    for found in context.points:
        if context.system.dimension == 1 and found.at[0] != 0:
            yield (-found.at[0],)


def _complex_roots(claim: FixedPoints, context: Context) -> Iterator[Point]:
    """Solutions with an imaginary part are listed."""
    for place in claim.places:
        if any(value.has(sp.I) for value in place.values):
            yield place.values


def _zero_of_the_slope(claim: FixedPoints, context: Context) -> Iterator[Point]:
    """f′ = 0 was solved instead of f = 0."""
    if context.system.dimension == 1:
        (state,), (component,) = context.system.states, context.system.field
        slope = sp.diff(component, state)
        for place in claim.places:
            if not place.index and sp.expand(slope.subs(state, place.values[0])) == 0:
                yield place.values


STRANGERS: tuple[Misconception[FixedPoints, Point], ...] = (
    Misconception(
        "sign slip in solving a factor",
        _sign_of_a_factor,
        "Solve each factor once more, slowly: what makes it zero?",
        paragraph("A sign was lost in solving a factor: it is the number with the other sign that makes it zero."),
    ),
    Misconception(
        "complex roots listed",
        _complex_roots,
        "The state is a real number. Are all of these real?",
        paragraph("A state is a real number: a solution with an imaginary part is no fixed point."),
    ),
    Misconception(
        "solved f' = 0 for f = 0",
        _zero_of_the_slope,
        "Which function has to vanish at a fixed point?",
        paragraph("There the slope f′ is zero, not f: a fixed point is where the velocity vanishes."),
    ),
)
