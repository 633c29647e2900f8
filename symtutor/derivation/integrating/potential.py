"""The loss and the Hamiltonian by hand: a function with given slopes, integrated over one state after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand
from symtutor.analysis.potential import TITLE, TOPIC, GradientFlow
from symtutor.analysis.structure.antiderivative import antiderivative
from symtutor.analysis.structure.hamiltonian import TITLE as STRUCTURE_TITLE
from symtutor.analysis.structure.hamiltonian import TOPIC as STRUCTURE_TOPIC
from symtutor.analysis.structure.hamiltonian import HamiltonianField
from symtutor.analysis.words import function, series
from symtutor.derivation.integrating.terms import Antiderivatives
from symtutor.derivation.placed import Place, Placed
from symtutor.derivation.solving.equation import agree
from symtutor.document import Differentiated, Name, Negative, Step, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Formula, Paragraph
    from symtutor.model import Analysis
    from symtutor.rule import Rule

TERM_LIMIT = 12
HEADINGS = {"L": (TITLE, TOPIC), "H": (STRUCTURE_TITLE, STRUCTURE_TOPIC)}


@dataclass(frozen=True, slots=True)
class WantedSlope:
    """A function is known by its slopes up to a constant: ∂F/∂x gives it up to what does not depend on x.

    Stewart, *Calculus*, §16.3 (finding the potential of a conservative field).

    Attributes
    ----------
    letter : str
        What the function is called: L or H.
    state : Symbol
        The state that is integrated over.
    number : int
        The right-hand side, counted from 1, that gives the slope.
    sign : int
        −1 where the slope is minus that right-hand side.
    known : Expr
        The part of the function that is there already.
    """

    letter: str
    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    state: sp.Symbol
    number: int
    sign: int
    known: sp.Expr = sp.S.Zero

    @property
    def wanted(self) -> sp.Expr:
        """The slope that the function must have, multiplied out."""
        return expand(self.sign * self.field[self.number - 1])

    @property
    def so_far(self) -> sp.Expr:
        """The slope of what is there."""
        return sp.diff(self.known, self.state)

    @property
    def missing(self) -> sp.Expr:
        """What is left to integrate."""
        return expand(self.wanted - self.so_far)

    def verify(self) -> bool | None:
        """Compare the slopes with the field at numbers."""
        return agree(self.so_far + self.missing, self.sign * self.field[self.number - 1])

    def narrate(self) -> Step:
        """Say which slope is wanted, and what of it is there."""
        others = [state for state in self.states if state != self.state]
        look = "Look for a function {letter} with" if self.letter == "L" else "To find {letter}, use that it needs"
        if len(self.states) == 1:
            words = look + " {chain}, and integrate term by term."
        elif self.known == 0:
            words = look + " {chain}. Integrate over {state} and hold {others} constant:"
        elif self.missing == 0:
            words = "It needs {chain} too; what is there has exactly this slope."
        elif self.so_far == 0:
            words = "It needs {chain} too, and what is there does not change with {state}. Integrate over {state}:"
        else:
            words = "It needs {chain} too. What is there gives {so_far}, so {missing} is missing; integrate that:"
        filled = paragraph(
            words,
            letter=Name(self.letter),
            chain=self._chain(),
            state=self.state,
            others=series(others) if others else "",
            so_far=self.so_far,
            missing=self.missing,
        )
        title, topic = HEADINGS[self.letter]
        return Step(title, (filled,), topic)

    def _chain(self) -> Formula:
        """Write ∂L/∂x = −f₁ = …, and on the line L′(x) = −f(x) = …."""
        field = self.field[self.number - 1]
        if len(self.states) == 1:
            slope: Formula = Name(self.letter, args=self.states, primes=1, value=self.wanted)
            side: Formula = function(self.state, value=field)
        else:
            slope = Differentiated(Name(self.letter), self.state, partial=True)
            side = Name("f", subscript=sp.Integer(self.number), value=field)
        return equals(slope, Negative(side) if self.sign < 0 else side, self.wanted)


def potential_by_hand(analysis: Analysis) -> Iterator[Placed]:
    """Integrate the field to L before the words of the analysis, and to H behind them.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> lines = potential_by_hand(analyze(ODESystem((x,), (x - x**3,))))
    >>> [type(line.rule).__name__ for line in lines]
    ['WantedSlope', 'Antiderivatives']
    """
    for reason in analysis.structure.reasons:
        if isinstance(reason, GradientFlow):
            downhill = tuple((state, number, -1) for number, state in enumerate(reason.states, start=1))
            lines = _integrated("L", reason.states, reason.field, downhill, reason.potential)
            yield from (Placed(line, reason, Place.BEFORE) for line in lines)
        if isinstance(reason, HamiltonianField):
            x, y = reason.states
            lines = _integrated("H", reason.states, reason.field, ((y, 1, 1), (x, 2, -1)), reason.hamiltonian)
            yield from (Placed(line, reason, Place.AFTER) for line in lines)


def _integrated(
    letter: str,
    states: tuple[sp.Symbol, ...],
    field: tuple[sp.Expr, ...],
    slopes: Sequence[tuple[sp.Symbol, int, int]],
    found: sp.Expr,
) -> tuple[Rule, ...]:
    """Integrate one slope after the other; nothing where a term is not in the table or another function comes out."""
    lines: list[Rule] = []
    known = sp.S.Zero
    title, topic = HEADINGS[letter]
    for place, (state, number, sign) in enumerate(slopes):
        slope = WantedSlope(letter, states, field, state, number, sign, known)
        lines.append(slope)
        rows = [(term, antiderivative(term, state)) for term in slope.missing.as_ordered_terms() if term != 0]
        parts = tuple((term, part) for term, part in rows if part is not None)
        if len(parts) < len(rows) or len(rows) > TERM_LIMIT:
            return ()
        known += sp.Add(*(part for _, part in parts))
        free = set(states) - {s for s, _, _ in slopes[: place + 1]}
        if parts:
            lines.append(Antiderivatives(state, parts, _closing(letter, known, free), title, topic))
    return tuple(lines) if expand(known - found) == 0 else ()


def _closing(letter: str, known: sp.Expr, free: set[sp.Symbol]) -> Paragraph:
    """Add the terms up, and say what is still open."""
    if not free:
        words = "Added up, that is {letter}. The constant of integration is taken as 0: only differences count."
        return paragraph(words, letter=Name(letter))
    ordered = sorted(free, key=lambda symbol: str(symbol.name))
    words = "So {letter} is {known}, up to what depends on {free} alone."
    return paragraph(words, letter=Name(letter), known=known, free=series(ordered))
