"""Functions of one variable on spans: their values, their slopes, and where an argument must lie for a given value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.numerics.intervals.spans import (
    EVERYTHING,
    LEFTMOST,
    NONNEGATIVE,
    ONE,
    RIGHTMOST,
    ZERO,
    Ball,
    Span,
    add,
    is_bounded,
    magnitude,
    meet,
    multiply,
    negate,
    reciprocal,
    subtract,
    thin,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE_TURN = 7
"""A span longer than this holds a whole period of the sine."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of one real variable.

    Attributes
    ----------
    image : callable
        The values on a span; None where the function is defined nowhere on it.
    slope : callable
        The derivative on the interior of a span, from the span and its image; for a function with corners every
        difference quotient lies in it.
    preimage : callable
        The arguments at which the value can lie in a given span; None where there are none.
    domain : Span
        Where the function is defined and continuous.
    open_domain : bool
        The ends of the domain do not belong to it.
    """

    image: Callable[[Span], Span | None]
    slope: Callable[[Span, Span], Span]
    preimage: Callable[[Span], Span | None] = lambda _value: EVERYTHING
    domain: Span = EVERYTHING
    open_domain: bool = False

    def defined(self, x: Span) -> bool:
        """Tell whether the function is proved to be defined and continuous on the whole span."""
        low, high = self.domain
        if self.open_domain:
            return (low is LEFTMOST or bool(x[0] > low)) and (high is RIGHTMOST or bool(x[1] < high))
        return (low is LEFTMOST or bool(x[0] >= low)) and (high is RIGHTMOST or bool(x[1] <= high))


def increasing(
    value: Callable[[Ball], Ball], domain: Span = EVERYTHING, reach: Span = EVERYTHING, *, open_domain: bool = False
) -> Callable[[Span], Span | None]:
    """Extend an increasing function to spans; `reach` bounds its values, and takes over where an end overflows."""

    def image(x: Span) -> Span | None:
        clipped = meet(x, domain)
        if clipped is None or (open_domain and (clipped[1] <= domain[0] or clipped[0] >= domain[1])):
            return None
        low = value(clipped[0]) if clipped[0].is_finite() else reach[0]
        high = value(clipped[1]) if clipped[1].is_finite() else reach[1]
        return low if low.is_finite() else reach[0], high if high.is_finite() else reach[1]

    return image


def _squared(x: Span) -> Span:
    low, high = magnitude(x)
    return low * low, high * high


def _known_nonzero(span: Span | None) -> Span:
    return EVERYTHING if span is None else span


_BEYOND_ONE: Span = (ONE, RIGHTMOST)
_UNIT: Span = (-ONE, ONE)
_SHARE: Span = (ZERO, ONE)

_exp = increasing(lambda x: x.exp(), reach=NONNEGATIVE)
_log = increasing(lambda x: x.log(), NONNEGATIVE, open_domain=True)
_sqrt = increasing(lambda x: x.sqrt(), NONNEGATIVE, NONNEGATIVE)
_sinh = increasing(lambda x: x.sinh())
_asinh = increasing(lambda x: x.asinh())
_tanh = increasing(lambda x: x.tanh(), reach=_UNIT)
_atanh = increasing(lambda x: x.atanh(), _UNIT, open_domain=True)
_asin = increasing(lambda x: x.asin(), _UNIT)
_acosh = increasing(lambda x: x.acosh(), _BEYOND_ONE, NONNEGATIVE)
_erf = increasing(lambda x: x.erf(), reach=_UNIT)
_logistic = increasing(lambda x: 1 / (1 + (-x).exp()), reach=_SHARE)


def _right_angles() -> Span:
    quarter = flint.arb.pi() / 2
    return -quarter, quarter


def _atan(x: Span) -> Span:
    low, high = _right_angles()
    return (x[0].atan() if x[0].is_finite() else low), (x[1].atan() if x[1].is_finite() else high)


def _cosh(x: Span) -> Span:
    low, high = magnitude(x)
    return low.cosh(), high.cosh() if high.is_finite() else RIGHTMOST


def _sin(x: Span) -> Span:
    """Bound the sine: its values at the ends, and ±1 where a crest or a trough may lie between."""
    low, high = x
    if not is_bounded(x) or not high - low < WHOLE_TURN:
        return _UNIT
    at_low, at_high = low.sin(), high.sin()
    bottom, top = at_low.min(at_high), at_low.max(at_high)
    turn, quarter = 2 * flint.arb.pi(), flint.arb.pi() / 2
    if _passes(low - quarter, high - quarter, turn):
        top = ONE
    if _passes(low + quarter, high + quarter, turn):
        bottom = -ONE
    return bottom, top


def _passes(low: Ball, high: Ball, step: Ball) -> bool:
    """Tell whether a multiple of `step` may lie between."""
    below, above = (low / step).floor().unique_fmpz(), (high / step).floor().unique_fmpz()
    return below is None or above is None or below != above


def _cos(x: Span) -> Span:
    quarter = flint.arb.pi() / 2
    return _sin((x[0] + quarter, x[1] + quarter))


def _share_slope(_x: Span, y: Span) -> Span:
    """y(1 − y) = 1/4 − (y − 1/2)², the slope of the logistic function."""
    half = thin(ONE / 2)
    return meet(subtract(thin(ONE / 4), _squared(subtract(y, half))), (ZERO, ONE / 4)) or (ZERO, ONE / 4)


def _atanh_preimage(y: Span) -> Span | None:
    clipped = meet(y, _UNIT)
    return None if clipped is None else _atanh(clipped)


def _tan_of(y: Span) -> Span | None:
    """Invert atan: beyond a right angle on one side there is nothing, on the other no bound."""
    low, high = _right_angles()
    if y[0] > high or y[1] < low:
        return None
    return (y[0].tan() if y[0] > low else LEFTMOST), (y[1].tan() if y[1] < high else RIGHTMOST)


def _logit(y: Span) -> Span | None:
    clipped = meet(y, _SHARE)
    if clipped is None:
        return None
    low = (clipped[0] / (1 - clipped[0])).log() if clipped[0] > 0 else LEFTMOST
    high = (clipped[1] / (1 - clipped[1])).log() if clipped[1] < 1 else RIGHTMOST
    return low, high


def _cosh_of(y: Span) -> Span | None:
    clipped = meet(y, NONNEGATIVE)
    return None if clipped is None else _cosh(clipped)


def _even_preimage(invert: Callable[[Span], Span | None]) -> Callable[[Span], Span | None]:
    def preimage(y: Span) -> Span | None:
        outer = invert(y)
        return None if outer is None else (-outer[1], outer[1])

    return preimage


def _corner(x: Span, _y: Span) -> Span:
    return thin(ONE) if x[0] >= 0 else thin(-ONE) if x[1] <= 0 else _UNIT


def _inverse(span: Span | None) -> Span:
    return EVERYTHING if span is None else reciprocal(span) or EVERYTHING


FUNCTIONS: dict[type, Function] = {
    sp.exp: Function(_exp, lambda _x, y: y, _log),
    sp.log: Function(_log, lambda x, _y: _inverse(meet(x, NONNEGATIVE)), _exp, NONNEGATIVE, open_domain=True),
    sp.sin: Function(_sin, lambda x, _y: _cos(x)),
    sp.cos: Function(_cos, lambda x, _y: negate(_sin(x))),
    sp.sinh: Function(_sinh, lambda x, _y: _cosh(x), _asinh),
    sp.cosh: Function(_cosh, lambda x, _y: _known_nonzero(_sinh(x)), _even_preimage(_acosh)),
    sp.tanh: Function(_tanh, lambda _x, y: meet(subtract(thin(ONE), _squared(y)), _SHARE) or _SHARE, _atanh_preimage),
    sp.asinh: Function(_asinh, lambda x, _y: _inverse(_sqrt(add(thin(ONE), _squared(x)))), _sinh),
    sp.acosh: Function(
        _acosh, lambda _x, y: _inverse(_sinh(meet(y, NONNEGATIVE) or NONNEGATIVE)), _cosh_of, _BEYOND_ONE
    ),
    sp.atanh: Function(
        _atanh, lambda x, _y: _inverse(subtract(thin(ONE), _squared(x))), _tanh, _UNIT, open_domain=True
    ),
    sp.asin: Function(_asin, lambda x, _y: _inverse(_sqrt(subtract(thin(ONE), _squared(x)))), domain=_UNIT),
    sp.atan: Function(_atan, lambda x, _y: _inverse(add(thin(ONE), _squared(x))), _tan_of),
    sp.erf: Function(
        _erf, lambda x, _y: multiply(thin(2 / flint.arb.pi().sqrt()), _known_nonzero(_exp(negate(_squared(x)))))
    ),
    sp.Abs: Function(magnitude, _corner, _even_preimage(lambda y: meet(y, NONNEGATIVE))),
}

LOGISTIC = Function(_logistic, _share_slope, _logit)
"""1/(1 + e^(−x)), whose slope y(1 − y) is bounded far better in one piece."""
