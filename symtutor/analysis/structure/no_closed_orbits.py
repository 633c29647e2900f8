"""Criteria of Bendixson and Dulac: a divergence of one sign leaves no room for closed orbits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import divided, expand, put_in
from symtutor.analysis.smoothness import is_smooth
from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC, divergence
from symtutor.analysis.structure.one_sign import one_sign
from symtutor.document import Chain, Equation, Step, Sum, equals, paragraph
from symtutor.numerics.balls import taylor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Block
    from symtutor.model import ODESystem

PLACES = tuple(sp.Rational(*fraction) for fraction in ((1, 9), (4, 7), (13, 8), (5, 1)))
EXPONENTS = tuple(sorted(product(range(-3, 2), repeat=2), key=lambda pair: (abs(pair[0] + 1) + abs(pair[1] + 1), pair)))
"""Exponents for x^a y^b, those near 1/(x y) first: it is the one that works for most models of populations."""


@dataclass(frozen=True, slots=True)
class NoClosedOrbits:
    """Where div(B f) has one sign on a simply connected region, no closed orbit lies in it (Dulac; B = 1: Bendixson).

    By Green's theorem the integral of div(B f) over the inside of a closed orbit is the flux of B f through the orbit,
    which is zero (Strogatz, *Nonlinear Dynamics and Chaos*, §7.2; Perko §3.9). "One sign" allows zeros on curves.

    Attributes
    ----------
    factor : Expr
        B: 1 on the whole plane, or xᵃyᵇ where both states are positive.
    spread : Expr
        div(B f) / B, which has the sign of div(B f).
    side : int
        That sign.
    quadrant : bool
        Whether the region is only where both states are positive; the axes are then invariant.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    factor: sp.Expr
    spread: sp.Expr
    side: int
    quadrant: bool = False

    theorem = "bendixson-dulac"

    def verify(self) -> bool | None:
        """Differentiate B f by power series in balls at many places of the region: no sum may have the other sign."""
        told = 0
        senses = [(1, 1)] if self.quadrant else [(1, 1), (1, -1), (-1, 1), (-1, -1)]
        for (first, second), (a, b) in product(product(PLACES, repeat=2), senses):
            at = dict(zip(self.states, (a * first, b * second), strict=True))
            rows = [
                taylor(self.factor * component, state, at, 1)
                for component, state in zip(self.field, self.states, strict=True)
            ]
            if rows[0] is None or rows[1] is None:
                return None
            spread = rows[0][1] + rows[1][1]
            if self.side * spread < 0:
                return False
            told += bool(self.side * spread > 0)
        return True if told else None

    def narrate(self) -> Step:
        """Show the divergence and say what it excludes."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        yield from self._dulac() if self.quadrant else self._bendixson()

    def _bendixson(self) -> Iterator[Block]:
        parts = tuple(sp.expand(sp.diff(c, s)) for c, s in zip(self.field, self.states, strict=True))
        chain = equals(Sum(parts), self.spread)
        relation, word, other = ("<", "negative", "positive") if self.side < 0 else (">", "positive", "negative")
        yield paragraph("The divergence of the field, which tells how areas grow, is")
        if not self.spread.free_symbols & set(self.states):
            yield Equation((Chain((*chain.sides, sp.S.Zero), ("=", relation)),))
            yield paragraph(
                "Over the inside of a closed orbit it would have to cancel, because nothing flows through the orbit. "
                "It cannot, so there is *no closed orbit* (Bendixson)."
            )
            return
        yield Equation((chain,))
        yield paragraph(
            f"nowhere {other}, and zero at most on curves. Over the inside of a closed orbit it would have to cancel, "
            f"because nothing flows through the orbit, but it is {word} wherever it is not zero. So there is *no "
            "closed orbit* (Bendixson)."
        )

    def _dulac(self) -> Iterator[Block]:
        x, y = self.states
        word = "negative" if self.side < 0 else "positive"
        yield paragraph(
            "Where {x} and {y} are positive, the divergence of the field is"
            if self.factor == 1
            else "Multiply the field by {factor}, which changes the speed and not the orbits. Where {x} and {y} are "
            "positive, its divergence is",
            factor=self.factor,
            x=x,
            y=y,
        )
        yield Equation((sp.expand(self.factor * self.spread),))
        yield paragraph(
            f"which is {word} there. Over the inside of a closed orbit it would have to cancel. So there is *no closed "
            "orbit* where {x} and {y} are positive (Dulac). Nor does one cross the axes: each axis consists of orbits.",
            x=x,
            y=y,
        )


def no_closed_orbits(system: ODESystem) -> NoClosedOrbits | None:
    """Try Bendixson's criterion on the plane, then Dulac's with xᵃyᵇ where both states are positive.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> no_closed_orbits(ODESystem((x, y), (y, -x - y))).side
    -1
    >>> no_closed_orbits(ODESystem((x, y), (x * (3 - x - 2 * y), y * (2 - x - y)))).factor
    1/(x*y)
    """
    states, field = system.states, system.field
    if system.dimension != 2 or not all(is_smooth(component, states) for component in field):
        return None
    spread = divergence(system)
    side = one_sign(spread, states)
    if side is not None:
        return NoClosedOrbits(states, field, sp.S.One, spread, side)
    fenced = all(
        c.is_polynomial(*states) and put_in(c, {s: sp.S.Zero}) == 0 for c, s in zip(field, states, strict=True)
    )
    if not fenced:
        return None
    rates = [divided(component, state) for component, state in zip(field, states, strict=True)]
    for a, b in EXPONENTS:
        weighted = expand(a * rates[0] + b * rates[1] + spread)
        side = one_sign(weighted, states, positive=True)
        if side is not None:
            return NoClosedOrbits(states, field, states[0] ** a * states[1] ** b, weighted, side, quadrant=True)
    return None
