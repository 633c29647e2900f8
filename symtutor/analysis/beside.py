"""The leading term of an expression just beside a point, or far out on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.germ import NOTHING, Germ, add, constant
from symtutor.analysis.polynomial.fraction import fraction
from symtutor.analysis.smoothness import smooth_at
from symtutor.numerics.signs import sign
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.polynomial.fraction import Fraction

ORDER_LIMIT = 12
STRANGE = {sp.tan: (sp.sin, sp.cos), sp.cot: (sp.cos, sp.sin), sp.sec: (None, sp.cos), sp.csc: (None, sp.sin)}
SMOOTH = (sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.asin, sp.acos, sp.atanh)
SATURATING = {sp.atan: sp.pi / 2, sp.tanh: sp.S.One}


def germ(expression: sp.Expr, state: sp.Symbol, at: sp.Expr, side: int) -> Germ | None:
    """Find the leading term of an expression just left (−1) or right (1) of a point, or towards ±∞.

    None where this calculus does not decide it, or where the expression is not real there.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> found = germ(x * sp.log(sp.Abs(x)), x, sp.S.Zero, -1)
    >>> found.power, found.logs, found.direction
    (1, 1, 1)
    >>> germ(sp.exp(x) - x**3, x, sp.oo, 1).power
    -oo
    """
    if at.is_Rational or at.is_infinite:
        rational = fraction(expression, state)
        if rational is not None:
            return _lowest(rational, at, side)
    distance = sp.Dummy("s", positive=True)
    place = side / distance if at.is_infinite else at + side * distance
    return _germ(expression.xreplace({state: place}), distance)


def _lowest(rational: Fraction, at: sp.Expr, side: int) -> Germ:
    """Compare the lowest terms of numerator and denominator in the distance from the point, or in its inverse."""
    if not rational.above:
        return NOTHING
    pieces = []
    for polynomial in rational:
        if at.is_infinite:
            degree = polynomial.degree()
            pieces.append((-degree, polynomial[degree] * side**degree))
        else:
            moved = polynomial(flint.fmpq_poly([flint.fmpq(int(at.p), int(at.q)), side]))
            pieces.append(next((power, c) for power, c in enumerate(moved.coeffs()) if c))
    (top, above), (bottom, below) = pieces
    quotient = above / below
    coefficient = sp.Rational(int(quotient.p), int(quotient.q))
    return Germ(sp.Integer(top - bottom), sp.S.Zero, coefficient, 1 if coefficient > 0 else -1)


def sign_beside(expression: sp.Expr, state: sp.Symbol, at: sp.Expr, side: int) -> int | None:
    """Decide the sign of an expression just beside a point: −1 or 1, 0 where it vanishes there, None undecided."""
    found = germ(expression, state, at, side)
    return None if found is None else found.direction


def with_value(condition: Boolean, state: sp.Symbol, at: sp.Expr) -> Boolean:
    """Put a value into a condition; one that compares what is not real does not hold.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> with_value(1 + sp.sqrt(x) >= 0, x, sp.Integer(-1))
    False
    """
    try:
        return condition.xreplace({state: at})
    except TypeError:  # SymPy refuses to compare a number that is not real
        return sp.false


def defined_beside(conditions: Iterable[Boolean], state: sp.Symbol, at: sp.Expr, side: int) -> bool | None:
    """Tell whether conditions on the state hold just beside a point, or far out; None where that is not decided.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> defined_beside([x >= 0], x, sp.S.Zero, -1), defined_beside([sp.Ne(x, 0)], x, sp.S.Zero, -1)
    (False, True)
    """
    conditions = tuple(conditions)
    if at.is_number and at.has(sp.CRootOf) and any(condition.has(state) for condition in conditions):
        from symtutor.analysis.beside_root import holds_beside  # noqa: PLC0415 - few breaks are known by place alone

        return holds_beside(conditions, state, at, side)
    distance = sp.Dummy("s", positive=True)
    place = side / distance if at.is_infinite else at + side * distance
    verdicts = [_holds(with_value(condition, state, place), distance) for condition in conditions]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _germ(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Walk the expression tree."""
    if not e.has(s):
        return constant(e)
    if e == s:
        return Germ(sp.S.One, sp.S.Zero, sp.S.One, 1)
    if e.is_rational_function(s):
        return _of_fraction(e, s)
    if e.is_Add:
        return _of_sum(e, s)
    if e.is_Mul:
        found: Germ | None = constant(sp.S.One)
        for factor in e.args:
            other = _germ(factor, s)
            if found is None or other is None:
                return None
            found = NOTHING if NOTHING in (found, other) else found.times(other)
        return found
    if e.is_Pow and not e.exp.has(s):
        base = _germ(e.base, s)
        return base.to_the(e.exp) if base is not None and base is not NOTHING else None
    if e.is_Pow:
        return _germ(sp.exp(e.exp * sp.log(e.base)), s)
    handler = HANDLERS.get(e.func)
    return handler(e, s) if handler is not None else None


