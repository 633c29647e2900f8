"""Where a displayed formula is aligned and may be broken: at its relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy.core.relational import Relational

from symtutor.document import Chain

if TYPE_CHECKING:
    from symtutor.document import Formula


def sides_of(formula: Formula) -> tuple[tuple[Formula, ...], tuple[str, ...]]:
    """Split a formula into its sides and the relations between them; most formulas are one side."""
    if isinstance(formula, Chain):
        return formula.sides, formula.relations
    if isinstance(formula, Relational):
        return (formula.lhs, formula.rhs), (formula.rel_op,)
    return (formula,), ()
