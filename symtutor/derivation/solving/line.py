"""The fixed points of one equation by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.cases import INDICES
from symtutor.analysis.words import every_integer, point, series, star, zero_of
from symtutor.derivation.placed import Place, Placed
from symtutor.derivation.solving.ends import same_ends
from symtutor.derivation.solving.equation import Equation, Names, Root, step
from symtutor.derivation.solving.rewriting import CandidatesChecked, merged
from symtutor.derivation.solving.search import Route, principles_once, route
from symtutor.document import Listing, condition, paragraph
from symtutor.model import Completeness
from symtutor.numerics.signs import sign
from symtutor.rule import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.derivation.solving.ends import End
    from symtutor.derivation.solving.equation import Move
    from symtutor.document import Paragraph, Step
    from symtutor.model import Analysis, FixedPoint, FixedPointSet


@dataclass(frozen=True, slots=True)
class VelocityZero(Silent):
    """At a fixed point the velocity is zero (Strogatz, §2.2): the equation to be solved."""

    state: sp.Symbol
    field: sp.Expr

    def narrate(self) -> Step:
        """Write the equation."""
        return step(
            paragraph("At a fixed point the velocity is zero, so solve {equation}.", equation=zero_of(self.field))
        )


@dataclass(frozen=True, slots=True)
class EveryBranchSolved:
    """Each step can be read backwards, so the branches together have the solutions of the equation and no others.

    Attributes
    ----------
    found : FixedPointSet
        What the analysis found, by its own route.
    roots : tuple of Root
        What the branches end in.
    """

    state: sp.Symbol
    field: sp.Expr
    found: FixedPointSet
    roots: tuple[Root, ...]

    def verify(self) -> bool | None:
        """Compare the ends of the branches with the analysis."""
        return same_ends(*_ends(self.found, self.roots))

    def narrate(self) -> Step:
        """Name the fixed points."""
        return step(self._conclusion())

    def _conclusion(self) -> Paragraph:
        points = self.found.points
        name = star(self.state)
        if not points:
            return paragraph("So there is *no fixed point*.")
        index = tuple(dict.fromkeys(symbol for found in points for symbol in found.index))
        one = len(points) == 1 and not index
        close = "Each step can be read backwards, so " + ("this is the only one." if one else "these are all.")
        if not index and all(found.when == sp.true for found in points):
            listing = Listing(tuple(point(found.at) for found in points))
            return paragraph("So {points}. {close}", points=condition(name, listing), close=close)
        families = series(_where(name, found) for found in points)
        return paragraph(
            ("So the fixed point is" if one else "So the fixed points are") + " {families}{every}. {close}",
            families=families,
            every=every_integer(index),
            close=close,
        )


def _where(name: object, found: FixedPoint) -> Paragraph:
    if found.when == sp.true:
        return paragraph("{point}", point=condition(name, point(found.at)))
    return paragraph("{point} where {condition}", point=condition(name, point(found.at)), condition=found.when)


def zeros_by_hand(analysis: Analysis) -> Iterator[Placed]:
    """Solve f(x) = 0 as on paper, in place of the words of the analysis; nothing where the two do not agree.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> [type(line.rule).__name__ for line in zeros_by_hand(analyze(ODESystem((x,), (x**2 - 3 * x,))))]
    ['VelocityZero', 'Factored', 'ZeroProduct', 'EveryBranchSolved']
    """
    system, found = analysis.system, analysis.fixed_points
    if system.dimension != 1 or not system.autonomous or found.completeness is not Completeness.PROVED:
        return
    (state,), (field,) = system.states, system.field
    moves_and_roots = _route(state, field, found)
    if moves_and_roots is None:
        return
    moves, roots = moves_and_roots
    reason = found.reason
    yield Placed(VelocityZero(state, field), reason, Place.INSTEAD)
    for move in moves:
        yield Placed(move, reason, Place.INSTEAD)
    yield Placed(EveryBranchSolved(state, field, found, roots), reason, Place.INSTEAD)


def _route(state: sp.Symbol, field: sp.Expr, found: FixedPointSet) -> tuple[tuple[Move, ...], tuple[Root, ...]] | None:
    taken = frozenset(symbol.name for symbol in field.free_symbols)
    free = next(symbol for symbol in INDICES if symbol.name not in taken)
    index = next((symbol for known in found.points for symbol in known.index), free)
    way = route(Equation(field, sp.S.Zero, state, written=True), Names(index, taken))
    if way is None:
        return None
    roots = merged(way.roots)
    if roots is None:
        return None
    outside = tuple(root for root in roots if _undefined(field, state, root))
    if outside:
        roots = tuple(root for root in roots if root not in outside)
        start = Equation(field, sp.S.Zero, state)
        way = Route((*way.moves, CandidatesChecked(start, roots, outside, "the field is not defined there")), roots)
    if same_ends(*_ends(found, roots)) is not True:
        return None
    return principles_once(way.moves), roots


def _undefined(field: sp.Expr, state: sp.Symbol, root: Root) -> bool:
    """Tell whether a candidate is outside the domain of the field: 0 of x ln x."""
    value = field.xreplace({state: root.value})
    if value.has(sp.nan, sp.zoo, sp.oo, sp.I):
        return True
    under = [p.base for p in field.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q % 2 == 0]
    return any(sign(sp.expand(base.xreplace({state: root.value}))) == -1 for base in under)


def _ends(found: FixedPointSet, roots: Sequence[Root]) -> tuple[list[End], list[End]]:
    """Write the fixed points of the analysis and the ends of the branches alike."""
    return [(known.at, known.when) for known in found.points], [((root.value,), root.when) for root in roots]
