"""How large a step may be: the region of absolute stability at a fixed point."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import sympy as sp
from flint import acb_mat, arb, ctx

from symtutor.numerics.balls import enclose, enclose_complex
from symtutor.numerics.signs import in_order, sign
from symtutor.numerics.step_words import narrate_step_limit
from symtutor.numerics.wording import size_squared

if TYPE_CHECKING:
    from sympy.matrices.immutable import ImmutableDenseMatrix

    from symtutor.document import Step
    from symtutor.model import ODESystem
    from symtutor.numerics.balls import Ball


class Regime(StrEnum):
    """What Euler's method does near the fixed point with a given step; the words are public."""

    MONOTONE = "monotone"
    ONE_STEP = "one-step"
    OSCILLATING = "oscillating"
    TWO_CYCLE = "two-cycle"
    DIVERGENT = "divergent"
    SPIRAL_IN = "spiral in"
    SPIRAL_OUT = "spiral out"


class Role(StrEnum):
    """What the fixed point is to the solution, in words."""

    APPROACHED = "The solution approaches"
    CIRCLED = "The solution goes around"
    CANDIDATE = "The only attracting point is"
    NEAREST = "The minimum nearest to where these runs end is"


_CHECKING_DIGITS = 80
_LOOSE = arb(10) ** -12
_INSIDE, _OUTSIDE = sp.Rational(999, 1000), sp.Rational(1001, 1000)


