"""Taylor polynomials in two displacements (u, v), exact and cut off at a total degree.

An expression is expanded by walking its tree with truncated arithmetic, so it is known on the way that it is smooth at
the point: where it is not, or where that cannot be decided, there is no jet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.exact import normal, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Terms = dict[tuple[int, int], sp.Expr]
Point = tuple[sp.Expr, ...]

ANALYTIC = (sp.sin, sp.cos, sp.exp, sp.sinh, sp.cosh, sp.atan, sp.asinh, sp.erf)
"""Functions that are smooth at every real argument."""

QUOTIENTS = {
    sp.tan: (sp.sin, sp.cos),
    sp.cot: (sp.cos, sp.sin),
    sp.tanh: (sp.sinh, sp.cosh),
    sp.coth: (sp.cosh, sp.sinh),
    sp.sec: (sp.S.One, sp.cos),
    sp.csc: (sp.S.One, sp.sin),
    sp.sech: (sp.S.One, sp.cosh),
}
"""Functions expanded as quotients of analytic ones, which keeps their derivatives short."""


class _NoJetError(Exception):
    """The expression is not known to be smooth at the point."""


class Jet:
    """A polynomial Σ cᵢⱼ uⁱ vʲ with i + j ≤ order; equal to a function up to terms of higher degree.

    Attributes
    ----------
    terms : dict
        The coefficients that are not zero, by their exponents (i, j).
    order : int
        The degree up to which they are known.
    """

    __slots__ = ("order", "terms")

    def __init__(self, terms: Terms, order: int) -> None:
        self.terms = terms
        self.order = order

    @classmethod
    def constant(cls, value: sp.Expr, order: int) -> Jet:
        """Make a constant."""
        return cls({(0, 0): value} if value != 0 else {}, order)

    def __getitem__(self, powers: tuple[int, int]) -> sp.Expr:
        """Return the coefficient of uⁱ vʲ."""
        return self.terms.get(powers, sp.S.Zero)

    def __add__(self, other: Jet) -> Jet:
        """Add, to the lower of the two orders."""
        total = dict(self.terms)
        for powers, coefficient in other.terms.items():
            total[powers] = total.get(powers, sp.S.Zero) + coefficient
        return Jet(_tidy(total.items(), min(self.order, other.order)), min(self.order, other.order))

    def __sub__(self, other: Jet) -> Jet:
        """Subtract."""
        return self + other.scaled(sp.S.NegativeOne)

    def __mul__(self, other: Jet) -> Jet:
        """Multiply and cut off."""
        order = min(self.order, other.order)
        product: Terms = {}
        for (i, j), a in self.terms.items():
            for (k, m), b in other.terms.items():
                if i + j + k + m <= order:
                    product[i + k, j + m] = product.get((i + k, j + m), sp.S.Zero) + a * b
        return Jet(_tidy(product.items(), order), order)

    def scaled(self, factor: sp.Expr) -> Jet:
        """Multiply by a number."""
        return Jet(_tidy(((powers, factor * c) for powers, c in self.terms.items()), self.order), self.order)

    def derivative(self, place: int) -> Jet:
        """Differentiate by u (place 0) or v (place 1); the order falls by one."""
        terms = {}
        for powers, coefficient in self.terms.items():
            if powers[place]:
                lowered = (powers[0] - (place == 0), powers[1] - (place == 1))
                terms[lowered] = powers[place] * coefficient
        return Jet(terms, self.order - 1)

    def of(self, first: Jet, second: Jet) -> Jet:
        """Put two jets without constant term in for u and v."""
        order = min(self.order, first.order, second.order)
        rows: dict[int, Jet] = {}
        powers = _powers(second, order)
        for (i, j), coefficient in self.terms.items():
            rows[i] = rows.get(i, Jet({}, order)) + powers[j].scaled(coefficient)
        total = Jet({}, order)
        for i in range(max(rows, default=0), -1, -1):  # Horner's rule in the first argument
            total = total * first + rows.get(i, Jet({}, order))
        return total

    def form(self, degree: int) -> Terms:
        """Return the homogeneous part of one degree."""
        return {powers: c for powers, c in self.terms.items() if sum(powers) == degree}

    @property
    def lowest(self) -> int | None:
        """The least degree with a coefficient that is not zero; None where all known ones vanish."""
        return min(map(sum, self.terms), default=None)

    def cut(self, order: int) -> Jet:
        """Forget what is above `order`."""
        return Jet({powers: c for powers, c in self.terms.items() if sum(powers) <= order}, min(order, self.order))

    def expression(self, u: sp.Expr, v: sp.Expr) -> sp.Expr:
        """Write the polynomial in two symbols."""
        return sp.Add(*(c * u**i * v**j for (i, j), c in self.terms.items()))


U = Jet({(1, 0): sp.S.One}, 99)
V = Jet({(0, 1): sp.S.One}, 99)


def jet(expression: sp.Expr, states: Sequence[sp.Symbol], at: Point, order: int) -> Jet | None:
    """Expand an expression of two states around a point.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> jet(sp.sin(x) * (1 + y), (x, y), (sp.S.Zero, sp.S.Zero), 3).expression(x, y)
    -x**3/6 + x*y + x
    >>> jet(sp.Abs(x), (x, y), (sp.S.Zero, sp.S.Zero), 3) is None
    True
    """
    return _cached_jet(expression, tuple(states), tuple(at), order)


@lru_cache(maxsize=64)
def _cached_jet(expression: sp.Expr, states: tuple[sp.Symbol, ...], at: Point, order: int) -> Jet | None:
    values = {
        state: Jet.constant(value, order) + unit.cut(order)
        for state, value, unit in zip(states, at, (U, V), strict=True)
    }
    try:
        return _walk(expression, values, order)
    except _NoJetError:
        return None


def along(field: Iterable[sp.Expr], curve: Mapping[sp.Symbol, Jet], order: int) -> tuple[Jet, ...] | None:
    """Expand expressions of any number of states, which are given as jets; None where one is not smooth there."""
    try:
        return tuple(_walk(component, curve, order) for component in field)
    except _NoJetError:
        return None


def jets(field: Iterable[sp.Expr], states: Sequence[sp.Symbol], at: Point, order: int) -> tuple[Jet, Jet] | None:
    """Expand both components of a planar field; None where one is not smooth at the point."""
    first, second = (jet(component, states, at, order) for component in field)
    return None if first is None or second is None else (first, second)


def _tidy(items: Iterable[tuple[tuple[int, int], sp.Expr]], order: int) -> Terms:
    tidy = ((powers, normal(c)) for powers, c in items if sum(powers) <= order)
    return {powers: c for powers, c in tidy if c != 0}


def _powers(base: Jet, order: int) -> list[Jet]:
    """List base⁰ … base^order."""
    powers = [Jet.constant(sp.S.One, order)]
    for _ in range(order):
        powers.append(powers[-1] * base)
    return powers


def _walk(  # noqa: C901 - one match over what an expression can be
    expression: sp.Basic, values: Mapping[sp.Symbol, Jet], order: int
) -> Jet:
    if not expression.free_symbols & values.keys():
        return Jet.constant(expression, order)
    if expression in values:
        return values[expression]
    if expression.is_Add:
        total = Jet({}, order)
        for term in expression.args:
            total = total + _walk(term, values, order)
        return total
    if expression.is_Mul:
        product = Jet.constant(sp.S.One, order)
        for factor in expression.args:
            product = product * _walk(factor, values, order)
        return product
    if expression.is_Pow and expression.exp.is_Integer and expression.exp > 0:
        return _whole_power(_walk(expression.base, values, order), int(expression.exp))
    if expression.is_Pow and expression.exp.free_symbols & values.keys():
        base = expression.base
        if base is not sp.E and base.free_symbols & values.keys():
            return _walk(sp.exp(expression.exp * sp.log(base)), values, order)
        return _compose(lambda z: base**z, _walk(expression.exp, values, order), order)
    if expression.func in QUOTIENTS:
        top, bottom = QUOTIENTS[expression.func]
        argument = expression.args[0]
        return _walk((top if top is sp.S.One else top(argument)) / bottom(argument), values, order)
    inner = _walk(expression.args[0], values, order)
    _require_smooth(expression, inner[0, 0])
    if expression.func in (sp.Abs, sp.sign):
        side = sp.Integer(sign(inner[0, 0]) or 0)
        return inner.scaled(side) if expression.func is sp.Abs else Jet.constant(side, order)
    rest = expression.args[1:]
    return _compose(lambda z: expression.func(z, *rest), inner, order)


def _whole_power(base: Jet, exponent: int) -> Jet:
    result = base
    for digit in bin(exponent)[3:]:
        result = result * result
        if digit == "1":
            result = result * base
    return result


def _require_smooth(expression: sp.Basic, inside: sp.Expr) -> None:
    """Let pass only functions that are known to be smooth at the value inside."""
    if isinstance(expression, ANALYTIC):
        return
    if isinstance(expression, sp.Pow):
        if expression.exp.is_Integer and inside.is_zero is False:  # (−1)ⁿ has no sign, but it is not 0
            return
        allowed = (1, -1) if expression.exp.is_Integer else (1,)
    elif isinstance(expression, sp.log):
        allowed = (1,)
    elif isinstance(expression, sp.Abs | sp.sign):
        allowed = (1, -1)
    else:
        raise _NoJetError
    if sign(inside) not in allowed:
        raise _NoJetError


def _compose(function: object, inner: Jet, order: int) -> Jet:
    """Expand a smooth function of one variable at the constant term of `inner`, and put the rest in."""
    z = sp.Dummy("z", real=True)
    at = inner[0, 0]
    rest = Jet({powers: c for powers, c in inner.terms.items() if powers != (0, 0)}, order)
    derivative = function(z)  # type: ignore[operator]
    total, power = Jet({}, order), Jet.constant(sp.S.One, order)
    for k in range(order + 1):
        value = normal(derivative.subs(z, at))
        total = total + power.scaled(value / sp.factorial(k))
        if k == order or not power.terms:
            break
        power = power * rest
        derivative = sp.diff(derivative, z)
    return total
