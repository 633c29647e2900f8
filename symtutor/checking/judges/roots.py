"""The roots of the equations that a student writes, and how two lists of roots compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.analysis.words import every_integer, series
from symtutor.checking.context import is_exceptional
from symtutor.checking.equality import family_within
from symtutor.document import Name, condition, paragraph
from symtutor.model import Completeness, ODESystem, Window

if TYPE_CHECKING:
    from symtutor.checking.claims import Equations
    from symtutor.checking.context import Context
    from symtutor.document import Paragraph


Roots = list[tuple[sp.Expr, tuple[sp.Symbol, ...]]]
"""Roots, and the integers that count each family of them."""


def roots_of(equations: Equations, context: Context) -> Roots | None:
    """Solve alternatives over the reals; None where not every root is known."""
    state = context.system.states[0]
    found: Roots = []
    for expression in equations.alternatives:
        indices = tuple(symbol for symbol in expression.free_symbols if symbol.is_integer)
        if indices:  # a family, solved for the state
            found.append((sp.expand(state - expression), indices))
            continue
        solved = find_fixed_points(ODESystem((state,), (expression,)), Window())
        if solved.completeness is not Completeness.PROVED:
            return None
        usual = [point for point in solved.points if not is_exceptional(point.when)]
        if any(
            state in point.at[0].free_symbols or (point.when is not sp.true and not point.at[0].is_real)
            for point in usual
        ):
            return None
        found.extend((point.at[0], point.index) for point in usual)
    return found


def beyond(first: Roots, second: Roots) -> tuple[Roots, bool]:
    """Give the roots in the first that are not in the second, and whether every one was decided."""
    others = [((value,), index) for value, index in second]
    verdicts = [family_within((value,), index, others) for value, index in first]
    return [root for root, verdict in zip(first, verdicts, strict=True) if verdict is False], None not in verdicts


def listed(roots: Roots, context: Context) -> Paragraph:
    """List roots as a student writes them: x = 0 and x = 2πn for every integer n."""
    name = Name(context.system.states[0].name)
    return series(paragraph("{root}{n}", root=condition(name, value), n=every_integer(index)) for value, index in roots)
