"""One zero eigenvalue: the flow on the center manifold decides, to the order that is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.eigen import eigenvector
from symtutor.analysis.nonlinear.curves import along_curve, starts_with
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.jets import Jet
from symtutor.analysis.nonlinear.linear_part import linear_part
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.exact import normal
from symtutor.analysis.words import point
from symtutor.document import Chain, Equation, Name, Product, Step, condition, paragraph
from symtutor.model import Kind, Stability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem

ORDERS = (3, 5, 7, 11)

VERDICTS: dict[tuple[int, int, int], tuple[Kind, Stability]] = {
    # (k is odd, sign of a, sign of the other eigenvalue)
    (1, -1, -1): (Kind.STABLE_NODE, Stability.ASYMPTOTIC),
    (1, 1, 1): (Kind.UNSTABLE_NODE, Stability.UNSTABLE),
    (1, 1, -1): (Kind.SADDLE, Stability.UNSTABLE),
    (1, -1, 1): (Kind.SADDLE, Stability.UNSTABLE),
    (0, 1, -1): (Kind.SADDLE_NODE, Stability.UNSTABLE),
    (0, -1, -1): (Kind.SADDLE_NODE, Stability.UNSTABLE),
    (0, 1, 1): (Kind.SADDLE_NODE, Stability.UNSTABLE),
    (0, -1, 1): (Kind.SADDLE_NODE, Stability.UNSTABLE),
}


@dataclass(frozen=True, slots=True)
class CenterManifold:
    """With eigenvalues 0 and λ ≠ 0 the flow near the point is that of u′ = a uᵏ + …, w′ = λ w.

    u′ = a uᵏ + … is the motion on the center manifold w = h(u), an invariant curve tangent to the eigenvector of 0
    (reduction principle: Carr, *Applications of Centre Manifold Theory*, §1.3; Kuznetsov, *Elements of Applied
    Bifurcation Theory*, §5.1). k even: a saddle-node. k odd: a node where a and λ have the same sign, else a saddle,
    both in the topological sense (Perko, *Differential Equations and Dynamical Systems*, §2.11, Thm 1).

    Attributes
    ----------
    frame : Frame
        Coordinates u along the eigenvector of 0 and w along that of λ.
    eigenvalue : Expr
        λ.
    manifold : Expr
        h, a polynomial in u, up to the order k.
    order, coefficient : int, Expr
        k and a.
    """

    frame: Frame
    eigenvalue: sp.Expr
    manifold: sp.Expr
    order: int
    coefficient: sp.Expr

    theorem = "center manifold"

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability that follow."""
        return VERDICTS[self.order % 2, self.frame.sign(self.coefficient) or 0, self.frame.sign(self.eigenvalue) or 0]

    def under(self, when: Boolean) -> CenterManifold:
        """Suppose a condition on the parameters."""
        return replace(self, frame=replace(self.frame, when=when))

    def verify(self) -> bool | None:
        """Expand the field along the curve in power series of balls: it must be a uᵏ times the eigenvector of 0."""
        u, _ = self.frame.symbols
        series = along_curve(self.frame, self.manifold, u, self.order)
        if series is None:
            return None
        verdicts = [
            starts_with(component, self.order, (self.coefficient * entry).xreplace(self.frame.samples))
            for component, entry in zip(series, self.frame.first, strict=True)
        ]
        return None if None in verdicts else all(verdicts)

    def narrate(self) -> Step:
        """Tell what decides, and the verdict."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        """Give the curve, the motion on it, and what that makes of the point."""
        u, w = self.frame.symbols
        curve = Name("h", args=(u,))
        slope = Product((Name("h", args=(u,), primes=1), Name(u.name, primes=1)))
        yield paragraph(
            "{words}Off the direction of the eigenvalue 0 everything "
            + ("dies out" if self.frame.sign(self.eigenvalue) == -1 else "grows")
            + " like {rate}. What remains is the motion on the *center manifold*, an invariant curve {curve} tangent "
            "to that direction. Put into the equations, it must satisfy {invariance}; comparing powers of {u} gives",
            words=self.frame.words(),
            rate=sp.exp(self.eigenvalue * T),
            curve=condition(w, curve),
            invariance=condition(Name(w.name, primes=1), slope),
            u=u,
        )
        yield Equation(
            (
                Chain((curve, self.manifold), ("≈",)),
                Chain((Name(u.name, primes=1), self.coefficient * u**self.order), ("≈",)),
            )
        )
        yield paragraph(self._conclusion(), at=point(self.frame.at), u=u)

    def _conclusion(self) -> str:
        kind, _ = self.verdict
        toward = "arrives" if self.frame.sign(self.eigenvalue) == -1 else "leaves"
        if kind is Kind.SADDLE_NODE:
            arrives, leaves = ("left", "right") if self.frame.sign(self.coefficient) == 1 else ("right", "left")
            arrival = "below 0" if arrives == "left" else "above 0"
            departure = "above 0" if leaves == "right" else "below 0"
            return (
                f"and terms of higher degree: along the curve the flow arrives where {{u}} is {arrival} and leaves "
                f"where it is {departure}. On one side of the point the flow looks like a node, on the other like a "
                f"saddle: "
                "{at} is a *saddle-node*, unstable."
            )
        along = "arrives" if self.frame.sign(self.coefficient) == -1 else "leaves"
        text = f"and terms of higher degree: along the curve the flow {along} on both sides"
        if kind is Kind.SADDLE:
            return text + f", across it it {toward}. So {{at}} is a *saddle* (its shape, not its speed), unstable."
        article = "an" if kind is Kind.UNSTABLE_NODE else "a"
        slow = "slowly, like a power of time" if kind is Kind.STABLE_NODE else "slowly at first"
        return text + f", {slow}, and across it as well. So {{at}} is {article} *{kind}*."


T = sp.Symbol("t", real=True)


def by_center_manifold(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Classify a point with one zero eigenvalue by the first term of the motion on its center manifold.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y), (x**2, -y))).classifications]
    ['saddle-node']
    """
    rule = first_term(system, fixed_point, linearization)
    if rule is None or not rule.frame.sign(rule.coefficient):
        return None
    return decided(fixed_point, linearization, *rule.verdict, rule)


