"""What a student may claim beside the main steps: solutions, time scales, directions, how many fixed points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sympy import S

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.checking.claims import Given, Place, Said


@dataclass(frozen=True, slots=True)
class HowMany:
    """There are so many fixed points, where a condition on the parameters holds."""

    said: Said
    number: int
    when: Boolean = S.true


@dataclass(frozen=True, slots=True)
class Hyperbolic:
    """No eigenvalue at a fixed point has real part zero; or, with `denied`, one has."""

    said: Said
    places: tuple[Place, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class RealParts:
    """The real parts of all eigenvalues at a fixed point have this sign; with `real`, the eigenvalues are real."""

    said: Said
    sign: int
    at: Place | None = None
    real: bool = False


@dataclass(frozen=True, slots=True)
class CharacteristicPolynomial:
    """det(λI − J) at a point, up to a constant factor."""

    said: Said
    value: Expr
    unknown: Symbol
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class ExplicitSolution:
    """A formula x(t) for one state; `constants` stand for any number, `start` for x(0)."""

    said: Said
    state: Symbol
    value: Expr
    constants: tuple[Symbol, ...] = ()
    start: Symbol | None = None


class Pace(StrEnum):
    """How the speed of decay or growth is told."""

    TIME_SCALE = "time scale"
    HALF_LIFE = "half-life"


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The time in which a small distance changes by the factor e, or by two."""

    said: Said
    pace: Pace
    value: Given
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction through a fixed point: ``slow``, ``fast``, ``arriving`` or ``leaving``."""

    said: Said
    which: str
    vector: tuple[Given, ...]
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Extremum:
    """What the potential has at a fixed point: ``minimum``, ``maximum`` or ``saddle``."""

    said: Said
    word: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class PlaneArgument:
    """Equations in several states, each what must vanish, and the points that solve them all."""

    said: Said
    equations: tuple[Expr, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ZeroSet:
    """An expression in several states vanishes just where one of the others does; with `only_if`, at most there."""

    said: Said
    vanishes: Expr
    alternatives: tuple[Expr, ...]
    only_if: bool = False


@dataclass(frozen=True, slots=True)
class PlaneCase:
    """In the case that one state has a value, the equations become others, and these are the fixed points there."""

    said: Said
    state: Symbol
    value: Expr
    equations: tuple[tuple[Expr, ...], ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class StepFactor:
    """What one step multiplies a small distance by is less than 1 in size: |1 − h| < 1, or |1 + hλ| < 1."""

    said: Said
    value: Expr
    step: Symbol
    rate: Symbol


@dataclass(frozen=True, slots=True)
class ExactValue:
    """The value of the exact solution at a time, or where the last row of Euler's method ends."""

    said: Said
    value: Given
    time: Expr | None = None


@dataclass(frozen=True, slots=True)
class StepRule:
    """The next state of Euler's method as a formula in the state before and the step; each side of the chain."""

    said: Said
    state: Symbol
    values: tuple[Expr, ...]
    step: Symbol


@dataclass(frozen=True, slots=True)
class Order:
    """The error of Euler's method is of this order in the step; with `local`, that of a single step."""

    said: Said
    power: int
    local: bool = False


Remark = (
    ZeroSet
    | PlaneCase
    | StepFactor
    | ExactValue
    | StepRule
    | Order
    | HowMany
    | Hyperbolic
    | RealParts
    | CharacteristicPolynomial
    | ExplicitSolution
    | TimeScale
    | Direction
    | Extremum
    | PlaneArgument
)
