"""Differentiating by hand: f′ on the line, and the entries of the Jacobian one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Derivative, Jacobian, agrees
from symtutor.analysis.words import function
from symtutor.derivation.differentiating.lines import Differentiation, UnknownRuleError
from symtutor.derivation.differentiating.naming import GatheredJacobian, NamedSides
from symtutor.derivation.placed import Place, Placed
from symtutor.document import Differentiated, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import Analysis
    from symtutor.rule import Rule

__all__ = ["partial_derivatives", "slope"]


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
        yield from (Placed(line, found, Place.INSTEAD) for line in lines)


def partial_derivatives(analysis: Analysis) -> Iterator[Placed]:
    """Differentiate every equation by every state, then put the results into the matrix."""
    found = analysis.derivative
    if not isinstance(found, Jacobian) or not analysis.classifications:
        return
    lines: list[Rule] = []
    told: set[object] = set()
    entries: list[sp.Expr] = []
    for row, component in enumerate(found.field):
        lines.append(NamedSides(found.states, component, row + 1))
        f = Name("f", subscript=sp.Integer(row + 1), value=component)
        for column, state in enumerate(found.states):
            entry = found.value[row, column]
            name = Differentiated(f, state, partial=True)
            try:
                made = [*Differentiation(state, partial=True, told=told).lines(component, name)]
            except UnknownRuleError:
                return
            if made[-1].value != entry and not agrees(component, state, made[-1].value):
                return
            lines += made
            entries.append(made[-1].value)
    size = len(found.states)
    lines.append(GatheredJacobian(found.states, sp.ImmutableMatrix(size, size, entries)))
    yield from (Placed(line, found, Place.INSTEAD) for line in lines)
