"""Weak spirals: the first Lyapunov coefficient of a linear center."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.frames import Frame, normal_frame
from symtutor.analysis.nonlinear.higher_focal_value import VERDICTS, by_higher_focal_value
from symtutor.analysis.nonlinear.jets import Jet
from symtutor.analysis.nonlinear.linear_part import linear_part
from symtutor.analysis.nonlinear.perko import perko_coefficient
from symtutor.analysis.nonlinear.radial import radial_words
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.exact import normal
from symtutor.analysis.words import FREQUENCY, letter, point, series
from symtutor.document import Chain, Equation, Name, Product, Step, Sum, Written, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block, Paragraph
    from symtutor.model import Classification, FixedPoint, Kind, Linearization, ODESystem, Stability

F_UUU, F_UWW, G_UUW, G_WWW = sp.symbols("F_uuu F_uww G_uuw G_www", real=True)
F_UU, F_UW, F_WW, G_UU, G_UW, G_WW = sp.symbols("F_uu F_uw F_ww G_uu G_uw G_ww", real=True)
OMEGA = sp.Symbol("omega", positive=True)

FORMULA = (
    F_UUU + F_UWW + G_UUW + G_WWW + (F_UW * (F_UU + F_WW) - G_UW * (G_UU + G_WW) - F_UU * G_UU + F_WW * G_WW) / OMEGA
)
"""Sixteen times the coefficient (Guckenheimer, Holmes, *Nonlinear Oscillations, Dynamical Systems, …*, (3.4.11))."""

DERIVATIVES = {
    F_UUU: (0, 3, 0),
    F_UWW: (0, 1, 2),
    G_UUW: (1, 2, 1),
    G_WWW: (1, 0, 3),
    F_UU: (0, 2, 0),
    F_UW: (0, 1, 1),
    F_WW: (0, 0, 2),
    G_UU: (1, 2, 0),
    G_UW: (1, 1, 1),
    G_WW: (1, 0, 2),
}
"""Which component, and how often it is differentiated by u and by w."""


@dataclass(frozen=True, slots=True)
class LyapunovCoefficient:
    """With u′ = −ω w + F, w′ = ω u + G the distance from the point obeys ρ′ = l₁ρ³ + … in suitable coordinates.

    l₁ < 0: a weak stable spiral; l₁ > 0: a weak unstable one (Guckenheimer, Holmes, §3.4, (3.4.9)–(3.4.11); the same
    number up to a positive factor in Perko §4.4, (3′), and Kuznetsov, *Elements of Applied Bifurcation Theory*, §3.5).

    Attributes
    ----------
    omega : Expr
        The angular speed √Δ of the linear part.
    remainder : (Expr, Expr)
        F and G up to degree 3.
    derivatives : tuple of Expr
        The partial derivatives of F and G at the point, in the order of :data:`DERIVATIVES`.
    """

    frame: Frame
    omega: sp.Expr
    derivatives: tuple[sp.Expr, ...]
    remainder: tuple[sp.Expr, sp.Expr]

    theorem = "lyapunov coefficient"

    @property
    def coefficient(self) -> sp.Expr:
        """The first Lyapunov coefficient l₁."""
        values = dict(zip(DERIVATIVES, self.derivatives, strict=True))
        return normal(FORMULA.xreplace({**values, OMEGA: self.omega}) / 16)

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """A weak stable or unstable spiral."""
        return VERDICTS[self.frame.sign(self.coefficient) or 0]

    def under(self, when: Boolean) -> LyapunovCoefficient:
        """Suppose a condition on the parameters."""
        return replace(self, frame=replace(self.frame, when=when))

    def verify(self) -> bool | None:
        """Evaluate another formula for the same sign, by power series in balls in the original coordinates."""
        ball = perko_coefficient(self.frame)
        if ball is None or ball.contains(0):
            return None
        return (1 if ball > 0 else -1) == self.frame.sign(self.coefficient)

    def narrate(self) -> Step:
        """Tell what decides, and the verdict."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        """Write the field in normal form, compute l₁, and conclude."""
        u, w = self.frame.symbols
        radial = radial_words(self.frame)
        if radial is not None:
            yield radial
        yield paragraph(
            "{words}The terms left out are {F} and {G} in",
            words=self.frame.words(),
            F=Name("F"),
            G=Name("G"),
        )
        relation = "=" if self._exact else "≈"
        yield Equation(
            (
                equals(Name(u.name, primes=1), Sum((-self.omega * w, Name("F")))),
                equals(Name(w.name, primes=1), Sum((self.omega * u, Name("G")))),
                Chain((Name("F"), self.remainder[0]), (relation,)),
                Chain((Name("G"), self.remainder[1]), (relation,)),
            )
        )
        yield paragraph(
            ("" if self._exact else "up to terms of degree four and higher. ")
            + "Of their derivatives at the point that count, {known}. They give the *first Lyapunov coefficient* {a},",
            known=self._known(),
            a=_letter(),
        )
        yield Equation((self._formula(),))
        yield self._conclusion()

    @property
    def _exact(self) -> bool:
        """Whether F and G hold no terms of degree above 3."""
        states = self.frame.states
        return all(c.is_polynomial(*states) and sp.Poly(c, *states).total_degree() <= 3 for c in self.frame.field)

    def _known(self) -> Paragraph:
        """List the derivatives that are not zero."""
        named = [equals(name, name.value) for _, name in self._names() if name.value != 0]
        if not named:
            return paragraph("all are 0")
        others = "" if len(named) == len(DERIVATIVES) else "; the others are 0"
        return paragraph("{named}" + others, named=series(named))

    def _names(self) -> list[tuple[sp.Symbol, Name]]:
        """Pair each derivative in the formula with its name, such as F_uuw, and its value."""
        letters = [symbol.name for symbol in self.frame.symbols]
        short = all(len(letter) == 1 for letter in letters)
        names = []
        for (symbol, (component, by_u, by_w)), value in zip(DERIVATIVES.items(), self.derivatives, strict=True):
            word = letters[0] * by_u + letters[1] * by_w
            factors = Product((self.frame.symbols[0],) * by_u + (self.frame.symbols[1],) * by_w)
            names.append((symbol, Name("FG"[component], subscript=Name(word) if short else factors, value=value)))
        return names

    def _formula(self) -> Chain:
        omega = letter(FREQUENCY, sp.Tuple(*self.frame.field).free_symbols, self.omega)
        names = (*self._names(), (OMEGA, omega))
        total = Written(16 * A, ((A, _letter(self.coefficient)),))
        return equals(total, Written(FORMULA, names), 16 * self.coefficient)

    def _conclusion(self) -> Block:
        stable = self.frame.sign(self.coefficient) == -1
        sense, verb = ("stable", "shrinks") if stable else ("unstable", "grows")
        way = "in" if stable else "out"
        return paragraph(
            f"so {{value}}. In suitable coordinates the distance {{r}} obeys {{law}}: turn after turn it {verb}. So "
            f"{{at}} is {'a' if stable else 'an'} *{sense} spiral*, a weak one: solutions spiral {way} like a power "
            f"of {{t}}, not "
            "exponentially.",
            r=Name("rho"),
            value=equals(_letter(self.coefficient), self.coefficient),
            law=Chain((Name("rho", primes=1), Written(self.coefficient * R**3, ((R, Name("rho")),))), ("≈",)),
            at=point(self.frame.at),
            t=Name("t"),
        )


A, R = sp.symbols("l_1 rho", real=True)


def _letter(value: sp.Expr | None = None) -> Name:
    """Write l₁, as Kuznetsov does: the letter a is too often a parameter."""
    return Name("l", subscript=sp.S.One, value=value)


def by_lyapunov_coefficient(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Decide a linear center by its first focal value that is not zero.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> field = (-y - x * (x**2 + y**2), x - y * (x**2 + y**2))
    >>> [c.kind.value for c in analyze(ODESystem((x, y), field)).classifications]
    ['stable spiral']
    """
    rule = first_coefficient(system, fixed_point, linearization)
    if rule is None:
        return None
    side = rule.frame.sign(rule.coefficient)
    if side:
        return decided(fixed_point, linearization, *VERDICTS[side], rule)
    return None if side is None else by_higher_focal_value(system, fixed_point, linearization)


def first_coefficient(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> LyapunovCoefficient | None:
    """Expand the field in its normal coordinates up to degree 3; the sign may depend on parameters."""
    if not linear_part(system, fixed_point, linearization).center:
        return None
    return _expanded(system, fixed_point.at, linearization.jacobian, fixed_point.when)


@lru_cache(maxsize=4)
def _expanded(
    system: ODESystem, at: tuple[sp.Expr, ...], jacobian: sp.ImmutableMatrix, when: Boolean
) -> LyapunovCoefficient | None:
    frame, omega = normal_frame(system, at, jacobian, when)
    expanded = frame.jets(3)
    if expanded is None:
        return None
    derivatives = tuple(
        normal(sp.factorial(i) * sp.factorial(j) * expanded[component][i, j])
        for component, i, j in DERIVATIVES.values()
    )
    remainder = tuple(_beyond_linear(component).expression(*frame.symbols) for component in expanded)
    return LyapunovCoefficient(frame, omega, derivatives, (remainder[0], remainder[1]))


def _beyond_linear(component: Jet) -> Jet:
    return Jet({powers: c for powers, c in component.terms.items() if sum(powers) > 1}, component.order)
