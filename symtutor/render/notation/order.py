"""The order in which a textbook writes terms and factors, and what stands above and below a fraction bar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import lcm
from typing import TYPE_CHECKING

from sympy import Add, I, Integer, Mul, Pow, Rational, S, pi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Expr


@dataclass(frozen=True, slots=True)
class Ratio:
    """A product taken apart: ``±(above)/(below)``, each factor positive in sign."""

    negative: bool
    above: tuple[Expr, ...]
    below: tuple[Expr, ...]


def is_negative(term: Expr) -> bool:
    """Tell whether `term` is written with a minus sign in front."""
    coefficient = term.as_coeff_Mul()[0]
    return bool(coefficient.is_extended_negative)


def terms(total: Expr) -> tuple[Expr, ...]:
    """Order the terms of a sum: descending powers, but no minus sign in front where one term can avoid it.

    Examples
    --------
    >>> from sympy.abc import r, x
    >>> terms(6*x - 3*x**2 - 2), terms(x - r), terms(3 - x - 2*r), terms(x - r - 1)
    ((-3*x**2, 6*x, -2), (x, -r), (3, -2*r, -x), (x, -r, -1))
    """
    ordered = list(total.as_ordered_terms())
    if not total.free_symbols:
        return tuple(sorted(ordered, key=lambda term: (term.has(I), not term.is_Rational)))
    if any(term.has(pi) for term in ordered) and all(symbol.is_integer for symbol in total.free_symbols):
        return tuple(sorted(ordered, key=lambda term: bool(term.free_symbols)))
    positive = [term for term in ordered if not is_negative(term)]
    if is_negative(ordered[0]) and positive:
        alone = len(positive) == 1 and positive[0] is ordered[-1]
        single = len(positive) == 1 and positive[0].is_Symbol and ordered[-1].is_number
        if alone or single or not total.is_polynomial():
            ordered.remove(positive[0])
            ordered.insert(0, positive[0])
    return tuple(ordered)


def common_denominator(total: Expr) -> tuple[int, Expr] | None:
    """Find what a constant such as 1/2 + √5/2 is written over: ``(2, 1 + √5)``; None where the terms differ."""
    if total.free_symbols or not isinstance(total, Add):
        return None
    coefficients = [term.as_coeff_Mul()[0] for term in total.args]
    if not all(isinstance(coefficient, Rational) for coefficient in coefficients):
        return None
    denominators = {int(coefficient.q) for coefficient in coefficients}
    below = reduce(lcm, denominators)
    if below == 1 or len(denominators) > 1:
        return None
    return below, Add(*(term * below for term in total.args))


def ratio(product: Expr) -> Ratio:
    """Take a product, a quotient or a rational number apart.

    Examples
    --------
    >>> from sympy.abc import r, x
    >>> ratio(-3 * x / (2 * (x + 1) ** 2))
    Ratio(negative=True, above=(3, x), below=(2, (x + 1)**2))
    >>> ratio(-x / (r + 1 - x))  # the sign goes where it is not seen
    Ratio(negative=False, above=(x,), below=(-r + x - 1,))
    """
    negative = False
    above: list[Expr] = []
    below: list[Expr] = []
    for factor in _factors(product):
        if isinstance(factor, Rational):
            negative ^= bool(factor.is_negative)
            if abs(factor.p) != 1:
                above.append(Integer(abs(factor.p)))
            if factor.q != 1:
                below.append(Integer(factor.q))
        elif isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp.is_negative:
            below.append(Pow(factor.base, -factor.exp, evaluate=False) if factor.exp != -1 else factor.base)
        else:
            above.append(factor)
    if negative:
        turned = next((place for place, factor in enumerate(below) if _may_turn(factor)), None)
        if turned is not None:
            below[turned], negative = -below[turned], False
    return Ratio(negative, under_one_root(above), under_one_root(below))


def _may_turn(factor: Expr) -> bool:
    """Tell whether a sum has terms of both signs, and a positive one in front if all were turned round.

    Of x − 2, where only numbers stand beside one symbol, nobody expects it: ∫ −1/(x − 2) dx is −ln|x − 2|.
    """
    mixed = isinstance(factor, Add) and any(map(is_negative, factor.args)) and len(factor.free_symbols) > 1
    return mixed and not is_negative(terms(-factor)[0])


def under_one_root(factors: Sequence[Expr]) -> tuple[Expr, ...]:
    """Write √a·√b as √(ab), where all radicands but one are known not to be negative.

    Examples
    --------
    >>> from sympy import Symbol, sqrt
    >>> b, r = Symbol("b", positive=True), Symbol("r", real=True)
    >>> under_one_root((sqrt(b), r, sqrt(r - 1)))
    (r, sqrt(b*(r - 1)))
    """
    roots = [factor for factor in factors if isinstance(factor, Pow) and factor.exp == S.Half]
    unknown = sum(not root.base.is_nonnegative for root in roots)
    if len(roots) < 2 or unknown > 1 or all(root.base.is_number for root in roots):
        return tuple(factors)
    parts = [part for root in roots for part in Mul.make_args(root.base)]
    number = Mul(*(part for part in parts if part.is_Rational))
    inside = Mul(*([] if number == 1 else [number]), *(part for part in parts if not part.is_Rational), evaluate=False)
    return (*(factor for factor in factors if factor not in roots), Pow(inside, S.Half, evaluate=False))


def _factors(product: Expr) -> list[Expr]:
    """List the factors in order, the imaginary unit right behind the numbers."""
    factors = list(product.as_ordered_factors()) if isinstance(product, Mul) else [product]
    if I in factors:
        factors.remove(I)
        numbers = [factor for factor in factors if isinstance(factor, Rational)]
        factors = [*numbers, I, *(factor for factor in factors if not isinstance(factor, Rational))]
    return factors


def odd_power(power: Expr) -> tuple[Expr, Rational] | None:
    """Recognise a power of a real odd root: ``RealRoot(x, 3)**2`` is x to 2/3; None where it is none.

    The reader's class for the odd root of a real number is known by its name: no layer below holds it.
    """
    root, times = power.as_base_exp()
    if root.func.__name__ != "RealRoot":
        return None
    base, degree = root.args
    exponent = Rational(times, degree) if times.is_Integer else None
    return (base, exponent) if exponent is not None and exponent.q == degree else None


def is_one(factors: tuple[Expr, ...]) -> bool:
    """Tell whether nothing but 1 stands there."""
    return all(factor == S.One for factor in factors)
