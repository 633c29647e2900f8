"""What is said where the linearization does not decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from symtutor.analysis.eigen import numeric_eigenvalues_match
from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.words import eigenvalue_words, point, series
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.model import Classification, Kind, Stability

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.document import Block
    from symtutor.model import FixedPoint, Linearization, ODESystem
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class NotHyperbolic:
    """Hartman–Grobman is silent: an eigenvalue lies on the imaginary axis, so the terms left out decide.

    One eigenvalue with positive real part proves instability all the same (Hirsch, Smale, Devaney, §8.4; Lyapunov's
    indirect method, Khalil, *Nonlinear Systems*, Thm 4.7).
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: tuple[tuple[sp.Expr, int], ...]
    unstable: bool

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return "positive eigenvalue" if self.unstable else "linearization"

    def verify(self) -> bool | None:
        """Compute the eigenvalues of J in balls at 50 digits and compare them."""
        return numeric_eigenvalues_match(self.jacobian, self.eigenvalues)

    def narrate(self) -> Step:
        """Say what is known, and why no more."""
        blocks: list[Block] = [
            Equation((equals(Name("J", args=self.at), self.jacobian),)),
            paragraph(
                "{jacobian} has {values}. Hartman–Grobman needs every eigenvalue off the imaginary axis; here the "
                "linear part does not decide, because the terms it leaves out are the only ones that can.",
                jacobian=Name("J", args=self.at),
                values=series(map(eigenvalue_words, (value for value, _ in self.eigenvalues))),
            ),
        ]
        verdict = (
            "But one eigenvalue has a positive real part, and that alone makes {at} *unstable*; its type stays "
            "*undecided*."
            if self.unstable
            else "So {at} is *undecided* here."
        )
        blocks.append(paragraph(verdict, at=point(self.at)))
        return Step("Stability", tuple(blocks), "stability")


@dataclass(frozen=True, slots=True)
class Unsigned:
    """The sign of trace, determinant or discriminant is not decided, so no row of the table is known to apply."""

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix

    silent: ClassVar[bool] = True

    @property
    def theorem(self) -> str:
        """What was tried."""
        return "linearization"

    def verify(self) -> bool | None:
        """Nothing is claimed."""
        return None

    def narrate(self) -> Step:
        """Say what is missing."""
        return Step(
            "Stability",
            (
                Equation((equals(Name("J", args=self.at), self.jacobian),)),
                paragraph(
                    "The signs of trace and determinant are not decided, so the type of {at} is *undecided*.",
                    at=point(self.at),
                ),
            ),
            "stability",
        )


def undecided(
    fixed_point: FixedPoint, linearization: Linearization, rule: Rule, *, unstable: bool = False
) -> Classification:
    """Build the classification that claims no kind."""
    stability = Stability.UNSTABLE if unstable else Stability.UNDECIDED
    return Classification(fixed_point, linearization, Kind.UNDECIDED, stability, (rule,))


@dataclass(frozen=True, slots=True)
class NoDerivative:
    """The field is not known to be differentiable at the point, so neither slope nor Jacobian means anything there."""

    at: tuple[sp.Expr, ...]

    silent: ClassVar[bool] = True

    @property
    def theorem(self) -> str:
        """What could not be used."""
        return "linearization"

    def verify(self) -> bool | None:
        """Nothing is claimed."""
        return None

    def narrate(self) -> Step:
        """Say why linearization does not apply."""
        text = (
            "At {at} the field is not known to have derivatives, and without them there is no linearization: the kind "
            "of this point is *undecided* here."
        )
        return Step("Stability", (paragraph(text, at=point(self.at)),), "stability")


def by_missing_derivative(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Stop at points where the field is not known to be smooth."""
    if all(smooth_at(component, system.states, fixed_point.at) for component in system.field):
        return None
    return undecided(fixed_point, linearization, NoDerivative(fixed_point.at))
