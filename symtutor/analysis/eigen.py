"""Eigenvalues and eigenvectors, exact, and their numeric check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.analysis.polynomial.normal_form import tidied
from symtutor.numerics.balls import enclose_complex
from symtutor.numerics.roots import named_roots
from symtutor.numerics.signs import is_zero, sign

if TYPE_CHECKING:
    from collections.abc import Iterable

Spectrum = tuple[tuple[sp.Expr, int], ...]
CHECK_BITS = 240
LAMBDA = sp.Symbol("lambda")


def eigenvalues(matrix: sp.ImmutableMatrix) -> Spectrum:
    """Find the eigenvalues with multiplicities; empty where they cannot be written down exactly.

    In the plane a triangular matrix shows them, the smaller first where that is decided; others go by the quadratic
    formula, where the sign of the discriminant is decided. Above, block by block where states do not act back on
    others; a block of more than two states needs a rational characteristic polynomial, which is factored.

    Examples
    --------
    >>> eigenvalues(sp.ImmutableMatrix([[-1, -2], [-1, -1]]))
    ((-sqrt(2) - 1, 1), (-1 + sqrt(2), 1))
    >>> eigenvalues(sp.ImmutableMatrix([[sp.sqrt(2), 5], [0, -2]]))
    ((-2, 1), (sqrt(2), 1))
    >>> eigenvalues(sp.ImmutableMatrix([[0, 1, 0], [-2, 0, 0], [5, 0, 3]]))
    ((3, 1), (-sqrt(2)*I, 1), (sqrt(2)*I, 1))
    """
    if matrix.rows == 1:
        return ((matrix[0, 0], 1),)
    if matrix.rows == 2:
        a, b, c, d = matrix
        return _triangular(a, d) if b == 0 or c == 0 else _quadratic(tidied(a + d), tidied(a * d - b * c))
    whole = _by_factors(matrix)
    if whole:
        return whole
    blocks = matrix.strongly_connected_components()
    if len(blocks) == 1:
        return ()
    found: dict[sp.Expr, int] = {}
    for block in blocks:
        part = eigenvalues(matrix.extract(block, block))
        if not part:
            return ()
        for value, times in part:
            found[value] = found.get(value, 0) + times
    return tuple(found.items())


def _by_factors(matrix: sp.ImmutableMatrix) -> Spectrum:
    """Factor a rational characteristic polynomial; empty where it is not rational."""
    from symtutor.analysis.hurwitz import characteristic_coefficients  # noqa: PLC0415 - line and plane do not pay for it

    coefficients = characteristic_coefficients(matrix)
    if not all(coefficient.is_Rational for coefficient in coefficients):
        return ()
    found: list[tuple[sp.Expr, int]] = []
    for factor, multiplicity in sp.Poly(coefficients, LAMBDA).factor_list()[1]:
        found += [(root, multiplicity) for root in _roots(factor)]
    return tuple(found)


def _roots(factor: sp.Poly) -> Iterable[sp.Expr]:
    """Name the roots of an irreducible factor; purely imaginary ones as ±√s with s < 0, where it is a polynomial in λ².

    An irreducible polynomial with the root iω has the root −iω too, and so does its mirror image: it is even.
    """
    if factor.degree() == 1:
        return (-factor.nth(0) / factor.nth(1),)
    if factor.degree() == 2:
        monic = factor.monic()
        return [root for root, _ in _quadratic(-monic.nth(1), monic.nth(0))]
    coefficients = [int(c) for c in factor.clear_denoms(convert=True)[1].all_coeffs()]
    if any(coefficients[1::2]):
        return named_roots(tuple(coefficients))
    squares = _roots(sp.Poly(coefficients[::2], LAMBDA))
    if not all(square.is_real for square in squares):
        return factor.all_roots(radicals=False)  # type: ignore[no-any-return]
    roots = [sp.sqrt(square) if square.is_positive else sp.I * sp.sqrt(-square) for square in squares]
    return [side * root for root in roots for side in (-1, 1)]


def _triangular(first: sp.Expr, second: sp.Expr) -> Spectrum:
    """Read the eigenvalues off the diagonal: the root of their squared difference would only hide them."""
    first, second = tidied(first), tidied(second)
    side = sign(tidied(first - second))
    if side == 0:
        return ((first, 2),)
    return ((second, 1), (first, 1)) if side == 1 else ((first, 1), (second, 1))


def _quadratic(trace: sp.Expr, det: sp.Expr) -> Spectrum:
    disc = tidied(trace**2 - 4 * det)
    side = sign(disc)
    if side is None:
        return ()
    if side == 0:
        return ((trace / 2, 2),)
    root = _square_root(disc * side)
    half = root / 2 if side > 0 else sp.I * root / 2
    return (tidied(trace / 2 - half), 1), (tidied(trace / 2 + half), 1)


def _square_root(square: sp.Expr) -> sp.Expr:
    """Take the root of a positive number; where numbers known by their place occur, nothing can be drawn out of it."""
    if any(isinstance(part, sp.CRootOf) or hasattr(part, "ball") for part in square.atoms(sp.AtomicExpr, sp.CRootOf)):
        return sp.Pow(square, sp.S.Half, evaluate=False)
    return sp.sqrt(square)


def side_of_axis(value: sp.Expr) -> int | None:
    """Tell on which side of the imaginary axis an eigenvalue lies: −1 left, 0 on it, 1 right, None undecided."""
    ball = enclose_complex(value)
    if ball is not None and ball.real > 0:
        return 1
    if ball is not None and ball.real < 0:
        return -1
    return sign(sp.re(value))


def sides_in_balls(matrix: sp.ImmutableMatrix) -> list[int] | None:
    """Tell for each eigenvalue on which side of the imaginary axis it lies, by certified enclosures; None where open.

    Examples
    --------
    >>> sides_in_balls(sp.ImmutableMatrix([[-1, 5], [0, sp.sqrt(2)]]))
    [-1, 1]
    """
    entries = [enclose_complex(entry) for entry in matrix]
    if any(ball is None for ball in entries):
        return None
    with flint.ctx.workprec(CHECK_BITS):
        numeric = _numeric_eigenvalues(flint.acb_mat(matrix.rows, matrix.cols, entries))
    sides = [1 if value.real > 0 else -1 if value.real < 0 else 0 for value in numeric]
    return sorted(sides) if len(sides) == matrix.rows and 0 not in sides else None


def numeric_eigenvalues_match(matrix: sp.ImmutableMatrix, spectrum: Spectrum) -> bool | None:
    """Compare exact eigenvalues with those that Arb computes from the matrix, ball by ball."""
    entries = [enclose_complex(entry) for entry in matrix]
    exact = [ball for value, multiplicity in spectrum for ball in [enclose_complex(value)] * multiplicity]
    if any(ball is None for ball in (*entries, *exact)) or len(exact) != matrix.rows:
        return None
    with flint.ctx.workprec(CHECK_BITS):
        numeric = _numeric_eigenvalues(flint.acb_mat(matrix.rows, matrix.cols, entries))
    if not numeric:
        return None
    for ball in exact:
        match = next((candidate for candidate in numeric if candidate.overlaps(ball)), None)
        if match is None:
            return False
        numeric.remove(match)
    return True


def _numeric_eigenvalues(matrix: Any) -> list[Any]:  # noqa: ANN401 - flint ships no types
    try:
        return list(matrix.eig(multiple=True))
    except ValueError:  # clustered eigenvalues that could not be separated at this precision
        return []


def eigenvector(matrix: sp.ImmutableMatrix, value: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """Find a short eigenvector of a 2 × 2 matrix for a real eigenvalue; None where an entry's sign is undecided.

    Examples
    --------
    >>> eigenvector(sp.ImmutableMatrix([[-1, -2], [-1, -1]]), sp.sqrt(2) - 1)
    (-sqrt(2), 1)
    """
    a, b, c, d = matrix
    candidates, undecided = [], False
    for candidate in ((value - d, c), (b, value - a)):
        x, y = (sp.expand(entry) for entry in candidate)
        zeros = [is_zero(entry) if entry.is_number else entry.is_zero for entry in (x, y)]
        if False in zeros:  # one entry is not zero, so this is a vector, whatever the other is
            candidates.append(_shortened(x, y))
        undecided = undecided or None in zeros
    if undecided and not candidates:
        return None
    return min(candidates, key=sp.count_ops, default=(sp.S.One, sp.S.Zero))


def _shortened(x: sp.Expr, y: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Scale to coprime integers, or so that a rational entry is 1."""
    if x.is_Rational and y.is_Rational:
        common = sp.gcd(x, y) * (-1 if (x, y) < (0, 0) else 1)
        return x / common, y / common
    rational = next((entry for entry in (y, x) if entry.is_Rational and entry), sp.S.One)
    return sp.expand(x / rational), sp.expand(y / rational)
