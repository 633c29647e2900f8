"""The nouns: a system, its fixed points, and what is known about them.

Everything here is frozen and holds SymPy expressions without floating-point numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from sympy import S, Symbol, exp

from symtutor.vocabulary import Completeness, Kind, Stability

if TYPE_CHECKING:
    from sympy import Expr
    from sympy.logic.boolalg import Boolean
    from sympy.matrices.immutable import ImmutableDenseMatrix

    from symtutor.document import Paragraph
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class ODESystem:
    """A system x′ = f(x; p) of dimension n; its field may mention `time`, and is autonomous where it does not.

    Attributes
    ----------
    states : tuple of Symbol, length n
        Real symbols, in the order of the equations.
    field : tuple of Expr, length n
        Exact right-hand sides, values of parameters put in; no Float occurs in them.
    parameters : tuple of Symbol
        The remaining symbols, carrying their assumptions.
    values : tuple of (Symbol, Expr)
        Parameters that were given a value, which `field` already contains.
    assumptions : tuple of Boolean
        What is known about the parameters, as typed.
    start : tuple of (Symbol, Expr)
        An initial condition typed along with the equations.
    time : Symbol
        The independent variable.
    source : str or None
        What was typed.
    notes : tuple of Paragraph
        What the reader of the text should say about how it was read.
    origin : tuple of Rule
        Steps that led from what was typed to this first-order system (the reduction of x″).
    domain : tuple of Boolean
        Where the field as typed is defined: conditions that `field` may have lost in SymPy's simplification.
    """

    states: tuple[Symbol, ...]
    field: tuple[Expr, ...]
    parameters: tuple[Symbol, ...] = ()
    values: tuple[tuple[Symbol, Expr], ...] = ()
    assumptions: tuple[Boolean, ...] = ()
    start: tuple[tuple[Symbol, Expr], ...] = ()
    time: Symbol = Symbol("t", real=True)  # noqa: RUF009 - symbols are immutable
    source: str | None = None
    notes: tuple[Paragraph, ...] = ()
    origin: tuple[Rule, ...] = ()
    domain: tuple[Boolean, ...] = ()

    def __getstate__(self) -> tuple[object, ...]:
        """Take the assumptions apart: put together again by SymPy, r > 0 would be evaluated for a positive r."""
        told = tuple((each.func, each.args) for each in self.assumptions)
        return tuple(told if part.name == "assumptions" else getattr(self, part.name) for part in fields(self))

    def __setstate__(self, state: tuple[object, ...]) -> None:
        """Put the assumptions together as they were."""
        for part, value in zip(fields(self), state, strict=True):
            if part.name == "assumptions":
                value = tuple(func(*args, evaluate=False) for func, args in value)  # type: ignore[attr-defined] # noqa: PLW2901 - its stored form
            object.__setattr__(self, part.name, value)

    @property
    def dimension(self) -> int:
        """The number of states."""
        return len(self.states)

    @property
    def autonomous(self) -> bool:
        """Whether the field does not mention time."""
        return not any(self.time in component.free_symbols for component in self.field)


@dataclass(frozen=True, slots=True)
class Window:
    """A box: for some states, the closed interval to search and to draw."""

    sides: tuple[tuple[Symbol, Expr, Expr], ...] = ()

    def side(self, state: Symbol) -> tuple[Expr, Expr] | None:
        """Return the interval of `state`, or None where nothing was said."""
        return next(((low, high) for symbol, low, high in self.sides if symbol == state), None)


@dataclass(frozen=True, slots=True)
class FixedPoint:
    """A point, or a family of points with integer indices, where the field vanishes.

    ``at`` holds the coordinates in the order of the states; ``index`` the integer symbols in them (``2πn``);
    ``when`` the condition under which the point exists; ``exactly`` decides the sign of an expression of the states at
    the point, where that takes more than putting the coordinates in.
    """

    at: tuple[Expr, ...]
    found_by: Rule
    index: tuple[Symbol, ...] = ()
    when: Boolean = S.true
    exactly: Callable[[Expr], int | None] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class FixedPointSet:
    """The fixed points that were found, and what is proved about others."""

    points: tuple[FixedPoint, ...]
    completeness: Completeness
    reason: Rule


@dataclass(frozen=True, slots=True)
class Linearization:
    """The Jacobian at a fixed point and its eigenvalues with algebraic multiplicities."""

    at: FixedPoint
    jacobian: ImmutableDenseMatrix
    eigenvalues: tuple[tuple[Expr, int], ...]


@dataclass(frozen=True, slots=True)
class Classification:
    """What a fixed point is, and the theorems that say so, in the order tried; the last decides."""

    point: FixedPoint
    linearization: Linearization
    kind: Kind
    stability: Stability
    reasons: tuple[Rule, ...]

    @property
    def at(self) -> tuple[Expr, ...]:
        """The coordinates of the fixed point."""
        return self.point.at

    @property
    def eigenvalues(self) -> tuple[tuple[Expr, int], ...]:
        """Eigenvalues of the Jacobian with multiplicities."""
        return self.linearization.eigenvalues


@dataclass(frozen=True, slots=True)
class Interval:
    """An open interval of the line; `index` holds the integer symbol of a family of intervals."""

    low: Expr
    high: Expr
    index: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A place on the line where f is not defined, or beyond which it is not; `index` is that of a family.

    Attributes
    ----------
    pole : bool
        Whether f is unbounded beside it.
    left, right, defined : bool
        Whether f is defined just left of it, just right of it, and at it.
    """

    at: Expr
    pole: bool
    left: bool
    right: bool
    defined: bool
    index: tuple[Symbol, ...] = ()

    @property
    def cuts(self) -> bool:
        """Whether the line is cut there: f is not defined at it or on a side."""
        return not (self.left and self.right and self.defined)


