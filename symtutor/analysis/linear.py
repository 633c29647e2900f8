"""Affine fields, for which the linearization is the field itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.polynomial.normal_form import degree

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.model import ODESystem


def is_linear(system: ODESystem) -> bool:
    """Tell whether the field is affine in the states.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> is_linear(ODESystem((x, y), (y - 1, -x))), is_linear(ODESystem((x, y), (y, -sp.sin(x))))
    (True, False)
    """
    return all(_is_affine(component, system.states) for component in system.field)


def _is_affine(component: sp.Expr, states: tuple[sp.Symbol, ...]) -> bool:
    return bool(component.is_polynomial(*states) and degree(component, states) <= 1)
