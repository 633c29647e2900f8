"""The rational-root test, and division of the polynomial by the factor that a root gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import series
from symtutor.derivation.solving.equation import TITLE, TOPIC, Equation, agree, told
from symtutor.document import Product, Step, Text, Written, condition, equals, paragraph, table

if TYPE_CHECKING:
    from symtutor.derivation.solving.equation import Names

CANDIDATE_LIMIT = 24


@dataclass(frozen=True, slots=True)
class RationalRoot:
    """A root p/q in lowest terms of an integer polynomial: p divides the last coefficient, q the first.

    (Gauss; Stewart, *Precalculus*, §3.4.) At a root a the polynomial is (x − a) times a quotient, whose coefficients
    Horner's scheme gives.

    Attributes
    ----------
    coefficients : tuple of Integer
        Those of the polynomial, the highest power first.
    root : Rational
        The first candidate that is a root.
    """

    equation: Equation
    coefficients: tuple[sp.Integer, ...]
    root: sp.Rational

    @property
    def candidates(self) -> tuple[sp.Rational, ...]:
        """Every fraction that the test allows, the simplest first, without its sign."""
        tops, bottoms = sp.divisors(self.coefficients[-1]), sp.divisors(self.coefficients[0])
        found = {sp.Rational(top, bottom) for top in tops for bottom in bottoms}
        return tuple(sorted(found, key=lambda value: (value.q, value)))

    @property
    def polynomial(self) -> sp.Expr:
        """The polynomial with integer coefficients."""
        return sp.Poly(self.coefficients, self.equation.unknown).as_expr()

    @property
    def scheme(self) -> tuple[sp.Expr, ...]:
        """Horner's last row: the coefficients of the quotient, and the value at the root."""
        row = [self.coefficients[0]]
        for coefficient in self.coefficients[1:]:
            row.append(coefficient + self.root * row[-1])
        return tuple(row)

    @property
    def quotient(self) -> sp.Expr:
        """The quotient by x − a."""
        return sp.Poly(self.scheme[:-1], self.equation.unknown).as_expr()

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The product of the linear factor and the quotient."""
        old, factors = self.equation, (self.equation.unknown - self.root, self.quotient)
        return (Equation(sp.Mul(*factors), sp.S.Zero, old.unknown, old.when, factors, written=True),)

    def verify(self) -> bool | None:
        """Put the root into the equation, and multiply the factors out by SymPy's polynomials."""
        x = self.equation.unknown
        product = sp.Poly(x - self.root, x) * sp.Poly(self.quotient, x)
        whole = sp.Poly(self.coefficients, x)
        ratio = sp.cancel(self.equation.difference / self.polynomial)
        return (
            bool((product - whole).is_zero)
            and ratio.is_Rational
            and agree(self.equation.difference, ratio * whole.as_expr())
        )

    def narrate(self) -> Step:
        """List the candidates, try one, and divide."""
        x, root = self.equation.unknown, self.root
        tried = equals(Written(self.polynomial, ((x, root),)), sp.S.Zero)
        listed = series((paragraph("±{value}", value=value) for value in self.candidates), last="or")
        product = condition(Product((x - root, self.quotient)), sp.S.Zero)
        rows = [
            (Text(""), *self.coefficients),
            (root, Text(""), *(root * value for value in self.scheme[:-1])),
            (Text(""), *self.scheme),
        ]
        powers = [x**k for k in range(len(self.coefficients) - 1, -1, -1)]
        words = (
            "A rational solution, in lowest terms, has a top that divides {last} and a bottom that divides {first}: "
            "{listed}. Try {root}: {tried}."
        )
        if abs(self.coefficients[0]) == 1:
            words = "A rational solution must be a whole number that divides {last}: {listed}. Try {root}: {tried}."
        opening = told(
            self.equation,
            words,
            last=abs(self.coefficients[-1]),
            first=abs(self.coefficients[0]),
            listed=listed,
            root=root,
            tried=tried,
        )
        divide = paragraph("So {factor} is a factor. Divide by it (Horner's scheme):", factor=x - root)
        found = paragraph("The last row holds the quotient: {product}.", product=product)
        return Step(TITLE, (opening, divide, table((Text(""), *powers), rows), found), TOPIC)


def rational_root(equation: Equation, _names: Names) -> RationalRoot | None:
    """Try the candidates for a rational root of a polynomial of degree three and more."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or left.free_symbols != {unknown} or not left.is_polynomial(unknown):
        return None
    polynomial = sp.Poly(left, unknown)
    if polynomial.degree() < 3 or not (polynomial.domain.is_ZZ or polynomial.domain.is_QQ):
        return None
    integral = polynomial.clear_denoms()[1].primitive()[1]
    coefficients = tuple(integral.all_coeffs())
    if coefficients[-1] == 0:
        return None
    trial = RationalRoot(equation, coefficients, sp.S.Zero)
    if len(trial.candidates) > CANDIDATE_LIMIT:
        return None
    signed = (side * value for value in trial.candidates for side in (1, -1))
    found = next((value for value in signed if integral.eval(value) == 0), None)
    return None if found is None else RationalRoot(equation, coefficients, sp.Rational(found))
