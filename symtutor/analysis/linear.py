"""Affine fields, for which the linearization is the field itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

if TYPE_CHECKING:
    from symtutor.model import ODESystem


def is_linear(system: ODESystem) -> bool:
    """Tell whether the field is affine in the states.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> is_linear(ODESystem((x, y), (y - 1, -x))), is_linear(ODESystem((x, y), (y, -sp.sin(x))))
    (True, False)
    """
    return all(
        component.is_polynomial(*system.states) and sp.Poly(component, *system.states).total_degree() <= 1
        for component in system.field
    )
