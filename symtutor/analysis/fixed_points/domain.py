"""Where a field is defined: the conditions that its functions make, and those that were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

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


def _conditions(expression: sp.Expr) -> Iterator[Boolean]:
    for part in sp.postorder_traversal(expression):
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
