"""Why a point is a fixed point, and why a set of them is complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.eliminants import no_other_common_zeros
from symtutor.analysis.isolate import no_other_zeros
from symtutor.analysis.words import count, degree_name, every_integer, number_word, point, series, star, zero_of
from symtutor.document import Approx, Chain, Equation, Listing, Step, equals, paragraph, table
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from symtutor.analysis.fixed_points.cases import Case, Pin
    from symtutor.document import Block, Paragraph

TITLE = "Fixed points"
TOPIC = "fixed-points"
EVERY_VELOCITY = "At a fixed point every velocity is zero:"
TINY = sp.Rational(1, 10**30)
INDEX_SAMPLES = (-3, -1, 0, 2)


@dataclass(frozen=True, slots=True)
class FoundByFactor:
    """A point at which the chosen factor of each equation is zero, so every equation is.

    Attributes
    ----------
    states, field : the system.
    chosen : tuple of Expr
        One factor of each right-hand side.
    at : tuple of Expr
        The point; a state left in its own coordinate is free.
    index : tuple of Symbol
        Integer symbols in the coordinates.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    chosen: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...] = ()

    def verify(self) -> bool | None:
        """Evaluate the field at the point in balls of 50 digits, for several members of a family."""
        for sample in INDEX_SAMPLES if self.index else (0,):
            members = {symbol: sp.Integer(sample + place) for place, symbol in enumerate(self.index)}
            free = {state: sp.Rational(sample, 7) + 1 for state in self.states}
            values = {
                state: sp.sympify(coordinate).xreplace(members | free)
                for state, coordinate in zip(self.states, self.at, strict=True)
            }
            for component in self.field:
                ball = enclose(component, values)
                if ball is None:
                    return None
                if not (ball.contains(0) and ball.rad() < enclose(TINY)):
                    return False
        return True

    def narrate(self) -> Step:
        """Say which factors vanish there."""
        choice = series(zero_of(factor) for factor in self.chosen)
        return Step(TITLE, (paragraph("{choice} at {at}.", choice=choice, at=point(self.at)),), TOPIC)


