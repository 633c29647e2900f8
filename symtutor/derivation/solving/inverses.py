"""Functions undone: logarithms and exponentials, absolute values, hyperbolic functions, arctangents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, by_sign
from symtutor.analysis.words import series
from symtutor.derivation.solving.equation import Equation, agree, all_agree, choices, last_written, listed, step, told
from symtutor.document import Chain, Power, condition, equals, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Paragraph, Step


@dataclass(frozen=True, slots=True)
class Inverse:
    """How one function is undone: the values it takes, its inverse there, and the words for both.

    ``inside`` is positive exactly where the value is taken, zero where it is taken at the edge (``edge`` tells if it
    is); ``words`` say what is done, ``range`` which values there are.
    """

    inside: Callable[[sp.Expr], sp.Expr]
    values: Callable[[sp.Expr], tuple[sp.Expr, ...]]
    words: str
    range: str
    edge: tuple[sp.Expr, ...] = ()


SMALL = (*range(1, 12), *range(0, -12, -1))

INVERSES: dict[type, Inverse] = {
    sp.exp: Inverse(
        lambda c: c, lambda c: (sp.log(c),), "Take logarithms: {found}.", "an exponential takes only positive values"
    ),
    sp.log: Inverse(
        lambda _: sp.S.One, lambda c: (sp.exp(c),), "Put both sides into the exponential function: {found}.", ""
    ),
    sp.Abs: Inverse(
        lambda c: c,
        lambda c: (-c, c),
        "Two numbers have this absolute value: {found}.",
        "an absolute value is never negative",
        (sp.S.Zero,),
    ),
    sp.sinh: Inverse(lambda _: sp.S.One, lambda c: (sp.asinh(c),), "The hyperbolic sine is undone: {found}.", ""),
    sp.tanh: Inverse(
        lambda c: 1 - c**2,
        lambda c: (sp.log((1 + c) / (1 - c)) / 2,),
        "The hyperbolic tangent is undone: {found}.",
        "a hyperbolic tangent lies strictly between \N{MINUS SIGN}1 and 1",
    ),
    sp.cosh: Inverse(
        lambda c: c - 1,
        lambda c: (-sp.acosh(c), sp.acosh(c)),
        "The hyperbolic cosine is even, and undone on each side: {found}.",
        "a hyperbolic cosine is at least 1",
        (sp.S.Zero,),
    ),
    sp.atan: Inverse(
        lambda c: sp.pi**2 / 4 - c**2,
        lambda c: (sp.tan(c),),
        "Take the tangent of both sides: {found}.",
        "an arctangent lies strictly between \N{MINUS SIGN}π/2 and π/2",
    ),
}


@dataclass(frozen=True, slots=True)
class Undone:
    """g(u) = c for an invertible g: u is the value of the inverse, where c is a value of g (Spivak, ch. 12 and 18)."""

    equation: Equation

    @property
    def inverse(self) -> Inverse:
        """The row of the table."""
        return INVERSES[self.equation.left.func]

    @property
    def _cases(self) -> tuple[Alternative, ...]:
        level = self.equation.right
        found, edge = self.inverse.values(level), self.inverse.edge
        return by_sign(
            self.inverse.inside(level),
            positive=(Alternative(found),),
            zero=(Alternative(edge),) if edge else (),
        )

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The argument, equal to each value of the inverse."""
        argument = self.equation.left.args[0]
        return last_written(
            [
                self.equation.then(argument, value, when=sp.And(*case.when))
                for case in self._cases
                for value in case.values
            ]
        )

    def verify(self) -> bool | None:
        """Put each value into the function."""
        if not self.branches:
            return None if sign(self.inverse.inside(self.equation.right)) is None else True
        function = self.equation.left.func
        pairs = [(function(e.right), self.equation.right) for e in self.branches if e.when == sp.true]
        return all_agree(pairs) if pairs else None

    def narrate(self) -> Step:
        """Undo the function, or say that it never takes the value."""
        if not self.branches:
            words = f"There is no real solution: {self.inverse.range}."
            return step(told(self.equation, words))
        return step(told(self.equation, self.inverse.words, found=self._found()))

    def _found(self) -> Paragraph:
        if sign(self.inverse.inside(self.equation.right)) is not None:
            return series(choices(self.branches), last="or")
        argument = self.equation.left.args[0]
        parts = [
            paragraph(
                "where {when}, {found}",
                found=series((condition(argument, value) for value in case.values), last="or"),
                when=sp.And(*case.when),
            )
            for case in self._cases
        ]
        return listed(parts)


def undone(equation: Equation, _names: Names) -> Undone | None:
    """Undo a function that stands alone on the left."""
    left, level = equation.left, equation.right
    if left.func not in INVERSES or level.has(equation.unknown) or not left.has(equation.unknown):
        return None
    if any(symbol.is_integer for symbol in level.free_symbols):
        return None
    return Undone(equation)


@dataclass(frozen=True, slots=True)
class OtherBase:
    """aᵘ = c with a > 0, a ≠ 1 and c > 0: u ln a = ln c, because aᵘ is e^(u ln a)."""

    equation: Equation
    base: sp.Expr
    exponent: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The exponent, equal to the quotient of the logarithms."""
        level = self.equation.right
        if sign(level) != 1:
            return ()
        return (self.equation.then(self.exponent, self._quotient if self._power is None else self._power),)

    @property
    def _quotient(self) -> sp.Expr:
        return sp.log(self.equation.right) / sp.log(self.base)

    @property
    def _power(self) -> sp.Integer | None:
        """The exponent, where the value is a small whole power of the base."""
        return next((sp.Integer(k) for k in SMALL if self.base**k == self.equation.right), None)

    def verify(self) -> bool | None:
        """Raise the base to the exponent."""
        return all(agree(self.base**e.right, self.equation.right) for e in self.branches)

    def narrate(self) -> Step:
        """Take logarithms."""
        if not self.branches:
            negative = Chain((self.equation.right, sp.S.Zero), ("\N{LESS-THAN OR EQUAL TO}",))
            words = "A power of a positive number is positive, but {negative}: there is no real solution."
            return step(told(self.equation, words, negative=negative))
        if self._power is not None:
            known = equals(Power(self.base, self._power), self.equation.right)
            words = "Different exponents give different powers of {base}, and {known}: {found}."
            return step(told(self.equation, words, base=self.base, known=known, found=series(choices(self.branches))))
        return step(told(self.equation, "Take logarithms: {found}.", found=series(choices(self.branches))))


def other_base(equation: Equation, _names: Names) -> OtherBase | None:
    """Take a power with the unknown in the exponent."""
    base, exponent = equation.left.as_base_exp()
    if isinstance(equation.left, sp.exp) or not equation.left.is_Pow or base.has(equation.unknown):
        return None
    known = sign(base) == 1 and sign(base - 1) and sign(equation.right) is not None
    return OtherBase(equation, base, exponent) if known and exponent.has(equation.unknown) else None
