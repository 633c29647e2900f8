"""Claims about motion: what a fixed point is called, basins, directions, potentials, solutions, bifurcations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sympy import S

from symtutor.checking.claims.said import Claim

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.checking.claims.said import Given, Place, Stretch


class Whom(StrEnum):
    """Which fixed points are spoken of, where it is not by their coordinates."""

    NAMED = "named"
    ALL = "all"
    OTHERS = "the others"


@dataclass(frozen=True, slots=True)
class Called(Claim):
    """What a fixed point is called: ``stable``, ``saddle``, ``half-stable (attracts from the left)``.

    ``places`` is empty where the words name none: then the point is the one spoken of before, or the only one.
    ``side`` is −1 or +1 where the attracting side of a half-stable point is named, or where the word is said of one
    side alone. With ``denied`` it is not what the word says. ``when`` is the condition where no place has one.
    """

    word: str
    places: tuple[Place, ...] = ()
    side: int | None = None
    whom: Whom = Whom.NAMED
    denied: bool = False
    when: Boolean = S.true


@dataclass(frozen=True, slots=True)
class Extremum(Claim):
    """What the potential has at a fixed point: ``minimum``, ``maximum`` or ``saddle``."""

    word: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Basin(Claim):
    """The set of starts that end at a fixed point."""

    of: Place
    starts: Stretch


@dataclass(frozen=True, slots=True)
class FlowOn(Claim):
    """The direction of motion on a part of the line: +1 right, −1 left."""

    part: Stretch
    direction: int


@dataclass(frozen=True, slots=True)
class Potential(Claim):
    """A function V with f = −V′ (or f = −∇V); a Hamiltonian or first integral where the letter says so."""

    letter: str
    value: Expr


@dataclass(frozen=True, slots=True)
class ExplicitSolution(Claim):
    """A formula x(t) for one state; `constants` stand for any number, `start` for x(0)."""

    state: Symbol
    value: Expr
    constants: tuple[Symbol, ...] = ()
    start: Symbol | None = None


class Pace(StrEnum):
    """How the speed of decay or growth is told."""

    TIME_SCALE = "time scale"
    HALF_LIFE = "half-life"


@dataclass(frozen=True, slots=True)
class TimeScale(Claim):
    """The time in which a small distance changes by the factor e, or by two."""

    pace: Pace
    value: Given
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Direction(Claim):
    """A direction through a fixed point: ``slow``, ``fast``, ``arriving`` or ``leaving``."""

    which: str
    vector: tuple[Given, ...]
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Bifurcation(Claim):
    """At this value of a parameter, and ``at`` this point, the fixed points change, in this way; ``denied``: never."""

    kind: str | None = None
    parameter: Symbol | None = None
    value: Given | None = None
    at: tuple[Given, ...] | None = None
    denied: bool = False