@dataclass(frozen=True, slots=True)
class EveryFactorSolved:
    """All zeros of a function of one variable: a product is zero exactly when one of its factors is.

    The zeros of each factor are complete by themselves: a linear factor has one; the sign of the discriminant counts
    those of a quadratic; Sturm's theorem those of a polynomial of higher degree (Basu, Pollack, Roy, *Algorithms in
    Real Algebraic Geometry*, Thm 2.62); the unit circle those of sin u = c and cos u = c.

    Attributes
    ----------
    solved : tuple of (Expr, tuple of Expr)
        Each factor with all its real zeros.
    excluded : tuple of Expr
        Zeros of the numerator at which the field itself is not defined.
    """

    state: sp.Symbol
    field: sp.Expr
    solved: tuple[tuple[sp.Expr, tuple[sp.Expr, ...]], ...]
    zeros: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...] = ()
    period: sp.Expr | None = None
    excluded: tuple[sp.Expr, ...] = ()

    @property
    def degree(self) -> int | None:
        """The degree of a polynomial field."""
        return int(sp.degree(self.field, self.state)) if self.field.is_polynomial(self.state) else None

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        if self.degree is not None:
            return f"degree {self.degree}, {count(len(self.zeros), 'distinct real root')}"
        families = f"{count(len(self.zeros), 'family', 'families')} with an integer index" if self.index else None
        return f"every factor solved: {families or count(len(self.zeros), 'real zero')}"

    def verify(self) -> bool | None:
        """Count the real roots by Sturm's theorem, or exclude every other point of a period by interval arithmetic."""
        if self.period is not None:
            bases = [zero.xreplace(dict.fromkeys(self.index, sp.S.Zero)) for zero in self.zeros]
            images = [base + shift * self.period for base in bases for shift in (-1, 0, 1)]
            return no_other_zeros(self.field, self.state, images, sp.S.Zero, self.period)
        numerator = self.field if self.degree is not None else sp.fraction(sp.together(self.field))[0]
        if not numerator.is_polynomial(self.state) or numerator.free_symbols > {self.state}:
            return None
        polynomial = sp.Poly(numerator, self.state)
        if not (polynomial.domain.is_QQ or polynomial.domain.is_ZZ):
            return None
        distinct = polynomial.count_roots() if polynomial.degree() > 0 else 0
        return bool(distinct == len(self.zeros) + len(self.excluded))

    def narrate(self) -> Step:
        """Set the velocity to zero and solve factor by factor."""
        blocks: list[Block] = [
            paragraph("At a fixed point the velocity is zero, so solve {equation}.", equation=zero_of(self.field))
        ]
        product = sp.factor(self.field) if self.field.is_Add else self.field
        if product != self.field:
            blocks.append(paragraph("Factor first: {chain}.", chain=equals(self.field, product)))
        factors = [factor for factor, _ in self.solved]
        if len(factors) > 1:
            blocks.append(
                paragraph(
                    "A product is zero exactly when one of its factors is: {choices}.",
                    choices=series(map(zero_of, factors), last="or"),
                )
            )
        blocks += [self._explain(factor, zeros) for factor, zeros in self.solved if _needs_words(factor, self.state)]
        if self.excluded:
            blocks.append(
                paragraph(
                    "The field is not defined at {places}, so that is no fixed point.",
                    places=series(equals(self.state, place) for place in self.excluded),
                )
            )
        blocks += [self._conclusion(), self._why_all()]
        return Step(TITLE, tuple(blocks), TOPIC)

    def _explain(self, factor: sp.Expr, zeros: tuple[sp.Expr, ...]) -> Paragraph:
        """Tell how one factor that is not linear was solved."""
        if self.index:
            found = series((equals(self.state, zero) for zero in zeros), last="or") if zeros else "nothing"
            return paragraph("On the unit circle {equation} gives {found}.", equation=zero_of(factor), found=found)
        polynomial = sp.Poly(factor, self.state)
        if polynomial.degree() == 2:
            a, b, c = polynomial.all_coeffs()
            discriminant = sp.expand(b**2 - 4 * a * c)
            if not zeros:
                return paragraph(
                    "{equation} has no real solution: its discriminant is {sign}.",
                    equation=zero_of(factor),
                    sign=Chain((discriminant, sp.S.Zero), ("<",)),
                )
            return paragraph(
                "{equation}: the discriminant is {value}, and the quadratic formula gives {zeros}.",
                equation=zero_of(factor),
                value=discriminant,
                zeros=series((equals(self.state, zero) for zero in zeros), last="or"),
            )
        near = series(Chain((self.state, Approx(zero)), ("≈",)) for zero in zeros) if zeros else ""
        return paragraph(
            "{equation} does not split over the rational numbers. It has {number}" + (", at {near}." if zeros else "."),
            equation=zero_of(factor),
            number=count(len(zeros), "real root"),
            near=near,
        )

    def _conclusion(self) -> Paragraph:
        if not self.zeros:
            return paragraph("So there is *no fixed point*.")
        name = star(self.state)
        if self.index:
            return paragraph(
                "So the fixed points are {families}{indices}.",
                families=series((equals(name, zero) for zero in self.zeros), last="and"),
                indices=every_integer(self.index),
            )
        points = Listing(self.zeros)
        return paragraph("So {points}.", points=equals(name, points))

    def _why_all(self) -> Paragraph:
        degree, found = self.degree, len(self.zeros)
        if self.index:
            return paragraph("These are all: the unit circle shows every angle at which each factor vanishes.")
        if degree == 0 or degree is None:
            return paragraph("Nothing is missing: every factor that can vanish was solved.")
        if degree == found:
            at_most = degree_name(degree) + (
                " has at most one root" if degree == 1 else f" has at most {count(degree, 'root')}"
            )
            rest = "this is it" if found == 1 else f"these {number_word(found)} differ"
            return paragraph(f"{'This is' if found == 1 else 'These are'} all: {at_most}, and {rest}.")
        return paragraph(
            f"{'That is' if found <= 1 else 'These are'} all: every factor was solved, and a product of numbers that "
            "are not zero is not zero."
        )


def _needs_words(factor: sp.Expr, state: sp.Symbol) -> bool:
    return not (factor.is_polynomial(state) and sp.degree(factor, state) <= 1)


