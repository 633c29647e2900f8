"""The fixed points of a field on the line that is put together from pieces, whole intervals of them included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import sympy as sp
from sympy.core.relational import Relational

from symtutor.analysis.beside import sign_beside, with_value
from symtutor.analysis.fixed_points.choices import FoundByFactor
from symtutor.analysis.fixed_points.domain import domain
from symtutor.analysis.fixed_points.pieces_of_line import SWITCHES, Piece, after, pieces_of_line, zeros_of
from symtutor.analysis.fixed_points.stretch import Stretch, ZeroOnInterval
from symtutor.analysis.samples import between
from symtutor.analysis.words import joined, point, series, zero_of
from symtutor.document import Chain, Name, Step, condition, paragraph, table
from symtutor.model import Completeness, FixedPoint, FixedPointSet, Window
from symtutor.numerics.balls import enclose
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block, Formula, Paragraph
    from symtutor.model import ODESystem
    from symtutor.rule import Rule

TITLE = "Fixed points"
TOPIC = "fixed-points"

Find: TypeAlias = "Callable[[ODESystem, Window], FixedPointSet]"


@dataclass(frozen=True, slots=True)
class EveryPieceSolved:
    """All zeros of a function put together from pieces: those of each formula on its interval, and the places between.

    Attributes
    ----------
    pieces : tuple of Piece
        From left to right, the formula on each open interval.
    zeros : tuple of tuples of Expr
        For each piece the zeros of its formula inside its interval; the state itself where the formula is 0.
    values : tuple of (Expr, int)
        The places between pieces, with the sign of f there.
    reasons : tuple of Rule
        Why the zeros of each formula that is not 0 are complete.
    """

    state: sp.Symbol
    field: sp.Expr
    pieces: tuple[Piece, ...]
    zeros: tuple[tuple[sp.Expr, ...], ...]
    values: tuple[tuple[sp.Expr, int], ...]
    reasons: tuple[Rule, ...]
    found: tuple[sp.Expr | Boolean, ...]

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        return f"{len(self.pieces)} formulas on {len(self.pieces)} intervals, each solved completely"

    def verify(self) -> bool | None:
        """Compare each formula with the field inside its interval, and check each list of zeros by its own rule."""
        verdicts = [self._agrees(piece) for piece in self.pieces]
        verdicts += [reason.verify() for reason in self.reasons]
        return False if False in verdicts else None if None in verdicts else True

    def _agrees(self, piece: Piece) -> bool | None:
        inner = between(piece.low, piece.high)
        ends = () if inner is None else (between(piece.low, inner), inner, between(inner, piece.high))
        differences = [
            enclose((self.field - piece.formula).subs(self.state, place)) for place in ends if place is not None
        ]
        if not differences or None in differences:
            return None
        return all(ball is not None and bool(ball.contains(0)) for ball in differences)

    def narrate(self) -> Step:
        """Go through the pieces from left to right."""
        rows: list[tuple[object, ...]] = [
            (self._interval(piece), piece.formula, self._zeros_of(zeros))
            for piece, zeros in zip(self.pieces, self.zeros, strict=True)
        ]
        between_pieces = series(
            Chain((Name("f", (place,)), sp.S.Zero), (("=", ">", "<")[value],)) for place, value in self.values
        )
        blocks: list[Block] = [
            paragraph("At a fixed point the velocity is zero, so solve {equation}.", equation=zero_of(self.field)),
            paragraph("The formula of the field changes from interval to interval, so solve on each:"),
            table(("where", "f", "f = 0 there"), rows),
            *([paragraph("At the places between, {values}.", values=between_pieces)] if self.values else []),
            self._conclusion(),
        ]
        return Step(TITLE, tuple(blocks), TOPIC)

    def _interval(self, piece: Piece) -> Formula:
        if piece.low.is_infinite and piece.high.is_infinite:
            return condition(self.state, self.state)
        sides = [side for side in (piece.low, self.state, piece.high) if not side.is_infinite]
        return Chain(tuple(sides), ("<",) * (len(sides) - 1), claim=False)

    def _zeros_of(self, zeros: tuple[sp.Expr, ...]) -> Paragraph | str:
        if zeros == (self.state,):
            return "everywhere"
        return series(condition(self.state, zero) for zero in zeros) if zeros else "nowhere"

    def _conclusion(self) -> Paragraph:
        if not self.found:
            return paragraph("So there is *no fixed point*.")
        alone = [item for item in self.found if not isinstance(item, sp.logic.boolalg.Boolean)]
        whole = [item for item in self.found if isinstance(item, sp.logic.boolalg.Boolean)]
        sentences = [
            paragraph("So every point with {where} is a fixed point: fixed points that are not isolated. ", where=where)
            for where in whole
        ]
        if alone:
            several = len(alone) > 1
            opening = "So the fixed points are {points}. " if several else "So the only fixed point is {points}. "
            if whole:
                opening = f"Besides, there {'are' if several else 'is'} {{points}}. "
            sentences.append(paragraph(opening, points=series(point((zero,)) for zero in alone)))
        return paragraph(
            "{sentences}Nothing is missing: no interval and no place between was left out.", sentences=joined(sentences)
        )


def by_pieces(system: ODESystem, find: Find) -> FixedPointSet | None:
    """Solve a field on the line piece by piece; `find` solves the formula of one piece.

    Examples
    --------
    >>> from symtutor.analysis.fixed_points import find_fixed_points
    >>> from symtutor.model import ODESystem, Window
    >>> x = sp.Symbol("x", real=True)
    >>> [(point.at[0], point.when) for point in find_fixed_points(ODESystem((x,), (sp.Max(x, 0),)), Window()).points]
    [(x, x <= 0)]
    """
    if system.dimension != 1 or system.parameters:
        return None
    (state,), (field,) = system.states, system.field
    if not field.has(*SWITCHES):
        return None
    edges = _edges(system)
    every = None if edges is None else pieces_of_line(field, state, edges)
    if every is None:
        return None
    pieces = tuple(piece for piece in every if _inside(system, piece))
    zeros: list[tuple[sp.Expr, ...]] = []
    reasons: list[Rule] = []
    for piece in pieces:
        inside = _zeros_inside(system, piece, find)
        if inside is None:
            return None
        zeros.append(inside[0])
        reasons += inside[1]
    places = [low.high for low, _ in pairwise(every)]
    defined = [place for place in places if _defined(system, place)]
    values = [(place, sign(field.subs(state, place))) for place in defined]
    decided = tuple((place, value) for place, value in values if value is not None)
    if len(decided) < len(values):
        return None
    merged = _merged(state, pieces, tuple(zeros), dict(decided))
    order = in_order(item for item in merged if isinstance(item, sp.Expr))
    if order is None:
        return None
    points = [_point(system, item) for item in merged]
    shown = tuple(item.when(state) if isinstance(item, Stretch) else item for item in merged)
    reason = EveryPieceSolved(state, field, pieces, tuple(zeros), decided, tuple(reasons), shown)
    return FixedPointSet(tuple(points), Completeness.PROVED, reason)


def _point(system: ODESystem, item: sp.Expr | Stretch) -> FixedPoint:
    (state,), (field,) = system.states, system.field
    if isinstance(item, Stretch):
        return FixedPoint((state,), ZeroOnInterval(state, field, item), (), item.when(state))
    return FixedPoint((item,), FoundByFactor(system.states, system.field, (field,), (item,)))


def _edges(system: ODESystem) -> list[sp.Expr] | None:
    """Find where the conditions of the domain change; None where these places are not all known."""
    edges: list[sp.Expr] = []
    relations = {relation: None for holds in domain(system) for relation in holds.atoms(Relational)}
    for relation in relations:
        found = zeros_of(relation.lhs - relation.rhs, system.states[0])
        if found is None:
            return None
        edges += found
    return edges


def _inside(system: ODESystem, piece: Piece) -> bool:
    """Tell whether f is defined on an interval in which no edge of the domain lies."""
    inner = between(piece.low, piece.high)
    return inner is not None and _defined(system, inner)


def _defined(system: ODESystem, place: sp.Expr) -> bool:
    """Tell whether f has a value between two pieces."""
    (state,), (field,) = system.states, system.field
    value = field.subs(state, place)
    real = bool(value.is_number and value.is_finite is not False and value.is_extended_real is not False)
    return real and all(with_value(holds, state, place) == sp.true for holds in domain(system))


def _zeros_inside(system: ODESystem, piece: Piece, find: Find) -> tuple[tuple[sp.Expr, ...], tuple[Rule, ...]] | None:
    """Find the zeros of one formula in its interval; None where they are not all known."""
    (state,) = system.states
    if piece.formula == 0:
        return (state,), ()
    if piece.formula.is_number:
        return ((), ()) if sign(piece.formula) else None
    found = find(replace(system, field=(piece.formula,)), Window())
    plain = all(not p.index and p.when == sp.true and not p.at[0].has(state) for p in found.points)
    if found.completeness is not Completeness.PROVED or not plain:
        return None
    kept = []
    for zero in (p.at[0] for p in found.points):
        sides = [after(zero, piece.low), after(piece.high, zero)]
        if None in sides:
            return None
        if sides == [1, 1]:
            kept.append(zero)
    return tuple(kept), (found.reason,)


def _merged(
    state: sp.Symbol, pieces: tuple[Piece, ...], zeros: tuple[tuple[sp.Expr, ...], ...], values: dict[sp.Expr, int]
) -> tuple[sp.Expr | Stretch, ...]:
    """Put the zeros in order from left to right, and intervals of zeros that touch at a zero together."""
    found: list[sp.Expr | Stretch] = []
    for place, (piece, inside) in enumerate(zip(pieces, zeros, strict=True)):
        here = values.get(piece.low) == 0
        if inside == (state,):
            last = found[-1] if found else None
            closed = (here, values.get(piece.high) == 0)
            left = _sign_at_end(pieces, place - 1, piece.low, -1)
            right = _sign_at_end(pieces, place + 1, piece.high, 1)
            if here and isinstance(last, Stretch) and last.high == piece.low and last.closed[1]:
                found[-1] = replace(last, high=piece.high, closed=(last.closed[0], closed[1]), right=right)
                continue
            found.append(Stretch(piece.low, piece.high, closed, left, right))
            continue
        covered = place and zeros[place - 1] == (state,)
        if here and not covered:
            found.append(piece.low)
        found += inside
    return tuple(found)


def _sign_at_end(pieces: tuple[Piece, ...], place: int, end: sp.Expr, side: int) -> int | None:
    """Decide the sign of f on the neighbouring piece, next to the end of an interval of zeros."""
    if not 0 <= place < len(pieces) or end not in {pieces[place].low, pieces[place].high}:
        return None
    formula, state = pieces[place].formula, pieces[place].state
    return sign(formula) if formula.is_number else sign_beside(formula, state, end, side)
