"""Real solutions of a polynomial system, named exactly and kept in the number field where zero can be decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand, normal_form
from symtutor.analysis.polynomial.quotient import quotient
from symtutor.analysis.polynomial.univariate import represent, values_of
from symtutor.numerics.roots import NumberedRoot, real_roots

if TYPE_CHECKING:
    from collections.abc import Sequence

BITS = (128, 512, 2048, 8192)


@dataclass(frozen=True, eq=False)
class RealPoint:
    """A real point with coordinates in ℚ(τ), τ a real root of an irreducible polynomial.

    Attributes
    ----------
    unknowns : tuple of Symbol
        In the order of the coordinates.
    modulus : fmpq_poly
        The irreducible polynomial of τ.
    place : int
        τ is the real root number `place` of the modulus, from the left.
    coordinates : tuple of fmpq_poly
        Each coordinate as a polynomial in τ, reduced by the modulus.
    values : tuple of tuples of fmpq_poly
        For each coordinate irreducible polynomials that have it as a root.
    """

    unknowns: tuple[sp.Symbol, ...]
    modulus: Any
    place: int
    coordinates: tuple[Any, ...]
    values: tuple[tuple[Any, ...], ...]

    @cached_property
    def at(self) -> tuple[sp.Expr, ...]:
        """The coordinates by name: rational, in square roots, or as a numbered root of their minimal polynomial."""
        return tuple(map(self._name, self.coordinates, self.values))

    def sign(self, expression: sp.Expr) -> int | None:
        """Decide the sign of a polynomial expression of the unknowns with rational coefficients, exactly.

        Zero is decided in the number field; any other value lies off zero and a fine enough ball shows on which side.
        """
        form = normal_form(expression, *self.unknowns)
        if form is None or len(form.variables) > len(self.unknowns):
            return None
        value = flint.fmpq_poly([0])
        for powers, coefficient in form.terms(self.unknowns).items():
            term = flint.fmpq_poly([coefficient])
            for coordinate, power in zip(self.coordinates, powers, strict=True):
                for _ in range(power):
                    term = term * coordinate % self.modulus
            value += term
        if value == 0:
            return 0
        for bits in BITS:
            ball = self._ball(value, bits)
            if ball > 0:
                return 1
            if ball < 0:
                return -1
        return None

    def _ball(self, value: Any, bits: int) -> Any:  # noqa: ANN401 - flint ships no types
        with flint.ctx.workprec(bits):
            root = roots_of(self.modulus)[self.place]
            total = flint.arb(0)
            for coefficient in reversed(value.coeffs()):
                total = total * root + flint.arb(coefficient)
            return total

    def _name(self, coordinate: Any, candidates: tuple[Any, ...]) -> sp.Expr:  # noqa: ANN401
        """Find the one real root of the candidates, all irreducible, that the coordinate is."""
        if coordinate.degree() <= 0:
            return _rational(coordinate.coeffs()[0] if coordinate.coeffs() else flint.fmpq(0))
        for bits in BITS:
            ball = self._ball(coordinate, bits)
            with flint.ctx.workprec(bits):
                matches = [
                    (candidate, place)
                    for candidate in candidates
                    for place, root in enumerate(roots_of(candidate))
                    if root.overlaps(ball)
                ]
            if len(matches) == 1:
                return name_root(*matches[0])
        raise ArithmeticError("two values of a coordinate cannot be told apart")


def real_points(equations: Sequence[sp.Expr], unknowns: tuple[sp.Symbol, ...]) -> tuple[RealPoint, ...] | None:
    """Find all real solutions of polynomial equations with rational coefficients.

    Returns None where the system has infinitely many complex solutions or exceeds the limits of the elimination.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> [point.at for point in real_points([x**2 + y**2 - 5, x * y - 2], (x, y))]
    [(-2, -1), (-1, -2), (1, 2), (2, 1)]
    """
    algebra = quotient(equations, unknowns)
    representation = represent(algebra) if algebra is not None else None
    if algebra is None or representation is None:
        return None
    values = tuple(tuple(irreducible_factors(values_of(algebra, place))) for place in range(len(algebra.products)))
    points = []
    for factor in irreducible_factors(representation.polynomial):
        reduced = tuple(coordinate % factor for coordinate in representation.coordinates)
        points += [RealPoint(unknowns, factor, place, reduced, values) for place in range(len(roots_of(factor)))]
    return tuple(sorted(points, key=_decimals))


def irreducible_factors(polynomial: Any) -> list[Any]:  # noqa: ANN401
    """Factor over ℚ, constants left out."""
    _, factors = polynomial.numer().factor()
    return [flint.fmpq_poly(factor.coeffs()) for factor, _ in factors if factor.degree() > 0]


def roots_of(polynomial: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Isolate the real roots of a rational polynomial in balls at the working precision, from left to right."""
    return real_roots(tuple(int(c) for c in polynomial.numer().coeffs()), flint.ctx.prec)


def name_root(minimal: Any, place: int) -> sp.Expr:  # noqa: ANN401
    """Name real root number `place` of an irreducible polynomial: in square roots where they are short."""
    coefficients = [sp.Integer(int(c)) for c in reversed(minimal.numer().coeffs())]
    if len(coefficients) == 2:
        return -coefficients[1] / coefficients[0]
    if len(coefficients) == 3:
        a, b, c = coefficients
        half = sp.Mul(sp.Rational(1 if place else -1, 2 * abs(a)), sp.sqrt(b**2 - 4 * a * c), evaluate=False)
        return expand(sp.Add(-b / (2 * a), half, evaluate=False))
    return NumberedRoot.of([int(c) for c in reversed(minimal.numer().coeffs())], place)


def _decimals(point: RealPoint) -> list[Any]:
    """Order points by coordinates; equal coordinates give equal balls, so exact names decide nothing here."""
    return [point._ball(coordinate, BITS[0]).mid() for coordinate in point.coordinates]  # noqa: SLF001


def _rational(value: Any) -> sp.Rational:  # noqa: ANN401
    fraction = flint.fmpq(value)
    return sp.Rational(int(fraction.p), int(fraction.q))
