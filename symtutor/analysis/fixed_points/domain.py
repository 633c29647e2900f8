"""Where a field is defined: the conditions that its functions make, and those that were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.model import ODESystem


def domain(system: ODESystem) -> tuple[Boolean, ...]:
    """Collect the conditions under which every component of the field is defined and real.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> domain(ODESystem((x,), (sp.log(x) / (x - 1),)))
    (Ne(x - 1, 0), x > 0)
    """
    found: dict[Boolean, None] = dict.fromkeys(system.domain)
    for component in system.field:
        found.update(dict.fromkeys(_conditions(component)))
    return tuple(found)


def undecided_domain(system: ODESystem) -> tuple[Boolean, ...]:
    """Return the conditions that do not hold for every real state: 1 + x² ≠ 0 is none, x > 0 is one."""
    return _without_repetition([condition for condition in domain(system) if not _always(condition)])


def _without_repetition(conditions: list[Boolean]) -> tuple[Boolean, ...]:
    """Leave out u ≠ 0 and u ≥ 0 beside u > 0, and write the two together as u > 0."""
    known = set(conditions)
    kept: dict[Boolean, None] = {}
    for condition in conditions:
        if not isinstance(condition, Relational):
            kept[condition] = None
            continue
        strict = sp.Gt(condition.lhs, condition.rhs)
        other = {sp.Ne: sp.Ge, sp.Ge: sp.Ne}.get(condition.func)
        both = other is not None and other(condition.lhs, condition.rhs) in known
        kept[strict if both or strict in known else condition] = None
    return tuple(kept)


def _always(condition: Boolean) -> bool:
    """Tell whether a condition plainly holds for all real values of its symbols."""
    if condition in (sp.true, sp.false):
        return condition is sp.true
    if isinstance(condition, sp.Or):
        return _covers(condition)
    if not isinstance(condition, Relational):
        return False
    difference = condition.lhs - condition.rhs
    facts = {sp.Ne: difference.is_zero is False, sp.Gt: difference.is_positive, sp.Ge: difference.is_nonnegative}
    if facts.get(condition.func):
        return True
    symbols = difference.free_symbols
    if len(symbols) != 1 or not difference.is_polynomial(*symbols):
        return False
    polynomial = sp.Poly(difference, *symbols)
    if not (polynomial.domain.is_QQ or polynomial.domain.is_ZZ) or polynomial.count_roots() > 0:
        return False
    return bool(isinstance(condition, sp.Ne) or (isinstance(condition, (sp.Gt, sp.Ge)) and polynomial.eval(0) > 0))


def _covers(choice: sp.Or) -> bool:
    """Tell whether one of the conditions is u = 0 and another holds for every u that is not zero."""
    zeros = [part.lhs - part.rhs for part in choice.args if isinstance(part, sp.Eq)]
    return any(sp.Ne(u, 0) in choice.args or sp.Gt(sp.Abs(u), 0) in choice.args for u in zeros)


def _conditions(expression: sp.Expr) -> Iterator[Boolean]:
    """Yield what a part needs before what holds it; a piece only needs it where its guard holds."""
    if isinstance(expression, sp.Piecewise):
        for piece, guard in expression.args:
            yield from (sp.Or(condition, sp.Not(guard)) for condition in _conditions(piece))
        return
    for part in expression.args:
        if isinstance(part, sp.Expr):
            yield from _conditions(part)
    yield from _own_conditions(expression)


def _own_conditions(part: sp.Expr) -> Iterator[Boolean]:
    if part.is_Pow and not part.exp.is_number:
        yield sp.Gt(part.base, 0)
    elif part.is_Pow and part.exp.is_negative and not part.base.is_number:
        yield sp.Ne(part.base, 0)
    if part.is_Pow and part.exp.is_Rational and part.exp.q % 2 == 0 and not part.base.is_number:
        yield sp.Ge(part.base, 0)
    if isinstance(part, sp.Function) and part.func in DOMAINS:
        yield from DOMAINS[part.func](part.args[0])


DOMAINS = {
    sp.log: lambda u: (sp.Gt(u, 0),),
    sp.tan: lambda u: (sp.Ne(sp.cos(u), 0),),
    sp.sec: lambda u: (sp.Ne(sp.cos(u), 0),),
    sp.cot: lambda u: (sp.Ne(sp.sin(u), 0),),
    sp.csc: lambda u: (sp.Ne(sp.sin(u), 0),),
    sp.asin: lambda u: (sp.Ge(1 - u**2, 0),),
    sp.acos: lambda u: (sp.Ge(1 - u**2, 0),),
    sp.acosh: lambda u: (sp.Ge(u - 1, 0),),
    sp.atanh: lambda u: (sp.Gt(1 - u**2, 0),),
}
