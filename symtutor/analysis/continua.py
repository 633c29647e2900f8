"""Fixed points that are not isolated: a whole line or curve of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_rest import AtRest
from symtutor.analysis.fixed_points.stretch import ZeroOnInterval
from symtutor.analysis.linear import is_linear
from symtutor.analysis.words import point
from symtutor.document import Step, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose_all
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.model import FixedPoint, Linearization, ODESystem

SAMPLES = (sp.Rational(-3, 2), sp.Rational(1, 3), sp.Integer(2))


class Across(Enum):
    """What the solutions beside a family of fixed points do."""

    RESTING = "rest"
    SEMISIMPLE = "stay"
    ATTRACTED = "settle"
    GROWING = "leave"
    DRIFTING = "drift"
    MIXED = "settle here and leave there"
    UNKNOWN = "unknown"

    @property
    def stability(self) -> Stability:
        """The stability of every point of the family."""
        return CONCLUSIONS[self][0]

    @property
    def theorem(self) -> str | None:
        """The theorem's name in the public vocabulary."""
        return CONCLUSIONS[self][1]


CONCLUSIONS: dict[Across, tuple[Stability, str | None]] = {
    Across.RESTING: (Stability.NEUTRAL, "linear system"),
    Across.SEMISIMPLE: (Stability.NEUTRAL, "linear system"),
    Across.ATTRACTED: (Stability.NEUTRAL, "center manifold"),
    Across.GROWING: (Stability.UNSTABLE, "positive eigenvalue"),
    Across.DRIFTING: (Stability.UNSTABLE, "linear system"),
    Across.MIXED: (Stability.UNDECIDED, None),
    Across.UNKNOWN: (Stability.UNDECIDED, None),
}


@dataclass(frozen=True, slots=True)
class Continuum:
    """Arbitrarily close to the point lie other fixed points, so it cannot be asymptotically stable.

    A linear field is stable exactly when no eigenvalue lies on the right and those on the imaginary axis have enough
    eigenvectors (Perko §1.9). A family with as many dimensions as there are eigenvalues 0, the others on the left, is
    its own center manifold, and its points are stable (reduction principle: Carr, *Applications of Centre Manifold
    Theory*, §1.3). An eigenvalue with positive real part makes any point unstable (Khalil, *Nonlinear Systems*,
    Thm 4.7).

    Attributes
    ----------
    eigenvalue : Expr or None
        The one eigenvalue across the family, where there is one and it changes along it.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    across: Across
    eigenvalue: sp.Expr | None = None

    @property
    def theorem(self) -> str | None:
        """The theorem's name in the public vocabulary."""
        return self.across.theorem

    def verify(self) -> bool | None:
        """Evaluate the field in balls at several points of the continuum."""
        seen = False
        for sample in SAMPLES:
            values = dict.fromkeys(self.states, sample)
            at = {state: value.xreplace(values) for state, value in zip(self.states, self.at, strict=True)}
            balls = enclose_all(self.field, at)
            if balls is None:
                continue
            if not all(ball.contains(0) for ball in balls):
                return False
            seen = True
        return True if seen else None

    def narrate(self) -> Step:
        """Say that the points are not isolated, and what is known of their stability."""
        text = "The fixed points {at} are *not isolated*: next to each lies another, so none attracts a neighbourhood. "
        holes = {"at": point(self.at), "eigenvalue": "" if self.eigenvalue is None else self.eigenvalue}
        return Step("Stability", (paragraph(text + WORDS[self.across], **holes),), "stability")


WORDS = {
    Across.RESTING: "Nothing moves: solutions stay where they start. *Neutrally stable*, not asymptotically.",
    Across.SEMISIMPLE: "Other solutions stay as near as they start: *neutrally stable*, not asymptotically.",
    Across.ATTRACTED: (
        "Every eigenvalue that does not belong to this family has a negative real part: solutions that start near it "
        "settle on it, close by. *Neutrally stable*, not asymptotically."
    ),
    Across.GROWING: "An eigenvalue has a positive real part, so some solutions nearby leave: *unstable*.",
    Across.DRIFTING: (
        "An eigenvalue on the imaginary axis has too few eigenvectors, so some solutions nearby drift away: *unstable*."
    ),
    Across.MIXED: (
        "Across the family the eigenvalue is {eigenvalue}, which changes along it: where it is negative, solutions "
        "that start near settle on the family (*neutrally stable*); where it is positive, they leave (*unstable*). So "
        "no one word fits them all."
    ),
    Across.UNKNOWN: "Whether nearby solutions stay near is *undecided* here.",
}


def by_continuum(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Classify a point whose coordinates hold a free state.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> [c.stability.value for c in analyze(ODESystem((x, y, z), (y, -x, 0 * z))).classifications]
    ['neutrally stable']
    """
    free = sp.Tuple(*fixed_point.at).free_symbols & set(system.states)
    if not free:
        return None
    if isinstance(fixed_point.found_by, ZeroOnInterval):
        resting = AtRest(system.states[0], system.field[0], fixed_point.found_by.stretch)
        return Classification(fixed_point, linearization, Kind.NON_ISOLATED, resting.stability, (resting,))
    across, eigenvalue = _across(system, linearization, free)
    rule = Continuum(system.states, system.field, fixed_point.at, across, eigenvalue)
    return Classification(fixed_point, linearization, Kind.NON_ISOLATED, across.stability, (rule,))


def _across(system: ODESystem, linearization: Linearization, free: set[sp.Symbol]) -> tuple[Across, sp.Expr | None]:
    """Count the eigenvalues on each side, those of the family being 0."""
    from symtutor.analysis.hurwitz import characteristic_coefficients  # noqa: PLC0415 - few systems pay for it
    from symtutor.analysis.space.inertia import inertia  # noqa: PLC0415 - likewise
    from symtutor.analysis.space.linear import enough_eigenvectors  # noqa: PLC0415 - likewise

    if len(free) == system.dimension:  # the family fills space, and there is nothing beside it
        return Across.RESTING, None
    matrix = linearization.jacobian
    if matrix.has(sp.nan):
        return Across.UNKNOWN, None
    coefficients = characteristic_coefficients(matrix)
    # a family such as (1/y, y) has no member at 0
    nonzero = {
        power.base: sp.Dummy(power.base.name, nonzero=True, real=True)
        for power in matrix.atoms(sp.Pow)
        if power.base in free and power.exp.is_negative
    }
    known = [sp.together(coefficient.xreplace(nonzero)) for coefficient in coefficients]
    counts = inertia(known, lambda value: sign(sp.expand(value)))
    if counts is None:
        varies = len(free) == matrix.rows - 1
        return (Across.MIXED, sp.factor(matrix.trace())) if varies else (Across.UNKNOWN, None)
    if counts.right:
        return Across.GROWING, None
    if is_linear(system):
        enough = enough_eigenvectors(matrix, counts)
        if enough is not None:
            return Across.SEMISIMPLE if enough else Across.DRIFTING, None
    if counts.axis == len(free) == counts.zero:
        return Across.ATTRACTED, None
    return Across.UNKNOWN, None
