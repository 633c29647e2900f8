"""Three and more dimensions: count the eigenvalues on each side of the imaginary axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.eigen import Spectrum, numeric_eigenvalues_match, side_of_axis, sides_in_balls
from symtutor.analysis.undecided import NotHyperbolic, Unsigned, undecided
from symtutor.analysis.words import COUNTS, eigenvalue_words, point, series
from symtutor.document import Approx, Equation, Listing, Name, Step, equals, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.model import FixedPoint, Linearization, ODESystem

LEFT, RIGHT = -1, 1


@dataclass(frozen=True, slots=True)
class SpectrumSplit:
    """With no eigenvalue on the imaginary axis, the signs of the real parts decide (Hartman–Grobman; Perko §2.8).

    All negative: asymptotically stable. One positive: unstable; a saddle where both signs occur.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: Spectrum

    theorem = "linearization"

    @property
    def arriving(self) -> int:
        """The number of eigenvalues with negative real part."""
        return sum(times for value, times in self.eigenvalues if side_of_axis(value) == LEFT)

    @property
    def leaving(self) -> int:
        """The number of eigenvalues with positive real part."""
        return sum(times for value, times in self.eigenvalues if side_of_axis(value) == RIGHT)

    @property
    def kind(self) -> Kind:
        """The kind that the counts decide."""
        if not self.leaving:
            return Kind.STABLE
        return Kind.SADDLE if self.arriving else Kind.UNSTABLE

    def verify(self) -> bool | None:
        """Compute the eigenvalues of J in balls at 50 digits and compare them."""
        return numeric_eigenvalues_match(self.jacobian, self.eigenvalues)

    def narrate(self) -> Step:
        """Say how many directions arrive and leave."""
        verdict = {
            Kind.STABLE: "all directions arrive, and {at} is *stable*",
            Kind.UNSTABLE: "all directions leave, and {at} is *unstable*",
            Kind.SADDLE: f"{COUNTS[self.arriving]} arriving and {COUNTS[self.leaving]} leaving: {{at}} is a *saddle*",
        }[self.kind]
        return Step(
            "Stability",
            (
                Equation((equals(Name("J", args=self.at), self.jacobian),)),
                paragraph(
                    "Its eigenvalues are {values}. None lies on the imaginary axis, so their real parts decide "
                    f"(Hartman–Grobman): {verdict}.",
                    values=series(eigenvalue_words(value) for value, _ in self.eigenvalues),
                    at=point(self.at),
                ),
            ),
            "stability",
        )


def by_spectrum(_system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Classify by the exact eigenvalues; undecided where one lies on the axis or none are known."""
    spectrum = linearization.eigenvalues
    if not spectrum:
        return _by_enclosures(fixed_point, linearization)
    sides = [side_of_axis(value) for value, _ in spectrum]
    if None in sides:
        return undecided(fixed_point, linearization, Unsigned(fixed_point.at, linearization.jacobian))
    if 0 in sides:
        silent = NotHyperbolic(fixed_point.at, linearization.jacobian, spectrum, RIGHT in sides)
        return undecided(fixed_point, linearization, silent, unstable=RIGHT in sides)
    rule = SpectrumSplit(fixed_point.at, linearization.jacobian, spectrum)
    stability = Stability.UNSTABLE if rule.leaving else Stability.ASYMPTOTIC
    return Classification(fixed_point, linearization, rule.kind, stability, (rule,))


@dataclass(frozen=True, slots=True)
class EnclosedSpectrum:
    """Certified enclosures of the eigenvalues stay off the imaginary axis, so the signs of the real parts are proved.

    Used where the eigenvalues have no short exact form; the conclusion is that of :class:`SpectrumSplit`.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    sides: tuple[int, ...]

    theorem = "linearization"

    @property
    def kind(self) -> Kind:
        """The kind that the counts decide."""
        if RIGHT not in self.sides:
            return Kind.STABLE
        return Kind.SADDLE if LEFT in self.sides else Kind.UNSTABLE

    def verify(self) -> bool | None:
        """Compare the sides with the sign of the determinant, the product of the eigenvalues.

        Complex eigenvalues come in pairs with a positive product, and a pair on the left counts twice: the
        determinant is positive exactly when the number on the left is even.
        """
        determinant = enclose(self.jacobian.det(method="berkowitz"))
        if determinant is None or determinant.contains(0):
            return None
        return bool((determinant > 0) == (self.sides.count(LEFT) % 2 == 0))

    def narrate(self) -> Step:
        """Say how many directions arrive and leave."""
        arriving, leaving = self.sides.count(LEFT), self.sides.count(RIGHT)
        return Step(
            "Stability",
            (
                paragraph(
                    "At {at}, near {near}, the eigenvalues of the Jacobian have no short form, but intervals "
                    "that are proved "
                    f"to hold them stay off the imaginary axis: {COUNTS[arriving]} with negative and "
                    f"{COUNTS[leaving]} with "
                    f"positive real part. So the point is *{self.kind}* (Hartman–Grobman).",
                    at=point(self.at),
                    near=Listing(tuple(Approx(coordinate) for coordinate in self.at), "()"),
                ),
            ),
            "stability",
        )


def _by_enclosures(fixed_point: FixedPoint, linearization: Linearization) -> Classification:
    """Classify by certified enclosures of the eigenvalues."""
    sides = sides_in_balls(linearization.jacobian)
    if sides is None:
        return undecided(fixed_point, linearization, Unsigned(fixed_point.at, linearization.jacobian))
    rule = EnclosedSpectrum(fixed_point.at, linearization.jacobian, tuple(sides))
    stability = Stability.UNSTABLE if RIGHT in sides else Stability.ASYMPTOTIC
    return Classification(fixed_point, linearization, rule.kind, stability, (rule,))
