"""Centers of Hamiltonian fields: a strict extremum of H is surrounded by closed level curves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.circle import has_sign_around
from symtutor.analysis.nonlinear.extremum import Extremum
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.jets import Jet
from symtutor.analysis.nonlinear.level_curves import extremum_of, extremum_words, hessian
from symtutor.analysis.nonlinear.linear_part import linear_part
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.exact import sign
from symtutor.analysis.structure.hamiltonian import divergence_free, potential_of
from symtutor.analysis.words import point
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.model import Kind, Stability
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem


@dataclass(frozen=True, slots=True)
class HamiltonianCenter(ToldTogether):
    """An isolated strict local extremum of H is a center of x′ = ∂H/∂y, y′ = −∂H/∂x.

    H is conserved, and its level curves around a strict extremum are closed (Perko, *Differential Equations and
    Dynamical Systems*, §2.14, Thm 2; Strogatz, *Nonlinear Dynamics and Chaos*, Thm 6.5.1). Where H has no short
    formula, it exists near the point all the same, because the divergence is zero (Poincaré's lemma), and its second
    derivatives are entries of J.

    Attributes
    ----------
    hamiltonian : Expr or None
        H, where it has a formula.
    second : ImmutableMatrix
        The second derivatives of H at the point.
    leading : Expr
        H minus its value at the point, as far as it is needed, in the frame's coordinates.
    """

    frame: Frame
    hamiltonian: sp.Expr | None
    second: sp.ImmutableMatrix
    shape: Extremum
    leading: sp.Expr

    theorem = "hamiltonian"

    def verify(self) -> bool | None:
        """Compare H on a small circle with H at the point, in balls: it must lie on one side."""
        if self.hamiltonian is None:
            return None
        middle = self.hamiltonian.xreplace(self.frame.place(sp.S.Zero, sp.S.Zero))
        return has_sign_around(self.hamiltonian - middle, self.frame, self.shape.side)

    @classmethod
    def narrate_all(cls, rules: Sequence[HamiltonianCenter]) -> Step:
        """Give H once, then what it does at each point."""
        blocks: list[Block] = list(rules[0].opening())
        for rule in rules:
            blocks += extremum_words(rule.frame, "H", rule.second, rule.shape, rule.leading)
        return Step(TITLE, tuple(blocks), TOPIC)

    def opening(self) -> Iterator[Block]:
        """Introduce H."""
        x, y = self.frame.states
        if self.hamiltonian is None:
            yield paragraph(
                "But the divergence of the field is zero near {at}, and so the field is *Hamiltonian* there: a "
                "quantity {H} exists whose derivative by {y} is {x_prime} and by {x} is minus {y_prime}. It does not "
                "change along a solution.",
                at=point(self.frame.at),
                H=Name("H"),
                x=x,
                y=y,
                x_prime=Name(x.name, primes=1),
                y_prime=Name(y.name, primes=1),
            )
            return
        yield paragraph(
            "But the divergence of the field is zero, so the field is *Hamiltonian*: {x_prime} is the derivative by "
            "{y}, and {y_prime} minus the derivative by {x}, of",
            x=x,
            y=y,
            x_prime=Name(x.name, primes=1),
            y_prime=Name(y.name, primes=1),
        )
        yield Equation((equals(Name("H", args=self.frame.states, value=self.hamiltonian), self.hamiltonian),))
        yield paragraph("{H} does not change along a solution.", H=Name("H"))


def by_hamiltonian(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Prove a center by the extremum of H, where the divergence is zero.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y), (y, x - x**3))).classifications]
    ['center', 'saddle', 'center']
    """
    if not divergence_free(system):
        return None
    frame = Frame(system.states, system.field, fixed_point.at)
    found = definite_hessian(system, fixed_point, linearization) or extremum_of(frame, system.field)
    if found is None:
        return None
    function, shape = found
    formula = potential_of(system.states, system.field)
    leading = function.cut(shape.degree).expression(*displacement(frame))
    rule = HamiltonianCenter(frame, formula, hessian(function), shape, leading)
    return decided(fixed_point, linearization, Kind.CENTER, Stability.NEUTRAL, rule)


def definite_hessian(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> tuple[Jet, Extremum] | None:
    """Read H to second order off J = (H_yx, H_yy; −H_xx, −H_xy): definite where the linear part is a center.

    Only signs are asked for, and those are decided at points whose coordinates are known by their place alone.
    """
    if not linear_part(system, fixed_point, linearization).center:
        return None
    mixed, second, first, _ = linearization.jacobian
    side = sign(second)  # not 0, or the determinant would be −H_xy² ≤ 0
    if not side:
        return None
    terms = {(2, 0): -first / 2, (1, 1): mixed, (0, 2): second / 2}
    return Jet({powers: value for powers, value in terms.items() if value != 0}, 2), Extremum(side, 2)


def displacement(frame: Frame) -> tuple[sp.Expr, sp.Expr]:
    """Write the displacements from the point in the states."""
    x, y = (state - value for state, value in zip(frame.states, frame.at, strict=True))
    return x, y
