"""Telling what an equation is good for that sets a derivative of f to zero, where f = 0 was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import paragraph

if TYPE_CHECKING:
    from symtutor.checking.claims import Equations
    from symtutor.checking.context import Context

WHAT_FOR = {
    1: "This sets the derivative f′ to zero. Where it is zero, the graph of f is level; "
    "the fixed points are where f is zero.",
    2: "This sets the second derivative f″ to zero. There the graph of f may change its bend; the fixed points are "
    "where f is zero.",
}
"""What setting a derivative to zero is good for, by its order: it claims nothing, so it is not wrong."""


def derivative_set_to_zero(step: Equations, context: Context) -> Judgement | None:
    """Say what an equation is good for that sets a derivative of f to zero, up to a factor; None for any other."""
    (state,), (component,) = context.system.states, context.system.field
    if len(step.alternatives) != 1 or _in_proportion(step.alternatives[0], component):
        return None
    for order, what_for in WHAT_FOR.items():
        slope = sp.diff(component, state, order)
        if slope.has(state) and _in_proportion(step.alternatives[0], slope):
            return Judgement(Verdict.NOT_DECIDED, why=paragraph(what_for))
    return None


def _in_proportion(first: sp.Expr, second: sp.Expr) -> bool:
    """Tell whether an expression is a number times the other."""
    ratio = sp.cancel(first / second)
    return bool(ratio.is_number and ratio.is_zero is False)
