"""Numbers just below and above the value of a bifurcation: the fixed points near it, counted independently."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.parameters.cells import truth
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from symtutor.analysis.parameters.candidates import Candidate
    from symtutor.model import ODESystem

TRIALS = (
    sp.Rational(7, 5),
    sp.Rational(3, 4),
    sp.Rational(12, 5),
    sp.Rational(1, 3),
    sp.Rational(-7, 5),
    sp.Rational(-1, 3),
)
DISTANCE = sp.Rational(1, 10**6)
FINE = 10**18


def census(
    system: ODESystem, candidate: Candidate, reach: Callable[[sp.Expr], sp.Expr]
) -> tuple[list[int], list[int]] | None:
    """List the signs of det J at the fixed points near the meeting point, below and above the value."""
    numbers = numbers_for(system, candidate)
    if numbers is None:
        return None
    p = candidate.parameter
    value, at = candidate.value.xreplace(numbers), [c.xreplace(numbers) for c in candidate.at]
    at = [c.subs(dict.fromkeys(candidate.index, 0)) for c in at]
    far = 12 * reach(DISTANCE)
    below, above = (_near(system, {**numbers, p: _rational(value + side * DISTANCE)}, at, far) for side in (-1, 1))
    return None if below is None or above is None else (below, above)


def _rational(value: sp.Expr) -> sp.Expr:
    """Round a number to one much nearer than the bifurcation: rational coefficients keep what follows quick."""
    return value if value.is_Rational else sp.Rational(sp.floor(value * FINE), FINE)


def numbers_for(system: ODESystem, candidate: Candidate) -> dict[sp.Symbol, sp.Expr] | None:
    """Choose numbers for the other parameters, under the condition of the candidate and what is assumed."""
    others = list(sp.Tuple(*system.field).free_symbols - {*system.states, candidate.parameter})
    others.sort(key=lambda symbol: symbol.name)
    for shift in range(len(TRIALS)):
        choice = {s: TRIALS[(shift + place) % len(TRIALS)] for place, s in enumerate(others)}
        fits = all(not (s.is_positive and v < 0) and not (s.is_negative and v > 0) for s, v in choice.items())
        if fits and truth(candidate.when, choice):
            return choice
    return None if others else {}


def _near(system: ODESystem, values: Mapping[sp.Symbol, sp.Expr], at: list[sp.Expr], far: sp.Expr) -> list[int] | None:
    """Find the fixed points in a box around a place, and the sign of det J at each."""
    from symtutor.analysis.derivative import Jacobian  # noqa: PLC0415
    from symtutor.analysis.fixed_points import find_fixed_points  # noqa: PLC0415 - used by the check alone
    from symtutor.model import Completeness, Window  # noqa: PLC0415

    field = tuple(component.xreplace(values) for component in system.field)
    plain = replace(system, field=field, parameters=(), assumptions=(), domain=())
    sides = tuple(
        (state, sp.Rational(sp.floor((c - 2) * 10), 10), sp.Rational(sp.ceiling((c + 2) * 10), 10))
        for state, c in zip(system.states, at, strict=True)
    )
    found = find_fixed_points(plain, Window(sides))
    if found.completeness is Completeness.UNKNOWN:
        return None
    determinant = Jacobian(system.states, field).value.det()
    signs = []
    for fixed in found.points:
        for turns in product((-1, 0, 1), repeat=len(fixed.index)):  # each angle may have to go back by turns of its own
            place = [c.subs(dict(zip(fixed.index, turns, strict=True))) for c in fixed.at]
            gaps = [enclose(sp.Abs(a - b) - far) for a, b in zip(place, at, strict=True)]
            if any(gap is None for gap in gaps):
                return None
            if all(bool(gap < 0) for gap in gaps if gap is not None):
                ball = enclose(determinant, dict(zip(system.states, place, strict=True)))
                if ball is None or ball.contains(0):
                    return None
                signs.append(1 if ball > 0 else -1)
    return signs
