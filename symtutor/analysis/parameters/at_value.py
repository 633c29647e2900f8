"""An ordinary theorem applied after a parameter took the value at which the linearization is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import true

from symtutor.analysis.words import point, series
from symtutor.document import Name, Step, condition, equals, paragraph
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sympy as sp
    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class AtValue(ToldTogether):
    """What `rule` says at `at` for the system with the values put in.

    Attributes
    ----------
    values : tuple of (Symbol, Expr)
        The parameters that took a value.
    system : ODESystem
        With these values.
    under : Boolean
        What else is supposed of the parameters that stay free.
    """

    values: tuple[tuple[sp.Symbol, sp.Expr], ...]
    system: ODESystem
    at: tuple[sp.Expr, ...]
    rule: Rule
    under: Boolean = true

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return str(getattr(self.rule, "theorem", ""))

    @property
    def silent(self) -> bool:
        """Whether nothing is claimed."""
        return bool(getattr(self.rule, "silent", False))

    def _facts(self) -> Iterator[Formula]:
        yield from (condition(*pair) for pair in self.values)
        if self.under != true:
            yield self.under

    def verify(self) -> bool | None:
        """Check the theorem."""
        return self.rule.verify()

    @classmethod
    def narrate_all(cls, rules: Sequence[AtValue]) -> Step:
        """Tell the theorems point by point, each under the values that it needs."""
        blocks: list[Block] = []
        told: tuple[object, ...] = ()
        for each in rules:
            if each.values and (each.values, each.at, each.under) != told:
                told = (each.values, each.at, each.under)
                laws = zip(each.system.states, each.system.field, strict=True)
                blocks.append(
                    paragraph(
                        "At {at} the case {values} is decided with the value put in: {field}.",
                        values=series(each._facts()),  # noqa: SLF001 - its own class
                        at=point(each.at),
                        field=series(equals(Name(state.name, primes=1), component) for state, component in laws),
                    )
                )
            blocks += each.rule.narrate().blocks
        return Step("Stability", tuple(blocks), "stability")
