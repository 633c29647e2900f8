"""How long descent stays near a saddle: the component of the start along the direction that leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import arb, ctx

from symtutor.document import (
    Absolute,
    Chain,
    Equation,
    Listing,
    Name,
    Product,
    Quotient,
    Step,
    Sum,
    equals,
    paragraph,
    table,
)
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import in_order, sign
from symtutor.numerics.wording import near, to_places

if TYPE_CHECKING:
    from symtutor.document import Block
    from symtutor.model import Analysis, Classification, ODESystem
    from symtutor.numerics.descent_table import DescentTable


@dataclass(frozen=True, slots=True)
class Escape:
    """The number of steps that gradient descent needs to leave a saddle or a hill.

    Theorem: along a unit eigenvector v of the Hessian with eigenvalue −μ < 0 the component u = v·(w − w*) obeys
    u_{n+1} = (1 + ημ) u_n, exactly for a quadratic loss and to first order near w* for another. So |u| reaches R after
    ln(R/|u_0|)/ln(1 + ημ) steps (compare Jin, Ge, Netrapalli, Kakade and Jordan, "How to escape saddle points
    efficiently", 2017).

    Attributes
    ----------
    system : ODESystem
        The gradient flow.
    at : tuple of Expr
        The critical point w*.
    direction : tuple of Expr
        An eigenvector of the Hessian, of any length.
    growth : Expr
        μ.
    radius : Expr
        R.
    quadratic : bool
    runs : tuple of DescentTable
    """

    system: ODESystem
    at: tuple[sp.Expr, ...]
    direction: tuple[sp.Expr, ...]
    growth: sp.Expr
    radius: sp.Expr
    quadratic: bool
    runs: tuple[DescentTable, ...]

    def component(self, weights: tuple[sp.Expr, ...]) -> sp.Expr:
        """Give v·(w − w*)."""
        along = sum(v * (w - at) for v, w, at in zip(self.direction, weights, self.at, strict=True))
        return sp.expand(along) / sp.sqrt(sum(v**2 for v in self.direction))

    def predicted(self, rate: sp.Expr) -> sp.Expr:
        """Give ln(R/|u₀|)/ln(1 + ημ)."""
        begin = sp.Abs(self.component(self.runs[0].start))
        return sp.log(self.radius / begin) / sp.log(1 + rate * self.growth)

    def seen(self, run: DescentTable) -> int | None:
        """Count the steps after which |u| ≥ R in a run; None where it stays smaller."""
        beyond = (sign(self.component(weights) ** 2 - self.radius**2) in {0, 1} for weights in run.weights)
        return next((n for n, is_beyond in enumerate(beyond) if is_beyond), None)

    def verify(self) -> bool | None:
        """Check the eigenvector by a directional difference; for a quadratic loss, the count by the run itself."""
        delta = sp.Rational(1, 10**20)
        pushed = [at + delta * v for at, v in zip(self.at, self.direction, strict=True)]
        at = dict(zip(self.system.states, pushed, strict=True))
        for part, v in zip(self.system.field, self.direction, strict=True):
            change, expected = enclose(part, at, digits=60), enclose(self.growth * v)
            if change is None or expected is None:
                return None
            with ctx.workdps(60):
                if not abs(change * arb(10) ** 20 - expected) < arb(10) ** -12:
                    return False
        return not self.quadratic or self._counts_agree()

    def _counts_agree(self) -> bool | None:
        if sign(self.component(self.runs[0].start)) == 0:
            return all(self.seen(run) is None for run in self.runs)
        for run in self.runs:
            ball, seen = enclose(self.predicted(run.rate)), self.seen(run)
            if ball is None:
                return None
            if seen is not None and not (seen - 1 < ball + arb("1e-9") and ball - arb("1e-9") < seen):
                return False
            if seen is None and ball < len(run.rows) - arb("1e-9"):
                return False
        return True

    def narrate(self) -> Step:
        """Give the component, the formula, and the count for every rate."""
        u, mu, eta = Name("u"), Name("mu"), Name("eta")
        begin = self.component(self.runs[0].start)
        one = len(self.at) == 1
        title = "Leaving the hilltop" if one else "Leaving the saddle"
        names = tuple(Name(state.name, star=True) for state in self.system.states)
        place = equals(names[0], self.at[0]) if one else equals(Listing(names, "()"), Listing(self.at, "()"))
        along = "" if one else " along {v}"
        blocks: list[Block] = [
            paragraph(
                f"At {{place}} the loss curves downward{along}, with curvature {{curvature}}. The part {{u}} of the "
                "distance in this direction is {start} at the start, and one step multiplies it by {about}{factor}.",
                place=place,
                v=Listing(self.direction, "()"),
                curvature=-self.growth,
                u=u,
                start=_decimal(begin),
                about="" if self.quadratic else "about ",
                factor=Sum((sp.S.One, Product((eta, mu)))),
            )
        ]
        if sign(begin) == 0:
            blocks.append(
                paragraph("From exactly 0 it never grows: this start is on the watershed, and only a push leaves it.")
            )
            return Step(title, tuple(blocks), topic="descent")
        ratio = Quotient(
            Name("ln", args=(Quotient(Name("R"), Absolute(u)),)),
            Name("ln", args=(Sum((sp.S.One, Product((eta, mu)))),)),
        )
        blocks += [
            paragraph(
                "To grow to the size {R} it needs {about}so many steps, for {condition}:",
                R=equals(Name("R"), self.radius),
                about="" if self.quadratic else "about ",
                condition=equals(mu, self.growth),
            ),
            Equation((ratio,)),
            table((eta, "steps by the formula ≈", "steps in the run"), [self._row(run) for run in self.runs]),
            paragraph(
                "The smaller {u} is at the start, the longer it takes: each factor of 10 costs as many steps again.",
                u=Chain((Absolute(u),), ()),
            ),
        ]
        return Step(title, tuple(blocks), topic="descent")

    def _row(self, run: DescentTable) -> tuple[object, ...]:
        seen = self.seen(run)
        return (
            run.rate,
            near(self.predicted(run.rate), 4),
            f"more than {len(run.rows)}" if seen is None else seen,
        )


def escape(analysis: Analysis, runs: tuple[DescentTable, ...]) -> Escape | None:
    """Set up the escape from the saddle or hill nearest to the start, where the start is close to one."""
    if not runs or not runs[0].momentum.is_zero:
        return None
    known = [found for found in analysis.classifications if not found.point.index and found.eigenvalues]
    repelling = [found for found in known if any(sign(value) == 1 for value, _ in found.eigenvalues)]
    if not repelling:
        return None
    nearest = min(repelling, key=lambda found: _distance(runs[0].start, found.at))
    others = [_distance(nearest.at, found.at) for found in known if found is not nearest]
    radius = _half(min(others)) if others else sp.S.One
    if radius is None or not _distance(runs[0].start, nearest.at) > 0:
        return None
    return _from(analysis, nearest, radius, runs)


def _from(analysis: Analysis, point: Classification, radius: sp.Expr, runs: tuple[DescentTable, ...]) -> Escape | None:
    """Choose the direction that leaves fastest."""
    growths = in_order([value for value, _ in point.eigenvalues])
    states = analysis.system.states
    direction = None if growths is None else _eigenvector(point.linearization.jacobian, growths[-1])
    if growths is None or direction is None:
        return None
    quadratic = all(
        sp.Poly(part, *states).total_degree() <= 1 if part.is_polynomial(*states) else False
        for part in analysis.system.field
    )
    found = Escape(analysis.system, point.at, direction, growths[-1], radius, quadratic, runs)
    begin = sign(found.component(runs[0].start))
    inside = enclose(sp.Abs(found.component(runs[0].start)))
    if begin is None or inside is None or not inside < enclose(radius):
        return None
    close = _distance(runs[0].start, point.at) < enclose(radius)
    if not quadratic and (begin == 0 or not close):
        return None
    return found


def _eigenvector(jacobian: Any, value: sp.Expr) -> tuple[sp.Expr, ...] | None:  # noqa: ANN401 - SymPy ships no types
    """Give an eigenvector of a symmetric matrix of size 1 or 2, or along an axis; None for others."""
    size = jacobian.rows
    for axis in range(size):
        alone = all(jacobian[axis, other].is_zero for other in range(size) if other != axis)
        if alone and sign(jacobian[axis, axis] - value) == 0:
            return tuple(sp.Integer(int(position == axis)) for position in range(size))
    if size != 2:
        return None
    return (jacobian[0, 1], sp.expand(value - jacobian[0, 0]))


def _distance(first: tuple[sp.Expr, ...], second: tuple[sp.Expr, ...]) -> Any:  # noqa: ANN401 - flint ships no types
    """Give the distance of two points, infinite where it is not known."""
    ball = enclose(sp.sqrt(sum((a - b) ** 2 for a, b in zip(first, second, strict=True))))
    return arb("inf") if ball is None else ball.mid()


def _half(distance: Any) -> sp.Expr | None:  # noqa: ANN401 - flint ships no types
    """Give half a distance, rounded down to tenths."""
    tenths = int(float(distance) * 5)
    return sp.Rational(tenths, 10) if tenths else None


def _decimal(value: sp.Expr) -> object:
    """Write a short number exactly, another by its decimals."""
    if value.is_Rational:
        return value
    return Chain((value, to_places(value)), ("≈",))
