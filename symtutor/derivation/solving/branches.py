"""The rules of a branch tree: cases, unknowns expressed by others, points reached and contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import EVERY_VELOCITY, every_integer, joined, point, series, zero_of
from symtutor.derivation.solving.ends import special_values
from symtutor.derivation.solving.equation import agree, all_agree, step, zeros
from symtutor.document import Equation as Display
from symtutor.document import Written, condition, equals, paragraph
from symtutor.numerics.signs import sign
from symtutor.rule import Silent, ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Formula, Paragraph, Step

Label = tuple[int, ...]


def named(label: Label) -> Paragraph:
    """Name a case: Case 2.1."""
    return paragraph("*Case " + ".".join(map(str, label)) + "*")


@dataclass(frozen=True, slots=True)
class VelocitiesZero(Silent):
    """At a fixed point every velocity is zero (Strogatz, §6.1): the equations to be solved."""

    field: tuple[sp.Expr, ...]

    def narrate(self) -> Step:
        """Write the equations."""
        return step(paragraph(EVERY_VELOCITY), Display(tuple(map(zero_of, self.field))))


@dataclass(frozen=True, slots=True)
class FactorsSet:
    """A product of real numbers is zero exactly when one of its factors is: each factor is a case (Spivak, ch. 1)."""

    equation: sp.Expr
    factors: tuple[sp.Expr, ...]
    never: tuple[sp.Expr, ...]
    first: bool
    as_product: bool = False

    def verify(self) -> bool | None:
        """Compare the equation with the product of its factors, at numbers."""
        rest = self.equation / sp.Mul(*self.factors)
        constant = sp.Mul(*self.never)
        ratio = sp.cancel(rest / constant) if constant != 1 else sp.cancel(rest)
        return agree(self.equation, ratio * constant * sp.Mul(*self.factors))

    def narrate(self) -> Step:
        """Name the factors."""
        found = series(zeros(self.factors), last="or")
        never = paragraph("")
        if self.never:
            never = paragraph(f"; {{n}} {'is' if len(self.never) == 1 else 'are'} never zero", n=series(self.never))
        equation = zero_of(self.equation)
        if self.as_product:
            product = condition(sp.Mul(*self.factors), sp.S.Zero)
            written = paragraph("{equation}, that is {product}", equation=equation, product=product)
        else:
            written = paragraph("{equation}", equation=equation)
        if not self.factors:
            return step(paragraph("{equation} never holds{never}.", equation=written, never=never))
        if self.first and len(self.factors) > 1:
            words = "Take {equation}. A product is zero exactly when one of its factors is: {found}{never}."
        else:
            words = "Take {equation}: {found}{never}."
        return step(paragraph(words, equation=written, found=found, never=never))


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """One case of several, or the only one, and what the other equations become when its value is put in."""

    label: Label
    given: Formula
    put_in: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    before: tuple[sp.Expr, ...] = ()
    after: tuple[sp.Expr, ...] = ()
    when: Boolean = sp.true

    @property
    def silent(self) -> bool:
        """Whether nothing is claimed."""
        return not self.after

    def verify(self) -> bool | None:
        """Put the value in at numbers."""
        values = dict(self.put_in)
        return all_agree((old.xreplace(values), new) for old, new in zip(self.before, self.after, strict=True))

    def narrate(self) -> Step:
        """Open the case."""
        given = paragraph("{given}", given=self.given)
        if self.when != sp.true:
            given = paragraph("{given} (where {when})", given=self.given, when=self.when)
        if not self.after:
            return step(paragraph("{case}: {given}.", case=named(self.label), given=given))
        left = series(map(zero_of, self.after))
        become = "he other equation becomes {left}." if len(self.after) == 1 else "he other equations become {left}."
        if not self.label:
            return step(paragraph("With {given} t" + become, given=given, left=left))
        return step(paragraph("{case}: {given}. T" + become, case=named(self.label), given=given, left=left))


@dataclass(frozen=True, slots=True)
class Expressed:
    """An equation linear in an unknown, its coefficient not zero, gives that unknown by the others; it is put in."""

    equation: sp.Expr
    unknown: sp.Symbol
    value: sp.Expr
    before: tuple[sp.Expr, ...] = ()
    after: tuple[sp.Expr, ...] = ()
    written: bool = False

    def verify(self) -> bool | None:
        """Put the expression into every equation, at numbers."""
        values = {self.unknown: self.value}
        pairs = [(self.equation.xreplace(values), sp.S.Zero)]
        pairs += [(old.xreplace(values), new) for old, new in zip(self.before, self.after, strict=True)]
        return all_agree(pairs)

    def narrate(self) -> Step:
        """Express the unknown, and put it in."""
        alone = condition(self.unknown, self.value)
        words = "So {alone}." if self.written else "{equation} gives {alone}."
        words = "At once {alone}." if self.equation == self.unknown and not self.written else words
        opening = paragraph(words, equation=zero_of(self.equation), alone=alone)
        if not self.after:
            return step(opening)
        olds, news = series(map(zero_of, self.before)), series(map(zero_of, self.after))
        turn = "turns" if len(self.after) == 1 else "turn"
        words = f"{{opening}} Put in, {{olds}} {turn} into {{news}}."
        return step(paragraph(words, opening=opening, olds=olds, news=news))


@dataclass(frozen=True, slots=True)
class SquaresVanish:
    """A sum of even powers with positive coefficients is zero only where every one of them is."""

    equation: sp.Expr
    unknowns: tuple[sp.Symbol, ...]

    def verify(self) -> bool | None:
        """Check that every term is a positive multiple of even powers, and that the sum vanishes with the unknowns."""
        if self.equation.xreplace(dict.fromkeys(self.unknowns, sp.S.Zero)) != 0:
            return False
        terms = self.equation.args
        return all(term.is_nonnegative for term in terms) or all((-term).is_nonnegative for term in terms)

    def narrate(self) -> Step:
        """Set all of them to zero."""
        words = "{equation} is a sum of terms of one sign, so each of them is zero: {zeros}."
        return step(paragraph(words, equation=zero_of(self.equation), zeros=series(zeros(self.unknowns))))


@dataclass(frozen=True, slots=True)
class Combined:
    """A multiple of one equation is added to a multiple of another: every common zero is a zero of the sum."""

    first: sp.Expr
    second: sp.Expr
    multiples: tuple[sp.Expr, sp.Expr]
    result: sp.Expr

    def verify(self) -> bool | None:
        """Form the sum at numbers."""
        a, b = self.multiples
        return agree(a * self.first + b * self.second, self.result)

    def narrate(self) -> Step:
        """Say which multiples are added."""
        a, b = self.multiples
        result = zero_of(self.result)
        first, second = zero_of(self.first), zero_of(self.second)
        if (a, b) == (1, 1):
            return step(paragraph("Add {first} and {second}: {result}.", first=first, second=second, result=result))
        if (a, b) == (1, -1):
            words = "Subtract {second} from {first}: {result}."
            return step(paragraph(words, first=first, second=second, result=result))
        words = "Add {a} times {first} and {b} times {second}: {result}."
        return step(paragraph(words, a=a, b=b, first=first, second=second, result=result))


@dataclass(frozen=True, slots=True)
class PointReached(ToldTogether):
    """Every unknown has a value: put back, the last found gives the others.

    ``back`` holds the unknowns that were expressed by others, with the expression.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    back: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    index: tuple[sp.Symbol, ...] = ()
    given: tuple[sp.Symbol, sp.Expr] | None = None
    when: Boolean = sp.true

    def verify(self) -> bool | None:
        """Put the point into the field, with the value that the condition fixes."""
        values = dict(zip(self.states, self.at, strict=True))
        special = next(special_values(self.when), {})
        return all_agree((component.xreplace(values).xreplace(special), sp.S.Zero) for component in self.field)

    @classmethod
    def narrate_all(cls, rules: Sequence[PointReached]) -> Step:
        """Tell the ends of neighbouring branches in one sentence."""
        parts = [rule._words() for rule in rules]  # noqa: SLF001 - its own class
        every = every_integer(tuple(dict.fromkeys(symbol for rule in rules for symbol in rule.index)))
        told = joined([parts[0], *(paragraph("; {part}", part=part) for part in parts[1:])])
        return step(paragraph("{told}{every}.", told=told, every=every))

    def _words(self) -> Paragraph:
        values = dict(zip(self.states, self.at, strict=True))
        chains = []
        for unknown, expression in self.back:
            used = tuple((s, values[s]) for s in self.states if expression.has(s))
            value = values[unknown]
            bare = expression in self.states or -expression in self.states
            chains.append(condition(unknown, value) if bare else equals(unknown, Written(expression, used), value))
        found = point(self.at)
        if self.given is not None:
            given = condition(*self.given)
            words = "{given} gives {back}, the point {point}" if chains else "{given} gives the point {point}"
            if self.when != sp.true:
                words += " (where {when})"
            back = series(chains) if chains else ""
            return paragraph(words, given=given, back=back, point=found, when=self.when)
        if not chains:
            return paragraph("That is the point {point}", point=found)
        return paragraph("Put back, {back}: the point {point}", back=series(chains), point=found)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An equation between numbers that is false: no point belongs to this case."""

    value: sp.Expr
    equation: sp.Expr

    def verify(self) -> bool | None:
        """Decide the sign of the number."""
        found = sign(self.value)
        return None if found is None else found != 0

    def narrate(self) -> Step:
        """Say that the case is empty."""
        false = condition(self.value, sp.S.Zero)
        return step(paragraph("That leaves {false}, which is false: no fixed point here.", false=false))


__all__ = [
    "CaseOpened",
    "Combined",
    "Contradiction",
    "Expressed",
    "FactorsSet",
    "Label",
    "PointReached",
    "SquaresVanish",
    "VelocitiesZero",
    "named",
]
