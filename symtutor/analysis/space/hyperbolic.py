"""No eigenvalue on the imaginary axis: how many lie on each side decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from symtutor.analysis.space.characteristic import counts_hold
from symtutor.analysis.space.routh_hurwitz import routh_hurwitz
from symtutor.analysis.space.words import TITLE, TOPIC, jacobian_here, points, spectrum_words, split_words
from symtutor.analysis.words import is_long, point
from symtutor.document import Step, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp

    from symtutor.analysis.eigen import Spectrum
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.analysis.space.inertia import Inertia
    from symtutor.document import Block


@dataclass(frozen=True, slots=True)
class SpectrumSplit:
    """With no eigenvalue on the imaginary axis, the signs of the real parts decide (Hartman–Grobman; Perko §2.8).

    All negative: asymptotically stable. One positive: unstable; a saddle where both signs occur, whose stable manifold
    has as many dimensions as there are eigenvalues on the left (Perko §2.7).

    Attributes
    ----------
    eigenvalues : tuple of (Expr, int)
        The eigenvalues with multiplicity; none where they cannot be written down.
    counts : Inertia
        How many lie on each side.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: Spectrum
    counts: Inertia

    theorem = "linearization"

    @property
    def kind(self) -> Kind:
        """The kind that the counts decide."""
        if not self.counts.right:
            return Kind.STABLE
        return Kind.SADDLE if self.counts.left else Kind.UNSTABLE

    @property
    def stability(self) -> Stability:
        """Unstable where an eigenvalue lies on the right."""
        return Stability.UNSTABLE if self.counts.right else Stability.ASYMPTOTIC

    def verify(self) -> bool | None:
        """Enclose the eigenvalues in balls at 50 digits: as many lie on each side as were counted."""
        return counts_hold(self.jacobian, self.counts)

    def narrate(self) -> Step:
        """Tell the eigenvalues, and what they make of the point."""
        words = paragraph(
            "has {eigenvalues}. None lies on the imaginary axis, so near the point the flow looks like the linear one "
            "(Hartman–Grobman). {verdict}",
            eigenvalues=spectrum_words(self.eigenvalues),
            verdict=paragraph(split_words(self.counts), at=point(self.at)),
        )
        return Step(TITLE, (jacobian_here(self.at, self.jacobian), words), TOPIC)


class CountedSplit(ToldTogether, SpectrumSplit):
    """The conclusion of :class:`SpectrumSplit` where the eigenvalues have no short form and were only counted.

    For stability it is enough to know how many lie on each side of the imaginary axis (Perko §2.7 and §2.8).
    """

    __slots__ = ()

    @classmethod
    def narrate_all(cls, rules: Sequence[CountedSplit]) -> Step:
        """Tell points with the same counts together."""
        alike: dict[Inertia, list[CountedSplit]] = {}
        for rule in rules:
            alike.setdefault(rule.counts, []).append(rule)
        blocks: list[Block] = []
        for counts, group in alike.items():
            places = points([rule.at for rule in group])
            text = (
                "No eigenvalue at {places} lies on the imaginary axis, so near {it} the flow looks like the linear one "
                f"(Hartman–Grobman). {split_words(counts)}"
            )
            one = len(group) == 1
            blocks.append(paragraph(text, places=places, it="it" if one else "each", at=places if one else "each"))
        return Step(TITLE, tuple(blocks), TOPIC)


def hyperbolic(spectral: Spectral) -> Classification:
    """Classify by the counts; where the eigenvalues have no short form, Routh and Hurwitz count them."""
    at, matrix, counts = spectral.point.at, spectral.linearization.jacobian, spectral.counts
    eigenvalues = spectral.linearization.eigenvalues
    long = not eigenvalues or any(is_long(value) for value, _ in eigenvalues)
    theorem = routh_hurwitz(spectral) if long else None
    plain = bool(eigenvalues) and theorem is None
    rule = (SpectrumSplit if plain else CountedSplit)(at, matrix, eigenvalues, counts)
    reasons = (rule,) if theorem is None else (theorem, rule)
    return Classification(spectral.point, spectral.linearization, rule.kind, rule.stability, reasons)
