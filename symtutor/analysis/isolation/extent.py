"""How far a search reaches: the window first, then what lies beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.isolation.beyond import Argument, Beyond, no_zero_beyond, starts
from symtutor.analysis.isolation.budget import Budget, Undecided
from symtutor.analysis.isolation.line import LineSearch
from symtutor.analysis.isolation.records import InSpace, OnLine
from symtutor.analysis.isolation.space import SpaceSearch
from symtutor.numerics.balls import enclose, middle
from symtutor.numerics.intervals.program import Program
from symtutor.numerics.intervals.spans import EVERYTHING, LEFTMOST, RIGHTMOST, Ball, Box, Span, is_bounded, meet
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sympy as sp

    from symtutor.analysis.isolation.records import Side

OUTSIDE_SHARE = 3
Condition = tuple["sp.Expr", Span]


def on_line(
    equation: sp.Expr, unknown: sp.Symbol, side: Side, conditions: Sequence[Condition], budget: Budget
) -> OnLine:
    """Find all zeros of one equation in the window `side`, and on the whole line where that can be proved.

    Examples
    --------
    >>> import sympy as sp
    >>> x = sp.Symbol("x", real=True)
    >>> found = on_line(x - 30 - sp.sin(x), x, (sp.Integer(-20), sp.Integer(20)), (), Budget())
    >>> [zero.at for zero in found.zeros], found.everywhere
    ([29.2006111715949], True)
    """
    search = LineSearch(equation, unknown, budget, conditions)
    low, high = span_of(side)
    zeros = search.search((low, high))
    beyond: list[Beyond] = []
    for edge, direction in ((low, -1), (high, 1)):
        known = list(search.known)
        search.budget = budget.part(OUTSIDE_SHARE)
        try:
            proof = _proof_beyond(equation, unknown, edge, direction, conditions)
            if proof is None:
                continue
            (start, _), (_, end) = span_of((proof.start,) * 2), span_of((proof.start,) * 2)
            zeros = search.search((edge, end) if direction > 0 else (start, edge))
        except Undecided:
            search.known = known
            continue
        beyond.append(proof)
    if len(beyond) < 2:
        zeros = [zero for zero in zeros if in_window(zero.at, side)]
    return OnLine(equation, unknown, side, tuple(zeros), tuple(beyond))


def _proof_beyond(
    equation: sp.Expr, unknown: sp.Symbol, edge: Ball, direction: int, conditions: Sequence[Condition]
) -> Beyond | None:
    rest = (edge, RIGHTMOST) if direction > 0 else (LEFTMOST, edge)
    for expression, aim in conditions:
        if Program([expression], [unknown]).contract((rest,), aim) is None:
            return Beyond(middle(edge), direction, Argument.UNDEFINED)
    proofs = (no_zero_beyond(equation, unknown, start, direction) for start in starts(edge, direction))
    return next((proof for proof in proofs if proof is not None), None)


def in_space(
    equations: tuple[sp.Expr, ...], unknowns: tuple[sp.Symbol, ...], window: Sequence[Side], budget: Budget
) -> InSpace:
    """Find all common zeros in the window, and everywhere where that can be proved.

    Examples
    --------
    >>> import sympy as sp
    >>> x, y = sp.symbols("x y", real=True)
    >>> sides = ((sp.Integer(-20), sp.Integer(20)),) * 2
    >>> found = in_space((sp.tanh(x + y) - x, sp.tanh(x - y) - y), (x, y), sides, Budget())
    >>> len(found.zeros), found.everywhere
    (3, True)
    """
    search = SpaceSearch(equations, unknowns, budget)
    reach = search.reach()
    if reach is None:
        return InSpace(equations, unknowns, (), None, everywhere=True)
    if all(map(is_bounded, reach)):
        bounds = tuple((middle(low), middle(high)) for low, high in reach)
        return InSpace(equations, unknowns, tuple(search.search(reach)), bounds, everywhere=True)
    box = tuple(map(span_of, window))
    inner = _common(box, reach)
    zeros = [] if inner is None else search.search(inner)
    search.budget = budget.part(OUTSIDE_SHARE)
    try:
        everything = zeros
        for slab in _slabs(box):
            outer = _common(slab, reach)
            everything = everything if outer is None else search.search(outer)
    except Undecided:
        return InSpace(equations, unknowns, tuple(zeros), None, everywhere=False)
    return InSpace(equations, unknowns, tuple(everything), None, everywhere=True)


def _slabs(box: Box) -> Iterator[Box]:
    """Cover what lies outside a box: beyond its first side, then beside the first side beyond the second, and so on."""
    for place, (low, high) in enumerate(box):
        rest = (EVERYTHING,) * (len(box) - place - 1)
        yield (*box[:place], (LEFTMOST, low), *rest)
        yield (*box[:place], (high, RIGHTMOST), *rest)


def _common(first: Box, second: Box) -> Box | None:
    met = [meet(a, b) for a, b in zip(first, second, strict=True)]
    return None if None in met else tuple(side for side in met if side is not None)


def span_of(side: Side) -> Span:
    """Give the ends of a side as a span, rounded outward."""
    low, high = (enclose(end) for end in side)
    if low is None or high is None:
        raise Undecided
    return low.lower(), high.upper()


def in_window(value: sp.Expr, side: Side) -> bool:
    """Tell whether a number is not proved to lie outside a side."""
    low, high = side
    return sign(value - low) != -1 and sign(high - value) != -1