@dataclass(frozen=True, slots=True)
class EveryCaseSolved:
    """All common zeros of several functions: one factor of each must vanish, and every choice was solved."""

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    cases: tuple[Case, ...]
    points: tuple[tuple[sp.Expr, ...], ...]

    @property
    def index(self) -> tuple[sp.Symbol, ...]:
        """The integer symbols in the points."""
        return tuple(dict.fromkeys(i for case in self.cases for s in case.solutions for i in s.index))

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        if len(self.cases) == 1:
            return "solved one unknown at a time, without losing a solution"
        return f"{count(len(self.cases), 'choice')} of factors, each solved completely"

    def verify(self) -> bool | None:
        """Eliminate with a Gröbner basis and exclude, in balls, every other point of the grid of coordinates."""
        return no_other_common_zeros(self.field, self.states, self.points)

    def narrate(self) -> Step:
        """Set all velocities to zero and go through the choices."""
        blocks: list[Block] = [
            paragraph(EVERY_VELOCITY),
            Equation(tuple(map(zero_of, self.field))),
        ]
        if len(self.cases) > 1:
            blocks.append(
                paragraph("A product is zero exactly when one of its factors is. Choose one factor of each equation:")
            )
            header = (*(f"equation {place}" for place in range(1, len(self.field) + 1)), "solution")
            blocks.append(table(header, [(*map(zero_of, case.chosen), self._found(case)) for case in self.cases]))
        else:
            blocks += [pin_words(pins, place) for place, pins in enumerate(self.cases[0].stages())]
        blocks.append(self._conclusion())
        return Step(TITLE, tuple(blocks), TOPIC)

    def _found(self, case: Case) -> Paragraph:
        if not case.solutions:
            return paragraph("none")
        return series(point(solution.at) for solution in case.solutions)

    def _conclusion(self) -> Paragraph:
        if not self.points:
            return paragraph("No choice has a real solution: there is *no fixed point*.")
        listing = series(map(point, self.points))
        free = [state for state in self.states if any(state in free_states(at, self.states) for at in self.points)]
        if free:
            return paragraph(
                "So {listing} is a fixed point for every real {states}: fixed points that are not isolated. {all}",
                listing=listing,
                states=series(free),
                all=self._why_all(),
            )
        return paragraph(
            "So the fixed points are {listing}{every}. {all}"
            if len(self.points) > 1 or self.index
            else "So the only fixed point is {listing}. {all}",
            listing=listing,
            every=every_integer(self.index),
            all=self._why_all(),
        )

    def _why_all(self) -> str:
        if len(self.cases) == 1:
            return "Nothing is missing: solving one equation after the other lost no solution."
        return "No choice was left out, so nothing is missing."


def pin_words(pins: tuple[Pin, ...], place: int) -> Paragraph:
    """Tell how one equation pins one unknown, to one value or to several."""
    first = pins[0]
    values = series((equals(first.unknown, pin.value) for pin in pins), last="or")
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


@dataclass(frozen=True, slots=True)
class NotSolved:
    """No strategy solved f = 0 completely, so nothing is claimed about fixed points."""

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    parameters: tuple[sp.Symbol, ...]

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        return "no method here solves these equations completely"

    def verify(self) -> bool | None:
        """Nothing is claimed, so nothing can be checked."""
        return None

    def narrate(self) -> Step:
        """Say what was tried and what would help."""
        blocks: list[Block] = [
            paragraph("At a fixed point the velocity is zero:" if len(self.field) == 1 else EVERY_VELOCITY),
            Equation(tuple(map(zero_of, self.field))),
        ]
        blocks.append(
            paragraph(
                "None of the methods known here (splitting into factors, the formulas for roots of polynomials, "
                "the unit "
                "circle, elimination) solves this completely, so nothing is said about fixed points: an "
                "incomplete list "
                "could be mistaken for a complete one."
            )
        )
        if self.parameters:
            blocks.append(
                paragraph(
                    "The answer depends on {parameters}: give a value or say what is known of the sign.",
                    parameters=series(self.parameters),
                )
            )
        return Step(TITLE, tuple(blocks), TOPIC)
