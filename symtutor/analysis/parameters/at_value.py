"""An ordinary theorem applied after a parameter took the value at which the linearization is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.words import point, series
from symtutor.document import Name, Step, condition, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

    from symtutor.document import Block
    from symtutor.model import ODESystem
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class AtValue:
    """What `rule` says at `at` for the system with the values put in.

    Attributes
    ----------
    values : tuple of (Symbol, Expr)
        The parameters that took a value.
    system : ODESystem
        With these values.
    """

    values: tuple[tuple[sp.Symbol, sp.Expr], ...]
    system: ODESystem
    at: tuple[sp.Expr, ...]
    rule: Rule

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return str(getattr(self.rule, "theorem", ""))

    @property
    def silent(self) -> bool:
        """Whether nothing is claimed."""
        return bool(getattr(self.rule, "silent", False))

    def verify(self) -> bool | None:
        """Check the theorem."""
        return self.rule.verify()

    def narrate(self) -> Step:
        """Tell one theorem."""
        return self.narrate_all([self])

    @classmethod
    def narrate_all(cls, rules: Sequence[AtValue]) -> Step:
        """Tell the theorems point by point, each under the values that it needs."""
        blocks: list[Block] = []
        told: tuple[object, ...] = ()
        for each in rules:
            if each.values and (each.values, each.at) != told:
                told = (each.values, each.at)
                laws = zip(each.system.states, each.system.field, strict=True)
                blocks.append(
                    paragraph(
                        "At {at} the case {values} is decided with the value put in: {field}.",
                        values=series(condition(*pair) for pair in each.values),
                        at=point(each.at),
                        field=series(equals(Name(state.name, primes=1), component) for state, component in laws),
                    )
                )
            blocks += each.rule.narrate().blocks
        return Step("Stability", tuple(blocks), "stability")
