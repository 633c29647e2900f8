"""Equations with one place for the unknown: isolate it, take roots, divide by a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, by_sign
from symtutor.analysis.words import series
from symtutor.derivation.solving.equation import Equation, agree, all_agree, choices, last_written, listed, step, told
from symtutor.document import Chain, condition, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Paragraph, Step

ORDINALS = {2: "square", 3: "cube", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}


@dataclass(frozen=True, slots=True)
class Isolated:
    """Adding the same to both sides, and dividing both by the same number ≠ 0, changes no solution."""

    equation: Equation
    kernel: sp.Expr
    value: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The unknown, or what holds it, alone on the left."""
        return (self.equation.then(self.kernel, self.value).noted(),)

    def verify(self) -> bool | None:
        """Compare the old and the new difference: their quotient is one number."""
        old, new = self.equation.difference, self.kernel - self.value
        ratio = sp.cancel(sp.expand(old).coeff(self.kernel)) if self.kernel.is_Symbol else _ratio(old, self.kernel)
        return None if not sign(ratio) else agree(old, ratio * new)

    def narrate(self) -> Step:
        """Write the equation that is left."""
        alone = condition(self.kernel, self.value)
        if self.equation.written:
            return step(paragraph("Rearranged: {alone}.", alone=alone))
        return step(paragraph("{equation} says {alone}.", equation=self.equation.formula, alone=alone))


def _ratio(expression: sp.Expr, kernel: sp.Expr) -> sp.Expr:
    """Return the coefficient of a kernel by differentiating with respect to it."""
    mark = sp.Dummy("k", real=True)
    return sp.diff(expression.xreplace({kernel: mark}), mark)


def isolated(equation: Equation, _names: Names) -> Isolated | None:
    """Bring the one term with the unknown to the left, and divide by its coefficient."""
    left, unknown = equation.left, equation.unknown
    rest, part = left.as_independent(unknown, as_Add=True)
    if part.is_Add or part == 0 or equation.factors:
        return None
    coefficient, kernel = part.as_independent(unknown, as_Add=False)
    if not sign(coefficient) or kernel.is_Mul or (rest == 0 and coefficient == 1):
        return None
    value = (equation.right - rest) / coefficient
    value = sp.expand(value) if value.is_number else sp.together(value)
    if rest == 0 and equation.right == 0 and not coefficient.is_number:
        return None
    return Isolated(equation, kernel, value)


