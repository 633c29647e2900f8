"""An eigenvalue on the imaginary axis: why the linear part does not decide, and what is known all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.space.characteristic import counts_hold
from symtutor.analysis.space.words import TITLE, TOPIC, jacobian_here, spectrum_words
from symtutor.analysis.words import number_word, point
from symtutor.document import Step, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.rule import Silent

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.analysis.eigen import Spectrum
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.analysis.space.inertia import Inertia
    from symtutor.model import ODESystem
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class LinearPartSilent:
    """Hartman–Grobman needs every eigenvalue off the imaginary axis (Perko §2.8).

    With one on the axis, fields with the same linear part can differ in stability; one eigenvalue on the right proves
    instability whatever else there is (Khalil, *Nonlinear Systems*, Thm 4.7).
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: Spectrum
    counts: Inertia

    theorem = "linearization"

    def verify(self) -> bool | None:
        """Enclose the eigenvalues in balls at 50 digits: as many as counted keep off the axis."""
        return counts_hold(self.jacobian, self.counts)

    def narrate(self) -> Step:
        """Say why, and what is left open."""
        values = paragraph("an eigenvalue on the imaginary axis")
        if self.eigenvalues:
            values = spectrum_words(self.eigenvalues)
        blocks = (jacobian_here(self.at, self.jacobian), paragraph("has {values}. " + self._open(), values=values))
        return Step(TITLE, blocks, TOPIC)

    def _open(self) -> str:
        counts = self.counts
        which = "one lies" if counts.axis == 1 else f"{number_word(counts.axis)} lie"
        if counts.axis == counts.size:
            which = "all lie"
        text = f"Hartman–Grobman needs every eigenvalue off the imaginary axis; here {which} on it"
        if not any(self.jacobian):
            return "The linear part is zero: it says nothing at all, and the terms it leaves out decide."
        if counts.right:
            return text + ". A positive real part makes the point unstable all the same; its type is left open."
        rest = "What belongs to the others dies out; for the rest the" if counts.left else "The"
        return f"{text}. {rest} terms that the linear part leaves out decide."


@dataclass(frozen=True, slots=True)
class PositiveEigenvalue:
    """One eigenvalue with positive real part makes the point unstable (Khalil, *Nonlinear Systems*, Thm 4.7)."""

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    counts: Inertia

    theorem = "positive eigenvalue"

    def verify(self) -> bool | None:
        """Enclose the eigenvalues in balls at 50 digits: one must lie to the right of the axis."""
        return counts_hold(self.jacobian, self.counts) if self.counts.right else False

    def narrate(self) -> Step:
        """Say what is known, and what is not."""
        text = (
            "An eigenvalue with positive real part: some solutions leave, so {at} is *unstable*. What the directions "
            "on the axis do is not decided here, so its type stays *undecided*."
        )
        return Step(TITLE, (paragraph(text, at=point(self.at)),), TOPIC)


@dataclass(frozen=True, slots=True)
class NothingDecides(Silent):
    """What was tried where no eigenvalue lies on the right and some lie on the axis."""

    at: tuple[sp.Expr, ...]
    tried: tuple[str, ...]

    theorem = None

    def narrate(self) -> Step:
        """List what was tried."""
        text = f"What was tried at {{at}} and does not decide: {'; '.join(self.tried)}. So {{at}} is *undecided* here."
        return Step(TITLE, (paragraph(text, at=point(self.at)),), TOPIC)


def decided(spectral: Spectral, kind: Kind, stability: Stability, *rules: Rule) -> Classification:
    """Build a classification: why the linear part is silent first, what decides last."""
    linearization = spectral.linearization
    silent = LinearPartSilent(spectral.point.at, linearization.jacobian, linearization.eigenvalues, spectral.counts)
    return Classification(spectral.point, linearization, kind, stability, (silent, *rules))


def still_open(_system: ODESystem, spectral: Spectral) -> Classification:
    """Leave the kind open; an eigenvalue on the right decides the stability all the same."""
    at, counts = spectral.point.at, spectral.counts
    if counts.right:
        rule = PositiveEigenvalue(at, spectral.linearization.jacobian, counts)
        return decided(spectral, Kind.UNDECIDED, Stability.UNSTABLE, rule)
    return decided(spectral, Kind.UNDECIDED, Stability.UNDECIDED, NothingDecides(at, _tried(counts)))


def _tried(counts: Inertia) -> tuple[str, ...]:
    tried = [
        "an invariant coordinate line that leads away",
        "a sum of squares, or of higher even powers, as a Lyapunov function",
    ]
    if (counts.zero, counts.imaginary) == (1, 0):
        tried.insert(0, "the motion on the center manifold (it is zero up to the highest degree tried)")
    if (counts.zero, counts.imaginary) == (0, 2):
        tried.insert(0, "the first Lyapunov coefficient (it is zero, or its sign is not decided)")
    return tuple(tried)