def first_term(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> CenterManifold | None:
    """Reduce to the center manifold, up to the first term that is not zero; its sign may depend on parameters."""
    if not linear_part(system, fixed_point, linearization).one_zero:
        return None
    jacobian = linearization.jacobian
    eigenvalue = sp.expand(jacobian.trace())
    first, second = eigenvector(jacobian, sp.S.Zero), eigenvector(jacobian, eigenvalue)
    if first is None or second is None:
        return None
    frame = Frame(system.states, system.field, fixed_point.at, first, second, fixed_point.when)
    for order in ORDERS:
        expanded = frame.jets(order)
        if expanded is None:
            return None
        curve, motion = reduce(expanded, eigenvalue)
        power = motion.lowest
        if power is None:
            continue
        u = frame.symbols[0]
        return CenterManifold(frame, eigenvalue, curve.cut(power).expression(u, sp.S.Zero), power, motion[power, 0])
    return None


def reduce(field: tuple[Jet, Jet], eigenvalue: sp.Expr) -> tuple[Jet, Jet]:
    """Find h(u) from h′ u′ = λ h + G(u, h), degree by degree, and the motion u′ = F(u, h(u))."""
    order = field[0].order
    u, curve = Jet({(1, 0): sp.S.One}, order), Jet({}, order)
    slope = Jet({(0, 1): eigenvalue}, order)
    rest = field[1] - slope
    motion = field[0].of(u, curve)
    for _ in range(order):
        steepness = Jet(curve.derivative(0).terms, order)
        better = (steepness * motion - rest.of(u, curve)).scaled(normal(1 / eigenvalue))
        if better.terms == curve.terms:
            break
        curve = better
        motion = field[0].of(u, curve)
    return curve, motion
