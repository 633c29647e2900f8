"""The check of claims: every rule re-derives what it concludes by its own independent route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.rule import concludes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class Verification:
    """How many claims held when they were re-derived by an independent route."""

    held: int
    failed: int
    undecided: int
    failures: tuple[Rule, ...] = ()

    @property
    def claims(self) -> int:
        """The number of claims that were re-derived."""
        return self.held + self.failed + self.undecided


def verify(rules: Iterable[Rule]) -> Verification:
    """Check every rule that concludes something by its own independent route."""
    verdicts = [(rule, rule.verify()) for rule in rules if concludes(rule)]
    return Verification(
        held=sum(verdict is True for _, verdict in verdicts),
        failed=sum(verdict is False for _, verdict in verdicts),
        undecided=sum(verdict is None for _, verdict in verdicts),
        failures=tuple(rule for rule, verdict in verdicts if verdict is False),
    )


def unchecked(rules: Iterable[Rule]) -> Verification:
    """Count the claims where none of them was checked."""
    return Verification(0, 0, sum(map(concludes, rules)))
