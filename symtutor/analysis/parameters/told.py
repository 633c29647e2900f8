"""Bifurcations with a zero eigenvalue: the record, its words and its check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.parameters.cusp import ALMOST, TITLE, TOPIC, named_value
from symtutor.analysis.parameters.normal_forms import Type
from symtutor.analysis.parameters.numbers import census
from symtutor.analysis.words import every_integer, is_long, point, series, states_name
from symtutor.document import Approx, Chain, Equation, Name, Product, Step, Term, condition, paragraph, table
from symtutor.model import Kind, Stability
from symtutor.rule import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.parameters.candidates import Candidate
    from symtutor.analysis.parameters.normal_forms import Condition
    from symtutor.analysis.parameters.reduction import Reduced
    from symtutor.document import Block, Formula, Paragraph
    from symtutor.model import ODESystem

RELATIONS = {-1: "<", 0: "=", 1: ">"}
COUNTS = {Type.SADDLE_NODE: {0, 2}, Type.TRANSCRITICAL: {2}}
PITCHFORKS = (Type.SUPERCRITICAL_PITCHFORK, Type.SUBCRITICAL_PITCHFORK)


@dataclass(frozen=True, slots=True)
class Branch:
    """A fixed point that takes part, where it exists, and what it is there."""

    at: tuple[sp.Expr, ...]
    when: Boolean
    kind: Kind
    stability: Stability


@dataclass(frozen=True, slots=True)
class Meeting:
    """Fixed points meet where an eigenvalue is zero; derivatives of one function tell how.

    Saddle-node: g_m ≠ 0, g_uu ≠ 0. Transcritical: g_m = 0, g_um ≠ 0, g_uu ≠ 0. Pitchfork: g_m = 0, g_uu = 0, g_um ≠ 0,
    g_uuu ≠ 0, supercritical for g_uuu < 0 (Strogatz, *Nonlinear Dynamics and Chaos*, ch. 3 and §8.1; Guckenheimer,
    Holmes, §3.4; Kuznetsov, §3.3; Perko, §4.2).
    """

    system: ODESystem
    type: Type
    candidate: Candidate
    function: Reduced
    conditions: tuple[Condition, ...]
    branches: tuple[Branch, ...]

    @property
    def theorem(self) -> str:
        """The theorem's name."""
        return f"{self.type} bifurcation"

    @property
    def kind(self) -> str:
        """The name of the bifurcation."""
        return self.type.value

    @property
    def parameter(self) -> sp.Symbol:
        """The parameter that passes a value."""
        return self.candidate.parameter

    @property
    def value(self) -> sp.Expr:
        """The value that it passes."""
        return self.candidate.value

    @property
    def at(self) -> tuple[sp.Expr, ...]:
        """Where the fixed points meet."""
        return self.candidate.at

    def verify(self) -> bool | None:
        """Put numbers just below and above into the parameter and count the fixed points near the meeting point."""
        counted = census(self.system, self.candidate, self._reach)
        if counted is None:
            return None
        below, above = counted
        numbers = sorted((len(below), len(above)))
        if self.type is Type.SADDLE_NODE:
            return numbers == [0, 2]
        if self.type is Type.TRANSCRITICAL:
            return numbers == [2, 2] and sorted(below) == sorted(above)
        if self.type in PITCHFORKS:
            return numbers == [1, 3]
        return None

    def _reach(self, distance: sp.Expr) -> sp.Expr:
        """Estimate how far from the point the others are when the parameter is at this distance."""
        power = max(c.order[0] for c in self.conditions)
        lowest = 1 if self.function[0, 1] != 0 else 0
        root = sp.Rational(1, power if lowest else power - 1)
        return distance**root

    def narrate(self) -> Step:
        """Tell one bifurcation."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        letters = self.letters
        zero = [c for c in self.conditions if c.sign == 0]
        nonzero = [c for c in self.conditions if c.sign != 0]
        said = [Chain((self.named(c), sp.S.Zero), ("=",)) for c in zero]
        said += [
            Chain((self.named(c), c.value), ("=",))
            if c.value.is_Rational
            else Chain((self.named(c), Approx(c.value)), (ALMOST,))
            if is_long(c.value)
            else Chain((self.named(c), c.value, sp.S.Zero), ("=", self._relation(c)))
            for c in nonzero
        ]
        yield paragraph(
            f"At {{value}}: a *{self.type}* bifurcation, at {{at}}{{indices}}{{where}}.",
            value=named_value(self.parameter, self.value),
            at=condition(states_name(self.system.states), point(self.at)),
            indices=every_integer(self.candidate.index),
            where="" if self.candidate.when == sp.true else paragraph(", where {when}", when=self.candidate.when),
        )
        if self.system.dimension > 1:
            yield paragraph(
                "One eigenvalue is zero there, with the direction {v}. Along it (on the center manifold) the motion is "
                "{law} with {u} the distance along {v} and {m}.",
                v=point(self.function.direction),
                law=Chain((Name("u", primes=1), Name("g", args=letters)), ("=",)),
                u=letters[0],
                m=condition(letters[1], self.parameter - self.value),
            )
        lead = "There {slope}, {said}. " if self.system.dimension == 1 else "At 0, {said}. "
        meaning = MEANINGS[self.type]
        yield paragraph(
            lead + (meaning if self.system.dimension > 1 else meaning.replace(" in this direction", "")),
            said=series(said),
            slope=Chain((Name("f", primes=1), sp.S.Zero), ("=",)),
        )
        if self.branches:
            rows: list[tuple[object, ...]] = [
                (point(b.at), "always" if b.when == sp.true else b.when, Term(_called(b))) for b in self.branches
            ]
            yield table((states_name(self.system.states), "where", "it is"), rows)

    def _relation(self, c: Condition) -> str:
        """Say the sign where it is known, else that the value is not zero."""
        return RELATIONS[c.sign] if self.candidate.sign(c.value) else "\N{NOT EQUAL TO}"

    @property
    def letters(self) -> tuple[sp.Symbol, sp.Symbol]:
        """The variable and the parameter of the function whose derivatives decide."""
        if self.system.dimension == 1:
            return self.system.states[0], self.parameter
        taken = {symbol.name for symbol in sp.Tuple(*self.system.field).free_symbols}
        return sp.Symbol("u" if "u" not in taken else "xi", real=True), sp.Symbol(
            "m" if "m" not in taken else "eta", real=True
        )

    def named(self, c: Condition) -> Formula:
        """Name a derivative: f_xx or g_um."""
        i, j = c.order
        u, m = self.letters
        short = len(u.name) == len(m.name) == 1
        word = u.name * i + m.name * j
        subscript: Formula = Name(word) if short else Product((*(u,) * i, *(m,) * j))
        return Name("f" if self.system.dimension == 1 else "g", subscript=subscript, value=c.value)


def _called(branch: Branch) -> str:
    return branch.stability.value if branch.kind is Kind.UNDECIDED else branch.kind.value


MEANINGS = {
    Type.SADDLE_NODE: "On one side of the value there are two fixed points near, one of them stable in this direction "
    "and one unstable; at the value they meet, and on the other side there is none.",
    Type.TRANSCRITICAL: "Two branches of fixed points cross there and exchange their stability.",
    Type.SUPERCRITICAL_PITCHFORK: "A fixed point loses its stability, and two new ones branch off that are stable in "
    "this "
    "direction.",
    Type.SUBCRITICAL_PITCHFORK: "A fixed point loses its stability to two unstable ones that close in on it: what "
    "leaves it "
    "afterwards goes far.",
    Type.DEGENERATE: "So none of the usual types fits; the cases above tell what changes.",
}


class Part(StrEnum):
    """What a search looks for: a zero eigenvalue, or a pair on the imaginary axis."""

    ZERO = "zero eigenvalue"
    PAIR = "imaginary pair"


@dataclass(frozen=True, slots=True)
class Search(Silent):
    """How far the search for bifurcations of fixed points got.

    Attributes
    ----------
    open : tuple of Part
        What was not searched to the end: equations that were not solved, or candidates that were not decided.
    found : bool
        Whether anything was named.
    unnamed : tuple of Candidate
        Where a condition for a bifurcation holds, but what happens there was not decided.
    """

    system: ODESystem
    free: tuple[sp.Symbol, ...]
    open: tuple[Part, ...] = ()
    found: bool = False
    unnamed: tuple[Candidate, ...] = ()

    @property
    def missing(self) -> tuple[Part | Candidate, ...]:
        """All that was left open."""
        return (*self.open, *self.unnamed)

    def narrate(self) -> Step:
        """Say what was not covered; and where all was and nothing found, that."""
        blocks: list[Block] = []
        if self.open:
            blocks.append(self._not_covered())
        elif self.unnamed:
            blocks.append(self._not_named())
        elif not self.found:
            blocks.append(
                paragraph(
                    "As {free} changes"
                    + (" within what is assumed" if any(map(_restricted, self.free)) else "")
                    + ", no fixed points meet and none changes its stability in a way that the usual "
                    "types name: no bifurcation was found."
                    + (" The border of what is assumed is not looked at." if any(map(_restricted, self.free)) else ""),
                    free=series(self.free, last="or"),
                )
            )
        return Step(TITLE, tuple(blocks), TOPIC)

    def _not_named(self) -> Paragraph:
        places = [
            paragraph(
                "{value} (at {at}{where})",
                value=named_value(each.parameter, each.value),
                at=condition(states_name(self.system.states), point(each.at)),
                where="" if each.when == sp.true else paragraph(", where {when}", when=each.when),
            )
            for each in self.unnamed
        ]
        return paragraph(
            "An eigenvalue or its real part is 0 for {places}, and what happens there was not decided: a bifurcation "
            "there is not excluded.",
            places=series(places),
        )

    def _not_covered(self) -> Paragraph:
        line = self.system.dimension == 1
        slope = condition(Name("f", primes=1), sp.S.Zero) if line else condition(Name("det J"), sp.S.Zero)
        looked = {
            Part.ZERO: paragraph(
                "fixed points that meet ({f} and {slope})", f=condition(Name("f"), sp.S.Zero), slope=slope
            ),
            Part.PAIR: paragraph("Hopf bifurcations (a pair of eigenvalues on the imaginary axis)"),
        }
        return paragraph(
            "The search for {parts} was not complete: {others} not excluded.",
            parts=series((looked[part] for part in self.open), last="and for"),
            others="other bifurcations are" if self.found else "bifurcations are",
        )


__all__ = ["Branch", "Equation", "Meeting", "Part", "Search"]


def _restricted(parameter: sp.Symbol) -> bool:
    """Tell whether a sign is assumed of a parameter: what happens at 0 then lies at the border."""
    return any((parameter.is_nonnegative, parameter.is_nonpositive, parameter.is_nonzero))
