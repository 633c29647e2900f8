"""One pair of purely imaginary eigenvalues, the others off the axis: the first Lyapunov coefficient decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.space.projection import coefficient_in_balls, lyapunov_coefficient
from symtutor.analysis.space.silence import decided
from symtutor.analysis.space.words import TITLE, TOPIC
from symtutor.analysis.structure.exact import algebraic, normal, sign
from symtutor.analysis.words import FREQUENCY, letter, point
from symtutor.document import Chain, Equation, Name, Step, equals, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.analysis.space.inertia import Inertia
    from symtutor.model import Classification, ODESystem

R = sp.Symbol("r", real=True)


@dataclass(frozen=True, slots=True)
class LyapunovInSpace:
    """On the center manifold of a pair ±iω the distance obeys r′ = a r³ + …, and the sign of a decides.

    With A q = iω q, pᵀ A = iω pᵀ, pᵀ q = 1, and B, C the second and third derivatives of the field,

        a = ⅛ Re[ pᵀ C(q, q, q̄) − 2 pᵀ B(q, A⁻¹ B(q, q̄)) + pᵀ B(q̄, (2iω − A)⁻¹ B(q, q)) ]

    (projection method: Kuznetsov, *Elements of Applied Bifurcation Theory*, §5.4, with r = 2|z|; his p is
    the complex conjugate of this one). That the motion on the center manifold decides the stability is the
    reduction principle (Carr, *Applications of Centre Manifold Theory*, §1.3).

    Attributes
    ----------
    frequency_squared : Expr
        ω².
    coefficient : Expr
        a, for the eigenvector q whose first entry that is not zero is 1: r is the amplitude of that state.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    frequency_squared: sp.Expr
    coefficient: sp.Expr
    counts: Inertia

    theorem = "lyapunov coefficient"

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability that follow."""
        grows = sign(self.coefficient) == 1
        if not self.counts.right and not grows:
            return Kind.STABLE, Stability.ASYMPTOTIC
        arriving = self.counts.left or not grows
        return (Kind.SADDLE if arriving else Kind.UNSTABLE), Stability.UNSTABLE

    def verify(self) -> bool | None:
        """Follow the surface in balls: the field along one turn, expanded in the distance, must give the same a."""
        try:
            value = coefficient_in_balls(self.states, self.field, self.at, self.jacobian, self.frequency_squared)
        except ZeroDivisionError:  # balls that are too wide to solve with
            return None
        exact = enclose(self.coefficient)
        return None if value is None or exact is None else bool(value.overlaps(exact))

    def narrate(self) -> Step:
        """Give the coefficient and what it makes of the point."""
        r, root = Name("r"), letter(FREQUENCY, sp.Tuple(*self.field).free_symbols)
        turns = "grows" if sign(self.coefficient) == 1 else "shrinks"
        blocks = (
            paragraph(
                "A pair of eigenvalues ±i{root} is on the axis, with {omega}. Tangent to its plane runs the *center "
                "manifold*, an invariant surface, and on it solutions turn around the point. The quadratic and cubic "
                "terms of the field, projected on it (Kuznetsov, section 5.4), give the change of the distance, turn "
                "after turn:",
                root=root,
                omega=equals(root, sp.sqrt(self.frequency_squared)),
            ),
            Equation((Chain((Name("r", primes=1), self.coefficient * R**3), ("≈",)),)),
            paragraph(
                f"and terms of higher degree: {{r}} {turns}, like a power of time. " + self._conclusion(),
                r=r,
                at=point(self.at),
            ),
        )
        return Step(TITLE, blocks, TOPIC)

    def _conclusion(self) -> str:
        kind, _ = self.verdict
        if kind is Kind.STABLE:
            return "Everything else dies out, so {at} is *stable*: it attracts every start nearby, though slowly."
        if kind is Kind.SADDLE:
            rest = "some other direction leaves" if sign(self.coefficient) == -1 else "another direction arrives"
            return f"As {rest}, {{at}} is a *saddle*, unstable."
        return "Nothing arrives, and {at} is *unstable*."


def by_center_pair(system: ODESystem, spectral: Spectral) -> Classification | None:
    """Decide a point with one pair ±iω on the axis by its first Lyapunov coefficient.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> field = (-y - x * z, x - y * z, -z + x**2 + y**2)
    >>> [c.kind.value for c in analyze(ODESystem((x, y, z), field)).classifications]
    ['stable']
    """
    counts = spectral.counts
    if (counts.zero, counts.imaginary) != (0, 2):
        return None
    at, matrix = spectral.point.at, spectral.linearization.jacobian
    squared = counts.frequency_squared
    if squared is None or squared.free_symbols or not algebraic([squared, *matrix]):
        return None
    coefficient = lyapunov_coefficient(system.states, system.field, at, matrix, normal(squared))
    if coefficient is None or not sign(coefficient):
        return None
    rule = LyapunovInSpace(system.states, system.field, at, matrix, normal(squared), coefficient, counts)
    return decided(spectral, *rule.verdict, rule)
