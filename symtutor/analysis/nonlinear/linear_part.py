"""The signs of trace and determinant at a point, exact in its number field: which tests are meant for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import sympy as sp

from symtutor.analysis.at_point import sign_at
from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.structure.exact import sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.model import FixedPoint, Linearization, ODESystem


class LinearPart(NamedTuple):
    """The signs of the trace and the determinant of J, None where undecided, and whether J is zero."""

    trace: int | None
    det: int | None
    zero: bool

    @property
    def center(self) -> bool:
        """Whether the eigenvalues are purely imaginary."""
        return self.trace == 0 and self.det == 1

    @property
    def one_zero(self) -> bool:
        """Whether one eigenvalue is zero and the other is not."""
        return self.det == 0 and self.trace in (-1, 1)

    @property
    def nilpotent(self) -> bool:
        """Whether both eigenvalues are zero and J is not."""
        return self.trace == 0 and self.det == 0 and not self.zero


def linear_part(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> LinearPart:
    """Decide the signs of trace and determinant."""
    matrix = linearization.jacobian
    return LinearPart(
        _sign(system, fixed_point, matrix, sp.MatrixBase.trace),
        _sign(system, fixed_point, matrix, sp.MatrixBase.det),
        matrix.is_zero_matrix is True,
    )


def _sign(
    system: ODESystem,
    fixed_point: FixedPoint,
    matrix: sp.ImmutableMatrix,
    quantity: Callable[[sp.ImmutableMatrix], sp.Expr],
) -> int | None:
    """Decide the sign of a quantity of J in the number field of the point where there is one, else from its value."""
    if fixed_point.exactly is None or quantity(matrix).free_symbols:
        value = sign(sp.expand(quantity(matrix)))
        if value is not None:
            return value
    general = quantity(Jacobian(system.states, system.field).value)
    return sign_at(fixed_point, system.states, sp.expand(general))
