"""Slips with the Jacobian, its trace and determinant, and its eigenvalues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Quantity
from symtutor.checking.misconceptions import Misconception
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import Eigenvalues, Jacobian, MatrixNumber, Place
    from symtutor.checking.context import Context


def _general(context: Context) -> sp.Matrix:
    return sp.Matrix(context.system.field).jacobian(context.system.states)


def _there(context: Context, place: Place | None) -> sp.Matrix | None:
    found = context.the_one(place)
    return None if found is None else found.linearization.jacobian


def _transposed(claim: Jacobian, context: Context) -> Iterator[sp.Matrix]:
    general = _general(context)
    yield (general if claim.at is None else general.applyfunc(lambda entry: context.at(entry, claim.at.values))).T


def _at_another_point(claim: Jacobian, context: Context) -> Iterator[sp.Matrix]:
    if claim.at is not None:
        for found in context.points:
            if found.at != claim.at.values:
                yield found.linearization.jacobian


def _other_sign(claim: Jacobian, context: Context) -> Iterator[sp.Matrix]:
    general = _general(context)
    yield -(general if claim.at is None else general.applyfunc(lambda entry: context.at(entry, claim.at.values)))


def _not_differentiated(claim: Jacobian, context: Context) -> Iterator[sp.Matrix]:
    """Coefficients were read off a nonlinear field."""
    states = context.system.states
    yield sp.Matrix([[sp.cancel(f / x) for x in states] for f in context.system.field])


MATRIX_SLIPS: tuple[Misconception[Jacobian, sp.Matrix], ...] = (
    Misconception(
        "Jacobian transposed",
        _transposed,
        "Which index belongs to the equation and which to the state?",
        paragraph("The matrix is transposed: each row belongs to an equation, each column to a state."),
    ),
    Misconception(
        "Jacobian at the wrong point",
        _at_another_point,
        "Which point did you put in?",
        paragraph("This is the Jacobian at another fixed point."),
    ),
    Misconception(
        "Jacobian with the other sign",
        _other_sign,
        "Check the sign of every entry.",
        paragraph("Every sign is reversed."),
    ),
    Misconception(
        "divided instead of differentiated",
        _not_differentiated,
        "What is the derivative of a product of two states?",
        paragraph("Here the right-hand side was divided by the state instead of differentiated."),
    ),
)


def _swapped(claim: MatrixNumber, context: Context) -> Iterator[sp.Expr]:
    matrix = _there(context, claim.at)
    if matrix is not None:
        yield {Quantity.TRACE: matrix.det(), Quantity.DETERMINANT: matrix.trace()}.get(claim.quantity, sp.nan)


def _sum_of_products(claim: MatrixNumber, context: Context) -> Iterator[sp.Expr]:
    matrix = _there(context, claim.at)
    if matrix is not None and matrix.shape == (2, 2) and claim.quantity is Quantity.DETERMINANT:
        yield matrix[0, 0] * matrix[1, 1] + matrix[0, 1] * matrix[1, 0]
        yield matrix[0, 0] * matrix[1, 1]


def _other_diagonal(claim: MatrixNumber, context: Context) -> Iterator[sp.Expr]:
    matrix = _there(context, claim.at)
    if matrix is not None and matrix.shape == (2, 2) and claim.quantity is Quantity.TRACE:
        yield matrix[0, 1] + matrix[1, 0]
        yield matrix[0, 0] - matrix[1, 1]


def _without_four(claim: MatrixNumber, context: Context) -> Iterator[sp.Expr]:
    matrix = _there(context, claim.at)
    if matrix is not None and claim.quantity is Quantity.DISCRIMINANT:
        yield matrix.trace() ** 2 - matrix.det()
        yield matrix.trace() ** 2 + 4 * matrix.det()


NUMBER_SLIPS: tuple[Misconception[MatrixNumber, sp.Expr], ...] = (
    Misconception(
        "trace and determinant swapped",
        _swapped,
        "Which of the two is the sum of the diagonal?",
        paragraph("Trace and determinant are swapped."),
    ),
    Misconception(
        "determinant without its minus",
        _sum_of_products,
        "How are the two products of a determinant put together?",
        paragraph("The product off the diagonal is subtracted in a determinant."),
    ),
    Misconception(
        "trace along the wrong diagonal",
        _other_diagonal,
        "Which entries does the trace add?",
        paragraph("The trace adds the entries from the upper left to the lower right."),
    ),
    Misconception(
        "discriminant without its four",
        _without_four,
        "Look at the discriminant of λ² − λ τ + Δ once more.",
        paragraph("The discriminant is the trace squared less four times the determinant."),
    ),
)


def _diagonal(claim: Eigenvalues, context: Context) -> Iterator[list[sp.Expr]]:
    """The diagonal is read off although the matrix is not triangular."""
    matrix = _there(context, claim.at)
    if matrix is not None:
        yield [matrix[i, i] for i in range(matrix.shape[0])]


def _negated(claim: Eigenvalues, context: Context) -> Iterator[list[sp.Expr]]:
    """λ² + τ λ + Δ = 0 was solved."""
    matrix = _there(context, claim.at)
    if matrix is not None:
        found = context.classified(claim.at)[0]
        yield [-value for value, _ in found.eigenvalues]


def _real_part_dropped(claim: Eigenvalues, context: Context) -> Iterator[list[sp.Expr]]:
    """Only the imaginary, or only the real part of a pair."""
    found = context.classified(claim.at)
    if len(found) == 1 and any(value.has(sp.I) for value, _ in found[0].eigenvalues):
        yield [sp.I * sp.im(value) for value, _ in found[0].eigenvalues]
        yield [sp.re(value) for value, _ in found[0].eigenvalues]


def _imaginary_unit_dropped(claim: Eigenvalues, context: Context) -> Iterator[list[sp.Expr]]:
    """√(−4) was taken for 2."""
    found = context.classified(claim.at)
    if len(found) == 1 and any(value.has(sp.I) for value, _ in found[0].eigenvalues):
        yield [sp.re(value) + sp.im(value) for value, _ in found[0].eigenvalues]


def _not_halved(claim: Eigenvalues, context: Context) -> Iterator[list[sp.Expr]]:
    """The quadratic formula without its half."""
    found = context.classified(claim.at)
    if len(found) == 1:
        yield [2 * value for value, _ in found[0].eigenvalues]


def _at_other_points(claim: Eigenvalues, context: Context) -> Iterator[list[sp.Expr]]:
    here = context.classified(claim.at)
    for found in context.points:
        if found not in here:
            yield [value for value, _ in found.eigenvalues]


EIGENVALUE_SLIPS: tuple[Misconception[Eigenvalues, list[sp.Expr]], ...] = (
    Misconception(
        "diagonal taken for eigenvalues",
        _diagonal,
        "Is the matrix triangular?",
        paragraph("The diagonal holds the eigenvalues only of a triangular matrix."),
    ),
    Misconception(
        "eigenvalues with the other sign",
        _negated,
        "Which sign has the trace in λ² − λ τ + Δ?",
        paragraph("The signs are reversed: the middle term of the characteristic polynomial is minus the trace."),
    ),
    Misconception(
        "part of a complex pair dropped",
        _real_part_dropped,
        "A complex eigenvalue has two parts. Are both here?",
        paragraph("One part of the complex pair was dropped."),
    ),
    Misconception(
        "square root of a negative number taken as real",
        _imaginary_unit_dropped,
        "Which sign has the discriminant?",
        paragraph("The discriminant is negative, so its square root is imaginary."),
    ),
    Misconception(
        "quadratic formula not halved",
        _not_halved,
        "What is divided by two in the quadratic formula?",
        paragraph("Every value is twice what it should be: the quadratic formula ends in a division by two."),
    ),
    Misconception(
        "eigenvalues at the wrong point",
        _at_other_points,
        "At which point did you evaluate the Jacobian?",
        paragraph("These are the eigenvalues at another fixed point."),
    ),
)
