"""The real odd root: the one place that says what x^(1/3) means.

SymPy's ``x**Rational(1, 3)`` is the principal root, complex for negative x, and ``sign(x)*Abs(x)**Rational(1, 3)`` has
delta functions in its derivative. Here the odd root of a real number is a function of its own, real everywhere:
``RealRoot(x, 3)``. Powers of it carry the rest: x^(2/3) is ``RealRoot(x, 3)**2``, x^(−1/3) is ``1/RealRoot(x, 3)``.
Where SymPy knows the base to be positive the plain power is used, so √-free formulas stay as they are.

A printer recognises it by the class name (``_print_RealRoot``); ``rewrite(Abs)`` gives the form that numpy can run.
"""

from __future__ import annotations

from typing import Any

from sympy import Abs, Expr, Function, Integer, Rational, S, sign


class RealRoot(Function):  # type: ignore[misc]
    """The real number whose `n`-th power is `x`, for odd n.

    Examples
    --------
    >>> from sympy import Integer
    >>> RealRoot(Integer(-8), Integer(3))
    -2
    """

    nargs = (2,)
    is_real = True
    is_extended_real = True
    is_finite = True

    @classmethod
    def eval(cls, base: Expr, degree: Expr) -> Expr | None:
        """Give the value where the sign of the base is known, and pull a sign out."""
        if base.is_zero:
            return S.Zero
        if base.is_nonnegative:
            return base ** Rational(1, degree)
        if base.is_nonpositive:
            return -((-base) ** Rational(1, degree))
        if base.is_Pow and base.exp.is_Integer and base.exp % degree == 0:
            return base.base ** (base.exp // degree)
        if base.could_extract_minus_sign():
            return -cls(-base, degree)
        return None

    def fdiff(self, argindex: int = 1) -> Expr:
        """Differentiate: 1/(n·root^(n−1)), which has no value at 0."""
        base, degree = self.args
        if argindex != 1:
            message = "a real root is differentiated by its base only"
            raise ValueError(message)
        return 1 / (degree * RealRoot(base, degree) ** (degree - 1))

    # SymPy calls these by their names

    def _eval_rewrite_as_Abs(self, base: Expr, degree: Expr, **_: object) -> Expr:  # noqa: N802
        return sign(base) * Abs(base) ** Rational(1, degree)

    def _eval_power(self, exponent: Expr) -> Expr | None:
        base, degree = self.args
        return base ** (exponent // degree) if exponent.is_Integer and exponent % degree == 0 else None

    def _eval_evalf(self, prec: int) -> Expr:
        return self.rewrite(Abs)._eval_evalf(prec)  # noqa: SLF001

    def _eval_is_zero(self) -> Any:  # noqa: ANN401
        return self.args[0].is_zero

    def _eval_is_positive(self) -> Any:  # noqa: ANN401
        return self.args[0].is_positive

    def _eval_is_negative(self) -> Any:  # noqa: ANN401
        return self.args[0].is_negative


def odd_power(base: Expr, exponent: Rational) -> Expr:
    """Build the real value of ``base**exponent`` for an exponent with an odd denominator."""
    if exponent.is_Integer or base.is_nonnegative:
        return base**exponent
    return RealRoot(base, Integer(exponent.q)) ** exponent.p
