"""Separation of variables: x′ = f(x) solved by integrating dx/f(x) = dt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy import expand

from symtutor.analysis.fixed_points.combined import monic
from symtutor.analysis.fixed_points.domain import domain
from symtutor.analysis.separation.antiderivative import time_integral
from symtutor.analysis.separation.rule import BySeparation
from symtutor.analysis.separation.solved import solved
from symtutor.analysis.words import member
from symtutor.model import Completeness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.logic.boolalg import Boolean

    from symtutor.model import Analysis, FixedPoint

STEPS = (sp.Rational(-7, 5), sp.Rational(-2, 9), sp.Rational(1, 7), sp.Rational(9, 8), sp.Rational(13, 5))


def separate(analysis: Analysis) -> tuple[BySeparation, ...]:
    """Solve one autonomous equation by separation of variables, as far as the tables reach.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> (rule,) = separate(analyze(ODESystem((x,), (x * (1 - x),))))
    >>> rule.formula.value
    x_0/(x_0 + (1 - x_0)*exp(-t))
    """
    system = analysis.system
    if analysis.fixed_points.completeness is not Completeness.PROVED or system.field[0].is_zero:
        return ()
    (state,), (field,) = system.states, system.field
    found = analysis.fixed_points.points
    if any(point.at[0].has(state) and point.when == sp.true for point in found):
        return ()
    given = domain(system)
    constants = _constants(found, field, state, given)
    zeros = tuple(at for at, _ in constants) if all(when == sp.true for _, when in constants) else ()
    index = next((point.index for point in found if point.index), ())
    integral, formula = time_integral(field, state, zeros), solved(system)
    if integral is None and formula is None:
        return ()
    told = (*(integral.terms if integral is not None else ()), *((formula.value,) if formula is not None else ()))
    nonzero = _divisors(told, system.parameters, known=given)
    samples = dict.fromkeys((*STEPS, *(member(zero, index) + step for zero in zeros for step in STEPS[1:3])))
    usable = tuple(place for place in samples if place not in zeros)
    return (BySeparation(state, field, system.time, constants, index, integral, formula, usable, nonzero),)


def _constants(
    points: Iterable[FixedPoint], field: sp.Expr, state: sp.Symbol, given: Iterable[Boolean]
) -> tuple[tuple[sp.Expr, Boolean], ...]:
    """Give the constant solutions, each once, with the condition under which it exists.

    A number that makes f vanish for all parameters is one without a condition, whatever cases its stability has.
    """
    cases: dict[sp.Expr, list[Boolean]] = {}
    for point in points:
        if not point.at[0].has(state):
            cases.setdefault(point.at[0], []).append(sp.true if point.when in given else point.when)
    always = {at for at in cases if not at.free_symbols and expand(field.xreplace({state: at})) == 0}
    return tuple((at, sp.true if at in always else sp.Or(*whens)) for at, whens in cases.items())


def _divisors(
    expressions: Iterable[sp.Expr], parameters: Iterable[sp.Symbol], known: Iterable[Boolean]
) -> tuple[sp.Expr, ...]:
    """Collect what the expressions divide by, parameters first, that may be zero as far as is known.

    Examples
    --------
    >>> p = sp.Symbol("p", real=True)
    >>> _divisors([1 / p, 2 / (1 - p)], [p], ())
    (p, p - 1)
    """
    letters = tuple(parameters)
    divisors = {part.base for e in expressions for part in e.atoms(sp.Pow) if part.exp.is_negative}
    safe = {condition.lhs for condition in known if isinstance(condition, sp.Ne) and condition.rhs == 0}
    sums = sorted({monic(d) for d in divisors if d.is_Add and d.free_symbols <= {*letters}}, key=sp.default_sort_key)
    unsafe = (d for d in (*letters, *sums) if d.is_nonzero is not True and d not in safe)
    return tuple(d for d in unsafe if d in divisors or d.is_Add)
