"""A field on the line put together from pieces: where its corners and jumps lie, and which formula holds between them.

Between two neighbouring zeros of the arguments of |u|, sign u and the step, of the differences of the arguments of max
and min, and of the conditions of cases, each of these functions is one formula.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.one_unknown import real_zeros
from symtutor.analysis.samples import between
from symtutor.numerics.signs import in_order, sign
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SWITCHES = (sp.Max, sp.Min, sp.Abs, sp.sign, sp.Heaviside, sp.Piecewise)
CONTINUOUS = (sp.exp, sp.log, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.Abs, RealRoot)
"""Functions that change their sign only where they vanish, on a domain without gaps."""
PIECE_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """On the open interval from `low` to `high` the field is `formula`."""

    state: sp.Symbol
    low: sp.Expr
    high: sp.Expr
    formula: sp.Expr


def pieces_of_line(field: sp.Expr, state: sp.Symbol, edges: Sequence[sp.Expr] = ()) -> tuple[Piece, ...] | None:
    """Cut the line at the edges of the domain and where the formula of a field changes; None where that is not solved.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> [(piece.low, piece.high, piece.formula) for piece in pieces_of_line(sp.Max(x, x**2), x)]
    [(-oo, 0, x**2), (0, 1, x), (1, oo, x**2)]
    """
    whole = Piece(state, sp.S.NegativeInfinity, sp.S.Infinity, field)
    waiting = _parts(whole, edges)
    if waiting is None:
        return None
    done: list[Piece] = []
    while waiting:
        piece = waiting.pop(0)
        switch = next(_innermost(piece.formula, state), None)
        if switch is None:
            done.append(piece)
            continue
        cut = _cut(piece, switch)
        if cut is None or len(cut) + len(waiting) + len(done) > PIECE_LIMIT:
            return None
        waiting = [*cut, *waiting]
    return tuple(done)


def _innermost(formula: sp.Expr, state: sp.Symbol) -> Iterator[sp.Expr]:
    """Yield the switching functions in whose arguments nothing else switches."""
    for part in sp.postorder_traversal(formula):
        if isinstance(part, SWITCHES) and part.has(state):
            yield part


def _cut(piece: Piece, switch: sp.Expr) -> list[Piece] | None:
    """Cut one piece at the places where one function switches, and put its formula in on each part."""
    places: list[sp.Expr] = []
    for argument in _arguments(switch):
        found = zeros_of(argument, piece.state)
        if found is None:
            return None
        places += found
    parts = _parts(piece, places)
    samples = [between(part.low, part.high) for part in parts or ()]
    formulas = [None if sample is None else _branch(switch, piece.state, sample) for sample in samples]
    if parts is None or None in formulas:
        return None
    return [
        replace(part, formula=piece.formula.xreplace({switch: formula}))
        for part, formula in zip(parts, formulas, strict=True)
    ]


def zeros_of(argument: sp.Expr, state: sp.Symbol) -> list[sp.Expr] | None:
    """Find where an expression may change its sign: its zeros and poles, where they are finitely many and all known."""
    places: dict[sp.Expr, None] = {}
    for part in sp.fraction(sp.together(argument)):
        if not part.has(state):
            continue
        known = not part.atoms(sp.Function) - part.atoms(*CONTINUOUS)
        found = real_zeros(part, state, sp.Symbol("n", integer=True)) if known else None
        if found is None or any(a.when or a.equations or a.period is not None for a in found):
            return None
        places.update(dict.fromkeys(value for a in found for value in a.values))
    return list(places)


def _parts(piece: Piece, places: Sequence[sp.Expr]) -> list[Piece] | None:
    """Cut a piece at those places that lie inside; None where their order is not decided."""
    signs = {place: (after(place, piece.low), after(piece.high, place)) for place in places}
    if any(None in both for both in signs.values()):
        return None
    ordered = in_order(place for place, both in signs.items() if both == (1, 1))
    if ordered is None:
        return None
    return [replace(piece, low=low, high=high) for low, high in pairwise((piece.low, *ordered, piece.high))]


def after(later: sp.Expr, earlier: sp.Expr) -> int | None:
    """Compare two places of the line, of which either may be infinite: 1 where the first lies to the right."""
    if later is sp.S.Infinity or earlier is sp.S.NegativeInfinity:
        return 1
    return sign(later - earlier)


def _arguments(switch: sp.Expr) -> list[sp.Expr]:
    """Give the expressions at whose zeros a function changes its formula."""
    if isinstance(switch, (sp.Max, sp.Min)):
        return [a - b for a, b in combinations(switch.args, 2)]
    if isinstance(switch, sp.Piecewise):
        relations = {r for _, condition in switch.args for r in condition.atoms(sp.core.relational.Relational)}
        return [relation.lhs - relation.rhs for relation in relations]
    return [switch.args[0]]


def _branch(switch: sp.Expr, state: sp.Symbol, sample: sp.Expr) -> sp.Expr | None:
    """Find the formula of a switching function on the interval of a sample; None where it is not decided."""
    if isinstance(switch, sp.Piecewise):
        for formula, condition in switch.args:
            verdict = condition.subs(state, sample)
            if verdict == sp.true:
                return formula
            if verdict != sp.false:
                return None
        return None
    if isinstance(switch, (sp.Max, sp.Min)):
        largest = isinstance(switch, sp.Max)
        order = in_order(argument.subs(state, sample) for argument in switch.args)
        if order is None:
            return None
        wanted = order[-1 if largest else 0]
        return next(argument for argument in switch.args if sign(argument.subs(state, sample) - wanted) == 0)
    (inner, *_) = switch.args
    side = sign(inner.subs(state, sample)) or 0
    formulas = {sp.Abs: {1: inner, -1: -inner}, sp.sign: {1: sp.S.One, -1: sp.S.NegativeOne}}
    return formulas.get(switch.func, {1: sp.S.One, -1: sp.S.Zero}).get(side)
