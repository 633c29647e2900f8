"""Rational univariate representation: all solutions as roots of one polynomial, coordinates as functions of the root.

For a form t = Σ cᵢ xᵢ that takes different values at different solutions, the coordinates at the solution with t = τ
are gᵢ(τ)/g₀(τ); all polynomials come from traces (F. Rouillier, "Solving zero-dimensional systems through the rational
univariate representation", AAECC 9 (1999)). Real roots belong to real solutions and only to them, so isolating the real
roots of one polynomial proves the list of real solutions complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import flint

if TYPE_CHECKING:
    from symtutor.analysis.polynomial.quotient import Quotient, Vector

FORMS = 40


@dataclass(frozen=True)
class Representation:
    """The distinct solutions: roots of the square-free `polynomial`; coordinate i at root τ is ``coordinates[i](τ)``.

    ``coordinates`` are polynomials modulo `polynomial`. ``form`` holds the coefficients of the separating form.
    """

    polynomial: Any
    coordinates: tuple[Any, ...]
    form: tuple[int, ...]


def represent(algebra: Quotient) -> Representation | None:
    """Find a separating form and the representation; None only when all forms tried fail."""
    if algebra.dimension == 0:
        return Representation(flint.fmpq_poly([1]), (), ())
    variables = len(algebra.products)
    for attempt in range(FORMS):
        form = tuple((attempt + 1) ** place if attempt else int(place == 0) for place in range(variables))
        found = _try_form(algebra, form)
        if found is not None:
            return found
    return None


def values_of(algebra: Quotient, place: int) -> Any:  # noqa: ANN401 - flint ships no types
    """Return the square-free polynomial whose roots are the values of one variable at all solutions."""
    return _square_free_and_powers(algebra, algebra.products[place])[0]


def _square_free_and_powers(algebra: Quotient, matrix: Any) -> tuple[Any, list[Vector]]:  # noqa: ANN401
    """Return the square-free characteristic polynomial of an element, and the powers of the element."""
    size = algebra.dimension
    powers: list[Vector] = [[flint.fmpq(int(k == 0)) for k in range(size)]]
    for _ in range(size):
        powers.append(algebra.times(matrix, powers[-1]))
    characteristic = _from_power_sums([algebra.trace(power) for power in powers], size)
    square_free = characteristic // characteristic.gcd(characteristic.derivative())
    return square_free / square_free.coeffs()[-1], powers


def _try_form(algebra: Quotient, form: tuple[int, ...]) -> Representation | None:
    size = algebra.dimension
    matrix = flint.fmpq_mat(size, size)
    for weight, product in zip(form, algebra.products, strict=True):
        matrix += product * weight
    square_free, powers = _square_free_and_powers(algebra, matrix)
    if square_free.degree() < size and square_free.degree() != algebra.distinct:
        return None
    denominator = _numerator(algebra, powers, None, square_free)
    inverse = _inverse(denominator, square_free)
    coordinates = tuple(
        _numerator(algebra, powers, product, square_free) * inverse % square_free for product in algebra.products
    )
    return Representation(square_free, coordinates, form)


def _from_power_sums(sums: list[Any], size: int) -> Any:  # noqa: ANN401
    """Build the monic characteristic polynomial from the traces of powers (Newton's identities)."""
    elementary = [flint.fmpq(1)]
    for k in range(1, size + 1):
        total = sum(((-1) ** (i - 1) * elementary[k - i] * sums[i] for i in range(1, k + 1)), flint.fmpq(0))
        elementary.append(total / k)
    return flint.fmpq_poly([(-1) ** (size - k) * elementary[size - k] for k in range(size + 1)])


def _numerator(algebra: Quotient, powers: list[Vector], product: Any | None, square_free: Any) -> Any:  # noqa: ANN401
    """Rouillier's g(v, T) = Σᵢ Σⱼ Tr(v tⁱ) aⱼ T^{d−i−j−1}, with v = 1 where `product` is None."""
    degree = square_free.degree()
    leading_first = list(reversed(square_free.coeffs()))
    weights = algebra.traces if product is None else algebra.traces_times(product)
    traces = [
        sum((value * weight for value, weight in zip(power, weights, strict=True) if value), flint.fmpq(0))
        for power in powers[:degree]
    ]
    coefficients = [flint.fmpq(0)] * degree
    for i in range(degree):
        for j in range(degree - i):
            coefficients[degree - i - j - 1] += traces[i] * leading_first[j]
    return flint.fmpq_poly(coefficients)


def _inverse(element: Any, modulus: Any) -> Any:  # noqa: ANN401
    gcd, inverse, _ = element.xgcd(modulus)
    return inverse / gcd.coeffs()[0]
