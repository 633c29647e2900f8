"""Roots of irreducible polynomials, named by their place and isolated by FLINT.

SymPy's ``CRootOf`` factors and isolates in Python, which takes seconds at degree 30. :class:`NumberedRoot` is a
``CRootOf`` (it prints, compares and reads back as one) whose enclosure comes from FLINT's certified root isolation;
:class:`ComplexRoot` is the same off the real line.
"""

from __future__ import annotations

from functools import cmp_to_key, lru_cache
from typing import TYPE_CHECKING, Any, Self

import flint
import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Sequence


FEW_DIGITS, APPROXIMATE_DIGITS = 3, 12
FAR = 50
"""How much farther the next root has to be for the nearest to be the one that is meant."""

ORDER_BITS = 256
PRECISION_STEP = 192
PAIR = 2


class NumberedRoot(sp.CRootOf):  # type: ignore[misc]  # SymPy ships no types
    """Root number `place` from the left among the real roots of an irreducible integer polynomial.

    Examples
    --------
    >>> root = NumberedRoot.of([1, 0, 0, 0, -1, -1], 0)
    >>> print(root, root.evalf(10))
    CRootOf(x**5 - x - 1, 0) 1.167303978
    """

    def __new__(cls, polynomial: sp.Expr, place: sp.Integer) -> Self:
        """Build from an irreducible polynomial and a place that exists: neither is checked again."""
        root: Self = sp.Expr.__new__(cls)
        root.poly = sp.PurePoly(polynomial)
        root.index = int(place)
        return root

    @classmethod
    def of(cls, coefficients: Sequence[int], place: int) -> NumberedRoot:
        """Build from the coefficients, the leading one first."""
        return cls(sp.PurePoly(list(coefficients), sp.Symbol("x"), domain=sp.ZZ), sp.Integer(place))

    def ball(self) -> Any:  # noqa: ANN401 - flint ships no types
        """Enclose the root at the working precision of FLINT."""
        return real_roots(_ascending(self.poly), flint.ctx.prec)[self.index]

    def _eval_is_real(self) -> bool:
        return True

    def _eval_is_imaginary(self) -> bool:
        return False

    def _eval_is_zero(self) -> bool:
        return False

    def _eval_is_positive(self) -> bool:
        return bool(self.ball() > 0)

    def _eval_is_negative(self) -> bool:
        return bool(self.ball() < 0)

    def _eval_evalf(self, prec: int, **_options: object) -> sp.Float:
        with flint.ctx.workprec(in_steps(prec + 20)):
            mantissa, exponent = self.ball().mid().man_exp()
        return sp.Float(int(mantissa), precision=prec) * sp.Float(2, precision=prec) ** int(exponent)


class ComplexRoot(NumberedRoot):
    """A root off the real line: real roots are counted first, then pairs by real part, below the real line first.

    SymPy counts pairs by an order of its own; `index` is its number, and is looked up when it is asked for.

    Examples
    --------
    >>> root = named_roots((1, 0, 1, 1))[-1]
    >>> print(root, root.evalf(5))
    CRootOf(x**3 + x + 1, 2) 0.34116 + 1.1615*I
    """

    __slots__ = ("place",)

    def __new__(cls, polynomial: sp.Expr, place: sp.Integer) -> Self:
        """Build from an irreducible polynomial and a place that exists: neither is checked again."""
        root: Self = sp.Expr.__new__(cls)
        root.poly = sp.PurePoly(polynomial)
        root.place = int(place)
        return root

    @property
    def index(self) -> int:
        """The number that SymPy gives to the root."""
        size = self.poly.degree()
        places = range(len(real_roots(_ascending(self.poly), flint.ctx.prec)), size)
        if len(places) == PAIR:
            return int(self.place)
        here = self.evalf(APPROXIMATE_DIGITS)
        for digits in (FEW_DIGITS, APPROXIMATE_DIGITS):  # SymPy takes long for each digit
            distances = [(abs(sp.CRootOf(self.poly, place).evalf(digits) - here), place) for place in places]
            (first, nearest), (second, _), *_ = sorted(distances)
            if FAR * first < second:
                break
        return int(nearest)

    def _hashable_content(self) -> tuple[object, ...]:
        return self.poly, self.place

    def ball(self) -> Any:  # noqa: ANN401 - flint ships no types
        """Enclose the root at the working precision of FLINT."""
        return all_roots(_ascending(self.poly), flint.ctx.prec)[self.place]

    def _eval_is_real(self) -> bool:
        return False

    def _eval_is_positive(self) -> bool:
        return False

    def _eval_is_negative(self) -> bool:
        return False

    def _eval_evalf(self, prec: int, **_options: object) -> sp.Expr:
        with flint.ctx.workprec(in_steps(prec + 20)):
            ball = self.ball()
            parts = [part.mid().man_exp() for part in (ball.real, ball.imag)]
        real, imaginary = (
            sp.Float(int(mantissa), precision=prec) * sp.Float(2, precision=prec) ** int(exponent)
            for mantissa, exponent in parts
        )
        return real + sp.I * imaginary


def in_steps(bits: int) -> int:
    """Round a precision up: SymPy asks for many that differ by a few bits, and every new one is isolated anew.

    Examples
    --------
    >>> in_steps(73), in_steps(191)
    (192, 192)
    """
    return -(-bits // PRECISION_STEP) * PRECISION_STEP


def named_roots(coefficients: tuple[int, ...]) -> tuple[sp.CRootOf, ...]:
    """Name all roots of an irreducible polynomial, the highest power first, that has none on the imaginary axis."""
    return tuple(
        (NumberedRoot if ball.imag == 0 else ComplexRoot).of(coefficients, place)
        for place, ball in enumerate(all_roots(coefficients[::-1], flint.ctx.prec))
    )


def _ascending(polynomial: sp.PurePoly) -> tuple[int, ...]:
    return tuple(int(c) for c in reversed(polynomial.all_coeffs()))


@lru_cache(maxsize=256)
def all_roots(coefficients: tuple[int, ...], bits: int) -> tuple[Any, ...]:
    """Isolate the roots of a square-free integer polynomial, the constant term first, as :class:`ComplexRoot` counts.

    Roots with the same real part are told apart by their imaginary part; the order is the same at every precision.
    """
    with flint.ctx.workprec(max(bits, ORDER_BITS)):
        roots = [root for root, _ in flint.fmpz_poly(list(coefficients)).complex_roots()]
        real = sorted((root for root in roots if root.imag == 0), key=lambda root: root.real.mid())
        upper = [root for root in roots if root.imag > 0]
        upper.sort(key=cmp_to_key(_left_then_low))
        return (*real, *(root for above in upper for root in (above.conjugate(), above)))


def _left_then_low(first: Any, second: Any) -> int:  # noqa: ANN401 - flint ships no types
    for a, b in ((first.real, second.real), (first.imag, second.imag)):
        if not a.overlaps(b):
            return -1 if a < b else 1
    return 0


@lru_cache(maxsize=256)
def real_roots(coefficients: tuple[int, ...], bits: int) -> tuple[Any, ...]:
    """Isolate the real roots of a square-free integer polynomial in disjoint balls, from left to right.

    Parameters
    ----------
    coefficients : tuple of int
        The constant term first.
    bits : int
        Relative precision of the balls.
    """
    with flint.ctx.workprec(bits):
        roots = [root.real for root, _ in flint.fmpz_poly(list(coefficients)).complex_roots() if root.imag == 0]
        return tuple(sorted(roots, key=lambda root: root.mid()))
