"""Real roots of irreducible polynomials, named by their place and isolated by FLINT.

SymPy's ``CRootOf`` factors and isolates in Python, which takes seconds at degree 30. :class:`NumberedRoot` is a
``CRootOf`` (it prints, compares and reads back as one) whose enclosure comes from FLINT's certified root isolation.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

import flint
import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Sequence


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
        coefficients = tuple(int(c) for c in reversed(self.poly.all_coeffs()))
        return real_roots(coefficients, flint.ctx.prec)[self.index]

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
        with flint.ctx.workprec(prec + 20):
            mantissa, exponent = self.ball().mid().man_exp()
        return sp.Float(int(mantissa), precision=prec) * sp.Float(2, precision=prec) ** int(exponent)


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