@dataclass(frozen=True, slots=True)
class RootTaken:
    """uᵏ = c over the reals (Spivak, ch. 7): an odd power takes each value once; an even one c > 0 twice, c < 0 never.

    Roots are powers too: √u = c means u = c² where c ≥ 0.
    """

    equation: Equation
    base: sp.Expr
    exponent: sp.Rational

    @property
    def level(self) -> sp.Expr:
        """The value of the power."""
        return self.equation.right

    @property
    def _values(self) -> tuple[Alternative, ...]:
        level, inverse = self.level, 1 / self.exponent
        if self.exponent.q % 2 == 0:
            return by_sign(level, positive=(Alternative((level**inverse,)),), zero=(Alternative((sp.S.Zero,)),))
        if self.exponent.p % 2:
            return by_sign(
                level,
                positive=(Alternative((level**inverse,)),),
                zero=(Alternative((sp.S.Zero,)),),
                negative=(Alternative((-((-level) ** inverse),)),),
            )
        root = level**inverse
        return by_sign(level, positive=(Alternative((-root, root)),), zero=(Alternative((sp.S.Zero,)),))

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The base, equal to each real root."""
        return last_written(
            [
                self.equation.then(self.base, value, when=sp.And(*case.when))
                for case in self._values
                for value in case.values
            ]
        )

    def verify(self) -> bool | None:
        """Raise every root to the power, and count them by the sign of the value and the parity of the exponent."""
        pairs = [(e.right**self.exponent, self.level) for e in self.branches if e.right != 0]
        side = sign(self.level)
        if side is not None:
            twice = self.exponent.p % 2 == 0
            expected = 1 if side == 0 else 2 if twice and side == 1 else 0 if side == -1 and self._even else 1
            if len(self.branches) != expected:
                return False
        return all_agree(pairs)

    @property
    def _even(self) -> bool:
        return bool(self.exponent.p % 2 == 0 or self.exponent.q % 2 == 0)

    def narrate(self) -> Step:
        """Take the root, or say why there is none; with a parameter, case by case."""
        if self.exponent.q % 2 == 0:
            return self._undone()
        side, found = sign(self.level), series(choices(self.branches), last="or") if self.branches else ""
        if side == 0:
            return step(told(self.equation, "Only 0 has the power 0: {found}.", found=found))
        if not self.branches:
            negative = Chain((self.level, sp.S.Zero), ("<",))
            words = "An even power is never negative, but {negative}: there is no real solution."
            return step(told(self.equation, words, negative=negative))
        name = ORDINALS.get(int(self.exponent.p), f"{self.exponent.p}th")
        if self.exponent.p % 2:
            words = f"Take the {name} root; every real number has exactly one: {{found}}."
            return step(told(self.equation, words, found=self._cases() if side is None else found))
        if side is None:
            words = f"An even power is never negative. Take the {name} root: {{found}}."
            return step(told(self.equation, words, found=self._cases()))
        return step(told(self.equation, f"Take the {name} root, with both signs: {{found}}.", found=found))

    def _undone(self) -> Step:
        """Raise a root to its power."""
        found = self._cases() if sign(self.level) is None else series(choices(self.branches)) if self.branches else ""
        if not self.branches:
            negative = Chain((self.level, sp.S.Zero), ("<",))
            words = "A root is never negative, but {negative}: there is no real solution."
            return step(told(self.equation, words, negative=negative))
        verb = (
            "Square both sides" if self.exponent == sp.S.Half else f"Raise both sides to the power {1 / self.exponent}"
        )
        return step(
            told(self.equation, verb + "; neither is negative, so this loses and wins nothing: {found}.", found=found)
        )

    def _cases(self) -> Paragraph:
        """List the solutions with the condition for each sign of the value."""
        parts = []
        for case in self._values:
            equations = [condition(self.base, value) for value in case.values]
            when = sp.And(*case.when)
            parts.append(paragraph("where {when}, {found}", found=series(equations, last="or"), when=when))
        return listed(parts)


def root_taken(equation: Equation, _names: Names) -> RootTaken | None:
    """Take a power alone on the left."""
    base, exponent = equation.left.as_base_exp()
    if not exponent.is_Rational or exponent <= 0 or exponent == 1 or equation.right.has(equation.unknown):
        return None
    if exponent.q > 1 and (exponent.q % 2 or exponent.p % 2 == 0):
        return None
    if sign(equation.right) is None and any(symbol.is_integer for symbol in equation.right.free_symbols):
        return None  # a family: which members have a root is another question
    return RootTaken(equation, base, exponent)


@dataclass(frozen=True, slots=True)
class Linear:
    """a x + b = c with a ≠ 0 has the one solution x = (c − b)/a."""

    equation: Equation
    value: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The unknown alone."""
        return (self.equation.then(self.equation.unknown, self.value).noted(),)

    def verify(self) -> bool | None:
        """Put the value in."""
        return agree(self.equation.difference.xreplace({self.equation.unknown: self.value}), sp.S.Zero)

    def narrate(self) -> Step:
        """Give the value."""
        solution = condition(self.equation.unknown, self.value)
        if self.equation.written:
            return step(paragraph("So {solution}.", solution=solution))
        return step(paragraph("{equation} gives {solution}.", equation=self.equation.formula, solution=solution))


def linear(equation: Equation, _names: Names) -> Linear | None:
    """Solve a linear equation whose slope is known not to vanish."""
    difference, unknown = equation.difference, equation.unknown
    if not difference.is_polynomial(unknown) or sp.degree(difference, unknown) != 1:
        return None
    a, b = sp.Poly(difference, unknown).all_coeffs()
    value = -b / a
    return (
        Linear(equation, sp.expand(value) if value.is_number or b.has(sp.pi) else sp.together(value))
        if sign(a)
        else None
    )