def _of_fraction(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Compare the lowest terms of numerator and denominator."""
    pieces = []
    for part in sp.fraction(sp.together(e)):
        terms = sp.Poly(part, s).terms()
        if not part.has(s) and part == 0:
            return NOTHING
        (power,), coefficient = terms[-1]
        pieces.append((sp.Integer(power), coefficient))
    (top, above), (bottom, below) = pieces
    coefficient = above / below
    direction = sign(coefficient)
    if direction == 0:
        return NOTHING if e.equals(0) else None
    return None if direction is None else Germ(top - bottom, sp.S.Zero, coefficient, direction)


def _of_sum(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Let the largest term decide; where the largest cancel, the first derivative at s = 0 that is not zero."""
    terms = [_germ(term, s) for term in e.args]
    known = [term for term in terms if term is not None]
    found = add(known) if len(known) == len(terms) else None
    return found or _by_derivatives(e, s)


def _by_derivatives(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Expand what is smooth at s = 0 by its derivatives there (Taylor's theorem)."""
    if smooth_at(e, (s,), (sp.S.Zero,)) is not True:
        return None
    derivative = e
    for order in range(ORDER_LIMIT + 1):
        value = sp.expand(derivative.subs(s, 0))
        direction = sign(value)
        if direction is None:
            return None
        if direction:
            return Germ(sp.Integer(order), sp.S.Zero, value / sp.factorial(order), direction)
        derivative = sp.diff(derivative, s)
        if derivative == 0:
            return NOTHING
    return None


def _exponential(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    inner = _germ(e.args[0], s)
    if inner is None:
        return None
    limit = sp.S.Zero if inner is NOTHING else inner.limit
    if limit is not None:
        return constant(sp.exp(limit))
    if inner.power.is_extended_negative and inner.direction:
        return Germ(-inner.direction * sp.oo, sp.S.Zero, None, 1)
    return None


def _logarithm(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Take ln(c sᵖ …) ~ −p ln(1/s), the logarithm of a limit, and ln u ~ u − 1 where u tends to 1."""
    inner = _germ(e.args[0], s)
    if inner is None or inner.direction != 1:
        return None
    if inner.limit == 1:
        return _germ(e.args[0] - 1, s)
    if inner.power.is_zero and inner.logs.is_zero:
        return None if inner.limit is None else constant(sp.log(inner.limit))
    if inner.power.is_zero or inner.power.is_infinite:
        return None
    return Germ(sp.S.Zero, sp.S.One, -inner.power, int(-sp.sign(inner.power)))


def _absolute(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    inner = _germ(e.args[0], s)
    if inner is None or inner is NOTHING or inner.direction is None:
        return inner
    coefficient = None if inner.coefficient is None else inner.direction * inner.coefficient
    return Germ(inner.power, inner.logs, coefficient, 1)


def _real_root(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    inner, degree = _germ(e.args[0], s), e.args[1]
    if inner is None or inner is NOTHING or inner.direction is None:
        return inner
    coefficient = None if inner.coefficient is None else RealRoot(inner.coefficient, degree)
    return Germ(inner.power / degree, inner.logs / degree, coefficient, inner.direction)


def _extreme(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    chosen = e.args[0]
    for other in e.args[1:]:
        difference = _germ(chosen - other, s)
        if difference is None or difference.direction is None:
            return None
        larger, smaller = (chosen, other) if difference.direction >= 0 else (other, chosen)
        chosen = larger if isinstance(e, sp.Max) else smaller
    return _germ(chosen, s)


def _pieces(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Take the first piece whose condition holds for small s."""
    for piece, condition in e.args:
        holds = _holds(condition, s)
        if holds is None:
            return None
        if holds:
            return _germ(piece, s)
    return None


def _holds(condition: Boolean, s: sp.Symbol) -> bool | None:
    """Tell whether a comparison holds for small s."""
    if condition in (sp.true, sp.false):
        return condition is sp.true
    if isinstance(condition, (sp.And, sp.Or)):
        verdicts = [_holds(part, s) for part in condition.args]
        return None if None in verdicts else (all if isinstance(condition, sp.And) else any)(verdicts)
    if not isinstance(condition, sp.core.relational.Relational):
        return None
    difference = _germ(condition.lhs - condition.rhs, s)
    if difference is None or difference.direction is None:
        return None
    return bool(condition.func(sp.Integer(difference.direction), sp.S.Zero))


def _quotient(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Write tan, cot, sec and csc by sine and cosine."""
    above, below = STRANGE[e.func]
    top = constant(sp.S.One) if above is None else _germ(above(e.args[0]), s)
    bottom = _germ(below(e.args[0]), s)
    inverse = None if bottom is None or bottom is NOTHING else bottom.to_the(sp.S.NegativeOne)
    return None if top is None or inverse is None else top.times(inverse)


def _smooth(e: sp.Expr, s: sp.Symbol) -> Germ | None:
    """Compose with a smooth function: its value at the limit, or its first derivative there that is not zero."""
    inner = _germ(e.args[0], s)
    if inner is None:
        return None
    limit = sp.S.Zero if inner is NOTHING else inner.limit
    if limit is None:
        return _far(e.func, inner, s, e.args[0])
    u = sp.Dummy("u", real=True)
    derivative = e.func(u)
    for order in range(ORDER_LIMIT + 1):
        value = derivative.subs(u, limit)
        direction = sign(value)
        if direction is None or value.is_finite is False:
            return None
        if direction and order == 0:
            return constant(value)
        if direction:
            scale = constant(value / sp.factorial(order))
            offset = inner if limit == 0 else _germ(e.args[0] - limit, s)
            raised = None if offset is None or offset is NOTHING else offset.to_the(sp.Integer(order))
            return None if scale is None or raised is None else scale.times(raised)
        derivative = sp.diff(derivative, u)
    return None


def _far(function: Callable[[sp.Expr], sp.Expr], inner: Germ, s: sp.Symbol, argument: sp.Expr) -> Germ | None:
    """Compose with a function of something unbounded: some saturate, some stay bounded, some grow."""
    if function in SATURATING and inner.direction:
        return constant(inner.direction * SATURATING[function])
    if function in (sp.sin, sp.cos):
        return Germ(sp.S.Zero, sp.S.Zero, None, None)
    if function in (sp.sinh, sp.cosh):
        return _germ((sp.exp(argument) + (1 if function is sp.cosh else -1) * sp.exp(-argument)) / 2, s)
    return None


HANDLERS: dict[type, Callable[[sp.Expr, sp.Symbol], Germ | None]] = {
    sp.exp: _exponential,
    sp.log: _logarithm,
    sp.Abs: _absolute,
    RealRoot: _real_root,
    sp.Max: _extreme,
    sp.Min: _extreme,
    sp.Piecewise: _pieces,
    **dict.fromkeys(STRANGE, _quotient),
    **dict.fromkeys(SMOOTH, _smooth),
}