@dataclass(frozen=True, slots=True)
class StepLimit:
    """The steps with which Euler's method settles at a fixed point, and what it does with each.

    Theorem: on u′ = λu one step of Euler's method multiplies u by 1 + hλ, so u dies out exactly when |1 + hλ| < 1.
    For real λ < 0 that is h < 2/|λ|, and without a change of sign h < 1/|λ|; for complex λ it is
    h < −2 Re λ/|λ|². A system needs it of every eigenvalue (Hairer and Wanner, *Solving Ordinary Differential
    Equations II*, section IV.2). Near a fixed point of a nonlinear field the same holds of its Jacobian, where
    |1 + hλ| is not 1.

    Attributes
    ----------
    system : ODESystem
    at : tuple of Expr
        The fixed point.
    jacobian : Matrix
        Of the field there.
    eigenvalues : tuple of (Expr, int)
        Its eigenvalues with multiplicities, none of positive real part.
    steps : tuple of Expr
        The step sizes that are judged.
    role : Role
        What the point is to the solution.
    """

    system: ODESystem
    at: tuple[sp.Expr, ...]
    jacobian: ImmutableDenseMatrix
    eigenvalues: tuple[tuple[sp.Expr, int], ...]
    steps: tuple[sp.Expr, ...]
    role: Role = Role.APPROACHED

    @property
    def spectrum(self) -> tuple[sp.Expr, ...]:
        """The eigenvalues without multiplicities."""
        return tuple(value for value, _ in self.eigenvalues)

    @property
    def is_real(self) -> bool:
        """Tell whether every eigenvalue is real."""
        return all(value.is_real for value in self.spectrum)

    @property
    def is_linear(self) -> bool:
        """Tell whether the field is affine, so that the linear part is all there is."""
        return all(
            component.is_polynomial(*states) and sp.Poly(component, *states).total_degree() <= 1
            for states in [self.system.states]
            for component in self.system.field
        )

    @property
    def stable_below(self) -> sp.Expr | None:
        """The step below which |1 + hλ| < 1 for every eigenvalue; None where no step is small enough."""
        limits = [_limit(value) for value in self.spectrum]
        known = [limit for limit in limits if limit is not None]
        return _smallest(known) if len(known) == len(limits) else None

    @property
    def monotone_below(self) -> sp.Expr | None:
        """The step up to which no component changes its sign: half the stable one, where all λ are real."""
        stable = self.stable_below
        return stable / 2 if stable is not None and self.is_real else None

    def regime(self, step: sp.Expr) -> Regime | None:
        """Say what the linear part does with this step; None on the boundary of a complex pair, or undecided."""
        if not self.is_real:
            return self._turning(step)
        if any(sign(value) != -1 for value in self.spectrum):
            return None
        fastest = _smallest(list(self.spectrum))
        whole = (sp.eye(len(self.at)) + step * self.jacobian).applyfunc(sp.expand)
        if whole.is_zero_matrix:
            return Regime.ONE_STEP
        match sign(1 + step * fastest), sign(2 + step * fastest):
            case ((0 | 1), _):
                return Regime.MONOTONE
            case _, 1:
                return Regime.OSCILLATING
            case _, 0:
                return Regime.TWO_CYCLE if self._is_semisimple(fastest) else Regime.DIVERGENT
            case _, -1:
                return Regime.DIVERGENT
            case _:
                return None

    def _turning(self, step: sp.Expr) -> Regime | None:
        """Compare every |1 + hλ|² with 1."""
        signs = {sign(sp.expand(size_squared(1 + step * value) - 1)) for value in self.spectrum}
        if 1 in signs:
            return Regime.SPIRAL_OUT
        return Regime.SPIRAL_IN if signs == {-1} else None

    def _is_semisimple(self, value: sp.Expr) -> bool:
        """Tell whether there are as many eigenvectors as the multiplicity says."""
        size = len(self.at)
        rank = (self.jacobian - value * sp.eye(size)).applyfunc(sp.expand).rank()
        return bool(size - rank == dict(self.eigenvalues)[value])

    def verify(self) -> bool | None:
        """Difference the field for the Jacobian, and try steps just inside and just outside the limit."""
        with ctx.workdps(_CHECKING_DIGITS):
            spectrum = self._differenced_spectrum()
            if spectrum is None:
                return None
            claimed = [enclose_complex(value) for value, count in self.eigenvalues for _ in range(count)]
            if None in claimed:
                return None
            if not all(any(abs(value - other) < _LOOSE for other in spectrum) for value in claimed):
                return False
            if self.stable_below is None:
                return not all(abs(1 + value / 1000) < 1 - _LOOSE for value in spectrum)
            inside = [abs(1 + value * enclose(self.stable_below * _INSIDE)) for value in spectrum]
            outside = [abs(1 + value * enclose(self.stable_below * _OUTSIDE)) for value in spectrum]
            return all(factor < 1 for factor in inside) and any(factor > 1 for factor in outside)

    def _differenced_spectrum(self) -> list[Ball] | None:
        """Give the eigenvalues of the Jacobian made of central differences; no derivative is taken."""
        delta = sp.Rational(1, 10**20)
        rows = []
        for component in self.system.field:
            row = []
            for position, state in enumerate(self.system.states):
                at = dict(zip(self.system.states, self.at, strict=True))
                ahead = enclose(component, {**at, state: self.at[position] + delta})
                behind = enclose(component, {**at, state: self.at[position] - delta})
                if ahead is None or behind is None:
                    return None
                row.append((ahead - behind) * (10**20) / 2)
            rows.append(row)
        spectrum: list[Ball] = acb_mat(rows).eig(algorithm="approx")
        return spectrum

    def narrate(self) -> Step:
        """Derive the limit from the factor of one step, then judge every step size."""
        return narrate_step_limit(self)


def _limit(value: sp.Expr) -> sp.Expr | None:
    """Give the step below which |1 + hλ| < 1, or None where there is none."""
    real = sp.re(value)
    if sign(real) != -1:
        return None
    limit = -2 / value if value.is_real else -2 * real / size_squared(value)
    return sp.radsimp(limit) if limit.is_algebraic else limit


def _smallest(values: list[sp.Expr]) -> sp.Expr:
    """Give the smallest of some real numbers, kept as it is written."""
    ordered = in_order(values)
    return ordered[0] if ordered else sp.Min(*values)
