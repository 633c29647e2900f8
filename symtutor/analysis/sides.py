"""Fixed points on the line at which f is not smooth: the sign of f on each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.beside import defined_beside, germ, sign_beside
from symtutor.analysis.fixed_points.domain import domain
from symtutor.analysis.sampled import at_samples
from symtutor.analysis.smoothness import smooth_at
from symtutor.analysis.words import every_integer, function, member, point
from symtutor.document import Chain, Step, paragraph
from symtutor.model import Classification, Kind, Stability
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from symtutor.analysis.germ import Germ
    from symtutor.document import Paragraph
    from symtutor.model import FixedPoint, Linearization, ODESystem

NEAR = sp.Rational(1, 10**12)
FLAT = " There {f} is flat, smaller than every power of the distance, so no derivative could decide."
VERDICTS = {
    (1, -1): (Kind.STABLE, Stability.ASYMPTOTIC),
    (-1, 1): (Kind.UNSTABLE, Stability.UNSTABLE),
    (1, 1): (Kind.HALF_STABLE, Stability.HALF),
    (-1, -1): (Kind.HALF_STABLE, Stability.HALF),
    (0, -1): (Kind.STABLE, Stability.ASYMPTOTIC),
    (0, 1): (Kind.UNSTABLE, Stability.UNSTABLE),
    (1, 0): (Kind.STABLE, Stability.ASYMPTOTIC),
    (-1, 0): (Kind.UNSTABLE, Stability.UNSTABLE),
}


@dataclass(frozen=True, slots=True)
class SignOnEachSide:
    """Solutions move right where f > 0 and left where f < 0, with or without a slope at the point between.

    (Strogatz, *Nonlinear Dynamics and Chaos*, §2.2.)

    Attributes
    ----------
    left, right : int
        The sign of f just left and just right of the point; 0 where f is not defined on that side.
    flat : bool
        Whether f is smaller than every power of the distance, so that no derivative could decide.
    """

    state: sp.Symbol
    field: sp.Expr
    at: sp.Expr
    left: int
    right: int
    index: tuple[sp.Symbol, ...] = ()
    flat: bool = False

    theorem: ClassVar[str] = "sign on each side"

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability that follow from the two signs."""
        return VERDICTS[self.left, self.right]

    def verify(self) -> bool | None:
        """Evaluate f in balls a little to the left and to the right."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters)
        verdicts: list[bool | None] = []
        for side, predicted in ((-1, self.left), (1, self.right)):
            place = member(self.at, self.index) + side * NEAR
            field = self.field.subs(self.state, place)
            ball = enclose(field, digits=200) if field.is_extended_real is not False else None
            if not predicted:
                verdicts.append(ball is None)
            elif ball is None or ball.contains(0):
                verdicts.append(None)
            else:
                verdicts.append((ball > 0) == (predicted > 0))
        return False if False in verdicts else None if None in verdicts else True

    def narrate(self) -> Step:
        """Say what f does on each side, and what follows."""
        kind, _ = self.verdict
        if not (self.left and self.right):
            return self._at_an_edge(kind)
        closing = {
            Kind.STABLE: "the flow arrives from both sides",
            Kind.UNSTABLE: "the flow leaves on both sides",
            Kind.HALF_STABLE: f"the flow arrives from the {'left' if self.left > 0 else 'right'} only",
        }[kind]
        return Step(
            "Stability",
            (
                paragraph(
                    "At {at}, where the formula of {f} is not plainly smooth, the sign of {f} on each side decides: "
                    f"{{left}} just left of it and {{right}} just right of it, so {closing}, and {{at}} is *{kind}*"
                    "{every}." + (FLAT if self.flat else ""),
                    at=point((self.at,)),
                    f=function(self.state),
                    left=self._relation(self.left),
                    right=self._relation(self.right),
                    every=every_integer(self.index),
                ),
            ),
            "stability",
        )

    def _at_an_edge(self, kind: Kind) -> Step:
        """Tell a fixed point beside which f is defined on one side only."""
        side = "left" if self.left else "right"
        moves = "arrives" if kind is Kind.STABLE else "leaves"
        return Step(
            "Stability",
            (
                paragraph(
                    f"At {{at}} the domain of {{f}} ends, so only the {side} side counts. There {{sign}}: the flow "
                    f"{moves}, and {{at}} is *{kind}*{{every}}.",
                    at=point((self.at,)),
                    f=function(self.state),
                    sign=self._relation(self.left or self.right),
                    every=every_integer(self.index),
                ),
            ),
            "stability",
        )

    def _relation(self, direction: int) -> Paragraph:
        chain = Chain((function(self.state), sp.S.Zero), (">" if direction > 0 else "<",))
        return paragraph("{chain}", chain=chain)


def by_sides(system: ODESystem, fixed_point: FixedPoint, linearization: Linearization) -> Classification | None:
    """Classify a fixed point on the line at which the field is not smooth: a corner, a root, the edge of its domain.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x,), (sp.Abs(x) - x / 2,))).classifications]
    ['half-stable']
    """
    if system.dimension != 1 or smooth_at(system.field[0], system.states, fixed_point.at, fixed_point.when) is True:
        return None
    (state,), (field,) = system.states, system.field
    member = one_member(fixed_point, field, state)
    if member is None:
        return None
    signs = [_sign_on_side(system, member, side) for side in (-1, 1)]
    if None in signs or not any(signs):
        return None
    flat = all(found is not None and found.power is sp.oo for found in _germs(field, state, member))
    rule = SignOnEachSide(state, field, fixed_point.at[0], signs[0] or 0, signs[1] or 0, fixed_point.index, flat)
    return Classification(fixed_point, linearization, *rule.verdict, (rule,))


def _germs(field: sp.Expr, state: sp.Symbol, at: sp.Expr) -> list[Germ | None]:
    """Find the leading terms of f on both sides."""
    return [germ(field, state, at, side) for side in (-1, 1)]


def one_member(fixed_point: FixedPoint, field: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Give a fixed point, or the member 0 of a family whose step is a period of the field, so that one speaks for all.

    None where that is not plain.
    """
    (at,), index = fixed_point.at, fixed_point.index
    if not index:
        return at
    step = sp.expand(at).coeff(index[0])
    plain = len(index) == 1 and sp.expand(field.subs(state, state + step) - field) == 0
    return member(at, index) if plain else None


def _sign_on_side(system: ODESystem, at: sp.Expr, side: int) -> int | None:
    """Decide the sign of f beside a point: 0 where f is not defined there, None undecided."""
    defined = defined_beside(domain(system), system.states[0], at, side)
    if defined is None:
        return None
    return sign_beside(system.field[0], system.states[0], at, side) or None if defined else 0
