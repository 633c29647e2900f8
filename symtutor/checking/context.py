"""What a claim is judged against: the analysis, what was asked, and what the lines before said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import sympy as sp

from symtutor.checking.equality import agree, family_within, member_of
from symtutor.checking.looked_at import looked_at
from symtutor.checking.verdict import Verdict
from symtutor.model import Completeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.checking.claims import EulerSetting, Place
    from symtutor.checking.verdict import Finding
    from symtutor.model import Analysis, Classification, ODESystem

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Context:
    """The truth and the story so far.

    Attributes
    ----------
    analysis : Analysis
        What is true, with the reasons.
    asked : tuple of str
        What was asked; empty where nothing was, and then only what is said is judged.
    findings : tuple of Finding
        What was said before, judged.
    start, step
        The computation by Euler's method that a problem asks for.
    settings : tuple of EulerSetting
        Every step and start in the work; one that is said below the rows counts where none was said above.
    """

    analysis: Analysis
    asked: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    start: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    step: sp.Expr | None = None
    settings: tuple[EulerSetting, ...] = ()

    @property
    def system(self) -> ODESystem:
        """The system."""
        return self.analysis.system

    @property
    def points(self) -> tuple[Classification, ...]:
        """The classified fixed points."""
        return self.analysis.classifications

    @property
    def usual_points(self) -> tuple[Classification, ...]:
        """The fixed points that do not need an exceptional value of a parameter, such as r = 0."""
        return tuple(found for found in self.points if not is_exceptional(found.point.when))

    def earlier(self, kind: type[C]) -> Iterator[C]:
        """Yield the claims of a kind that were made before, the last first."""
        return (found.claim for found in reversed(self.findings) if isinstance(found.claim, kind))

    def mistaken(self, kind: type[C]) -> Iterator[C]:
        """Yield the earlier claims of a kind that are not right, the last first: what a later line may follow from."""
        off = {Verdict.WRONG, Verdict.INCOMPLETE, Verdict.FOLLOWS}
        return (f.claim for f in reversed(self.findings) if isinstance(f.claim, kind) and f.verdict in off)

    def classified(self, place: Place | None) -> tuple[Classification, ...]:
        """Give the fixed points that a place names; without a place, the only one there is.

        Examples
        --------
        A family that is named as a whole gives every fixed point of it; a condition, those that exist under it.
        """
        if place is None:
            return self.alone()
        listed = tuple(found for found in self.points if self._is_at(place, found))
        if listed or place.index or any(given.places is not None for given in place.at):
            return listed
        return tuple(found for found in self._unlisted(place.values) if compatible(place.when, found.point.when))

    def alone(self, when: sp.Basic = sp.true) -> tuple[Classification, ...]:
        """Give the only fixed point there is under a condition, in all of its cases; nothing where there are others."""
        there = tuple(found for found in self.points if compatible(when, found.point.when))
        usual = {found.at for found in there if not is_exceptional(found.point.when)} or {found.at for found in there}
        if len(usual) == 1:
            (at,) = usual
            return there if all(_is_case_of(at, found) for found in there) else ()
        return self._unlisted(tuple(sp.S.Zero for _ in self.system.states))

    def the_one(self, place: Place | None) -> Classification | None:
        """Give the one fixed point that is meant, in any of its cases: its Jacobian is the same in all; else None."""
        found = self.classified(place)
        usual = tuple(each for each in found if not is_exceptional(each.point.when)) or found
        alike = len({each.at for each in usual}) == 1 and len({each.linearization.jacobian for each in usual}) == 1
        return usual[0] if alike else None

    def _unlisted(self, at: tuple[sp.Expr, ...]) -> tuple[Classification, ...]:
        """Look at a point itself where the analysis does not know the list of fixed points."""
        unknown = self.analysis.fixed_points.completeness is Completeness.UNKNOWN and not self.points
        return looked_at(self.system, at) if unknown and self.system.autonomous else ()

    def _is_at(self, place: Place, found: Classification) -> bool:
        """Tell whether a fixed point is the one that is named."""
        if place.when is not sp.true and compatible(place.when, found.point.when) is False:
            return False
        if place.index and family_within(found.at, found.point.index, [(place.values, place.index)]):
            return True  # nπ names 2nπ too
        if found.point.index or place.index:
            return bool(member_of(place.values, found.at, found.point.index))
        return all(agree(given, truth) for given, truth in zip(place.at, found.at, strict=True))

    def at(self, expression: sp.Expr, values: Sequence[sp.Expr]) -> sp.Expr:
        """Put a point into an expression of the states."""
        return sp.expand(expression.subs(dict(zip(self.system.states, values, strict=True)), simultaneous=True))


def _is_case_of(at: Sequence[sp.Expr], found: Classification) -> bool:
    """Tell whether a fixed point is another at the value of a parameter: (1, 2) is (1, b) at b = 2."""
    pinned = [(each.lhs, each.rhs) for each in sp.And.make_args(found.point.when) if isinstance(each, sp.Eq)]
    return found.at == tuple(at) or found.at == tuple(value.subs(pinned) for value in at)


def compatible(first: sp.Basic, second: sp.Basic) -> bool:
    """Tell whether two conditions can hold together; True also where that is not decided.

    Examples
    --------
    >>> r, k = sp.symbols("r k", real=True)
    >>> compatible(r > 0, (r < 0) & (k > 0)), compatible(r > 0, (r < 0) | (k > 0))
    (False, True)
    """
    if first is sp.true or second is sp.true:
        return True
    cases = sp.Or.make_args(sp.to_dnf(sp.And(first, second)))
    return any(_can_hold(case) for case in cases)


def _can_hold(case: sp.Basic) -> bool:
    """Tell whether relations can hold together, letter by letter; True also where that is not decided."""
    relations = sp.And.make_args(case)
    for symbol in case.free_symbols:
        try:
            alone = sp.And(*(each for each in relations if each.free_symbols == {symbol})).as_set()
        except NotImplementedError:
            continue
        if alone is sp.S.EmptySet:
            return False
    return case is not sp.false


def is_exceptional(when: sp.Basic) -> bool:
    """Tell whether a condition holds only where parameters satisfy an equation: r = 0, not r > 0.

    Examples
    --------
    >>> r, k = sp.symbols("r k", real=True)
    >>> is_exceptional(sp.Eq(r, 0) & (k > 0)), is_exceptional(sp.Eq(r, 0) | (k > 0))
    (True, False)
    """
    return all(any(isinstance(each, sp.Eq) for each in sp.And.make_args(case)) for case in sp.Or.make_args(when))
