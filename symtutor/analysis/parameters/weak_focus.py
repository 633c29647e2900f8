"""A linear center with parameters left in it: the sign of the first Lyapunov coefficient, without solving for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.nonlinear.perko import perko_number
from symtutor.analysis.parameters.kuznetsov import first_lyapunov_coefficient
from symtutor.analysis.parameters.samples import near
from symtutor.analysis.parameters.throughout import sign_along
from symtutor.analysis.polynomial.factored import factored
from symtutor.analysis.words import point, series
from symtutor.document import Name, Step, condition, equals, paragraph
from symtutor.model import Kind, Stability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.parameters.cells import Cell
    from symtutor.model import ODESystem

ORDERS = tuple((i, total - i) for total in (1, 2, 3) for i in range(total + 1))


def focal_number(system: ODESystem, at: Sequence[sp.Expr]) -> sp.Expr | None:
    """Compute Perko's σ, without a positive factor, at a linear center with parameters in it; None where it is long.

    Perko, *Differential Equations and Dynamical Systems*, §4.4, (3′).

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> a = sp.Symbol("a", real=True)
    >>> focal_number(ODESystem((x, y), (-y + a * x**3, x + a * y**3), (a,)), (sp.S.Zero, sp.S.Zero))
    6*a
    """
    x, y = system.states
    values = dict(zip(system.states, at, strict=True))
    tables = []
    for component in system.field:
        table = {}
        for i, j in ORDERS:
            derivative = sp.diff(component, *([x] * i + [y] * j))
            table[i, j] = sp.together(derivative.subs(values)) / (sp.factorial(i) * sp.factorial(j))
        tables.append(table)
    number = perko_number(*tables)
    return factored(number) if number.is_rational_function() else None


@dataclass(frozen=True, slots=True)
class WeakFocus:
    """With trace 0 and positive determinant, the sign of Perko's σ decides (Perko §4.4; Kuznetsov §3.5).

    Attributes
    ----------
    number : Expr
        σ up to a positive factor, as a function of the parameters.
    cell : Cell
        The piece of parameter space on which the trace is zero.
    """

    system: ODESystem
    at: tuple[sp.Expr, ...]
    number: sp.Expr
    cell: Cell
    when: Boolean

    theorem = "lyapunov coefficient"

    @property
    def side(self) -> int | None:
        """The sign of σ where the trace is zero; None where it is not the same everywhere."""
        rest = sp.And(*(part for part in sp.And.make_args(self.when) if not isinstance(part, sp.Eq)))
        if len(self.cell.exact) != 1:
            return None
        return sign_along(self.number, self.trace, self.cell.exact, rest)

    @property
    def trace(self) -> sp.Expr:
        """The trace of the Jacobian, which is zero here."""
        return sp.together(Jacobian(self.system.states, self.system.field).at(self.at).trace())

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """A weak stable or unstable spiral."""
        stable = self.side == -1
        return (Kind.STABLE_SPIRAL, Stability.ASYMPTOTIC) if stable else (Kind.UNSTABLE_SPIRAL, Stability.UNSTABLE)

    def verify(self) -> bool | None:
        """Evaluate Kuznetsov's projection formula in balls at admissible values."""
        symbols = sp.Tuple(*self.system.field).free_symbols - set(self.system.states)
        omega = sp.sqrt(Jacobian(self.system.states, self.system.field).at(self.at).det())
        verdicts = []
        for choice in near(self.cell, symbols, sp.And(self.when, *self.system.assumptions)):
            found = first_lyapunov_coefficient(self.system, self.at, omega, choice)
            if found is None or found.contains(0):
                return None
            verdicts.append(bool(found < 0) == (self.side == -1))
        return all(verdicts) if verdicts else None

    def narrate(self) -> Step:
        """Say what decides."""
        values = self.cell.exact
        sense = "stable" if self.side == -1 else "unstable"
        sign = "negative" if self.side == -1 else "positive"
        turn = "shrinks" if self.side == -1 else "grows"
        content = paragraph(
            "At {at} the case {values} has trace 0 and a positive determinant: the linear part is a center, and the "
            "terms beyond it decide. The *first Lyapunov coefficient* is a positive multiple of {number}, which is "
            f"{sign} there: turn after turn the distance {turn}, so the point is a weak *{sense} spiral*.",
            at=point(self.at),
            values=series(condition(*pair) for pair in values.items()) if values else "of a zero trace",
            number=equals(Name("sigma", value=self.number), self.number),
        )
        return Step("Stability", (content,), "stability")
