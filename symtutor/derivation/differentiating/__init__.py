"""Differentiating by hand: f′ on the line, and the entries of the Jacobian one by one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Derivative, Jacobian, agrees, rationalized
from symtutor.analysis.polynomial.normal_form import derivative, put_in
from symtutor.analysis.slope import FirstNonzeroDerivative
from symtutor.analysis.words import function, is_long
from symtutor.derivation.differentiating.lines import Differentiation, UnknownRuleError
from symtutor.derivation.differentiating.naming import AwayFromCorners, GatheredJacobian, NamedSides
from symtutor.derivation.differentiating.outer import CORNERS
from symtutor.derivation.differentiating.rules import Line
from symtutor.derivation.differentiating.values import NextDerivative, SlopeAt
from symtutor.derivation.placed import Place, Placed
from symtutor.document import Differentiated, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import Analysis, Classification
    from symtutor.rule import Rule

__all__ = ["entries", "partial_derivatives", "slope", "slopes"]

LONG, SHORT = 30, 8
"""Operations in a derivative, and in a fixed point, that is still put in."""

MOST = 5
"""The highest derivative that is written down."""


def slope(analysis: Analysis) -> Iterator[Placed]:
    """Differentiate f by the rules of calculus, in place of the short words; nothing where a rule is missing."""
    found = analysis.derivative
    if not isinstance(found, Derivative) or not analysis.classifications:
        return
    state = found.state
    try:
        lines = [*Differentiation(state).lines(found.field, function(state, primes=1, value=found.value))]
    except UnknownRuleError:
        return
    if agrees(found.field, state, lines[-1].value):
        if found.field.has(*CORNERS):
            yield Placed(AwayFromCorners(state), found, Place.INSTEAD)
        yield from (Placed(line, found, Place.INSTEAD) for line in lines)


def slopes(analysis: Analysis) -> Iterator[Placed]:
    """Put every fixed point into f′, and where that gives zero differentiate on."""
    found = analysis.derivative
    if not isinstance(found, Derivative):
        return
    lines = [line.rule for line in slope(analysis)]
    by_hand = next((line.value for line in reversed(lines) if isinstance(line, Line)), found.value)
    reached, derivatives = 1, {1: by_hand}
    later: list[Rule] = []
    told: set[sp.Expr] = set()
    for c in analysis.classifications:
        line = _slope_at(found, by_hand, c)
        if line is not None and line.at not in told:
            told.add(line.at)
            yield Placed(line, found, Place.AFTER)
        order = max((rule.order for rule in c.reasons if isinstance(rule, FirstNonzeroDerivative)), default=1)
        if order > MOST or not found.field.is_polynomial(found.state) or by_hand.count_ops() > LONG:
            continue
        while reached < order:
            before = derivatives[reached]
            reached += 1
            derivatives[reached] = derivative(before, found.state)
            later.append(NextDerivative(found.state, before, derivatives[reached], reached))
    yield from (Placed(line, found, Place.AFTER) for line in later)


def _slope_at(found: Derivative, by_hand: sp.Expr, c: Classification) -> SlopeAt | None:
    """Put a fixed point into f′, where all is short and gives what the analysis found."""
    at, value = c.at[0], c.linearization.jacobian[0, 0]
    special = bool(c.point.when.atoms(sp.Equality))  # the value is then that of a case, not of the formula
    if special or not _readable(by_hand, at, value):
        return None
    if sp.expand(rationalized(put_in(by_hand, {found.state: at}))) != value:
        return None
    line = SlopeAt(found.state, found.field, by_hand, at, value, c.point.index, c.point.when)
    return line if line.verify() else None


def _readable(formula: sp.Expr, at: sp.Expr, value: sp.Expr) -> bool:
    """Tell whether a formula with a number put in is still read at a glance."""
    if any(is_long(number) or number.has(sp.nan, sp.oo, sp.zoo, sp.LambertW) for number in (at, value)):
        return False
    if formula.has(sp.Piecewise):
        return False
    return bool(formula.count_ops() <= LONG and at.count_ops() <= SHORT and value.count_ops() <= SHORT)


def partial_derivatives(analysis: Analysis) -> Iterator[Placed]:
    """Differentiate every equation by every state, then put the results into the matrix."""
    found = analysis.derivative
    if isinstance(found, Jacobian) and analysis.classifications:
        yield from (Placed(line, found, Place.INSTEAD) for line in _entry_by_entry(found))


def entries(found: Jacobian) -> sp.ImmutableMatrix:
    """Give the Jacobian with its entries as they are found by hand, which may be shorter."""
    gathered = next((line for line in _entry_by_entry(found) if isinstance(line, GatheredJacobian)), found)
    return gathered.value


@lru_cache(maxsize=4)
def _entry_by_entry(found: Jacobian) -> tuple[Rule, ...]:
    """Differentiate each entry; nothing where a rule is missing for one."""
    lines: list[Rule] = []
    told: set[object] = set()
    values: list[sp.Expr] = []
    for row, component in enumerate(found.field):
        lines.append(NamedSides(found.states, component, row + 1))
        f = Name("f", subscript=sp.Integer(row + 1), value=component)
        for column, state in enumerate(found.states):
            name = Differentiated(f, state, partial=True)
            try:
                made = [*Differentiation(state, partial=True, told=told).lines(component, name)]
            except UnknownRuleError:
                return ()
            if made[-1].value != found.value[row, column] and not agrees(component, state, made[-1].value):
                return ()
            lines += made
            values.append(made[-1].value)
    size = len(found.states)
    return (*lines, GatheredJacobian(found.states, sp.ImmutableMatrix(size, size, values)))
