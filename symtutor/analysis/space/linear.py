"""Linear systems with an eigenvalue on the imaginary axis: its eigenvectors decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import flint
import sympy as sp
from sympy.polys.matrices import DomainMatrix

from symtutor.analysis.eigen import LAMBDA
from symtutor.analysis.hurwitz import characteristic_coefficients
from symtutor.analysis.linear import is_linear
from symtutor.analysis.space.characteristic import counts_hold
from symtutor.analysis.space.inertia import inertia
from symtutor.analysis.space.words import TITLE, TOPIC, jacobian_here, manifold, spectrum_words
from symtutor.analysis.words import point
from symtutor.document import Step, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.analysis.eigen import Spectrum
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.analysis.space.inertia import Inertia
    from symtutor.model import ODESystem


@dataclass(frozen=True, slots=True)
class LinearSystem:
    """u′ = A u with eigenvalues on the imaginary axis, and none of them 0.

    Where none lies on the right, the origin is stable exactly when every eigenvalue on the axis has as many independent
    eigenvectors as its multiplicity says; a Jordan block lets solutions grow like a power of t (Hirsch, Smale, Devaney,
    §6.4; Perko §1.9; Teschl, *Ordinary Differential Equations and Dynamical Systems*, §3.2).

    Attributes
    ----------
    enough : bool
        Whether the eigenvalues on the axis have enough eigenvectors.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: Spectrum
    counts: Inertia
    enough: bool

    theorem = "linear system"

    @property
    def kind(self) -> Kind:
        """Neutral where nothing grows; a saddle where something leaves and something arrives."""
        if self.counts.right:
            return Kind.SADDLE if self.counts.left else Kind.UNSTABLE
        return Kind.NEUTRAL if self.enough else Kind.UNSTABLE

    @property
    def stability(self) -> Stability:
        """Stable, but not asymptotically, or unstable."""
        return Stability.NEUTRAL if self.kind is Kind.NEUTRAL else Stability.UNSTABLE

    def verify(self) -> bool | None:
        """Enclose the eigenvalues in balls, and e^{tA} at a large time: it stays bounded, or it has grown."""
        sides = counts_hold(self.jacobian, self.counts)
        if not sides or self.counts.right:
            return sides
        late, later = (_size_of_flow(self.jacobian, time) for time in (100, 1000))
        if late is None or later is None:
            return None
        return bool(later < 2 * late + 1) if self.enough else bool(later > 5 * late)

    def narrate(self) -> Step:
        """Say what the eigenvalues on the axis do."""
        words = paragraph(
            "has {values}. The field is linear, so nothing is left out and the eigenvalues decide. " + self._verdict(),
            values=spectrum_words(self.eigenvalues) if self.eigenvalues else "eigenvalues on the imaginary axis",
            at=point(self.at),
        )
        return Step(TITLE, (jacobian_here(self.at, self.jacobian), words), TOPIC)

    def _verdict(self) -> str:
        if self.counts.right:
            if self.counts.left:
                return (
                    "A positive real part makes {at} unstable: some solutions leave, some arrive, and those of the "
                    "imaginary pair only turn. Such a *saddle* is called a saddle-center."
                )
            return "A positive real part makes {at} *unstable*; solutions of the imaginary pair only turn."
        several = any(times > 1 for _, times in self.eigenvalues)
        if not self.enough:
            return (
                "A multiple eigenvalue on the imaginary axis has too few eigenvectors: in its Jordan block one "
                "oscillation drives another at its own frequency (resonance), and solutions grow like a power of time. "
                "So {at} is *unstable*."
            )
        text = "Each pair on the imaginary axis turns for ever, neither growing nor shrinking"
        if several:
            text += ", as its multiple eigenvalue has as many independent eigenvectors as its multiplicity"
        if self.counts.left:
            text += f"; everything else dies out, and solutions settle on this {manifold(self.counts.axis)}"
        return text + ". So {at} is stable, but does not attract: *neutral*."


def by_linear_system(system: ODESystem, spectral: Spectral) -> Classification | None:
    """Decide an affine field with eigenvalues on the axis, none of them 0.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y, z), (y, -x, -z))).classifications]
    ['neutral']
    """
    if spectral.counts.zero or not is_linear(system):
        return None
    matrix = spectral.linearization.jacobian
    enough = enough_eigenvectors(matrix, spectral.counts)
    if enough is None and not spectral.counts.right:
        return None
    values = spectral.linearization.eigenvalues
    rule = LinearSystem(spectral.point.at, matrix, values, spectral.counts, bool(enough))
    return Classification(spectral.point, spectral.linearization, rule.kind, rule.stability, (rule,))


def enough_eigenvectors(matrix: sp.ImmutableMatrix, counts: Inertia) -> bool | None:
    """Tell whether the eigenvalues on the axis are semisimple, by the ranks of the factors of the polynomial at A.

    All roots of an irreducible factor f have Jordan blocks of the same sizes, and none has one larger than 1 exactly
    when the kernel of f(A) has the dimension of its multiplicity times its degree.
    """
    if counts.zero <= 1 and counts.imaginary <= 2:
        return True  # simple eigenvalues
    if not all(entry.is_Rational for entry in matrix):
        return None
    polynomial = sp.Poly(characteristic_coefficients(matrix), LAMBDA)
    exact = DomainMatrix.from_Matrix(matrix).convert_to(sp.QQ)
    for factor, times in polynomial.factor_list()[1]:
        monic = factor.monic().all_coeffs()
        side = inertia(monic, sign)
        if times == 1 or side is None or not side.axis:
            continue
        value = exact.zeros(exact.shape, sp.QQ)
        for coefficient in monic:
            value = value * exact + DomainMatrix.eye(matrix.rows, sp.QQ) * sp.QQ.from_sympy(coefficient)
        if value.rank() > matrix.rows - times * factor.degree():
            return False
    return True


def _size_of_flow(matrix: sp.ImmutableMatrix, time: int) -> Any:  # noqa: ANN401 - flint ships no types
    """Enclose the largest entry of e^{tA} near a time, over a few turns, in size."""
    if not all(entry.is_Rational for entry in matrix):
        return None
    with flint.ctx.workprec(4000):
        entries = [flint.arb(flint.fmpq(int(entry.p), int(entry.q))) for entry in matrix]
        exact = flint.arb_mat(matrix.rows, matrix.cols, entries)
        sizes = []
        for step in range(4):
            flow = (exact * flint.arb(time + step)).exp()
            sizes += [abs(flow[i, j]) for i in range(matrix.rows) for j in range(matrix.cols)]
        largest = sizes[0]
        for size in sizes[1:]:
            largest = largest.max(size)
        return largest if largest.is_finite() else None
