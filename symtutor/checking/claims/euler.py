"""Claims about a computation by Euler's method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.checking.claims.said import Claim

if TYPE_CHECKING:
    from sympy import Expr, Symbol

    from symtutor.checking.claims.said import Given


@dataclass(frozen=True, slots=True)
class EulerSetting(Claim):
    """The step size or the start of a computation by Euler's method; no claim, but what the next ones are about."""

    step: Expr | None = None
    start: tuple[Expr, ...] | None = None
    by_name: tuple[tuple[Symbol, Expr], ...] = ()


@dataclass(frozen=True, slots=True)
class EulerState(Claim):
    """Euler's state after `n` steps, or at a time; of one state where the line has others too."""

    state: Symbol
    value: Given
    n: int | None = None
    time: Expr | None = None
    rounded: bool = False
    """Whether it was said to be rounded, with ≈."""


@dataclass(frozen=True, slots=True)
class EulerError(Claim):
    """The distance of Euler's value from the exact one, after `n` steps or at a time; else where the last row ends."""

    value: Given
    n: int | None = None
    time: Expr | None = None


@dataclass(frozen=True, slots=True)
class ExactValue(Claim):
    """The value of the exact solution at a time, or where the last row of Euler's method ends."""

    value: Given
    time: Expr | None = None


@dataclass(frozen=True, slots=True)
class StepRule(Claim):
    """The next state of Euler's method as a formula in the state before and the step; each side of the chain."""

    state: Symbol
    values: tuple[Expr, ...]
    step: Symbol


@dataclass(frozen=True, slots=True)
class StepBound(Claim):
    """Euler's method is stable for steps below `bound`, or up to it; with `monotone`, it does not change sides.

    With `beyond` the claim is about larger steps: they diverge, or change sides.
    """

    bound: Given
    monotone: bool = False
    closed: bool = False
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class StepFactor(Claim):
    """What one step multiplies a small distance by is less than 1 in size: |1 − h| < 1, or |1 + hλ| < 1."""

    value: Expr
    step: Symbol
    rate: Symbol


@dataclass(frozen=True, slots=True)
class Order(Claim):
    """The error of Euler's method is of this order in the step; with `local`, that of a single step."""

    power: int
    local: bool = False
