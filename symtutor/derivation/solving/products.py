"""A product is zero exactly when one of its factors is, and the ways to write a sum as a product."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import series
from symtutor.derivation.solving.equation import Equation, agree, product, step, told, zeros
from symtutor.document import Negative, Power, Product, Sum, condition, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Formula, Paragraph, Step


@dataclass(frozen=True, slots=True)
class ZeroProduct:
    """A product of real numbers is zero exactly when one of its factors is: ℝ has no zero divisors (Spivak, ch. 1).

    Attributes
    ----------
    factors : tuple of Expr
        Those that can vanish, each once.
    never : tuple of Expr
        Those that depend on the unknown or on parameters and cannot vanish.
    first : bool
        Whether the principle is said, or only used again.
    """

    equation: Equation
    factors: tuple[sp.Expr, ...]
    never: tuple[sp.Expr, ...] = ()
    first: bool = True

    @property
    def branches(self) -> tuple[Equation, ...]:
        """Each factor set to zero; a factor that stands alone was just written."""
        found = tuple(self.equation.then(factor) for factor in self.factors)
        return tuple(e.noted() for e in found) if len(found) == 1 else found

    def verify(self) -> bool | None:
        """Divide the product by its factors, at numbers: what is left must be free of zeros."""
        rest = self.equation.difference / sp.Mul(*self.factors)
        whole = all(base == 1 or agree_sign(base) for base in self.never)
        return whole and agree(rest * sp.Mul(*self.factors), self.equation.difference)

    def narrate(self) -> Step:
        """Name the factors that can vanish."""
        never = paragraph("")
        if self.never:
            never = paragraph(
                f"; {{never}} {'is' if len(self.never) == 1 else 'are'} never zero", never=series(self.never)
            )
        found = series(zeros(self.factors), last="or")
        if not self.factors:
            return step(told(self.equation, "No factor is ever zero, so there is no solution."))
        if self.first and len(self.factors) > 1:
            words = "A product is zero exactly when one of its factors is: {found}{never}."
            return step(told(self.equation, words, never=never, found=found))
        return step(told(self.equation, "So {found}{never}.", never=never, found=found))


def agree_sign(expression: sp.Expr) -> bool:
    """Tell whether an expression is never zero, by what is assumed of its letters or because it is an exponential."""
    return isinstance(expression, sp.exp) or bool(sign(expression))


def zero_product(equation: Equation, _names: Names) -> ZeroProduct | None:
    """Set each factor of a product to zero."""
    parts = equation.factors or tuple(equation.left.as_ordered_factors())
    if equation.right != 0 or (len(parts) == 1 and not parts[0].is_Pow):
        return None
    factors: dict[sp.Expr, None] = {}
    never: dict[sp.Expr, None] = {}
    for part in (piece for whole in parts for piece in sp.Mul.make_args(whole)):
        if isinstance(part, sp.exp) or not part.has(equation.unknown):
            if not agree_sign(part):
                return None
            if part.free_symbols:
                never[part] = None
            continue
        base, exponent = part.as_base_exp()
        if exponent.has(equation.unknown) and sign(base) == 1:
            never[part] = None
            continue
        if not (exponent.is_Rational and exponent > 0):
            return None
        factors[base] = None
    return ZeroProduct(equation, tuple(factors), tuple(never))


@dataclass(frozen=True, slots=True)
class Factored:
    """A sum is written as a product: the distributive law read backwards.

    ``middle`` holds the terms of a sum on the way, each a product; ``way`` names what was seen.
    """

    equation: Equation
    factors: tuple[sp.Expr, ...]
    way: Paragraph
    middle: tuple[tuple[sp.Expr, ...], ...] = ()

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The product, still to be set to zero."""
        old = self.equation
        return (Equation(sp.Mul(*self.factors), sp.S.Zero, old.unknown, old.when, self.factors, written=True),)

    def verify(self) -> bool | None:
        """Multiply out at numbers."""
        whole = sp.Mul(*self.factors)
        verdicts = [agree(self.equation.difference, whole)]
        if self.middle:
            verdicts.append(agree(sp.Add(*(sp.Mul(*term) for term in self.middle)), whole))
        return False if False in verdicts else None if None in verdicts else True

    def narrate(self) -> Step:
        """Say what was seen, and write the product."""
        written = condition(product(self.factors), sp.S.Zero)
        if not self.middle:
            return step(told(self.equation, "{way}: {product}.", way=self.way, product=written))
        middle = condition(Sum(tuple(map(_term, self.middle))), sp.S.Zero)
        return step(
            told(self.equation, "{way}: {middle}, that is {product}.", way=self.way, middle=middle, product=written)
        )


def _term(factors: tuple[sp.Expr, ...]) -> Formula:
    """Write one product of a sum with its sign in front."""
    first, *others = factors
    if first.could_extract_minus_sign() and not first.is_Add:
        rest = tuple(factor for factor in (-first, *others) if factor != 1)
        return Negative(Product(rest) if len(rest) > 1 else rest[0])
    kept = tuple(factor for factor in factors if factor != 1)
    return Product(kept) if len(kept) > 1 else kept[0]


def common_factor(equation: Equation, _names: Names) -> Factored | None:
    """Factor out what every term of a sum holds."""
    if equation.right != 0 or not equation.left.is_Add:
        return None
    common = shared(equation.left.args)
    if not common.has(equation.unknown):
        return None
    rest = sp.Add(*(term / common for term in equation.left.args))
    if _leads_down(rest, equation.unknown):
        return Factored(equation, (sp.S.NegativeOne, common, -rest), paragraph("Factor out {common}", common=-common))
    return Factored(equation, (common, rest), paragraph("Factor out {common}", common=common))


