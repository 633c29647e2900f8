"""Where a derivation stands in the page: before, after or in place of the words of the rule that it spells out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from symtutor.rule import ToldTogether
from symtutor.verification import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.rule import Rule
    from symtutor.verification import Verification


class Place(StrEnum):
    """Where the lines of a derivation go."""

    BEFORE = "before"
    INSTEAD = "instead"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of a derivation, and its place: beside the words of the rule `of`, which the analysis found."""

    rule: Rule
    of: Rule
    place: Place


@dataclass(frozen=True, slots=True)
class Derivation:
    """What is told beyond the analysis: every line with its place, in the order of the page."""

    lines: tuple[Placed, ...] = ()

    def rules(self) -> Iterator[Rule]:
        """Yield every line."""
        return (line.rule for line in self.lines)

    def around(self, family: Sequence[Rule]) -> Iterator[Rule]:
        """Put lines before, after and in place of rules of one class: around them all where they speak together."""
        apart = not isinstance(family[0], ToldTogether)
        for group in [[rule] for rule in family] if apart else [family]:
            theirs = {id(rule) for rule in group}
            lines = [line for line in self.lines if id(line.of) in theirs]
            replaced = {id(line.of) for line in lines if line.place is Place.INSTEAD}
            yield from (line.rule for line in lines if line.place is Place.BEFORE)
            yield from (line.rule for line in lines if line.place is Place.INSTEAD)
            yield from (rule for rule in group if id(rule) not in replaced)
            yield from (line.rule for line in lines if line.place is Place.AFTER)

    def added_to(self, checked: Verification) -> Verification:
        """Check every line, and count it with what was checked before."""
        lines = verify(self.rules())
        return replace(
            checked,
            held=checked.held + lines.held,
            failed=checked.failed + lines.failed,
            undecided=checked.undecided + lines.undecided,
            failures=checked.failures + lines.failures,
        )
