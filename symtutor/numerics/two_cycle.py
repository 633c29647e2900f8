"""Beyond the limit of the step: the two places between which Euler's method, or gradient descent, jumps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, ctx

from symtutor.document import Absolute, Chain, Equation, Listing, Name, Negative, Product, Step, Sum, equals, paragraph
from symtutor.numerics.balls import enclose, enclose_all, taylor
from symtutor.numerics.signs import sign
from symtutor.numerics.wording import called, indexed, is_short, near, slope_name, to_places

if TYPE_CHECKING:
    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem
    from symtutor.numerics.balls import Ball

_DIGITS = 60
_MOST_DEGREE = 3
_CLOSE = sp.Rational(1, 1000)


@dataclass(frozen=True, slots=True)
class TwoCycle:
    """Two points that Euler's method with step h maps to each other.

    Theorem: p ≠ q with p + h f(p) = q and q + h f(q) = p are a cycle of length two of the map G(x) = x + h f(x). It
    attracts when |G′(p) G′(q)| < 1 and repels when that product is greater than 1 in size (Strogatz, *Nonlinear
    Dynamics and Chaos*, section 10.3). The differential equation on the line has no such cycle: it belongs to the step.
    Gradient descent with rate η is this map with h = η and f = −L′.

    Attributes
    ----------
    system : ODESystem
        Of dimension one.
    step : Expr
        h, or the learning rate η.
    states : tuple of Expr
        The values of the run, in order.
    points : (Expr, Expr)
        p < q.
    descent : bool
        Whether the run is told as gradient descent.
    """

    system: ODESystem
    step: sp.Expr
    states: tuple[sp.Expr, ...]
    points: tuple[sp.Expr, sp.Expr]
    descent: bool = False

    @property
    def multiplier(self) -> sp.Expr:
        """(1 + h f′(p))(1 + h f′(q))."""
        slope = sp.diff(self.system.field[0], self.system.states[0])
        first, second = (1 + self.step * slope.subs(self.system.states[0], point) for point in self.points)
        return sp.expand(first * second)

    @property
    def attracts(self) -> bool | None:
        """Whether |G′(p) G′(q)| < 1; None on the boundary, or where it is not decided."""
        side = sign(self.multiplier**2 - 1)
        return None if side in {0, None} else side == -1

    @property
    def is_reached(self) -> bool:
        """Tell whether the last two values of the run are within 1/1000 of the two points."""
        last = sorted(self.states[-2:])
        gaps = [enclose(value - point) for value, point in zip(last, self.points, strict=False)]
        return len(last) == 2 and all(gap is not None and abs(gap) < enclose(_CLOSE) for gap in gaps)

    def verify(self) -> bool | None:
        """Take both steps in ball arithmetic; the slopes come from power series."""
        x, (field,), step = self.system.states[0], self.system.field, self.step
        known = enclose_all([*self.points, self.multiplier, step], digits=_DIGITS)
        if known is None:
            return None
        *balls, claimed, width = known
        series = [found for ball in balls if (found := taylor(field, x, {x: ball}, 1, digits=_DIGITS)) is not None]
        if len(series) < len(balls):
            return None
        with ctx.workdps(_DIGITS):
            small = arb(10) ** -30
            ends = [ball + width * values[0] for ball, values in zip(balls, series, strict=True)]
            slopes = [1 + width * values[1] for values in series]
            swapped = all(abs(end - other) < small for end, other in zip(ends, reversed(balls), strict=True))
            return bool(swapped and balls[0] < balls[1] and abs(slopes[0] * slopes[1] - claimed) < small)

    def narrate(self) -> Step:
        """Show both steps, then the product of the slopes."""
        x, h = self.system.states[0], Name("eta" if self.descent else "h", value=self.step)
        low, high = Name("p", value=self.points[0]), Name("q", value=self.points[1])
        rows = tuple(equals(self._moved(first), second) for first, second in ((low, high), (high, low)))
        factor = Product(tuple(self._stretched(at) for at in (low, high)))
        size, value = Absolute(factor), sp.Abs(self.multiplier)
        product = equals(size, value) if value.is_Rational else Chain((size, near(value, 4)), ("≈",))
        verdict = {
            True: "less than 1, so the cycle *attracts*",
            False: "greater than 1, so the cycle *repels* and the values do not settle on it",
            None: "which decides nothing",
        }[self.attracts]
        left = (
            "the minimum no longer holds the weights"
            if self.descent
            else "the fixed point no longer holds Euler's values"
        )
        blocks: list[Block] = [
            paragraph(
                f"With {{step}} {left}. Two other points are mapped to each other, {{p}} and {{q}}:",
                step=equals(h, self.step),
                p=_with_decimal(low, self.points[0]),
                q=_with_decimal(high, self.points[1]),
            ),
            Equation(rows),
            paragraph(
                f"A small distance from them is multiplied, after both steps, by {{size}} in size: {verdict}.",
                size=product,
            ),
        ]
        if self.attracts and self.is_reached:
            count = len(self.states) - 1
            last = tuple(indexed(x, count - 1 + k) for k in range(2))
            still = (
                "The weights stay bounded, and still they come to no minimum."
                if self.descent
                else "The values stay bounded, and still they are wrong: the solution itself comes to rest."
            )
            blocks.append(
                paragraph(
                    f"This run ends in it: {{last}} are within 1/1000 of these two. {still}",
                    last=Listing(last),
                )
            )
        topic = "descent" if self.descent else "euler"
        return Step("Beyond the limit: a two-cycle", tuple(blocks), topic=topic)

    def _moved(self, at: Name) -> Formula:
        """Write where one step leads: p + h f(p), or p − η L′(p)."""
        if self.descent:
            slope = slope_name(self.system.states, 0, [at])
            return Sum((at, Negative(Product((Name("eta", value=self.step), slope)))))
        return Sum((at, Product((Name("h", value=self.step), called(Name("f"), [at])))))

    def _stretched(self, at: Name) -> Formula:
        """Write the slope of the map: 1 + h f′(p), or 1 − η L″(p)."""
        if self.descent:
            return Sum((sp.S.One, Negative(Product((Name("eta"), Name("L", args=(at,), primes=2))))))
        return Sum((sp.S.One, Product((Name("h", value=self.step), Name("f", args=(at,), primes=1)))))


def two_cycle(
    system: ODESystem, step: sp.Expr, states: tuple[sp.Expr, ...], *, descent: bool = False
) -> TwoCycle | None:
    """Find the cycle nearest to where a run on the line ends; None where f is no polynomial of degree 2 or 3."""
    if system.dimension != 1 or not system.autonomous or not step.is_Rational:
        return None
    x, (field,) = system.states[0], system.field
    if not field.is_polynomial(x) or not 2 <= sp.degree(field, x) <= _MOST_DEGREE:
        return None
    once = sp.Poly(x + step * field, x)
    if not all(coefficient.is_Rational for coefficient in once.all_coeffs()):
        return None
    cycles = sp.Poly(sp.quo(once.compose(once) - sp.Poly(x, x), sp.Poly(field, x)), x)
    found = [(point, sp.expand(once.eval(point))) for point in _real_roots(cycles)]
    pairs = [(point, image) for point, image in found if sign(image - point) == 1]
    known = [TwoCycle(system, step, states, pair, descent) for pair in pairs]
    return min(known, key=lambda cycle: _gap(cycle, states[-1]), default=None)


def _real_roots(polynomial: sp.Poly) -> list[sp.Expr]:
    """Give the real roots, by a formula up to degree two."""
    roots: list[sp.Expr] = []
    for factor, _ in polynomial.factor_list()[1]:
        if factor.degree() <= 2:
            roots += [root for root in sp.roots(factor, cubics=False, quartics=False) if root.is_real]
        else:
            roots += factor.real_roots()
    return roots


def _gap(cycle: TwoCycle, last: sp.Expr) -> Ball:
    """Measure how far the last value is from the nearer of the two points."""
    balls = [enclose(sp.Abs(last - point)) for point in cycle.points]
    gap: Ball = min(arb("inf") if ball is None else ball.mid() for ball in balls)
    return gap


def _with_decimal(name: Name, value: sp.Expr) -> Formula:
    """Write a point exactly where that is short, with its decimals."""
    if value.is_Rational:
        return equals(name, value)
    if value.has(sp.CRootOf) or not is_short(value):
        return Chain((name, to_places(value)), ("≈",))
    return Chain((name, value, to_places(value)), ("=", "≈"))
