"""Why a point is a common zero of several functions, and why a list of them is complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.analysis.fixed_points.at_samples import agree_at_samples
from symtutor.analysis.fixed_points.counting import no_other_common_zeros
from symtutor.analysis.fixed_points.ways import turning_sum
from symtutor.analysis.words import EVERY_VELOCITY, count, every_integer, joined, point, series, zero_of
from symtutor.document import Equation, Negative, Product, Step, Sum, condition, equals, paragraph, table
from symtutor.model import ODESystem
from symtutor.numerics.balls import enclose, enclose_all

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.fixed_points.solutions import Case, Pin, Solution
    from symtutor.document import Block, Paragraph

TITLE = "Fixed points"
TOPIC = "fixed-points"
TINY = sp.Rational(1, 10**30)
INDEX_SAMPLES = (-3, -1, 0, 2)


@dataclass(frozen=True, slots=True)
class FoundByFactor:
    """A point at which the chosen factor of each equation is zero, so every equation is.

    A product of real numbers is zero exactly when one of its factors is.

    Attributes
    ----------
    states, field : the system.
    chosen : tuple of Expr
        One factor of each right-hand side.
    at : tuple of Expr
        The point; a state left in its own coordinate is free.
    index : tuple of Symbol
        Integer symbols in the coordinates.
    when : Boolean
        The condition on parameters and free states under which the point exists.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    chosen: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...] = ()
    when: Boolean = sp.true

    def verify(self) -> bool | None:
        """Evaluate the field at the point in balls of 50 digits, for several members of a family."""
        held = set(self.states) - self.when.free_symbols
        free = sp.Tuple(*self.field, *self.at, self.when).free_symbols - {*held, *self.index}
        free -= set(self.states) - sp.Tuple(*self.at).free_symbols
        verdicts = [
            self._vanishes(parameters, number)
            for parameters in admissible(free, self.when)
            for number in (INDEX_SAMPLES if self.index else (0,))
        ]
        return None if None in verdicts or not verdicts else all(verdicts)

    def _vanishes(self, parameters: dict[sp.Symbol, sp.Expr], number: int) -> bool | None:
        """Evaluate the field at one member of the family, for one choice of the parameters."""
        members = {symbol: sp.Integer(number + place) for place, symbol in enumerate(self.index)}
        free = dict.fromkeys(self.states, sp.Rational(number, 7) + 1)
        at = [coordinate.xreplace(members | free) for coordinate in self.at]
        there = [component.xreplace(dict(zip(self.states, at, strict=True))) for component in self.field]
        for digits in (50, 300, 1500):
            balls = enclose_all(there, parameters, digits=digits)
            if balls is None:
                return None
            if not all(ball.contains(0) for ball in balls):
                return False
            if all(ball.rad() < enclose(TINY) for ball in balls):
                return True
        return None

    def narrate(self) -> Step:
        """Say which factors vanish there."""
        choice = series(zero_of(factor) for factor in self.chosen)
        return Step(TITLE, (paragraph("{choice} at {at}.", choice=choice, at=point(self.at)),), TOPIC)


