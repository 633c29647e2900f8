"""How much work a search may do: counted in operations on spans, so that the answer is the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass

WORK_LIMIT = 250_000
BOX_LIMIT = 20_000
ZERO_LIMIT = 120


class Undecided(Exception):  # noqa: N818 - it reports, it is no error
    """A box can neither be excluded nor be proved to hold exactly one zero, or the budget is used up."""


@dataclass
class Budget:
    """What is left to spend."""

    work: int = WORK_LIMIT
    boxes: int = BOX_LIMIT

    def spend(self, operations: int) -> None:
        """Pay for one box; raise `Undecided` where the budget does not allow it."""
        self.work -= operations + 4
        self.boxes -= 1
        if self.work < 0 or self.boxes < 0:
            raise Undecided

    def part(self, share: int) -> Budget:
        """Set a fraction of what is left aside, for a search that may fail."""
        return Budget(self.work // share, self.boxes // share)
