"""Liénard's theorem: when an oscillator with even friction and odd force has exactly one closed orbit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC
from symtutor.analysis.words import is_long
from symtutor.document import Approx, Chain, Name, Step, condition, equals, paragraph
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.document import Formula
    from symtutor.model import ODESystem

HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Lienard:
    """x″ + f(x)x′ + g(x) = 0 has exactly one closed orbit, and it attracts, under four conditions.

    f is even and g is odd; x g(x) > 0 for x ≠ 0; F(x) = ∫₀ˣ f is negative before its only positive zero; beyond it F
    increases to infinity (Perko, *Differential Equations and Dynamical Systems*, §3.8, Theorem 1; Strogatz, *Nonlinear
    Dynamics and Chaos*, §7.4). Where −F is such a function, the orbit repels: time run backward exchanges F and −F.

    Attributes
    ----------
    friction, force : Expr
        f and g.
    area : Expr
        F.
    zero : Expr
        The positive zero of F.
    side : int
        1 where F is as said, −1 where −F is.
    """

    state: sp.Symbol
    friction: sp.Expr
    force: sp.Expr
    area: sp.Expr
    zero: sp.Expr
    side: int

    theorem = "lienard"

    def verify(self) -> bool | None:
        """Evaluate F and g in balls before and beyond the zero: their signs, and the growth of F, must be as said."""
        values = {symbol: sp.S(7) / 3 for symbol in (self.area.free_symbols | self.force.free_symbols) - {self.state}}
        before = None
        for share in map(sp.Rational, ("1/9", "99/100", "101/100", "3", "20")):
            at = values | {self.state: self.zero * share}
            area, force = enclose(self.side * self.area, at), enclose(self.force, at)
            back = values | {self.state: -self.zero * share}
            mirrored = enclose(self.side * self.area, back)
            if area is None or force is None or mirrored is None:
                return None
            beyond = bool(share > 1)
            if not ((area > 0) is beyond and force > 0 and (mirrored < 0) is beyond):
                return False
            if beyond and before is not None and not area > before:
                return False
            before = area if beyond else None
        return True

    def narrate(self) -> Step:
        """Check the hypotheses one after the other."""
        x = self.state
        shown: Formula = Approx(self.zero) if is_long(self.zero) else self.zero
        falls = "" if self.side > 0 else ", for time run backward (that is, for minus F),"
        grows = "increases without bound" if self.side > 0 else "decreases without bound"
        sign_before = "negative" if self.side > 0 else "positive"
        kind = "attracts" if self.side > 0 else "repels"
        return Step(
            TITLE,
            (
                paragraph(
                    "The equation has the form {form} with {friction} and {force}. *Liénard's theorem*"
                    + falls
                    + " applies: "
                    "{f} is even, {g} is odd and has the sign of {x}, and {area} has only one positive zero, "
                    "{zero}, is "
                    + sign_before
                    + " before it and "
                    + grows
                    + " beyond it. So there is *exactly one closed "
                    "orbit*; it goes around the fixed point and " + kind + " what starts near it.",
                    form=paragraph(
                        "{a} + {f}{b} + {g} = 0",
                        a=Name(x.name, primes=2),
                        f=Name("f", args=(x,)),
                        b=Name(x.name, primes=1),
                        g=Name("g", args=(x,)),
                    ),
                    friction=equals(Name("f", args=(x,), value=self.friction), self.friction),
                    force=equals(Name("g", args=(x,), value=self.force), self.force),
                    f=Name("f"),
                    g=Name("g"),
                    x=x,
                    area=equals(Name("F", args=(x,), value=self.area), self.area),
                    zero=Chain((x, shown), ("≈",)) if is_long(self.zero) else condition(x, shown),
                ),
            ),
            TOPIC,
        )


def lienard(system: ODESystem) -> Lienard | None:
    """Recognize x′ = y, y′ = −g(x) − f(x)y or x′ = y − F(x), y′ = −g(x), and check every hypothesis exactly.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> lienard(ODESystem((x, y), (y, (1 - x**2) * y - x))).zero
    sqrt(3)
    """
    if system.dimension != 2 or not all(c.is_polynomial(*system.states) for c in system.field):
        return None
    x, y = system.states
    first, second = (sp.expand(component) for component in system.field)
    if first == y and sp.Poly(second, y).degree() == 1:
        force, friction = -second.coeff(y, 0), -second.coeff(y, 1)
        area = sp.Poly(friction, x).integrate().as_expr()
    elif sp.expand(first - y).has(y) or second.has(y):
        return None
    else:
        area = sp.expand(y - first)
        force, friction = -second, sp.diff(area, x)
    shape, rising = _shape(area, x), _shape(force, x)
    if shape is None or rising is None:
        return None
    (area_side, odd_area), (force_side, odd_force) = shape, rising
    if force_side < 0 or odd_force.count_roots() != 1:
        return None
    zero = _only_zero(odd_area)
    return None if zero is None else Lienard(x, friction, force, area, zero, area_side)


def _shape(expression: sp.Expr, x: sp.Symbol) -> tuple[int, sp.Poly] | None:
    """Write an odd polynomial as a constant of known sign times one with rational coefficients and leading one."""
    polynomial = sp.Poly(expression, x)
    if polynomial.is_zero or any(power % 2 == 0 for (power,) in polynomial.monoms()):
        return None
    lead = polynomial.LC()
    side = sign(lead)
    ratios = [sp.cancel(coefficient / lead) for coefficient in polynomial.all_coeffs()]
    if not side or not all(ratio.is_Rational for ratio in ratios):
        return None
    return side, sp.Poly(ratios, x)


def _only_zero(polynomial: sp.Poly) -> sp.Expr | None:
    """Find the only positive zero of an odd polynomial that is negative before it and increasing beyond it."""
    positive = [interval for interval in polynomial.intervals() if interval[0][1] > 0]
    if len(positive) != 1 or positive[0][1] != 1 or polynomial.nth(1) >= 0:
        return None
    low, high = positive[0][0]
    slope = polynomial.diff()
    for _ in range(HALVINGS):
        if slope.count_roots(low, None) == 0 and low > 0:
            break
        low, high = polynomial.refine_root(low, high, steps=1)
    else:
        return None
    root = polynomial.quo(sp.Poly(polynomial.gen, polynomial.gen))
    if root.degree() == 2:
        return sp.sqrt(-root.nth(0) / root.nth(2))
    return sp.CRootOf(polynomial, polynomial.count_roots() - 1)
