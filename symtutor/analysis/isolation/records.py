"""What a search did, step by step: the witness of a proof, from which its words are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.analysis.isolation.beyond import Beyond
    from symtutor.analysis.isolation.space import SpaceZero

Side = tuple["sp.Expr", "sp.Expr"]


@dataclass(frozen=True, slots=True)
class LineZero:
    """A zero, an interval in which it is the only one, and its multiplicity.

    ``left`` and ``right`` are the signs of f at the ends, 0 at the edge of the domain; between the ends of a zero of
    multiplicity 1 at which f changes sign, f is monotone.
    """

    at: sp.Expr
    low: sp.Rational
    high: sp.Rational
    left: int
    right: int
    multiplicity: int = 1


@dataclass(frozen=True, slots=True)
class Pinned:
    """An equation that gives one unknown by the others."""

    equation: sp.Expr
    unknown: sp.Symbol
    value: sp.Expr

    everywhere = True


@dataclass(frozen=True, slots=True)
class OnLine:
    """One equation in one unknown: its zeros on `side`, and the proofs that there is none beyond, where they succeeded.

    With both proofs the zeros are all there are, inside the window and out.
    """

    equation: sp.Expr
    unknown: sp.Symbol
    side: Side
    zeros: tuple[LineZero, ...]
    beyond: tuple[Beyond, ...]

    @property
    def everywhere(self) -> bool:
        """Whether these are all zeros on the whole line."""
        return len(self.beyond) == 2

    @property
    def covered(self) -> Side:
        """The interval that was searched: the window, and what lies between it and the proofs for farther out."""
        low, high = self.side
        starts = {proof.side: proof.start for proof in self.beyond}
        return starts.get(-1, low), starts.get(1, high)


@dataclass(frozen=True, slots=True)
class InSpace:
    """Several equations in as many unknowns: their common zeros.

    ``reach`` holds bounds within which all common zeros lie, where there are such; ``everywhere`` says that these are
    all, inside the window and out.
    """

    equations: tuple[sp.Expr, ...]
    unknowns: tuple[sp.Symbol, ...]
    zeros: tuple[SpaceZero, ...]
    reach: tuple[Side, ...] | None
    everywhere: bool


Part = Pinned | OnLine | InSpace


@dataclass(frozen=True, slots=True)
class Route:
    """One way through the choices of factors: the factors chosen, what was done, and the solutions."""

    chosen: tuple[sp.Expr, ...]
    parts: tuple[Part, ...]
    solutions: tuple[tuple[sp.Expr, ...], ...]
