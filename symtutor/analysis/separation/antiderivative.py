"""∫ dx/f(x) by a short table: what a first course integrates by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import degree, derivative, put_in
from symtutor.analysis.words import is_long
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FACTOR_DEGREE = 6


@dataclass(frozen=True, slots=True)
class TimeIntegral:
    """An antiderivative G of 1/f, with the sum of partial fractions that was integrated.

    Attributes
    ----------
    fractions : tuple of Expr
        Terms whose sum is 1/f, where it was split; empty where it was not.
    terms : tuple of Expr
        Their antiderivatives, whose sum is G.
    """

    state: sp.Symbol
    terms: tuple[sp.Expr, ...]
    fractions: tuple[sp.Expr, ...] = ()

    @property
    def value(self) -> sp.Expr:
        """G(x)."""
        return sp.Add(*self.terms)

    def at_infinity(self, side: int) -> sp.Expr | None:
        """Give the limit of G towards ±∞ where it is finite and plain; None otherwise."""
        logs, rest = sp.S.Zero, sp.S.Zero
        for term in self.terms:
            coefficient, inner = term.as_independent(self.state, as_Add=False)
            if isinstance(inner, sp.log):
                logs += coefficient * sp.degree(inner.args[0].args[0], self.state)
                continue
            limit = _limit(inner, self.state, side)
            if limit is None:
                return None
            rest += coefficient * limit
        return sp.expand(rest) if sp.expand(logs) == 0 else None


def _limit(inner: sp.Expr, state: sp.Symbol, side: int) -> sp.Expr | None:
    """Give the limit of one term that is no logarithm."""
    if isinstance(inner, sp.atan):
        slope = sign(sp.diff(inner.args[0], state))
        return slope * side * sp.pi / 2 if slope else None
    if isinstance(inner, sp.exp):
        slope = sign(sp.diff(inner.args[0], state))
        return sp.S.Zero if slope and slope * side < 0 else None
    if inner.is_Pow and inner.exp.is_negative and inner.base.is_polynomial(state):
        return sp.S.Zero
    return None


def time_integral(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr] = ()) -> TimeIntegral | None:
    """Integrate 1/f by the first entry of the table that applies; None where none does.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> time_integral(x**2, x).value
    -1/x
    >>> time_integral(x * (1 - x), x, (sp.S.Zero, sp.S.One)).value
    log(Abs(x)) - log(Abs(x - 1))
    """
    answers = (entry(field, state, zeros) for entry in TABLE)
    return next((answer for answer in answers if answer is not None), None)


def simple_roots(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr]) -> TimeIntegral | None:
    """Split 1/f for a polynomial with only simple real roots a: the coefficient of 1/(x − a) is 1/f′(a)."""
    if not zeros or not field.is_polynomial(state) or len(zeros) != degree(field, [state]):
        return None
    rational = all(zero.is_Rational for zero in zeros)
    if not rational and (len(zeros) > 2 or any(is_long(zero) for zero in zeros)):
        return None
    slope = derivative(field, state)
    residues = [1 / put_in(slope, {state: zero}) for zero in zeros]
    fractions = tuple(residue / (state - zero) for residue, zero in zip(residues, zeros, strict=True))
    terms = tuple(residue * sp.log(sp.Abs(state - zero)) for residue, zero in zip(residues, zeros, strict=True))
    return TimeIntegral(state, terms, fractions if len(fractions) > 1 else ())


def power(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr]) -> TimeIntegral | None:  # noqa: ARG001 - an entry
    """Integrate 1/(c (x − a)ᵖ)."""
    constant, rest = field.as_independent(state, as_Add=False)
    base, exponent = rest.as_base_exp()
    if exponent.has(state) or base.has(sp.Abs) or not base.is_polynomial(state) or sp.degree(base, state) != 1:
        return None
    slope = constant * sp.diff(base, state)
    if exponent == 1:
        lead = sp.diff(base, state)
        monic = sp.expand(base / lead) if lead.is_Rational and abs(lead) != 1 else base
        return TimeIntegral(state, (sp.log(sp.Abs(monic)) / slope,))
    return TimeIntegral(state, (base ** (1 - exponent) / (slope * (1 - exponent)),))


def function_of_a_line(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr]) -> TimeIntegral | None:  # noqa: ARG001
    """Integrate 1/(c g(ax + b)) for g in a table of functions."""
    constant, rest = field.as_independent(state, as_Add=False)
    entry = FUNCTIONS.get(rest.func)
    if entry is None or not rest.args[0].is_polynomial(state) or sp.degree(rest.args[0], state) != 1:
        return None
    slope = constant * sp.diff(rest.args[0], state)
    return TimeIntegral(state, (entry(rest.args[0]) / slope,))


def half_angle(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr]) -> TimeIntegral | None:  # noqa: ARG001
    """Integrate 1/(c (1 ± sin u)) and 1/(c (1 ± cos u)): with 1 + cos v = 2 cos²(v/2) it is tan(v/2)/c."""
    found = one_plus_cosine(field, state)
    if found is None:
        return None
    constant, argument = found
    return TimeIntegral(state, (sp.tan(argument / 2) / (constant * sp.diff(argument, state)),))


def circular(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr]) -> TimeIntegral | None:  # noqa: ARG001
    """Integrate 1/(c √(a − b x²)) for positive a and b: an arcsine."""
    found = over_circle(field, state)
    if found is None:
        return None
    pace, width = found
    return TimeIntegral(state, (sp.asin(state / width) / pace,))


def over_circle(field: sp.Expr, state: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """Write f as p √(w² − x²), w > 0; give p and w."""
    constant, rest = field.as_independent(state, as_Add=False)
    base, exponent = rest.as_base_exp()
    if exponent != sp.S.Half or not base.is_polynomial(state) or sp.degree(base, state) != 2:
        return None
    b, slope, a = sp.Poly(-base, state).all_coeffs()
    if slope != 0 or sign(b) != 1 or sign(-a) != 1:
        return None
    return constant * sp.sqrt(b), sp.sqrt(-a / b)


def one_plus_cosine(field: sp.Expr, state: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """Write f as c (1 + cos v), v = ax + b, where it is one of c (1 ± sin u) and c (1 ± cos u)."""
    constant, wave = field.as_independent(state, as_Add=True)
    scale, rest = wave.as_independent(state, as_Add=False)
    if not isinstance(rest, (sp.sin, sp.cos)) or constant.is_zero or not rest.args[0].is_polynomial(state):
        return None
    ratio = scale / constant
    if abs(ratio) != 1 or sp.degree(rest.args[0], state) != 1:
        return None
    shift = {(sp.cos, 1): 0, (sp.cos, -1): -sp.pi, (sp.sin, 1): -sp.pi / 2, (sp.sin, -1): sp.pi / 2}
    return constant, sp.expand(rest.args[0] + shift[rest.func, int(ratio)])


def rational(field: sp.Expr, state: sp.Symbol, zeros: Sequence[sp.Expr]) -> TimeIntegral | None:  # noqa: ARG001
    """Split 1/f into partial fractions whose denominators are powers of linear and irreducible quadratic factors."""
    top, bottom = sp.fraction(sp.together(field))
    if not (top.is_polynomial(state) and bottom.is_polynomial(state)):
        return None
    polynomial = sp.Poly(top, state)
    if polynomial.degree() > FACTOR_DEGREE or (polynomial.free_symbols_in_domain and polynomial.degree() > 2):
        return None
    if any(factor.degree() > 2 or (factor.degree() == 2 and k > 1) for factor, k in polynomial.factor_list()[1]):
        return None
    split = sp.apart(bottom / top, state)
    fractions = sp.Add.make_args(split)
    terms = [_fraction(fraction, state) for fraction in fractions]
    if any(term is None for term in terms):
        return None
    return TimeIntegral(
        state,
        tuple(piece for term in terms if term for piece in term),
        () if all(fraction.is_polynomial(state) for fraction in fractions) or len(fractions) == 1 else fractions,
    )


def _fraction(fraction: sp.Expr, state: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    """Integrate one partial fraction."""
    if fraction.is_polynomial(state):
        return (sp.integrate(fraction, state),)
    top, bottom = sp.fraction(sp.together(fraction))
    constant, rest = sp.factor_terms(bottom).as_independent(state, as_Add=False)
    base, exponent = rest.as_base_exp()
    order = sp.degree(base, state)
    if order == 1 and not top.has(state):
        found = power(rest, state, ())
        return None if found is None else tuple(term * top / constant for term in found.terms)
    if order != 2 or exponent != 1:
        return None
    return _over_quadratic(sp.Poly(top / constant, state), sp.Poly(base, state), state)


def _over_quadratic(top: sp.Poly, bottom: sp.Poly, state: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    """Integrate (px + q)/(ax² + bx + c) without real roots: a logarithm and an arctangent."""
    a, b, c = bottom.all_coeffs()
    p, q = (top.coeff_monomial(state), top.coeff_monomial(1))
    width = sp.expand(4 * a * c - b**2)
    if sign(width) != 1:
        return None
    root = sp.sqrt(width)
    level = q - p * b / (2 * a)
    logarithm = p / (2 * a) * sp.log(sp.Abs(bottom.as_expr()))
    tangent = 2 * level / root * sp.atan((2 * a * state + b) / root)
    return tuple(term for term in (logarithm, tangent) if term != 0)


FUNCTIONS: dict[type, Callable[[sp.Expr], sp.Expr]] = {
    sp.exp: lambda u: -sp.exp(-u),
    sp.sin: lambda u: sp.log(sp.Abs(sp.tan(u / 2))),
    sp.cos: lambda u: sp.log(sp.Abs(sp.tan(u / 2 + sp.pi / 4))),
    sp.tan: lambda u: sp.log(sp.Abs(sp.sin(u))),
    sp.cot: lambda u: -sp.log(sp.Abs(sp.cos(u))),
    sp.sec: sp.sin,
    sp.csc: lambda u: -sp.cos(u),
    sp.cosh: lambda u: 2 * sp.atan(sp.exp(u)),
    sp.tanh: lambda u: sp.log(sp.Abs(sp.sinh(u))),
}
"""Antiderivatives of 1/g(u)."""

TABLE = (
    power,  # one power of one linear function
    simple_roots,  # partial fractions from the slopes, which are known
    function_of_a_line,  # exponential and trigonometric functions
    circular,  # the root of a quadratic that ends the domain on both sides
    half_angle,  # one plus or minus a sine or cosine
    rational,  # the rest of the rational functions, as far as their denominators split
)
