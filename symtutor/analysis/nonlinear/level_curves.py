"""A conserved quantity with a strict extremum: what the closed level curves around it prove, and the words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.extremum import Extremum, strict_extremum
from symtutor.analysis.nonlinear.jets import Jet, jets
from symtutor.analysis.words import at_point, is_long, point
from symtutor.document import Approx, Chain, Equation, Name, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.analysis.nonlinear.frames import Frame
    from symtutor.document import Block, Paragraph

ORDERS = (2, 4, 6, 8)


def potential_jet(first: Jet, second: Jet) -> Jet:
    """Integrate the jets of a field without divergence: H with x′ = ∂H/∂y, y′ = −∂H/∂x, from its value 0."""
    terms = {(i, j + 1): c / (j + 1) for (i, j), c in first.terms.items()}
    terms |= {(i + 1, 0): -c / (i + 1) for (i, j), c in second.terms.items() if j == 0}
    return Jet(terms, first.order + 1)


def extremum_of(frame: Frame, field: tuple[sp.Expr, ...]) -> tuple[Jet, Extremum] | None:
    """Find the extremum of the potential of a field without divergence, from as few terms as decide."""
    for order in ORDERS:
        expanded = jets(field, frame.states, frame.at, order - 1)
        if expanded is None:
            return None
        function = potential_jet(*expanded)
        found = strict_extremum(function)
        if found is not None:
            return function, found
        if function.lowest is not None and function.lowest > 2 and function.lowest <= order:
            return None
    return None


def hessian(function: Jet) -> sp.ImmutableMatrix:
    """Collect the second derivatives."""
    mixed = function[1, 1]
    return sp.ImmutableMatrix([[2 * function[2, 0], mixed], [mixed, 2 * function[0, 2]]])


def extremum_words(
    frame: Frame, name: str, matrix: sp.ImmutableMatrix, shape: Extremum, leading: sp.Expr
) -> Iterator[Block]:
    """Say why a quantity has a strict extremum at the point, and what its level curves make of it."""
    word = "minimum" if shape.side > 0 else "maximum"
    quantity, at = Name(name), point(frame.at)
    determinant = sp.expand(matrix.det())
    if shape.degree == 2:
        yield paragraph(
            "At {at} the first derivatives of {quantity} are zero, and the matrix of its second derivatives is",
            at=at,
            quantity=quantity,
        )
        yield Equation((at_point(name, frame.at, matrix, primes=2),))
        yield paragraph(
            "Its determinant is {det} and its upper left entry {corner}, so {quantity} has a strict "
            + word
            + " there.",
            det=_compared(determinant, ">"),
            corner=_compared(matrix[0, 0], ">" if shape.side > 0 else "<"),
            quantity=quantity,
        )
    else:
        yield paragraph(
            "Near {at}, up to terms of higher degree, {quantity} differs from its value there by",
            at=at,
            quantity=quantity,
        )
        yield Equation((leading,))
        more = (
            "The terms of lowest degree keep their sign in every direction"
            if matrix.is_zero_matrix
            else "The second derivatives decide only one direction; completing the square leaves an even power for the "
            "other, with a coefficient of the same sign"
        )
        yield paragraph(more + ": {quantity} has a strict " + word + " there.", quantity=quantity)
    yield paragraph(
        "So around {at} the level curves of {quantity} are closed, and every solution nearby runs along one of them "
        "for ever: {at} is a *center*, neutrally stable.",
        at=at,
        quantity=quantity,
    )


def _compared(value: sp.Expr, relation: str) -> Paragraph:
    """Write the sign of a number, of a long one beside its decimal."""
    if is_long(value):
        return paragraph("≈ {known}", known=Chain((Approx(value), sp.S.Zero), (relation,)))
    return paragraph("{known}", known=Chain((value, sp.S.Zero), (relation,)))