@dataclass(frozen=True, slots=True)
class EveryCaseSolved:
    """All common zeros of several functions: one factor of each must vanish, and every choice was solved.

    A product of real numbers is zero exactly when one of its factors is, so each common zero belongs to a choice of
    one factor from every function (Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 1, §2: the variety
    of a product is the union of the varieties).
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    cases: tuple[Case, ...]
    points: tuple[tuple[sp.Expr, ...], ...]
    when: tuple[Boolean, ...] = ()
    domain: tuple[Boolean, ...] = ()

    @property
    def _eliminated(self) -> bool:
        """Whether some points came from all equations at once, and not one unknown after the other."""
        solutions = [solution for case in self.cases for solution in case.solutions]
        return any((not s.pins and not free_states(s.at, self.states)) or s.exact is not None for s in solutions)

    @property
    def index(self) -> tuple[sp.Symbol, ...]:
        """The integer symbols in the points."""
        return tuple(dict.fromkeys(i for case in self.cases for s in case.solutions for i in s.index))

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        if self._eliminated:
            return "elimination: every real root of one polynomial gives one point"
        if len(self.cases) == 1:
            return "solved one unknown at a time, without losing a solution"
        return f"{count(len(self.cases), 'choice')} of factors, each solved completely"

    def verify(self) -> bool | None:
        """Count the real solutions by the signature of Hermite's trace form, or solve with numbers for parameters."""
        if sp.Tuple(*self.field).free_symbols - set(self.states):
            when = self.when or (sp.true,) * len(self.points)
            system = ODESystem(self.states, self.field, domain=self.domain)
            return agree_at_samples(system, tuple(zip(self.points, when, strict=True)), self.index)
        return no_other_common_zeros(self.field, self.states, self.points)

    def narrate(self) -> Step:
        """Set all velocities to zero and go through the choices."""
        line = len(self.field) == 1
        blocks: list[Block] = [
            paragraph("At a fixed point the velocity is zero:" if line else EVERY_VELOCITY),
            Equation(tuple(map(zero_of, self.field))),
        ]
        if len(self.cases) > 1:
            choose = "Take one factor after the other:" if line else "Choose one factor of each equation:"
            blocks.append(paragraph(f"A product is zero exactly when one of its factors is. {choose}"))
            header = (
                ("factor", "solution")
                if line
                else (*(f"equation {place}" for place in range(1, len(self.field) + 1)), "solution")
            )
            blocks.append(table(header, [(*map(zero_of, case.chosen), self._found(case)) for case in self.cases]))
        elif self.cases and (turning := self._turning()) is not None:
            blocks.append(turning)
        elif self.cases:
            blocks += [pin_words(pins, place) for place, pins in enumerate(self.cases[0].stages())]
        blocks.append(self._conclusion())
        return Step(TITLE, tuple(blocks), TOPIC)

    def _turning(self) -> Paragraph | None:
        """Tell that both equations together hold only at the origin, where a field turns around it everywhere."""
        parameters = sp.Tuple(*self.field).free_symbols - set(self.states)
        curved = all(p.is_polynomial(*self.states) and sp.total_degree(p, *self.states) > 1 for p in self.field)
        alone = parameters and curved and len(self.points) == 1 and len(self.states) == 2
        total = turning_sum(self.field, self.states) if alone else None
        if total is None:
            return None
        (x, y), (p, q) = self.states, self.field
        return paragraph(
            "Multiply the first equation by {y}, the second by {x}, and subtract:"
            " {chain}. So where both are 0, {total}, and a sum of squares is 0 only where every one of them is.",
            x=x,
            y=y,
            chain=equals(Sum((Product((y, p)), Negative(Product((x, q))))), total),
            total=condition(total, sp.S.Zero),
        )

    def _found(self, case: Case) -> Paragraph:
        if not case.solutions:
            return paragraph("none")
        return series(self._solved(solution) for solution in case.solutions)

    def _solved(self, solution: Solution) -> Paragraph:
        """Name a solution, and on the line the condition under which it is one."""
        if len(self.states) > 1 or not solution.when:
            return paragraph("{at}", at=point(solution.at))
        every = "every {at}" if free_states(solution.at, self.states) else "{at}"
        return paragraph(f"{every} where {{when}}", at=point(solution.at), when=sp.And(*solution.when))

    def _conclusion(self) -> Paragraph:
        if not self.cases:
            return paragraph("One of them is never zero: there is *no fixed point*.")
        if not self.points:
            return paragraph("No choice has a real solution: there is *no fixed point*.")
        free = [place for place, at in enumerate(self.points) if free_states(at, self.states)]
        alone = [place for place in range(len(self.points)) if place not in free]
        sentences = [self._continuum(place) for place in free]
        if alone:
            opening = "So the fixed points are" if len(alone) > 1 or self.index else "So the only fixed point is"
            if free:
                opening = (
                    "Besides, there are the fixed points" if len(alone) > 1 else "Besides, there is the fixed point"
                )
            sentences.append(
                paragraph(
                    opening + " {listing}{every}. ",
                    listing=series(map(self._with_condition, alone)),
                    every=every_integer(self.index),
                )
            )
        return paragraph("{found}{all}", found=joined(sentences), all=self._why_all())

    def _with_condition(self, place: int) -> Paragraph:
        """Call a point by its coordinates, with the condition under which it exists."""
        when = self.when[place] if self.when else sp.true
        if when == sp.true:
            return paragraph("{at}", at=point(self.points[place]))
        return paragraph("{at} where {condition}", at=point(self.points[place]), condition=when)

    def _continuum(self, place: int) -> Paragraph:
        """Tell one line or curve of fixed points."""
        free = free_states(self.points[place], self.states)
        when = self.when[place] if self.when else sp.true
        parts = sp.And.make_args(when)
        limits = sp.And(*(part for part in parts if part.free_symbols & free))
        needed = sp.And(*(part for part in parts if not part.free_symbols & free))
        every = "every real {states}" + (" with {condition}" if limits != sp.true else "")
        line = len(self.states) == 1
        return paragraph(
            ("So where {needed}, " if needed != sp.true else "So ")
            + (f"{every} is a fixed point" if line else f"{{at}} is a fixed point for {every}")
            + ": fixed points that are not isolated. ",
            at=point(self.points[place]),
            needed=needed,
            states=series(s for s in self.states if s in free),
            condition=limits,
        )

    def _why_all(self) -> str:
        if self._eliminated:
            return (
                "Eliminating all unknowns but one leaves one polynomial equation; its real roots were isolated one by "
                "one, and each belongs to one point. So nothing is missing."
            )
        if len(self.cases) == 1:
            return "Nothing is missing: solving one equation after the other lost no solution."
        return "No choice was left out, so nothing is missing."


def pin_words(pins: tuple[Pin, ...], place: int) -> Paragraph:
    """Tell how one equation pins one unknown, to one value or to several."""
    first = pins[0]
    values = series((condition(first.unknown, pin.value) for pin in pins), last="or")
    if len(pins) == 1 and first.equation == first.unknown:
        return paragraph(
            ("First, {values}." if place == 0 else "With that, the next equation says {values}."), values=values
        )
    opening = (
        "First, {equation} gives {values}."
        if place == 0
        else "With that, what is left is {equation}, which gives {values}."
    )
    return paragraph(opening, equation=zero_of(first.equation), values=values)


def free_states(at: tuple[sp.Expr, ...], states: tuple[sp.Symbol, ...]) -> set[sp.Symbol]:
    """Return the states that are free in a point of a continuum."""
    found: set[sp.Symbol] = sp.Tuple(*at).free_symbols & set(states)
    return found
