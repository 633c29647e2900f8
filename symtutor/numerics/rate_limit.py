"""How large a learning rate may be, and which is best: the curvatures at a minimum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, ctx

from symtutor.numerics.balls import enclose, enclose_all
from symtutor.numerics.rate_words import narrate_rate_limit
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from symtutor.document import Step
    from symtutor.numerics.balls import Ball
    from symtutor.numerics.step_limit import Regime, StepLimit

_CHECKING_DIGITS = 60


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The learning rates with which gradient descent settles at a minimum.

    Theorem: near a minimum with Hessian H one step multiplies the distance along an eigenvector with eigenvalue λ by
    1 − ηλ, so it settles there when η < 2/λ_max. For a quadratic loss with λ_min > 0 no step multiplies the distance
    by more than max |1 − ηλ|, which is least for η = 2/(λ_min + λ_max), where it is (κ − 1)/(κ + 1) with the condition
    number κ = λ_max/λ_min (Polyak, *Introduction to Optimization*, section 1.4; compare Nocedal and Wright, *Numerical
    Optimization*, section 3.3, and Boyd and Vandenberghe, *Convex Optimization*, section 9.3).

    Attributes
    ----------
    limit : StepLimit
        The same for Euler's method on w′ = −∇L(w), whose eigenvalues are those of −H.
    """

    limit: StepLimit

    @property
    def at(self) -> tuple[sp.Expr, ...]:
        """The minimum."""
        return self.limit.at

    @property
    def is_quadratic(self) -> bool:
        """Tell whether the loss is quadratic, so that its curvatures are the same everywhere."""
        return self.limit.is_linear

    @property
    def curvatures(self) -> tuple[sp.Expr, ...]:
        """The different eigenvalues of the Hessian in increasing order, where that can be told."""
        values = [sp.expand(-value) for value in self.limit.spectrum]
        return in_order(values) or tuple(values)

    @property
    def stable_below(self) -> sp.Expr | None:
        """2/λ_max."""
        return self.limit.stable_below

    @property
    def condition_number(self) -> sp.Expr | None:
        """λ_max/λ_min; None where a curvature is not positive, or its sign is not known."""
        values = in_order(self.curvatures)
        if values is None or sign(values[0]) != 1:
            return None
        return _simple(values[-1] / values[0])

    @property
    def best_rate(self) -> sp.Expr | None:
        """2/(λ_min + λ_max), for a quadratic loss with λ_min > 0."""
        if not self.is_quadratic or self.condition_number is None:
            return None
        return _simple(2 / sp.expand(self.curvatures[0] + self.curvatures[-1]))

    @property
    def contraction(self) -> sp.Expr | None:
        """(κ − 1)/(κ + 1), the factor of a step with the best rate."""
        if self.best_rate is None:
            return None
        least, most = self.curvatures[0], self.curvatures[-1]
        return _simple(sp.expand(most - least) / sp.expand(most + least))

    def regime(self, rate: sp.Expr) -> Regime | None:
        """Say what descent does near the minimum with this rate."""
        return self.limit.regime(rate)

    def verify(self) -> bool | None:
        """Difference the gradient for the curvatures; try rates beside the best one, which must be slower."""
        verdict = self.limit.verify()
        if not verdict or self.best_rate is None or self.contraction is None:
            return verdict
        with ctx.workdps(_CHECKING_DIGITS):
            here, claimed = self._slowest(self.best_rate), enclose(self.contraction, digits=_CHECKING_DIGITS)
            beside = [self._slowest(self.best_rate * sp.Rational(k, 1000)) for k in (999, 1001)]
            if claimed is None or here is None or None in beside:
                return None
            return bool(abs(here - claimed) < arb(10) ** -20 and all(factor > here for factor in beside))

    def _slowest(self, rate: sp.Expr) -> Ball | None:
        """Give the largest |1 − ηλ|."""
        factors = enclose_all([1 - rate * value for value in self.curvatures], digits=_CHECKING_DIGITS)
        return None if factors is None else max(abs(factor).mid() for factor in factors)

    def narrate(self) -> Step:
        """Derive the limit and the best rate from the factor of one step, then judge every rate."""
        return narrate_rate_limit(self)


def _simple(value: sp.Expr) -> sp.Expr:
    """Clear roots from a denominator."""
    return sp.radsimp(value) if value.is_algebraic and not value.has(sp.CRootOf) else value
