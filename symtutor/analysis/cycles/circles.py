"""Fields whose radial part depends on the distance alone: every closed orbit is a circle, and all of them are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC
from symtutor.analysis.words import count, point, series
from symtutor.document import Approx, Chain, Equation, Name, Power, Step, Sum, paragraph
from symtutor.model import LimitCycle, Stability
from symtutor.numerics.balls import enclose_all
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Block, Paragraph
    from symtutor.model import Classification, ODESystem
    from symtutor.numerics.balls import Ball

RADIUS = sp.Symbol("r", positive=True)
SQUARE = sp.Symbol("s", positive=True)
RATES = tuple(map(sp.Rational, ("1/7", "5/3", "13/5")))


@dataclass(frozen=True, slots=True)
class Circles:
    """Where r r′ is a function of r alone, a zero of it gives a circle that solutions do not leave.

    A circle without fixed point on it is one closed orbit. There are no others: along a closed orbit r comes back to
    where it began, and r obeys an autonomous equation of its own, so r is constant (Strogatz, *Nonlinear Dynamics and
    Chaos*, §7.1; Hirsch, Smale, Devaney, §8.1).

    Attributes
    ----------
    center : (Expr, Expr)
        The point from which r is measured.
    radial : Expr
        r′, in terms of r.
    angular : Expr or None
        θ′ in terms of r, where it depends on r alone.
    circles : tuple of (Expr, int)
        For each closed orbit its radius, and the side to which r′ changes there: −1 attracts, 1 repels, 0 half-stable.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    center: tuple[sp.Expr, sp.Expr]
    radial: sp.Expr
    angular: sp.Expr | None
    circles: tuple[tuple[sp.Expr, int], ...]

    theorem = "polar coordinates"

    def verify(self) -> bool | None:
        """Take points on each circle in balls: the field must be tangent there, and radial beside it as said."""
        for radius, side in self.circles:
            for share, expected in ((sp.S(999) / 1000, -side), (sp.S.One, 0), (sp.S(1001) / 1000, side)):
                for t in RATES:
                    verdict = self._outward(radius * share, t)
                    if verdict is None:
                        return None
                    if (share == 1 and not verdict.contains(0)) or (expected and not expected * verdict > 0):
                        return False
        return True

    def _outward(self, radius: sp.Expr, t: sp.Expr) -> Ball | None:
        """Enclose x x′ + y y′ at the point of a circle that the rational number t gives."""
        cosine, sine = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
        offsets = radius * cosine, radius * sine
        at = {state: c + offset for state, c, offset in zip(self.states, self.center, offsets, strict=True)}
        velocity = enclose_all(self.field, at)
        arms = enclose_all(offsets)
        return None if velocity is None or arms is None else arms[0] * velocity[0] + arms[1] * velocity[1]

    def narrate(self) -> Step:
        """Go over to polar coordinates and read off the circles."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        shifted = [Sum((s, -c)) if c else s for s, c in zip(self.states, self.center, strict=True)]
        yield paragraph(
            "In *polar coordinates* around {center}, with {square}, the distance has an equation of its own:",
            center=point(self.center),
            square=Chain((Power(RADIUS, sp.Integer(2)), Sum(tuple(Power(s, sp.Integer(2)) for s in shifted))), ("=",)),
        )
        rows = [Chain((Name("r", primes=1), self.radial), ("=",))]
        if self.angular is not None:
            rows.append(Chain((Name("theta", primes=1), self.angular), ("=",)))
        yield Equation(tuple(rows))
        yield paragraph(
            "Along a closed orbit {r} comes back to where it began, so it stays constant: every closed orbit is a "
            "circle on which {rate} is zero and no fixed point lies. {found}",
            r=RADIUS,
            rate=Name("r", primes=1),
            found=self._found(),
        )

    def _found(self) -> Paragraph:
        if not self.circles:
            return paragraph("There is none: *no closed orbit*.")
        words = {
            -1: "{r} = {radius}, where {rate} changes from + to −: a *stable limit cycle*",
            1: "{r} = {radius}, where {rate} changes from − to +: an *unstable limit cycle*",
            0: "{r} = {radius}, where {rate} is zero without a change of sign: a *half-stable limit cycle*",
        }
        parts = [
            paragraph(
                words[side] + "{period}", r=RADIUS, radius=radius, rate=Name("r", primes=1), period=self._period(radius)
            )
            for radius, side in self.circles
        ]
        head = "There is just one: " if len(parts) == 1 else f"There are {count(len(parts), 'of them', 'of them')}: "
        return paragraph(head + "{parts}.", parts=series(parts))

    def _period(self, radius: sp.Expr) -> Paragraph:
        if self.angular is None:
            return paragraph("")
        value = sp.simplify(2 * sp.pi / sp.Abs(self.angular.subs(RADIUS, radius)))
        return paragraph(" of period {period}", period=Chain((value, Approx(value)), ("≈",)))

    def limit_cycles(self) -> tuple[LimitCycle, ...]:
        """Give the circles whose period is known in closed form."""
        if self.angular is None:
            return ()
        kinds = {-1: Stability.ASYMPTOTIC, 1: Stability.UNSTABLE, 0: Stability.HALF}
        cycles = []
        for radius, side in self.circles:
            period = sp.simplify(2 * sp.pi / sp.Abs(self.angular.subs(RADIUS, radius)))
            growth = sp.simplify(period * sp.diff(self.radial, RADIUS).subs(RADIUS, radius))
            a, b = self.center
            extent = ((a - radius, a + radius), (b - radius, b + radius))
            cycles.append(LimitCycle((a + radius, b), period, growth, extent, kinds[side], proved=True, exact=True))
        return tuple(cycles)


def circles(system: ODESystem, classifications: tuple[Classification, ...], *, complete: bool) -> Circles | None:
    """Go over to polar coordinates around a fixed point where that separates the distance.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> system = ODESystem((x, y), (x - y - x * (x**2 + y**2), x + y - y * (x**2 + y**2)))
    >>> circles(system, analyze(system).classifications, complete=True).circles
    ((1, -1),)
    """
    states = system.states
    if not complete or not all(c.is_polynomial(*states) for c in system.field):
        return None
    if any(c.point.index or not all(value.is_Rational for value in c.at) for c in classifications):
        return None
    for classified in classifications:
        found = _around(system, classified, classifications)
        if found is not None:
            return found
    return None


def _around(
    system: ODESystem, classified: Classification, classifications: tuple[Classification, ...]
) -> Circles | None:
    """Try one fixed point as the center."""
    x, y = system.states
    a, b = classified.at
    moved = [component.subs({x: x + a, y: y + b}, simultaneous=True) for component in system.field]
    outward = _of_distance(sp.expand(x * moved[0] + y * moved[1]), x, y)
    if outward is None or outward == 0 or outward.free_symbols - {SQUARE}:
        return None
    around = _of_distance(sp.expand(x * moved[1] - y * moved[0]), x, y)
    angular = None if around is None else sp.cancel(around / SQUARE).subs(SQUARE, RADIUS**2)
    roots = _positive_roots(sp.Poly(outward, SQUARE))
    if roots is None:
        return None
    occupied = [sp.expand((c.at[0] - a) ** 2 + (c.at[1] - b) ** 2) for c in classifications]
    found = []
    for root, side in roots:
        apart = [sign(sp.expand(root - square)) for square in occupied]
        if None in apart:
            return None
        if 0 not in apart:
            found.append((sp.sqrt(root), side))
    radial = sp.factor(sp.cancel(outward.subs(SQUARE, RADIUS**2) / RADIUS))
    return Circles(system.states, system.field, (a, b), radial, angular, tuple(found))


def _of_distance(expression: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> sp.Expr | None:
    """Write a polynomial as one in s = x² + y², where it is one."""
    along = sp.Poly(expression.subs(y, 0), x)
    if any(power % 2 for (power,) in along.monoms()):
        return None
    candidate = sum((c * SQUARE ** (power // 2) for (power,), c in along.terms()), start=sp.S.Zero)
    return candidate if sp.expand(candidate.subs(SQUARE, x**2 + y**2) - expression) == 0 else None


def _positive_roots(polynomial: sp.Poly) -> list[tuple[sp.Expr, int]] | None:
    """Find the positive roots, each with the sense in which the sign changes; None where one has no short form."""
    roots = []
    for factor, times in polynomial.factor_list()[1]:
        if factor.count_roots(0, None) == 0 or factor.nth(0) == 0:
            continue
        if factor.degree() > 2:
            return None
        derivative = polynomial
        for _ in range(times):
            derivative = derivative.diff()
        for root in sp.roots(factor.as_expr(), SQUARE):
            if sign(root) == 1:
                side = sign(sp.expand(derivative.as_expr().subs(SQUARE, root)))
                if side is None:
                    return None
                roots.append((root, side if times % 2 else 0))
    ordered = in_order(root for root, _ in roots)
    sides = dict(roots)
    return None if ordered is None else [(root, sides[root]) for root in ordered]
