"""The characteristic polynomial at a fixed point, and its roots counted on each side of the imaginary axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import flint

from symtutor.analysis.at_point import sign_under
from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.eigen import sides_in_balls
from symtutor.analysis.hurwitz import characteristic_coefficients
from symtutor.analysis.polynomial.normal_form import holds_boxes
from symtutor.analysis.space.inertia import Inertia, inertia
from symtutor.analysis.structure.exact import normal
from symtutor.numerics.balls import enclose_complex

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.model import FixedPoint, Linearization, ODESystem

LEFT, RIGHT = -1, 1
BITS = 240


@dataclass(frozen=True, slots=True)
class Spectral:
    """A fixed point with its linearization, the characteristic polynomial there, and its roots counted."""

    point: FixedPoint
    linearization: Linearization
    coefficients: tuple[sp.Expr, ...]
    counts: Inertia

    @classmethod
    def at(cls, system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Spectral | None:
        """Count the eigenvalues exactly; None where a sign that it takes is not decided."""
        matrix = linearization.jacobian
        boxed = any(map(holds_boxes, matrix))
        coefficients = tuple(map(normal, characteristic_coefficients(matrix)))
        counts = None
        if boxed:
            pass  # no zero is decided for such numbers, and what is not zero is seen by balls
        elif fixed_point.exactly is None or all(coefficient.is_Rational for coefficient in coefficients):
            counts = inertia(coefficients, lambda value: sign_under(normal(value), fixed_point.when))
        else:
            general = characteristic_coefficients(Jacobian(system.states, system.field).value)
            counts = inertia(general, fixed_point.exactly)
        if counts is None and not matrix.free_symbols:
            sides = sides_in_balls(matrix)
            counts = None if sides is None else Inertia(sides.count(LEFT), 0, 0, sides.count(RIGHT))
        return None if counts is None else cls(fixed_point, linearization, coefficients, counts)


def counts_hold(jacobian: sp.ImmutableMatrix, counts: Inertia) -> bool | None:
    """Enclose the eigenvalues in balls and compare on which side of the axis they lie; None where balls do not reach.

    Those counted on the axis must have balls that meet it.
    """
    values = _enclosures(jacobian)
    if values is None or len(values) != jacobian.rows:
        return None
    left = sum(bool(value.real < 0) for value in values)
    right = sum(bool(value.real > 0) for value in values)
    return bool((left, right) == (counts.left, counts.right))


def _enclosures(jacobian: sp.ImmutableMatrix) -> list[Any] | None:
    """Enclose the eigenvalues with multiplicity, as the roots of a rational polynomial where it is one."""
    coefficients = characteristic_coefficients(jacobian)
    with flint.ctx.workprec(BITS):
        if all(coefficient.is_Rational for coefficient in coefficients):
            exact = flint.fmpq_poly([flint.fmpq(int(c.p), int(c.q)) for c in reversed(coefficients)])
            return [root for root, times in exact.complex_roots() for _ in range(times)]
        entries = [enclose_complex(entry) for entry in jacobian]
        if any(entry is None for entry in entries):
            return None
        try:
            return list(flint.acb_mat(jacobian.rows, jacobian.cols, entries).eig(multiple=True))
        except ValueError:  # eigenvalues that coincide or nearly so
            return None
