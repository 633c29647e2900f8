"""Linear part zero: the terms of lowest degree, seen along the directions in which orbits can come and go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.circle import turns_around
from symtutor.analysis.nonlinear.forms import Direction, real_lines, value
from symtutor.analysis.nonlinear.frames import Frame
from symtutor.analysis.nonlinear.portraits import Portrait, from_sectors
from symtutor.analysis.nonlinear.silence import TITLE, TOPIC, decided
from symtutor.analysis.structure.exact import sign
from symtutor.analysis.words import point
from symtutor.document import Name, Negative, Product, Step, Sum, condition, equals, paragraph, table
from symtutor.numerics.signs import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.analysis.nonlinear.jets import Terms
    from symtutor.document import Block, Chain
    from symtutor.model import Classification, FixedPoint, Linearization, ODESystem

ORDERS = (2, 3, 5)


@dataclass(frozen=True, slots=True)
class Ray:
    """A direction in which the leading field is radial: outward (+1) or inward (−1), and how the circle flows there.

    ``spreading`` is +1 where neighbouring directions turn away from the ray and −1 where they turn to it.
    """

    direction: Direction
    outward: int
    spreading: int

    @property
    def saddle(self) -> bool:
        """Whether the blown-up point on the circle is a saddle: one orbit follows the ray; else a node: many do."""
        return self.outward != self.spreading


@dataclass(frozen=True, slots=True)
class HomogeneousSectors:
    """A field that begins with forms P, Q of degree m ≥ 2: its sectors, read off the blow-up x = r cos θ, y = r sin θ.

    On the circle r = 0 the fixed points are the directions with Φ = x Q − y P = 0. Where each is a simple zero, and the
    leading field does not vanish along it, it is hyperbolic, and between two neighbours lies one sector: hyperbolic
    between two saddles, elliptic between two nodes, parabolic between a saddle and a node (Dumortier, Llibre, Artés,
    *Qualitative Theory of Planar Differential Systems*, §3.1–3.3; Andronov et al., *Qualitative Theory of Second-Order
    Dynamic Systems*, §20). The index is Bendixson's (Perko §3.12).

    Attributes
    ----------
    leading : (Expr, Expr)
        P and Q in the states' displacements.
    turning : Expr
        Φ.
    rays : tuple of Ray
        The directions, counterclockwise.
    """

    frame: Frame
    leading: tuple[sp.Expr, sp.Expr]
    turning: sp.Expr
    rays: tuple[Ray, ...]

    theorem = "invariant directions"

    @property
    def portrait(self) -> Portrait:
        """The sectors between neighbouring rays."""
        following = (*self.rays[1:], self.rays[0])
        return from_sectors(tuple(_sector(ray, other) for ray, other in zip(self.rays, following, strict=True)))

    def verify(self) -> bool | None:
        """Count in balls how the field turns on a small circle: that is the index."""
        return turns_around(self.frame, self.portrait.index)

    def narrate(self) -> Step:
        """Tell what decides, and the verdict."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        """Give the leading terms, the directions and the sectors between them."""
        first, second = self.leading
        yield paragraph(
            "{words}The terms of lowest degree are {P} and {Q}. Orbits can reach the point or leave it only in a "
            "direction in which these point straight out or in, that is where {turning} is zero:",
            words=self.frame.words(),
            P=condition(Name("P"), first),
            Q=condition(Name("Q"), second),
            turning=turning_words(self.frame, self.turning),
        )
        yield table(
            ("direction", "the field points", "neighbouring directions turn", "orbits along it"),
            [
                (
                    point(ray.direction),
                    "outward" if ray.outward > 0 else "inward",
                    "away" if ray.spreading > 0 else "toward it",
                    "one" if ray.saddle else "many",
                )
                for ray in self.rays
            ],
        )
        yield paragraph(
            "Between two neighbours that one orbit follows each, orbits pass by (a hyperbolic sector); between two "
            "that many follow, they leave and come back (elliptic); else they only leave or only arrive (parabolic). "
            + self.portrait.words(),
            at=point(self.frame.at),
        )


def turning_words(frame: Frame, turning: sp.Expr) -> Chain:
    """Write Φ = x Q − y P."""
    u, w = frame.symbols
    return equals(Sum((Product((u, Name("Q"))), Negative(Product((w, Name("P")))))), turning)


def _sector(ray: Ray, following: Ray) -> tuple[str, int]:
    if ray.saddle and following.saddle:
        return "hyperbolic", 0
    if not ray.saddle and not following.saddle:
        return "elliptic", 0
    return "parabolic", following.outward if ray.saddle else ray.outward


def leading_forms(frame: Frame) -> tuple[int, Terms, Terms] | None:
    """Find the degree m and the forms P, Q with which the field begins."""
    for order in ORDERS:
        expanded = frame.jets(order)
        if expanded is None:
            return None
        degrees = [component.lowest for component in expanded if component.lowest is not None]
        if degrees:
            degree = min(degrees)
            return degree, expanded[0].form(degree), expanded[1].form(degree)
    return None


def turning_form(first: Terms, second: Terms) -> Terms:
    """Multiply out Φ = x Q − y P."""
    total: Terms = {}
    for (i, j), c in second.items():
        total[i + 1, j] = total.get((i + 1, j), sp.S.Zero) + c
    for (i, j), c in first.items():
        total[i, j + 1] = total.get((i, j + 1), sp.S.Zero) - c
    return {powers: c for powers, c in total.items() if sp.expand(c) != 0}


def radial_form(first: Terms, second: Terms) -> Terms:
    """Multiply out x P + y Q."""
    total: Terms = {}
    for (i, j), c in first.items():
        total[i + 1, j] = total.get((i + 1, j), sp.S.Zero) + c
    for (i, j), c in second.items():
        total[i, j + 1] = total.get((i, j + 1), sp.S.Zero) + c
    return {powers: c for powers, c in total.items() if sp.expand(c) != 0}


def expression(form: Terms, frame: Frame) -> sp.Expr:
    """Write a form in the letters of a frame."""
    u, w = frame.symbols
    return sp.Add(*(c * u**i * w**j for (i, j), c in form.items()))


def rays(degree: int, first: Terms, second: Terms) -> tuple[Ray, ...] | None:
    """List the radial directions counterclockwise; None where one is not simple, or the field vanishes along it."""
    form = turning_form(first, second)
    lines = real_lines(form) if form else None
    if not lines or any(times > 1 for _, times in lines):
        return None
    half = []
    for direction, _ in _by_angle(lines):
        x, y = direction
        outward = sign(sp.expand(x * value(first, direction) + y * value(second, direction)))
        spreading = sign(_turning_slope(form, direction))
        if not outward or not spreading:
            return None
        half.append(Ray(direction, outward, spreading))
    flip = (-1) ** (degree + 1)
    back = [Ray((-r.direction[0], -r.direction[1]), flip * r.outward, flip * r.spreading) for r in half]
    return (*half, *back)


def _by_angle(lines: list[tuple[Direction, int]]) -> list[tuple[Direction, int]]:
    """Order lines by their angle from −90° to 90°: by slope, the vertical last."""
    slopes = [(direction[1], (direction, times)) for direction, times in lines if direction[0] != 0]
    vertical = [entry for entry in lines if entry[0][0] == 0]
    ordered = in_order(slope for slope, _ in slopes) or ()
    return [next(entry for slope, entry in slopes if slope == wanted) for wanted in ordered] + vertical


def _turning_slope(form: Terms, direction: Direction) -> sp.Expr:
    """Differentiate Φ along the circle: −y ∂Φ/∂x + x ∂Φ/∂y."""
    x, y = direction
    total = sp.S.Zero
    for (i, j), c in form.items():
        if i:
            total -= y * c * i * x ** (i - 1) * y**j
        if j:
            total += x * c * j * x**i * y ** (j - 1)
    return sp.expand(total)


def by_invariant_directions(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Classify a point with zero linear part by the sectors between the directions of its leading terms.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> (dipole,) = analyze(ODESystem((x, y), (x**2 - y**2, 2 * x * y))).classifications
    >>> dipole.kind.value, dipole.reasons[-1].portrait.name
    ('degenerate', 'dipole')
    """
    if not linearization.jacobian.is_zero_matrix:
        return None
    frame = Frame(system.states, system.field, fixed_point.at)
    leading = leading_forms(frame)
    found = None if leading is None else rays(*leading)
    if leading is None or not found:
        return None
    _, first, second = leading
    forms = (expression(first, frame), expression(second, frame))
    turning = expression(turning_form(first, second), frame)
    rule = HomogeneousSectors(frame, forms, turning, found)
    return decided(fixed_point, linearization, rule.portrait.kind, rule.portrait.stability, rule)
