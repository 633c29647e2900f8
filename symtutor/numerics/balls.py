"""Balls: real numbers enclosed in intervals that are proved to hold them (Arb, through python-flint).

A ball can prove that a number is not zero, that two numbers differ, and on which side of zero a number lies. It can
never prove equality: that takes an exact zero test (see :mod:`symtutor.numerics.signs`).

References
----------
F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic",
IEEE Transactions on Computers 66 (2017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flint
import sympy as sp
from sympy.core.relational import Relational

from symtutor.numerics.ball_functions import FUNCTIONS, NoEnclosureError, extreme, lower_lambert, step
from symtutor.numerics.ball_functions import Ball as Ball  # noqa: PLC0414 - offered here too
from symtutor.numerics.roots import ComplexRoot, NumberedRoot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

APPROXIMATE_DIGITS = 12
CLOSE = 1e-8  # roots nearer than this are not told apart by their approximate place
BITS_PER_DIGIT = 3.33
DIGITS = 50


def enclose(expression: sp.Expr, at: Mapping[sp.Symbol, Any] | None = None, *, digits: int = DIGITS) -> Ball | None:
    """Enclose a real number.

    Parameters
    ----------
    expression : Expr
        Real on the values in `at`.
    at : mapping of Symbol to Expr or ball, optional
        Values of the free symbols.
    digits : int
        Working precision in decimal digits.

    Returns
    -------
    ball or None
        A finite ball that holds the number; None where ball arithmetic does not reach.

    Examples
    --------
    >>> enclose(sp.sqrt(2) - sp.Rational(7, 5)) > 0
    True
    """
    with flint.ctx.workprec(int(digits * BITS_PER_DIGIT) + 16):
        try:
            ball = _evaluate(expression, _balls(at), flint.arb)
        except (NoEnclosureError, ZeroDivisionError):
            return None
        if isinstance(ball, flint.acb):  # the root of a negative number on the way: not real, as far as is known
            return None
        return ball if ball.is_finite() else None


def enclose_all(
    expressions: Iterable[sp.Expr], at: Mapping[sp.Symbol, Any] | None = None, *, digits: int = DIGITS
) -> list[Ball] | None:
    """Enclose several real numbers; None where ball arithmetic does not reach one of them."""
    balls = [enclose(expression, at, digits=digits) for expression in expressions]
    return None if any(ball is None for ball in balls) else balls


def enclose_complex(expression: sp.Expr, *, digits: int = DIGITS) -> Ball | None:
    """Enclose a complex number, for eigenvalues; None where ball arithmetic does not reach."""
    with flint.ctx.workprec(int(digits * BITS_PER_DIGIT) + 16):
        try:
            ball = _evaluate(expression, {}, flint.acb)
        except (NoEnclosureError, ZeroDivisionError):
            return None
        return ball if ball.real.is_finite() and ball.imag.is_finite() else None


def taylor(
    expression: sp.Expr, variable: sp.Symbol, at: Mapping[sp.Symbol, Any], order: int, *, digits: int = DIGITS
) -> list[Ball] | None:
    """Enclose the Taylor coefficients 0 … `order` in `variable` by power-series arithmetic.

    This differentiates without a rule of differentiation: sums and products of truncated series only. It is the
    independent route by which derivatives are checked.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> coefficients = taylor(x * (1 - x) * (x - 2), x, {x: sp.Integer(0)}, 3)
    >>> [c == expected for c, expected in zip(coefficients, [0, -2, 3, -1], strict=True)]
    [True, True, True, True]
    """
    with flint.ctx.workprec(int(digits * BITS_PER_DIGIT) + 16):
        try:
            values = _balls(at)
            values[variable] = flint.arb_series([values[variable], 1], order + 1)
            saved, flint.ctx.cap = flint.ctx.cap, order + 1
            try:
                series = _evaluate(expression, values, flint.arb)
            finally:
                flint.ctx.cap = saved
        except (NoEnclosureError, ZeroDivisionError, ValueError, TypeError):  # a root of a negative number is complex
            return None
        if not isinstance(series, flint.arb_series):
            series = flint.arb_series([series], order + 1)
        coefficients = [series[power] for power in range(order + 1)]
        return coefficients if all(coefficient.is_finite() for coefficient in coefficients) else None


def middle(ball: Ball) -> sp.Expr:
    """Give the middle of a ball as a fraction, which it is."""
    mantissa, exponent = ball.mid().man_exp()
    number = flint.fmpq(int(mantissa)) * flint.fmpq(2) ** int(exponent)
    return sp.Rational(int(number.p), int(number.q))


def _balls(at: Mapping[sp.Symbol, Any] | None) -> dict[sp.Symbol, Ball]:
    return {
        symbol: _evaluate(value, {}, flint.arb) if isinstance(value, sp.Basic) else value
        for symbol, value in (at or {}).items()
    }


def _constants(number: Any) -> dict[sp.Basic, Callable[[], Ball]]:  # noqa: ANN401 - flint types are untyped
    return {
        sp.pi: number.pi,
        sp.E: lambda: number(1).exp(),
        sp.I: lambda: flint.acb(0, 1),
    }


def _evaluate(  # noqa: C901, PLR0912 - one match over what an expression can be
    expression: sp.Basic,
    values: dict[sp.Symbol, Ball],
    number: Any,  # noqa: ANN401 - flint types are untyped
) -> Ball:
    """Walk the expression tree with ball arithmetic in the type `number` (arb or acb)."""
    match expression:
        case sp.Symbol():
            if expression in values:
                return values[expression]
            raise NoEnclosureError
        case sp.Integer():
            return number(int(expression))
        case sp.Rational():
            return number(flint.fmpq(int(expression.p), int(expression.q)))
        case sp.Add():
            total = number(0)
            for term in expression.args:
                total = total + _evaluate(term, values, number)
            return total
        case sp.Mul():
            product = number(1)
            for factor in expression.args:
                product = product * _evaluate(factor, values, number)
            return product
        case sp.Pow():
            return _power(_evaluate(expression.base, values, number), expression.exp, values, number)
        case sp.exp():
            return _evaluate(expression.args[0], values, number).exp()
        case ComplexRoot():
            if number is flint.arb:
                raise NoEnclosureError
            return expression.ball()
        case sp.Piecewise():
            return _evaluate(_piece(expression, values, number), values, number)
        case NumberedRoot():
            return number(expression.ball())
        case sp.AtomicExpr() if hasattr(expression, "ball"):  # a zero known by its box
            return number(expression.ball())
        case sp.CRootOf():
            return _algebraic_root(expression, number)
        case sp.Heaviside():
            return step(_evaluate(expression.args[0], values, number))
        case sp.Max() | sp.Min():
            parts = [_evaluate(part, values, number) for part in expression.args]
            return extreme(parts, 1 if isinstance(expression, sp.Max) else -1)
    constant = _constants(number).get(expression)
    if constant is not None:
        return constant()
    if expression.func.__name__ == "RealRoot":
        return _real_root(_evaluate(expression.args[0], values, number), int(expression.args[1]))
    if expression.func is sp.LambertW and len(expression.args) == 2:
        return lower_lambert(_evaluate(expression.args[0], values, number), expression.args[1])
    function = FUNCTIONS.get(expression.func)
    if function is None or len(expression.args) != 1:
        raise NoEnclosureError
    return function(_evaluate(expression.args[0], values, number))


def _piece(expression: sp.Piecewise, values: dict[sp.Symbol, Ball], number: Any) -> sp.Expr:  # noqa: ANN401
    """Choose the piece whose guard holds; no ball where a guard is too close to its boundary to tell."""
    for piece, guard in expression.args:
        if guard is sp.true:
            return piece
        if not isinstance(guard, Relational):
            break
        ball = _evaluate(guard.lhs - guard.rhs, values, number)
        side = ball[0] if isinstance(ball, flint.arb_series) else ball
        if not (side > 0 or side < 0):
            break
        if guard.func(sp.Integer(1 if side > 0 else -1), 0) == sp.true:
            return piece
    raise NoEnclosureError


def _real_root(base: Ball, degree: int) -> Ball:
    """Take the real root of odd degree on either side of 0; across 0 it has a vertical tangent, and no ball."""
    if isinstance(base, flint.acb):
        raise NoEnclosureError
    middle = base[0] if isinstance(base, flint.arb_series) else base
    if middle > 0:
        return (base.log() / degree).exp()
    if middle < 0:
        return -((-base).log() / degree).exp()
    if isinstance(base, flint.arb) and base.is_zero():
        return base
    raise NoEnclosureError


def _power(base: Ball, exponent: sp.Expr, values: dict[sp.Symbol, Ball], number: Any) -> Ball:  # noqa: ANN401
    """Raise a ball to a power; integer powers by multiplication, which keeps balls around zero finite."""
    if exponent.is_Integer:
        power = abs(int(exponent))
        result, square = number(1), base
        while power:
            if power & 1:
                result = result * square
            square, power = square * square, power >> 1
        return result if exponent >= 0 else 1 / result
    if exponent == sp.S.Half:
        return base.sqrt()
    if exponent == -sp.S.Half:
        return 1 / base.sqrt()
    return (_evaluate(exponent, values, number) * base.log()).exp()


def _algebraic_root(root: sp.CRootOf, number: Any) -> Ball:  # noqa: ANN401
    """Enclose a CRootOf: SymPy says roughly where its numbered root lies, FLINT isolates and refines it."""
    coefficients = tuple(int(c) for c in reversed(root.poly.clear_denoms(convert=True)[1].all_coeffs()))
    enclosures = [ball for ball, _ in flint.fmpz_poly(list(coefficients)).complex_roots()]
    parts = [sp.Rational(part) for part in root.evalf(APPROXIMATE_DIGITS).as_real_imag()]
    near = flint.acb(*(flint.arb(flint.fmpq(int(part.p), int(part.q))) for part in parts))
    distances = sorted((abs(enclosure - near).mid(), place) for place, enclosure in enumerate(enclosures))
    if len(distances) > 1 and distances[1][0] < CLOSE:
        raise NoEnclosureError
    ball = enclosures[distances[0][1]]
    return ball.real if number is flint.arb else ball
