"""The types of a bifurcation with a zero eigenvalue, told by derivatives of one function.

Strogatz, *Nonlinear Dynamics and Chaos*, ch. 3; Guckenheimer, Holmes, *Nonlinear Oscillations, Dynamical Systems, and
Bifurcations of Vector Fields*, §3.4; Perko, *Differential Equations and Dynamical Systems*, §4.2 (Sotomayor).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import sympy as sp

    from symtutor.analysis.parameters.reduction import Reduced

HIGHEST = 7


class Type(StrEnum):
    """The names of bifurcations."""

    SADDLE_NODE = "saddle-node"
    TRANSCRITICAL = "transcritical"
    SUPERCRITICAL_PITCHFORK = "supercritical pitchfork"
    SUBCRITICAL_PITCHFORK = "subcritical pitchfork"
    SUPERCRITICAL_HOPF = "supercritical Hopf"
    SUBCRITICAL_HOPF = "subcritical Hopf"
    HOPF = "Hopf"
    DEGENERATE_HOPF = "degenerate Hopf"
    CUSP = "cusp"
    DEGENERATE = "degenerate"


@dataclass(frozen=True, slots=True)
class Condition:
    """A derivative (i times by the state, j times by the parameter), its value and its sign."""

    order: tuple[int, int]
    value: sp.Expr
    sign: int


@dataclass(frozen=True, slots=True)
class Named:
    """A type, and the conditions that make it so: what vanishes first, then what must not."""

    type: Type | None
    conditions: tuple[Condition, ...]


def name(function: Reduced, sign: Callable[[sp.Expr], int | None]) -> Named | None:
    """Name the bifurcation of g(u, m) at 0 with g = g_u = 0.

    With g_m ≠ 0 the zeros form one curve m(u), which turns back where the first derivative by u that is not zero is of
    even order; where it is odd nothing changes, and the type is None. With g_m = 0 and g_um ≠ 0 two curves cross, one
    along u = 0 to lowest order. Returns None where a sign is not known.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.analysis.parameters.reduction import reduced
    >>> from symtutor.model import ODESystem
    >>> from symtutor.numerics.signs import sign
    >>> x, r = sp.symbols("x r", real=True)
    >>> name(reduced(ODESystem((x,), (r * x - x**3,), (r,)), (sp.S.Zero,), r, sp.S.Zero), sign).type.value
    'supercritical pitchfork'
    """
    told: list[Condition] = []
    try:
        return Named(_type(_Asked(function, sign, told)), tuple(told))
    except _UnknownSignError:
        return None


class _UnknownSignError(Exception):
    """A derivative whose sign is not known is needed."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Derivatives by their order, each noted when its sign is asked."""

    function: Reduced
    sign: Callable[[sp.Expr], int | None]
    told: list[Condition]

    def __call__(self, i: int, j: int) -> int:
        value = self.function[i, j]
        side = self.sign(value)
        if side is None:
            raise _UnknownSignError
        self.told.append(Condition((i, j), value, side))
        return side

    def first(self) -> tuple[int, int]:
        """Find the order and the sign of the first derivative by u alone that is not zero; order 0 where none is."""
        known = dict(self.function.derivatives)
        for order in range(2, HIGHEST + 1):
            side = self(order, 0) if (order, 0) in known else 0
            if side:
                return order, side
        return 0, 0


def _type(ask: _Asked) -> Type | None:
    if ask(0, 1):
        order, _ = ask.first()
        if not order:
            return Type.DEGENERATE
        return Type.SADDLE_NODE if order % 2 == 0 else None
    if not ask(1, 1):
        return Type.DEGENERATE
    order, side = ask.first()
    if not order:
        return Type.DEGENERATE
    if order % 2 == 0:
        return Type.TRANSCRITICAL
    return Type.SUPERCRITICAL_PITCHFORK if side < 0 else Type.SUBCRITICAL_PITCHFORK
