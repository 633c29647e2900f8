"""Separation of variables by hand: partial fractions, each integrated, and the constant solutions kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.separation.rule import TITLE, TOPIC, BySeparation
from symtutor.derivation.integrating.exponentials import exponentials_taken
from symtutor.derivation.integrating.fractions import SplitUp, with_letters
from symtutor.derivation.integrating.terms import Antiderivatives
from symtutor.derivation.placed import Place, Placed
from symtutor.derivation.solving.equation import agree
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Step
    from symtutor.model import Analysis
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class PartOf:
    """Some of the words of a rule; its claim is counted where the rule itself is."""

    rule: BySeparation
    first: int
    last: int | None = None

    silent: ClassVar[bool] = True

    def verify(self) -> bool | None:
        """Ask the rule."""
        return self.rule.verify()

    def narrate(self) -> Step:
        """Speak the rule's words from one block to another."""
        told = self.rule.narrate()
        return type(told)(told.title, told.blocks[self.first : self.last], told.topic)


def separation_by_hand(analysis: Analysis) -> Iterator[Placed]:
    """Integrate 1/f fraction by fraction, in place of the words of the analysis.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> lines = separation_by_hand(analyze(ODESystem((x,), (x * (1 - x),))))
    >>> [type(line.rule).__name__ for line in lines]
    ['PartOf', 'PartialFractions', 'Antiderivatives', 'PartOf', 'ExponentialsTaken', 'PartOf']
    """
    for rule in analysis.explicit:
        if isinstance(rule, BySeparation) and rule.integral is not None:
            lines = _lines(rule)
            yield from (Placed(line, rule, Place.INSTEAD) for line in lines)


def _lines(rule: BySeparation) -> tuple[Rule, ...]:
    if rule.integral is None:
        return ()
    terms, fractions = rule.integral.terms, rule.integral.fractions
    middle: tuple[Rule, ...]
    if fractions:
        split = with_letters(rule.field, rule.state, fractions) or SplitUp(rule.state, rule.field, fractions)
        pieces, middle = split.fractions, (split,)
        opening, closing = "Integrate each term:", "Added up on the left, with {t} on the right:"
    else:
        pieces, middle = (1 / rule.field,), ()
        opening, closing = "Integrate the left side:", "So, with {t} on the right:"
    rows = _matched(pieces, terms, rule.state)
    if rows is None:
        return ()
    told = Antiderivatives(rule.state, rows, paragraph(closing, t=rule.time), TITLE, TOPIC, opening=paragraph(opening))
    taken = exponentials_taken(rule)
    if taken is None or taken.verify() is not True:
        return (PartOf(rule, 0, 1), *middle, told, PartOf(rule, 2))
    return (PartOf(rule, 0, 1), *middle, told, PartOf(rule, 2, 3), taken, PartOf(rule, 3))


def _matched(
    pieces: tuple[sp.Expr, ...], terms: tuple[sp.Expr, ...], state: sp.Symbol
) -> tuple[tuple[sp.Expr, sp.Expr], ...] | None:
    """Give every fraction its antiderivative: the next term, or the next two; None where they do not fit."""
    left, rows = list(terms), []
    for piece in pieces:
        for taken in (1, 2):
            found = sp.Add(*left[:taken])
            if len(left) >= taken and agree(sp.diff(found, state), piece):
                rows.append((piece, found))
                left = left[taken:]
                break
        else:
            return None
    return None if left else tuple(rows)