def _leads_down(rest: sp.Expr, unknown: sp.Symbol) -> bool:
    """Tell whether a polynomial of three terms and more begins with a minus sign that is better taken out."""
    if not rest.is_polynomial(unknown) or len(rest.args) < 3:
        return False
    return sp.degree(rest, unknown) > 1 and bool(sp.LC(rest, unknown).could_extract_minus_sign())


def shared(terms: tuple[sp.Expr, ...]) -> sp.Expr:
    """Return the greatest product of powers, with a rational number in front, that every term holds as written.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> shared((2 * x**3 * y, -4 * x * (1 - y)))
    2*x
    """
    numbers, bases = [], []
    for term in terms:
        number, rest = term.as_coeff_Mul()
        numbers.append(number)
        powers: dict[sp.Expr, sp.Expr] = {}
        for factor in sp.Mul.make_args(rest):
            base, exponent = (factor, sp.S.One) if isinstance(factor, sp.exp) else factor.as_base_exp()
            if exponent.is_Rational and exponent > 0:
                powers[base] = powers.get(base, sp.S.Zero) + exponent
            else:
                powers[factor] = sp.S.One
        bases.append(powers)
    common = set(bases[0]).intersection(*bases[1:])
    number = sp.gcd_list(numbers) if all(n.is_Integer for n in numbers) else sp.S.One
    ordered = sorted(common, key=sp.default_sort_key)
    return number * sp.Mul(*(base ** min(powers[base] for powers in bases) for base in ordered))


def grouping(equation: Equation, _names: Names) -> Factored | None:
    """Group four terms in pairs that share a factor."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or not left.is_Add or len(left.args) != 4 or not left.is_polynomial(*left.free_symbols):
        return None
    terms = sorted(left.args, key=lambda term: (-sp.degree(term, unknown), sp.default_sort_key(term)))
    for pair in combinations(terms[1:], 1):
        first = (terms[0], pair[0])
        second = tuple(term for term in terms if term not in first)
        common, other = shared(first), shared(second)
        inside, twin = sp.Add(*(t / common for t in first)), sp.Add(*(t / other for t in second))
        if twin == -inside:
            other, twin = -other, inside
        if twin == inside and inside.has(unknown) and common.has(unknown):
            factors = (inside, common + other)
            return Factored(equation, factors, paragraph("Group"), ((common, inside), (other, inside)))
    return None


def difference_of_squares(equation: Equation, _names: Names) -> Factored | None:
    """Write a² − b² as (a − b)(a + b)."""
    roots = squares_apart(equation.left) if equation.right == 0 else None
    if roots is None or not sp.Tuple(*roots).has(equation.unknown):
        return None
    a, b = roots
    squares = Sum((Power(a, sp.Integer(2)), Negative(Power(b, sp.Integer(2)))))
    return Factored(equation, (a - b, a + b), paragraph("This is a difference of squares, {squares}", squares=squares))


def squares_apart(expression: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """Return a and b where an expression is a² − b² for monomials."""
    if not expression.is_Add or len(expression.args) != 2:
        return None
    first, second = sorted(expression.args, key=lambda term: bool(term.could_extract_minus_sign()))
    a, b = _square_root(first), _square_root(-second)
    return None if a is None or b is None else (a, b)


def _square_root(term: sp.Expr) -> sp.Expr | None:
    """Return the root of a term that is the square of a monomial with a rational number in front."""
    number, rest = term.as_coeff_Mul()
    root = sp.sqrt(number)
    if not root.is_Integer or number <= 0:
        return None
    factors = []
    for factor in sp.Mul.make_args(rest):
        base, exponent = factor.as_base_exp()
        if factor != 1 and not (base.is_Symbol and exponent.is_Integer and exponent > 0 and exponent % 2 == 0):
            return None
        factors.append(base ** (exponent / 2))
    return root * sp.Mul(*factors)


def two_numbers(equation: Equation, _names: Names) -> Factored | None:
    """Split a quadratic with parameters by two expressions of known sum and product (Viète)."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or not left.is_polynomial(unknown) or not left.free_symbols - {unknown}:
        return None
    if sp.degree(left, unknown) != 2 or not left.is_polynomial(*left.free_symbols):
        return None
    a, b, c = sp.Poly(left, unknown).all_coeffs()
    if abs(a) != 1 or not b or not c:
        return None
    _, factors = sp.factor_list(left)
    linear = [factor for factor, times in factors for _ in range(times)]
    if len(linear) != 2 or not all(sp.degree(factor, unknown) == 1 for factor in linear):
        return None
    roots = [-sp.Poly(factor, unknown).nth(0) / sp.LC(factor, unknown) for factor in linear]
    way = paragraph(
        "Two numbers with sum {sum} and product {product} are {roots}",
        sum=sp.expand(-b / a),
        product=sp.expand(c / a),
        roots=series(roots),
    )
    factors_ = tuple(unknown - root for root in roots)
    return Factored(equation, factors_ if a == 1 else (sp.S.NegativeOne, *factors_), way)


def recognized(equation: Equation, _names: Names) -> Factored | None:
    """Write a polynomial as a product that is seen only when it is multiplied out."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or not left.is_Add or not left.is_polynomial(*left.free_symbols):
        return None
    if sp.degree(left, unknown) > 12:
        return None
    number, factors = sp.factor_list(left)
    inside = tuple(factor**times for factor, times in factors)
    if len(factors) == 1 and factors[0][1] == 1:
        return None
    whole = inside if number == 1 else (number, *inside)
    return Factored(equation, whole, paragraph("Multiplied out, this product is the left side"))


__all__ = [
    "Factored",
    "ZeroProduct",
    "common_factor",
    "difference_of_squares",
    "grouping",
    "recognized",
    "two_numbers",
    "zero_product",
]
