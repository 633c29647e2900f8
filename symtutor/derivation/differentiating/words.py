"""How the rules of calculus are written out, and under which title their lines stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Differentiated, Name, Negative, Power, Product, Quotient, Step, Sum, condition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block, Chain, Formula

LETTERS = ("u", "v", "w", "p", "q", "g", "h")
"""Names for the parts in a rule, unless the system uses them."""

_ANY = sp.Symbol("x", real=True)


def step(blocks: Sequence[Block], *, partial: bool) -> Step:
    """Put lines under the title where f′ stands, or the Jacobian."""
    return Step("Jacobian", tuple(blocks), "jacobian") if partial else Step("Slope", tuple(blocks), "derivative")


def power_rule(by: sp.Symbol) -> Chain:
    """Write (xⁿ)′ = n xⁿ⁻¹."""
    n = sp.Symbol("n" if by.name != "n" else "k", real=True)
    return condition(Differentiated(by**n, by), Product((n, Power(by, n - 1))))


def product_rule(number: int, taken: set[str]) -> Chain:
    """Write (uv)′ = u′v + uv′, for so many factors."""
    letters = _letters(number, taken)
    plain, primed = [Name(letter) for letter in letters], [Name(letter, primes=1) for letter in letters]
    terms = (Product((*plain[:k], primed[k], *plain[k + 1 :])) for k in range(number))
    return condition(Differentiated(Product(tuple(plain)), _ANY), Sum(tuple(terms)))


def quotient_rule(taken: set[str]) -> Chain:
    """Write (u/v)′ = (u′v − uv′)/v²."""
    u, v = _letters(2, taken)
    above = Sum((Product((Name(u, primes=1), Name(v))), Negative(Product((Name(u), Name(v, primes=1))))))
    return condition(Differentiated(Quotient(Name(u), Name(v)), _ANY), Quotient(above, Power(Name(v), sp.Integer(2))))


def reciprocal_rule(taken: set[str]) -> Chain:
    """Write (1/v)′ = −v′/v²."""
    _, v = _letters(2, taken)
    below = Quotient(Name(v, primes=1), Power(Name(v), sp.Integer(2)))
    return condition(Differentiated(Quotient(sp.S.One, Name(v)), _ANY), Negative(below))


def _letters(number: int, taken: set[str]) -> list[str]:
    """Take the first letters that the system does not use."""
    return [letter for letter in LETTERS if letter not in taken][:number]


def times(*parts: Formula) -> Formula:
    """Multiply, factors 1 left out."""
    factors = tuple(part for part in parts if part != 1)
    return Product(factors) if len(factors) > 1 else factors[0] if factors else sp.S.One


def over(factor: sp.Expr, above: Sequence[Formula], below: Sequence[sp.Expr]) -> Formula:
    """Write a quotient with a constant: its sign in front, its numerator above and its denominator below."""
    number, under = sp.fraction(factor)
    if number.could_extract_minus_sign():
        return Negative(over(-factor, above, below))
    return Quotient(times(number, *above), sp.Mul(under, *below))


def scaled(factor: sp.Expr, formula: Formula) -> Formula:
    """Put a constant in front."""
    if factor == 1:
        return formula
    if factor == -1:
        return Negative(formula)
    if factor.could_extract_minus_sign():
        return Negative(scaled(-factor, formula))
    inner = formula.factors if isinstance(formula, Product) else (formula,)
    return Product((factor, *inner))
