"""Where the linearization is silent: why, and what is said when nothing else decides either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from symtutor.analysis.eigen import numeric_eigenvalues_match, side_of_axis
from symtutor.analysis.words import at_point, eigenvalue_words, point, series
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose_complex
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sympy as sp
    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.eigen import Spectrum
    from symtutor.document import Block, Formula
    from symtutor.model import FixedPoint, Linearization
    from symtutor.rule import Rule

TITLE = "Stability"
TOPIC = "stability"


@dataclass(frozen=True, slots=True)
class LinearizationSilent(ToldTogether):
    """Hartman–Grobman needs every eigenvalue off the imaginary axis (Perko §2.8).

    With an eigenvalue on the axis, two fields with the same linear part can differ in type and in stability
    (Strogatz, *Nonlinear Dynamics and Chaos*, §6.3). One eigenvalue with positive real part proves instability all the
    same (Lyapunov's indirect method; Khalil, *Nonlinear Systems*, Thm 4.7), though not the type.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: Spectrum

    theorem = "linearization"
    opens = True

    @property
    def sides(self) -> tuple[int | None, ...]:
        """On which side of the imaginary axis each eigenvalue lies."""
        return tuple(side_of_axis(value) for value, _ in self.eigenvalues)

    def verify(self) -> bool | None:
        """Compute the eigenvalues of J in balls at 50 digits; one must enclose a point of the imaginary axis."""
        match = numeric_eigenvalues_match(self.jacobian, self.eigenvalues)
        if match is None:
            match = _trace_and_determinant_match(self.jacobian, self.eigenvalues)
        if not match or 0 in self.sides:
            return match
        return None if None in self.sides else False

    @classmethod
    def narrate_all(cls, rules: Sequence[LinearizationSilent]) -> Step:
        """Say at each point why the linear part does not decide."""
        alike: dict[str, list[LinearizationSilent]] = {}
        for rule in rules:
            alike.setdefault(rule._open(), []).append(rule)  # noqa: SLF001 - its own class
        blocks: list[Block] = []
        for reason, group in alike.items():
            for rule in group[:-1]:
                blocks += rule.blocks("")
            blocks += group[-1].blocks(reason)
        return Step(TITLE, tuple(blocks), TOPIC)

    def blocks(self, reason: str) -> list[Block]:
        """Show J and its eigenvalues, and what they leave open."""
        numbers = [value for value, _ in self.eigenvalues]
        values = paragraph("an eigenvalue on the imaginary axis")
        if len(numbers) == 1:
            values = paragraph("the double eigenvalue {value}", value=_words(numbers[0]))
        elif numbers:
            values = paragraph("the eigenvalues {values}", values=series(map(_words, numbers)))
        return [
            Equation((at_point("J", self.at, self.jacobian),)),
            paragraph("has {values}. " + reason, values=values),
        ]

    def _open(self) -> str:
        if not self.eigenvalues:
            return "Hartman–Grobman is silent, and the terms left out by the linear part decide."
        if None in self.sides:
            return (
                "On which side of the imaginary axis they lie is not decided exactly, and decimals prove nothing: the "
                "linear part is not relied on."
            )
        if len(self.eigenvalues) == 2 and set(self.sides) == {0}:
            return (
                "The linear part alone would be a center. But with no eigenvalue to the right of the imaginary axis "
                "and some on it, the linearization decides nothing: the terms left out are the only ones that change "
                "the distance, turn after turn."
            )
        if -1 in self.sides:
            return (
                "Along one direction nearby solutions arrive. Along the other, that of the eigenvalue 0, the linear "
                "part stands still: there the terms left out are the only ones that move anything, and "
                "Hartman–Grobman is silent."
            )
        if 1 in self.sides:
            return (
                "The positive eigenvalue alone makes the point unstable. Its type depends on the other direction, that "
                "of the eigenvalue 0, along which the linear part stands still: there the terms left out decide."
            )
        if any(self.jacobian):
            return (
                "Both eigenvalues are 0, and Hartman–Grobman is silent. The linear part is not zero, but all it does "
                "is drift along one direction; the terms left out decide."
            )
        return "The linear part is zero: it says nothing at all, and the terms of lowest degree decide."


def _words(value: sp.Expr) -> Formula:
    """Write an eigenvalue; only a number has a decimal."""
    return equals(Name("lambda"), value) if value.free_symbols else eigenvalue_words(value)


def _trace_and_determinant_match(matrix: sp.ImmutableMatrix, spectrum: Spectrum) -> bool | None:
    """Compare trace and determinant with the sum and the product of the eigenvalues, in balls."""
    numbers = [value for value, times in spectrum for _ in range(times)]
    if len(numbers) != 2:
        return None
    pairs = ((matrix.trace(), sum(numbers)), (matrix.det(), numbers[0] * numbers[1]))
    first, second = (enclose_complex(left - right) for left, right in pairs)
    return None if first is None or second is None else first.contains(0) and second.contains(0)


class Depending(Protocol):
    """A theorem whose verdict is the sign of a coefficient, which may hold parameters."""

    @property
    def coefficient(self) -> sp.Expr:
        """The number whose sign decides."""
        ...

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability, once that sign is known."""
        ...

    def under(self, when: Boolean) -> Depending:
        """Suppose a condition on the parameters."""
        ...


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Nothing that was tried decides the type; a positive eigenvalue still proves instability (Khalil, Thm 4.7).

    ``would`` is the theorem that decides once the sign of its coefficient is known, where parameters leave that open.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: Spectrum
    tried: tuple[str, ...]
    unstable: bool
    would: Depending | None = None

    @property
    def silent(self) -> bool:
        """Where nothing is claimed."""
        return not self.unstable

    @property
    def theorem(self) -> str | None:
        """The theorem that decides the stability, where one does."""
        return "positive eigenvalue" if self.unstable else None

    def verify(self) -> bool | None:
        """Compute the eigenvalues of J in balls: one must lie to the right of the axis."""
        if not self.unstable:
            return None
        match = numeric_eigenvalues_match(self.jacobian, self.eigenvalues)
        return match if not match else any(side_of_axis(value) == 1 for value, _ in self.eigenvalues)

    def narrate(self) -> Step:
        """List what was tried, and say what is known all the same."""
        verdict = (
            "A positive eigenvalue makes {at} *unstable*; its type stays *undecided*."
            if self.unstable
            else "So {at} is *undecided* here."
        )
        text = f"What was tried at {{at}} and does not decide: {'; '.join(self.tried)}. {verdict}"
        return Step(TITLE, (paragraph(text, at=point(self.at)),), TOPIC)


def silence(fixed_point: FixedPoint, linearization: Linearization) -> LinearizationSilent:
    """Say why the linear part does not decide."""
    return LinearizationSilent(fixed_point.at, linearization.jacobian, linearization.eigenvalues)


def decided(
    fixed_point: FixedPoint, linearization: Linearization, kind: Kind, stability: Stability, *rules: Rule
) -> Classification:
    """Build a classification: why the linear part is silent first, what decides last."""
    return Classification(fixed_point, linearization, kind, stability, (silence(fixed_point, linearization), *rules))
