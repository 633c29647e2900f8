"""Momentum: the iteration that people run, the second-order equation it comes from, and their two limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp
from flint import acb, arb, ctx

from symtutor.numerics.balls import enclose, enclose_all
from symtutor.numerics.heavy_ball_words import narrate_heavy_ball
from symtutor.numerics.signs import sign
from symtutor.numerics.step_limit import Regime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symtutor.document import Step
    from symtutor.numerics.balls import Ball
    from symtutor.numerics.rate_limit import RateLimit

_CHECKING_DIGITS = 60
_INSIDE, _OUTSIDE = sp.Rational(999, 1000), sp.Rational(1001, 1000)


@dataclass(frozen=True, slots=True)
class HeavyBall:
    """The learning rates with which gradient descent with momentum β settles at a minimum.

    Theorem (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964): along an eigenvector of
    the Hessian with eigenvalue λ > 0 the distance obeys u_{n+1} = (1 + β − ηλ) u_n − β u_{n−1}. Both roots of
    z² − (1 + β − ηλ) z + β lie inside the unit circle exactly when 0 ≤ β < 1 and 0 < ηλ < 2(1 + β).

    With h = √η and a = (1 − β)/h this is w″ + a w′ + ∇L(w) = 0 stepped by h, the new velocity moving the weights
    (semi-implicit Euler). Explicit Euler moves them with the old velocity: its roots are those of
    z² − (1 + β) z + β + ηλ, inside the unit circle exactly when ηλ < 1 − β.

    Attributes
    ----------
    minimum : RateLimit
    momentum : Expr
        β, positive and less than 1.
    """

    minimum: RateLimit
    momentum: sp.Expr

    @property
    def stable_below(self) -> sp.Expr | None:
        """2(1 + β)/λ_max."""
        plain = self.minimum.stable_below
        return None if plain is None else sp.expand((1 + self.momentum) * plain)

    @property
    def euler_stable_below(self) -> sp.Expr | None:
        """(1 − β)/λ_max, for explicit Euler on the second-order equation."""
        plain = self.minimum.stable_below
        return None if plain is None else sp.expand((1 - self.momentum) * plain / 2)

    @property
    def best(self) -> tuple[sp.Expr, sp.Expr] | None:
        """The rate and the momentum that are best together for a quadratic loss: 4/(√λ_min + √λ_max)² and q².

        Here q = (√κ − 1)/(√κ + 1), the factor of a step in the long run (Polyak 1964).
        """
        if not self.minimum.is_quadratic or self.minimum.condition_number in {None, sp.S.One}:
            return None
        low, high = (sp.sqrt(value) for value in (self.minimum.curvatures[0], self.minimum.curvatures[-1]))
        return sp.radsimp(4 / (low + high) ** 2), sp.radsimp(((high - low) / (high + low)) ** 2)

    def regime(self, rate: sp.Expr) -> Regime | None:
        """Say what the iteration does near the minimum with this rate."""
        beta = self.momentum
        strengths = [rate * value for value in self.minimum.curvatures]
        if any(sign(strength) != 1 for strength in strengths):
            return None
        edge = {sign(strength - 2 * (1 + beta)) for strength in strengths}
        if 1 in edge:
            return Regime.DIVERGENT
        if edge != {-1}:
            return Regime.TWO_CYCLE if edge <= {-1, 0} else None
        far = {sign(strength - (1 + sp.sqrt(beta)) ** 2) for strength in strengths}
        near = {sign(strength - (1 - sp.sqrt(beta)) ** 2) for strength in strengths}
        if None in far | near:
            return None
        if far & {0, 1}:
            return Regime.OSCILLATING
        return Regime.SPIRAL_IN if 1 in near else Regime.MONOTONE

    def slowest(self, rate: sp.Expr) -> sp.Expr | None:
        """Give the largest size of a root of z² − (1 + β − ηλ) z + β, the factor of a step in the long run."""
        return _largest(_size(1 + self.momentum - rate * value, self.momentum) for value in self.minimum.curvatures)

    def euler_slowest(self, rate: sp.Expr) -> sp.Expr | None:
        """Give the same for explicit Euler: z² − (1 + β) z + β + ηλ."""
        return _largest(_size(1 + self.momentum, self.momentum + rate * value) for value in self.minimum.curvatures)

    def verify(self) -> bool | None:
        """Find the roots numerically just inside and just outside each limit."""
        plain, momentum, explicit = self.minimum.stable_below, self.stable_below, self.euler_stable_below
        if plain is None or momentum is None or explicit is None:
            return None
        top = enclose(2 / plain, digits=_CHECKING_DIGITS)
        beta = enclose(self.momentum, digits=_CHECKING_DIGITS)
        verdicts = []
        for limit, polynomial in ((momentum, _heavy), (explicit, _explicit)):
            for factor, settles in ((_INSIDE, True), (_OUTSIDE, False)):
                rate = enclose(limit * factor, digits=_CHECKING_DIGITS)
                if rate is None or top is None or beta is None:
                    return None
                with ctx.workdps(_CHECKING_DIGITS):
                    sizes = [abs(root) for root in _roots(*polynomial(beta, rate * top))]
                    if any(size.contains(1) for size in sizes):
                        return None
                    verdicts.append(all(size < 1 for size in sizes) is settles)
        return all(verdicts) and self._best_is_balanced()

    def _best_is_balanced(self) -> bool:
        """Put the best pair into z² − (1 + β − ηλ) z + β: its roots are double at both ends of the spectrum."""
        if self.best is None:
            return True
        rate, beta = (enclose(value, digits=_CHECKING_DIGITS) for value in self.best)
        ends = enclose_all([self.minimum.curvatures[0], self.minimum.curvatures[-1]], digits=_CHECKING_DIGITS)
        if rate is None or beta is None or ends is None:
            return False
        with ctx.workdps(_CHECKING_DIGITS):
            return all(abs((1 + beta - rate * end) ** 2 - 4 * beta) < arb(10) ** -30 for end in ends)

    def narrate(self) -> Step:
        """Tell the iteration, its limit, and what explicit Euler on the second-order equation would do."""
        return narrate_heavy_ball(self)


def _heavy(beta: Ball, strength: Ball) -> tuple[Ball, Ball]:
    """Give sum and product of the roots for the iteration."""
    return 1 + beta - strength, beta


def _explicit(beta: Ball, strength: Ball) -> tuple[Ball, Ball]:
    """Give sum and product of the roots for explicit Euler."""
    return 1 + beta, beta + strength


def _roots(total: Ball, product: Ball) -> list[Ball]:
    """Solve z² − total·z + product = 0 in complex balls."""
    root = acb(total * total - 4 * product).sqrt()
    return [(total + root) / 2, (total - root) / 2]


def _size(linear: sp.Expr, constant: sp.Expr) -> sp.Expr | None:
    """Give the largest |z| with z² − linear·z + constant = 0."""
    discriminant = sp.expand(linear**2 - 4 * constant)
    match sign(discriminant):
        case -1:
            return sp.sqrt(constant)
        case 0 | 1:
            return (sp.Abs(linear) + sp.sqrt(discriminant)) / 2
        case _:
            return None


def _largest(sizes: Iterable[sp.Expr | None]) -> sp.Expr | None:
    """Give the largest of some numbers; None where one of them is unknown."""
    found = list(sizes)
    known = [size for size in found if size is not None]
    balls = enclose_all(known)
    if balls is None or len(known) < len(found):
        return None
    return max(zip(balls, known, strict=True), key=lambda pair: pair[0].mid())[1]