@dataclass(frozen=True, slots=True)
class Flow:
    """The direction of motion on an interval without fixed points: +1 right, −1 left."""

    interval: Interval
    direction: int
    reason: Rule


@dataclass(frozen=True, slots=True)
class Basin:
    """An open interval of starts that all end at one fixed point."""

    of: Classification
    interval: Interval
    reason: Rule


@dataclass(frozen=True, slots=True)
class Line:
    """The phase line of a one-dimensional system.

    ``flow`` holds the intervals between neighbouring fixed points and breaks on which f is defined, from left to
    right; for a field of period `period` they cover one period.
    """

    points: tuple[Classification, ...]
    flow: tuple[Flow, ...]
    basins: tuple[Basin, ...]
    reasons: tuple[Rule, ...]
    period: Expr | None = None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitCycle:
    """An isolated closed orbit in the plane.

    ``through`` is a point on it, ``extent`` the least and the greatest value of each state along it; ``growth`` is the
    integral of the divergence over the period, the logarithm of the Floquet multiplier. Exact where ``exact``, else
    decimals as fractions. ``proved`` tells whether it is proved that there is a closed orbit.
    """

    through: tuple[Expr, Expr]
    period: Expr
    growth: Expr
    extent: tuple[tuple[Expr, Expr], tuple[Expr, Expr]]
    stability: Stability
    proved: bool
    exact: bool = False

    @property
    def multiplier(self) -> Expr:
        """The factor by which one turn changes a small distance from the orbit."""
        return exp(self.growth)


@dataclass(frozen=True, slots=True)
class Structure:
    """What is known of the field as a whole."""

    gradient_of: Expr | None = None
    hamiltonian: Expr | None = None
    first_integral: Expr | None = None
    reasons: tuple[Rule, ...] = ()
    limit_cycles: tuple[LimitCycle, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was concluded about a system, with the reasons.

    ``explicit`` holds the solution as a formula where there is one, ``fates`` where the given start ends.
    """

    system: ODESystem
    smoothness: Rule
    derivative: Rule
    fixed_points: FixedPointSet
    classifications: tuple[Classification, ...]
    line: Line | None
    structure: Structure
    bifurcations: tuple[Rule, ...] = ()
    explicit: tuple[Rule, ...] = ()
    fates: tuple[Rule, ...] = ()

    def rules(self) -> Iterator[Rule]:
        """Yield every reason in the order of the solution."""
        yield from self.system.origin
        yield self.smoothness
        for point in self.fixed_points.points:
            yield point.found_by
        yield self.fixed_points.reason
        yield self.derivative
        for classification in self.classifications:
            yield from classification.reasons
        if self.line is not None:
            yield from (flow.reason for flow in self.line.flow)
            yield from (basin.reason for basin in self.line.basins)
            yield from self.line.reasons
        yield from self.explicit
        yield from self.fates
        yield from self.structure.reasons
        yield from self.bifurcations


Solver = Callable[[ODESystem, Window], FixedPointSet | None]
StabilityTest = Callable[[ODESystem, FixedPoint, Linearization], Classification | None]

__all__ = [
    "Analysis",
    "Basin",
    "Break",
    "Classification",
    "Completeness",
    "FixedPoint",
    "FixedPointSet",
    "Flow",
    "Interval",
    "Kind",
    "LimitCycle",
    "Line",
    "Linearization",
    "ODESystem",
    "Solver",
    "Stability",
    "StabilityTest",
    "Structure",
    "Window",
]
