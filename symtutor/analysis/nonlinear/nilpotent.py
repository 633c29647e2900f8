"""Both eigenvalues zero, linear part not zero: the theorem of Andronov on nilpotent points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.circle import turns_around
from symtutor.analysis.nonlinear.curves import along_curve, starts_with
from symtutor.analysis.nonlinear.extremum import solve_for_second
from symtutor.analysis.nonlinear.frames import UNIT, Frame, Vector
from symtutor.analysis.nonlinear.jets import Jet
from symtutor.analysis.nonlinear.linear_part import linear_part
from symtutor.analysis.nonlinear.portraits import CUSP, ELLIPTIC, NODES, SADDLE, SADDLE_NODE, TURNING, Portrait
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.exact import normal, sign
from symtutor.analysis.words import point
from symtutor.document import Chain, Equation, Name, Step, Written, condition, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Block
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem

ORDERS = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class NilpotentPoint:
    """u′ = w + A(u, w), w′ = B(u, w), no linear terms in A and B; φ(u) solves w + A = 0.

    With F(u) = B(u, φ(u)) = a uᵐ + … and G(u) = (∂A/∂u + ∂B/∂w)(u, φ(u)) = b uⁿ + …:

    * m even: a cusp for m < 2n + 1 (or G = 0), a saddle-node for m > 2n + 1;
    * m odd, a > 0: a saddle;
    * m odd, a < 0: let D = b² + 4a(n + 1). A center or a focus for m < 2n + 1, or m = 2n + 1 and D < 0 (or G = 0).
      Otherwise a node for even n, attracting for b < 0, and for odd n one elliptic and one hyperbolic sector.

    Dumortier, Llibre, Artés, *Qualitative Theory of Planar Differential Systems*, Thm 3.5; Andronov, Leontovich,
    Gordon, Maier, *Qualitative Theory of Second-Order Dynamic Systems*, §§21–22; Perko §2.11, Thms 2 and 3.

    Attributes
    ----------
    curve : Expr
        φ up to the degree m, in the first coordinate of the frame.
    order, coefficient : int, Expr
        m and a.
    shift, slope : int or None, Expr
        n and b, where they matter; None where n ≥ m/2 is all that is known and needed.
    """

    frame: Frame
    curve: sp.Expr
    order: int
    coefficient: sp.Expr
    shift: int | None
    slope: sp.Expr

    theorem = "nilpotent linear part"

    @property
    def portrait(self) -> Portrait | None:
        """What the theorem says; None where a sign is not decided."""
        return portrait_of(self.order, sign(self.coefficient), self.shift, self._slope_sign, self._discriminant_sign)

    @property
    def discriminant(self) -> sp.Expr:
        """D = b² + 4a(n + 1), which counts where m = 2n + 1."""
        return normal(self.slope**2 + 4 * self.coefficient * ((self.shift or 0) + 1))

    @property
    def _slope_sign(self) -> int | None:
        return 0 if self.shift is None else sign(self.slope)

    @property
    def _discriminant_sign(self) -> int | None:
        return sign(self.discriminant) if self.shift is not None and self.order == 2 * self.shift + 1 else 0

    def verify(self) -> bool | None:
        """Expand field and divergence along the curve in balls, and count how the field turns on a small circle."""
        u, _ = self.frame.symbols
        samples = self.frame.samples
        along = along_curve(self.frame, self.curve, u, self.order)
        portrait = self.portrait
        if along is None or portrait is None:
            return None
        verdicts = [
            starts_with(component, self.order, (self.coefficient * entry).xreplace(samples))
            for component, entry in zip(along, self.frame.second, strict=True)
        ]
        if self.shift is not None:
            divergence = sp.Add(*map(sp.diff, self.frame.field, self.frame.states))
            spread = along_curve(self.frame, self.curve, u, self.shift, [divergence])
            verdicts.append(
                None if spread is None else starts_with(spread[0], self.shift, self.slope.xreplace(samples))
            )
        verdicts.append(turns_around(Frame(self.frame.states, self.frame.field, self.frame.at), portrait.index))
        return False if False in verdicts else None if None in verdicts else True

    def narrate(self) -> Step:
        """Tell what decides, and the verdict."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        """Give the curve, F and G, and what the theorem says."""
        u, w = self.frame.symbols
        first = Name("F", args=(u,))
        rows = [
            Chain((Name("phi", args=(u,)), self.curve), ("≈",)),
            Chain((first, self.coefficient * u**self.order), ("≈",)),
        ]
        if self.shift is not None:
            rows.append(Chain((Name("G", args=(u,)), self.slope * u**self.shift), ("≈",)))
        yield paragraph(
            "{words}Follow the curve {curve} on which {velocity} is zero. Let {F} be {other} on it, and {G} the "
            "divergence of the field on it. To lowest degree",
            words=self.frame.words(),
            curve=condition(w, Name("phi", args=(u,))),
            velocity=Name(u.name, primes=1),
            F=first,
            G=Name("G", args=(u,)),
            other=Name(w.name, primes=1),
        )
        yield Equation(tuple(rows))
        portrait = self.portrait
        if portrait is not None:
            yield paragraph(
                self._case() + " " + portrait.words(), at=point(self.frame.at), D=self._named_discriminant()
            )

    def _named_discriminant(self) -> object:
        if not self._discriminant_counts:
            return ""
        a, b, n = sp.symbols("a b n", real=True)
        value = self.discriminant
        written = Written(
            b**2 + 4 * a * (n + 1), ((a, self.coefficient), (b, self.slope), (n, sp.Integer(self.shift or 0)))
        )
        relation = "<" if sign(value) == -1 else ">" if sign(value) == 1 else "="
        return Chain((written, value, sp.S.Zero), ("=", relation)) if relation != "=" else equals(written, value)

    @property
    def _discriminant_counts(self) -> bool:
        return self.shift is not None and self.order == 2 * self.shift + 1 and sign(self.coefficient) == -1

    def _case(self) -> str:
        m = self.order
        quiet = "" if self.shift is None else f", and the divergence starts with degree {self.shift}"
        if m % 2 == 0:
            return f"The degree {m} of F is even{quiet}."
        side = "positive" if sign(self.coefficient) == 1 else "negative"
        text = f"The degree {m} of F is odd and its coefficient {side}"
        if side == "positive":
            return text + "."
        return text + quiet + ("; {D}." if self._discriminant_counts else ".")


def portrait_of(
    order: int, side: int | None, shift: int | None, slope: int | None, discriminant: int | None
) -> Portrait | None:
    """Read the portrait off the table of the theorem; None where a sign that counts is not decided."""
    if None in (side, slope, discriminant):
        return None
    early = shift is not None and order > 2 * shift + 1
    if order % 2 == 0:
        return SADDLE_NODE if early else CUSP
    if side == 1:
        return SADDLE
    if shift is None or not (early or (order == 2 * shift + 1 and (discriminant or 0) >= 0)):
        return TURNING
    return ELLIPTIC if shift % 2 else NODES[slope or 0]


def nilpotent_point(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> NilpotentPoint | None:
    """Bring a nilpotent point to the form of the theorem; None where it is none or the needed terms are not found."""
    if not linear_part(system, fixed_point, linearization).nilpotent:
        return None
    jacobian = linearization.jacobian
    second: Vector = UNIT[1] if jacobian[0, 1] != 0 or jacobian[1, 1] != 0 else UNIT[0]
    image = jacobian * sp.Matrix(second)
    frame = Frame(system.states, system.field, fixed_point.at, (image[0], image[1]), second)
    for order in ORDERS:
        expanded = frame.jets(order)
        if expanded is None:
            return None
        curve = solve_for_second(expanded[0])
        u = Jet({(1, 0): sp.S.One}, order)
        height = expanded[1].of(u, curve)
        spread = (expanded[0].derivative(0) + expanded[1].derivative(1)).of(u, curve)
        m, n = height.lowest, spread.lowest
        if m is None:
            continue
        counts = n is not None and 2 * n + 1 <= m
        return NilpotentPoint(
            frame,
            curve.cut(m).expression(frame.symbols[0], sp.S.Zero),
            m,
            height[m, 0],
            n if counts else None,
            spread[n, 0] if counts and n is not None else sp.S.Zero,
        )
    return None


def by_nilpotent_part(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Classify a point whose linear part is nilpotent and not zero, unless the theorem leaves center and focus open.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y), (y, x**2))).classifications]
    ['degenerate']
    """
    rule = nilpotent_point(system, fixed_point, linearization)
    portrait = None if rule is None else rule.portrait
    if rule is None or portrait is None or portrait is TURNING:
        return None
    return decided(fixed_point, linearization, portrait.kind, portrait.stability, rule)
