"""The argument principle: how many zeros an analytic function has in a thin rectangle around a piece of the line.

The number of zeros, counted with multiplicity, is the number of turns that f(z) makes around 0 while z runs around
the rectangle (Ahlfors, *Complex Analysis*, ch. 4, §5.2). Where a complex ball for f on a piece of the way leaves 0
out, the turn on that piece is the angle between the values at its ends. Nothing here knows about derivatives or real
zeros.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.numerics.balls import BITS_PER_DIGIT, enclose

if TYPE_CHECKING:
    from collections.abc import Callable

PRECISION = 64
PIECES = 4000
POWER_LIMIT = 60

ENTIRE: dict[type, Callable[[Any], Any]] = {
    sp.exp: lambda z: z.exp(),
    sp.sin: lambda z: z.sin(),
    sp.cos: lambda z: z.cos(),
    sp.sinh: lambda z: z.sinh(),
    sp.cosh: lambda z: z.cosh(),
    sp.erf: lambda z: z.erf(),
}


def zeros_in_strip(expression: sp.Expr, variable: sp.Symbol, low: Any, high: Any, half: Any) -> int | None:  # noqa: ANN401
    """Count the complex zeros with real part between `low` and `high` and imaginary part between ±`half`.

    None where the function is not built from entire functions and quotients of them that have no pole there, where a
    zero lies on the edge, or where too many pieces would be needed.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> zeros_in_strip(sp.sin(x), x, flint.arb(-4), flint.arb(4), flint.arb(1) / 8)
    3
    """
    poles: list[Callable[[Any], Any]] = []
    with flint.ctx.workprec(PRECISION):
        function = _compile(expression, variable, poles)
        if function is None or not all(_never_zero(pole, low, high, half) for pole in poles):
            return None
        corners = [flint.acb(x, y) for x, y in ((low, -half), (high, -half), (high, half), (low, half))]
        angle = flint.arb(0)
        budget = PIECES
        for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
            waiting = [(start, end)]
            while waiting:
                budget -= 1
                here, there = waiting.pop()
                around = function(_between(here, there))
                if _leaves_zero_out(around):
                    angle += (function(there) / function(here)).arg()
                    continue
                if budget < 0:
                    return None
                middle = (here + there) / 2
                waiting += [(here, middle), (middle, there)]
        turns = (angle / (2 * flint.arb.pi())).unique_fmpz()
        return None if turns is None else int(turns)


def _between(here: Any, there: Any) -> Any:  # noqa: ANN401
    return flint.acb(here.real.union(there.real), here.imag.union(there.imag))


def _leaves_zero_out(ball: Any) -> bool:  # noqa: ANN401
    return any(bool(part > 0 or part < 0) for part in (ball.real, ball.imag))


def _never_zero(function: Callable[[Any], Any], low: Any, high: Any, half: Any) -> bool:  # noqa: ANN401
    """Tell whether a function is proved to vanish nowhere in a rectangle."""
    waiting = [(low, high)]
    for _ in range(PIECES):
        if not waiting:
            return True
        left, right = waiting.pop()
        if _leaves_zero_out(function(flint.acb(left.union(right), flint.arb(0, half)))):
            continue
        middle = ((left + right) / 2).mid()
        waiting += [(left, middle), (middle, right)]
    return False


def _compile(
    expression: sp.Expr, variable: sp.Symbol, poles: list[Callable[[Any], Any]]
) -> Callable[[Any], Any] | None:
    """Turn an expression into a function of a complex ball; denominators are added to `poles`."""
    if expression == variable:
        return lambda z: z
    if not expression.free_symbols:
        ball = enclose(expression, digits=int(PRECISION / BITS_PER_DIGIT) + 1)
        return None if ball is None else lambda _z: flint.acb(ball)
    parts = [_compile(part, variable, poles) for part in expression.args if not expression.is_Pow]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    match expression:
        case sp.Add():
            return lambda z: sum((part(z) for part in known), flint.acb(0))
        case sp.Mul():
            return lambda z: _product(part(z) for part in known)
        case sp.Pow() if expression.exp.is_Integer and abs(expression.exp) <= POWER_LIMIT:
            base, exponent = _compile(expression.base, variable, poles), int(expression.exp)
            if base is None:
                return None
            if exponent > 0:
                return lambda z: _product([base(z)] * exponent)
            poles.append(base)
            return lambda z: 1 / _product([base(z)] * -exponent)
        case sp.tanh():
            (inner,) = known
            poles.append(lambda z: inner(z).cosh())
            return lambda z: inner(z).sinh() / inner(z).cosh()
    function = ENTIRE.get(expression.func)
    return None if function is None else lambda z: function(known[0](z))


def _product(factors: Any) -> Any:  # noqa: ANN401
    result = flint.acb(1)
    for factor in factors:
        result = result * factor
    return result
