"""The quadratic formula, with the discriminant worked out and every case of its sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, by_sign
from symtutor.analysis.words import series
from symtutor.derivation.solving.equation import Equation, all_agree, step, told
from symtutor.document import Chain, Negative, Product, Quotient, Sum, Written, condition, equals, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Formula, Paragraph, Step

A, B, C = sp.symbols("a b c", real=True)


@dataclass(frozen=True, slots=True)
class QuadraticFormula:
    """a x² + b x + c = 0 with a ≠ 0: completing the square, (2ax + b)² = b² − 4ac (Stewart, *Precalculus*, §1.5).

    Two real solutions (−b ± √(b² − 4ac))/(2a) where the discriminant is positive, one where it is zero, none where it
    is negative.
    """

    equation: Equation
    a: sp.Expr
    b: sp.Expr
    c: sp.Expr

    @property
    def discriminant(self) -> sp.Expr:
        """The discriminant multiplied out."""
        return sp.expand(self.b**2 - 4 * self.a * self.c)

    @property
    def deciding(self) -> sp.Expr:
        """The discriminant without its factors of known sign: it has the same sign."""
        if self.side is not None:
            return self.discriminant
        factors = sp.Mul.make_args(sp.factor(self.discriminant))
        known = sp.Mul(*(factor for factor in factors if sign(factor)))
        return sp.expand(sp.Mul(*(factor for factor in factors if not sign(factor))) * (sign(known) or 1))

    @property
    def side(self) -> int | None:
        """The sign of the discriminant, where the parameters leave no choice."""
        return sign(self.discriminant)

    @property
    def pair(self) -> tuple[sp.Expr, sp.Expr]:
        """The two solutions, the smaller first where a is known to be positive."""
        middle, half = -self.b / (2 * self.a), sp.sqrt(sp.factor(self.discriminant)) / (2 * self.a)
        return _tidy(middle - half), _tidy(middle + half)

    @property
    def double(self) -> sp.Expr:
        """The one solution where the discriminant is zero."""
        return _tidy(-self.b / (2 * self.a))

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The solutions, with their conditions."""
        cases = by_sign(self.deciding, positive=(Alternative(self.pair),), zero=(Alternative((self.double,)),))
        x = self.equation.unknown
        return tuple(self.equation.then(x, value, when=sp.And(*case.when)) for case in cases for value in case.values)

    def verify(self) -> bool | None:
        """Rebuild the quadratic from the solutions: their sum is −b/a, their product c/a (Viète)."""
        x = self.equation.unknown
        typed = (self.equation.difference, self.a * x**2 + self.b * x + self.c)
        if self.side == -1:
            square = (2 * self.a * x + self.b) ** 2 - self.discriminant
            return all_agree([typed, (4 * self.a * self.equation.difference, square)])
        first, second = self.pair if self.side != 0 else (self.double, self.double)
        return all_agree([typed, (first + second, -self.b / self.a), (sp.expand(first * second), self.c / self.a)])

    def narrate(self) -> Step:
        """Work out the discriminant, and the solutions it leaves."""
        unevaluated = Written(B**2 - 4 * A * C, ((A, self.a), (B, self.b), (C, self.c)))
        value = equals(unevaluated, self.discriminant)
        match self.side:
            case -1:
                value = Chain((unevaluated, self.discriminant, sp.S.Zero), ("=", "<"))
                words = "The discriminant is negative, {value}, so there is no real solution."
                return step(told(self.equation, words, value=value))
            case 0:
                words = "The discriminant is {value}, so there is one solution, {solution}."
                return step(told(self.equation, words, value=value, solution=self._double()))
            case 1:
                words = "The discriminant is {value}, so {solutions}."
                return step(told(self.equation, words, value=value, solutions=series(self._pair(), last="or")))
        several = Chain((self.deciding, sp.S.Zero), (">",))
        one = condition(self.deciding, sp.S.Zero)
        words = (
            "The discriminant is {value}. Where {positive} there are two solutions, "
            "{solutions}; where {zero} there is one, {double}; elsewhere there is none."
        )
        return step(
            told(
                self.equation,
                words,
                value=value,
                positive=several,
                zero=one,
                solutions=series(self._pair()),
                double=self._double(),
            )
        )

    def _pair(self) -> list[Formula]:
        """Put the numbers into the formula, once with each sign of the root."""
        root, x = sp.sqrt(sp.factor(self.discriminant)), self.equation.unknown
        below = sp.expand(2 * self.a)
        found: list[Formula] = []
        for value, term in zip(self.pair, (Negative(root), root), strict=True):
            top = Sum((sp.expand(-self.b), term)) if self.b != 0 else term
            written: Formula = top if below == 1 else Quotient(top, below)
            shorter = value.is_Rational or sp.fraction(value if value.is_Mul else sp.together(value))[1] != below
            found.append(equals(x, written, value) if shorter else condition(x, written))
        return found

    def _double(self) -> Paragraph:
        x, below = self.equation.unknown, Product((sp.Integer(2), self.a))
        quotient = Quotient(Negative(self.b), below) if self.b.is_Symbol else Quotient(sp.expand(-self.b), below)
        if self.b == 0:
            return paragraph("{found}", found=condition(x, sp.S.Zero))
        return paragraph("{found}", found=equals(x, quotient, self.double))


def _tidy(value: sp.Expr) -> sp.Expr:
    """Write a number expanded, and a formula with parameters over one denominator."""
    return sp.expand(value) if value.is_number else sp.together(value)


def quadratic_formula(equation: Equation, _names: Names) -> QuadraticFormula | None:
    """Take a quadratic whose leading coefficient is known not to vanish."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or not left.is_polynomial(unknown) or sp.degree(left, unknown) != 2:
        return None
    polynomial = sp.Poly(left, unknown)
    a, b, c = polynomial.all_coeffs()
    return QuadraticFormula(equation, a, b, c) if sign(a) else None
