"""What simple parts of a condition say about its other parts: with b > 0 the case b < 0 of another part falls away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

IMPLIED: dict[type, dict[type, bool]] = {
    sp.Gt: {sp.Gt: True, sp.Ge: True, sp.Ne: True, sp.Lt: False, sp.Le: False, sp.Eq: False},
    sp.Lt: {sp.Lt: True, sp.Le: True, sp.Ne: True, sp.Gt: False, sp.Ge: False, sp.Eq: False},
    sp.Eq: {sp.Eq: True, sp.Ge: True, sp.Le: True, sp.Ne: False, sp.Gt: False, sp.Lt: False},
}
"""What a comparison with a number decides about other comparisons of the same two."""


def with_literals(when: Boolean) -> Boolean:
    """Put what a condition says of single symbols into its other parts.

    Examples
    --------
    >>> a, b = sp.symbols("a b", real=True)
    >>> with_literals(((a > 1) & (b > 0) | (b < 0)) & (b > 0)), with_literals((b > 0) & (a > b) & (b < 0))
    ((a > 1) & (b > 0), False)
    """
    simple = [part for part in sp.And.make_args(when) if isinstance(part, sp.Rel) and len(part.free_symbols) == 1]
    when = when.xreplace({part: part.canonical for part in simple})  # −b < 0 is b > 0
    if not isinstance(when, sp.And):
        return when
    literals = [part for part in when.args if part.func in IMPLIED and part.lhs.is_Symbol and part.rhs.is_number]
    left = list(when.args)
    for literal in literals:
        decided = IMPLIED[literal.func]
        same = [r for r in when.atoms(sp.Rel) if (r.lhs, r.rhs) == (literal.lhs, literal.rhs)]
        known = {relation: sp.S(decided[relation.func]) for relation in same if relation.func in decided}
        left = [part if part is literal else part.xreplace(known) for part in left]
    return sp.And(*left)
