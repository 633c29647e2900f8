"""What a student may claim: one record for each kind of thing a solution concludes.

A claim is what was read, exactly, and where it stands; nothing in it says whether it is right. Values are kept with
the number of decimals they were typed with, so that 0.41 is judged as a rounded number and not as 41/100.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from sympy import S

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.checking.remarks import Remark


@dataclass(frozen=True, slots=True)
class Said:
    """Where a claim stands: its line, counted from 1, and its words as typed."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """A value as typed: exactly, or as a decimal with `places` digits behind the point."""

    value: Expr
    text: str
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A point of phase space, or a family of points with integer indices, claimed under a condition.

    ``also`` are other values said to be the same, in x = √4 = 2 or x = e ≈ 2.718.
    """

    at: tuple[Given, ...]
    index: tuple[Symbol, ...] = ()
    when: Boolean = S.true
    also: tuple[Given, ...] = ()

    @property
    def values(self) -> tuple[Expr, ...]:
        """The coordinates."""
        return tuple(coordinate.value for coordinate in self.at)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval of the line, and which of its ends belong to it."""

    low: Given
    high: Given
    closed: tuple[bool, bool] = (False, False)

    @property
    def ends(self) -> tuple[Given, Given]:
        """The lower and the upper end."""
        return self.low, self.high


class Arrow(StrEnum):
    """How one statement of an argument is tied to the one before."""

    IMPLIES = "⇒"
    EQUIVALENT = "⇔"


class Quantity(StrEnum):
    """A number that belongs to a matrix."""

    TRACE = "trace"
    DETERMINANT = "determinant"
    DISCRIMINANT = "discriminant"


@dataclass(frozen=True, slots=True)
class Equations:
    """Alternatives of equations, ``x = 0 or 1 − x = 0``: each is what must vanish, and what was typed.

    ``forms`` are other ways of writing the first, in a chain x² − 4 = (x − 2)(x + 2) = 0.
    """

    said: Said
    alternatives: tuple[Expr, ...]
    forms: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """Equations solved step by step: ``arrows[i]`` leads from ``steps[i]`` to ``steps[i + 1]``."""

    said: Said
    steps: tuple[Equations, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class FixedPoints:
    """These are fixed points; with `all_of_them`, there are no others."""

    said: Said
    places: tuple[Place, ...]
    all_of_them: bool = False


@dataclass(frozen=True, slots=True)
class Derivative:
    """A chain f⁽ᵏ⁾(x) = … = … (k = `order`), or of its value `at` a point; order 0 is f itself.

    ``sign`` is −1, 0 or +1 where the value is compared with zero: f′(0) < 0; ``of`` is what is differentiated where
    it is not f, and the claim is made under a condition on the parameters.
    """

    said: Said
    order: int
    sides: tuple[Given, ...]
    at: tuple[Expr, ...] | None = None
    sign: int | None = None
    when: Boolean = S.true
    of: Expr | None = None


@dataclass(frozen=True, slots=True)
class Jacobian:
    """The Jacobian matrix, in the states or `at` a point."""

    said: Said
    rows: tuple[tuple[Given, ...], ...]
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class JacobianEntry:
    """One entry of the Jacobian matrix: the derivative of one right-hand side by one state."""

    said: Said
    row: int
    column: int
    value: Given


@dataclass(frozen=True, slots=True)
class MatrixNumber:
    """Trace, determinant or discriminant of the Jacobian at a point, or its `sign` alone."""

    said: Said
    quantity: Quantity
    value: Given | None
    at: Place | None = None
    sign: int | None = None


@dataclass(frozen=True, slots=True)
class Eigenvalues:
    """The eigenvalues of the Jacobian at a point; with `one_of_them`, not said to be all."""

    said: Said
    values: tuple[Given, ...]
    at: Place | None = None
    one_of_them: bool = False


@dataclass(frozen=True, slots=True)
class Eigenvector:
    """A vector v with J v = λ v."""

    said: Said
    vector: tuple[Given, ...]
    eigenvalue: Given | None = None
    at: Place | None = None


class Whom(StrEnum):
    """Which fixed points are spoken of, where it is not by their coordinates."""

    NAMED = "named"
    ALL = "all"
    OTHERS = "the others"


@dataclass(frozen=True, slots=True)
class Called:
    """What a fixed point is called: ``stable``, ``saddle``, ``half-stable (attracts from the left)``.

    ``places`` is empty where the words name none: then the point is the one spoken of before, or the only one.
    ``side`` is −1 or +1 where the attracting side of a half-stable point is named, or where the word is said of one
    side alone. With ``denied`` it is not what the word says. ``when`` is the condition where no place has one.
    """

    said: Said
    word: str
    places: tuple[Place, ...] = ()
    side: int | None = None
    whom: Whom = Whom.NAMED
    denied: bool = False
    when: Boolean = S.true


@dataclass(frozen=True, slots=True)
class Basin:
    """The set of starts that end at a fixed point."""

    said: Said
    of: Place
    starts: Stretch


@dataclass(frozen=True, slots=True)
class FlowOn:
    """The direction of motion on a part of the line: +1 right, −1 left."""

    said: Said
    part: Stretch
    direction: int


@dataclass(frozen=True, slots=True)
class Potential:
    """A function V with f = −V′ (or f = −∇V); a Hamiltonian or first integral where the letter says so."""

    said: Said
    letter: str
    value: Expr


@dataclass(frozen=True, slots=True)
class EulerSetting:
    """The step size or the start of a computation by Euler's method; no claim, but what the next ones are about."""

    said: Said
    step: Expr | None = None
    start: tuple[Expr, ...] | None = None
    by_name: tuple[tuple[Symbol, Expr], ...] = ()


@dataclass(frozen=True, slots=True)
class EulerState:
    """Euler's state after `n` steps, or at a time; of one state where the line has others too."""

    said: Said
    state: Symbol
    value: Given
    n: int | None = None
    time: Expr | None = None
    rounded: bool = False
    """Whether it was said to be rounded, with ≈."""


@dataclass(frozen=True, slots=True)
class EulerError:
    """The distance of Euler's value from the exact one, after `n` steps or at a time; else where the last row ends."""

    said: Said
    value: Given
    n: int | None = None
    time: Expr | None = None


@dataclass(frozen=True, slots=True)
class StepBound:
    """Euler's method is stable for steps below `bound`, or up to it; with `monotone`, it does not change sides.

    With `beyond` the claim is about larger steps: they diverge, or change sides.
    """

    said: Said
    bound: Given
    monotone: bool = False
    closed: bool = False
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Bifurcation:
    """At this value of a parameter, and ``at`` this point, the fixed points change, in this way; ``denied``: never."""

    said: Said
    kind: str | None = None
    parameter: Symbol | None = None
    value: Given | None = None
    at: tuple[Given, ...] | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Words in which no claim was found, and what could not be understood."""

    said: Said
    why: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What was asked and nobody said; it stands on no line."""

    said: Said
    topic: str


Claim: TypeAlias = (
    "Remark | Argument | FixedPoints | Derivative | Jacobian | JacobianEntry | MatrixNumber | Eigenvalues "
    "| Eigenvector | Called | Basin | FlowOn | Potential | EulerSetting | EulerState | EulerError | StepBound "
    "| Bifurcation | Unread | Missing"
)
