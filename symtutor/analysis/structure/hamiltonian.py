"""Hamiltonian fields in the plane: x′ = ∂H/∂y, y′ = −∂H/∂x."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import derivative, expand
from symtutor.analysis.smoothness import is_smooth
from symtutor.analysis.structure.along import constant_along
from symtutor.analysis.structure.antiderivative import antiderivative
from symtutor.analysis.structure.zero import vanishes
from symtutor.document import Equation, Name, Step, Sum, equals, paragraph

if TYPE_CHECKING:
    from symtutor.model import ODESystem

TITLE = "Structure"
TOPIC = "structure"


@dataclass(frozen=True, slots=True)
class HamiltonianField:
    """A field with x′ = ∂H/∂y and y′ = −∂H/∂x keeps H constant along solutions, and areas (Liouville).

    So no fixed point attracts or repels a neighbourhood (Perko, *Differential Equations and Dynamical Systems*, §2.14;
    Strogatz, *Nonlinear Dynamics and Chaos*, §6.5). On a simply connected domain divergence zero is enough for H to
    exist (Poincaré's lemma).

    Attributes
    ----------
    told : bool
        Whether the solution has already shown how H is found.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    hamiltonian: sp.Expr
    told: bool = False

    def verify(self) -> bool | None:
        """Move along the field from several points in power-series arithmetic: H must not change."""
        return constant_along(self.states, self.field, self.hamiltonian)

    @property
    def _where(self) -> str:
        """Say where the divergence is defined."""
        smooth = all(is_smooth(component, self.states) for component in self.field)
        return "everywhere" if smooth else "wherever the field is defined"

    def narrate(self) -> Step:
        """Give H, and what having it means."""
        energy = Name("H", args=self.states, value=self.hamiltonian)
        closing = paragraph(
            "{H} does not change along a solution, so every solution stays on one level curve of {H}. The flow keeps "
            "areas: no fixed point attracts or repels everything near it.",
            H=Name("H"),
        )
        if self.told:
            return Step(
                TITLE,
                (paragraph("The field is *Hamiltonian* as a whole, with {H} as above.", H=energy), closing),
                TOPIC,
            )
        x, y = self.states
        first, second = (sp.diff(component, state) for component, state in zip(self.field, self.states, strict=True))
        opening = paragraph(
            "The divergence is zero "
            + self._where
            + ": {sum}. So the field is *Hamiltonian*: {x_prime} is the derivative "
            "by {y}, and {y_prime} minus the derivative by {x}, of",
            sum=equals(Sum((first, second)), sp.S.Zero),
            x=x,
            y=y,
            x_prime=Name(x.name, primes=1),
            y_prime=Name(y.name, primes=1),
        )
        return Step(TITLE, (opening, Equation((equals(energy, self.hamiltonian),)), closing), TOPIC)


def hamiltonian(system: ODESystem) -> sp.Expr | None:
    """Find H with x′ = ∂H/∂y and y′ = −∂H/∂x; None where there is none or the table of antiderivatives ends.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> hamiltonian(ODESystem((x, y), (y, x - x**3)))
    x**4/4 - x**2/2 + y**2/2
    >>> hamiltonian(ODESystem((x, y), (-x, -y))) is None
    True
    """
    if system.dimension != 2 or not divergence_free(system):
        return None
    return potential_of(system.states, system.field)


def potential_of(states: tuple[sp.Symbol, ...], field: tuple[sp.Expr, ...]) -> sp.Expr | None:
    """Integrate a planar field without divergence to H."""
    x, y = states
    first = antiderivative(field[0], y)
    if first is None:
        return None
    rest = expand(-field[1] - derivative(first, x))
    if rest.has(y):
        if not vanishes(derivative(rest, y)):
            return None
        rest = rest.xreplace({y: sp.S.One})  # it does not depend on y, however it is written
    second = antiderivative(rest, x)
    return None if second is None else expand(first + second)


def divergence(system: ODESystem) -> sp.Expr:
    """Add the partial derivatives ∂fᵢ/∂xᵢ."""
    parts = (derivative(component, state) for component, state in zip(system.field, system.states, strict=True))
    return expand(sp.Add(*parts))


def divergence_free(system: ODESystem) -> bool:
    """Tell whether the divergence is known to be zero everywhere."""
    return vanishes(divergence(system)) is True
