"""Claims about fixed points: which they are, how many, and the equations by which they were found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sympy import S

from symtutor.checking.claims.said import Claim

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.checking.claims.said import Place, Said


class Arrow(StrEnum):
    """How one statement of an argument is tied to the one before."""

    IMPLIES = "⇒"
    EQUIVALENT = "⇔"


@dataclass(frozen=True, slots=True)
class Equations:
    """Alternatives of equations, ``x = 0 or 1 − x = 0``: each is what must vanish, and what was typed.

    ``forms`` are other ways of writing the first, in a chain x² − 4 = (x − 2)(x + 2) = 0.
    """

    said: Said
    alternatives: tuple[Expr, ...]
    forms: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument(Claim):
    """Equations solved step by step: ``arrows[i]`` leads from ``steps[i]`` to ``steps[i + 1]``."""

    steps: tuple[Equations, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class FixedPoints(Claim):
    """These are fixed points; with `all_of_them`, there are no others."""

    places: tuple[Place, ...]
    all_of_them: bool = False


@dataclass(frozen=True, slots=True)
class HowMany(Claim):
    """There are so many fixed points, where a condition on the parameters holds."""

    number: int
    when: Boolean = S.true


@dataclass(frozen=True, slots=True)
class PlaneArgument(Claim):
    """Equations in several states, each what must vanish, and the points that solve them all."""

    equations: tuple[Expr, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ZeroSet(Claim):
    """An expression in several states vanishes just where one of the others does; with `only_if`, at most there."""

    vanishes: Expr
    alternatives: tuple[Expr, ...]
    only_if: bool = False


@dataclass(frozen=True, slots=True)
class PlaneCase(Claim):
    """In the case that one state has a value, the equations become others, and these are the fixed points there."""

    state: Symbol
    value: Expr
    equations: tuple[tuple[Expr, ...], ...]
    places: tuple[Place, ...]
