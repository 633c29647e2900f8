"""The way on paper: which step comes next, branch after branch, until every branch is solved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from symtutor.derivation.solving.circle import double_angle, pythagoras, tangent_taken, unit_circle
from symtutor.derivation.solving.division import rational_root
from symtutor.derivation.solving.equation import Root
from symtutor.derivation.solving.inverses import other_base, undone
from symtutor.derivation.solving.never import never_zero
from symtutor.derivation.solving.powers import isolated, linear, root_taken
from symtutor.derivation.solving.products import (
    ZeroProduct,
    common_factor,
    difference_of_squares,
    grouping,
    recognized,
    two_numbers,
    zero_product,
)
from symtutor.derivation.solving.quadratic import quadratic_formula
from symtutor.derivation.solving.rewriting import (
    CandidatesChecked,
    Numerator,
    exponentials_cleared,
    merged,
    multiplied_out,
    numerator,
    scaled,
    squared,
)
from symtutor.derivation.solving.substitution import Substituted, substituted_function, substituted_power

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.derivation.solving.equation import Equation, Move, Names

DEPTH_LIMIT = 10
SIZE_LIMIT = 80
"""Operations in an equation beyond which nobody works on paper."""

TECHNIQUES: tuple[Callable[[Equation, Names], Move | None], ...] = (
    numerator,  # no denominators before anything else
    zero_product,  # what is a product already is taken apart
    never_zero,  # a look at the signs may end it
    linear,
    undone,  # one function alone on the left
    unit_circle,
    other_base,
    root_taken,  # one power alone on the left
    common_factor,  # the cheapest way to a product
    difference_of_squares,
    isolated,  # one place for the unknown: bring it to the left
    grouping,
    multiplied_out,  # what is left is a sum of powers
    scaled,  # whole coefficients, the first positive
    two_numbers,  # parameters: shorter than the formula
    quadratic_formula,
    substituted_power,  # a quadratic in disguise
    rational_root,
    recognized,  # products that no test finds
    double_angle,  # trigonometry: fewer angles, then fewer functions
    pythagoras,
    tangent_taken,
    exponentials_cleared,
    squared,  # one square root beside a polynomial
    substituted_function,  # a polynomial in disguise
)


@dataclass(frozen=True, slots=True)
class Route:
    """The steps in the order of the page, and every solution."""

    moves: tuple[Move, ...]
    roots: tuple[Root, ...]


def route(equation: Equation, names: Names, depth: int = DEPTH_LIMIT) -> Route | None:
    """Solve an equation as on paper; None where no way is short.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.derivation.solving.equation import Equation, Names
    >>> x, n = sp.Symbol("x", real=True), sp.Symbol("n", integer=True)
    >>> found = route(Equation(x**3 - 4 * x, sp.S.Zero, x), Names(n, frozenset({"x"})))
    >>> [type(move).__name__ for move in found.moves]
    ['Factored', 'ZeroProduct', 'Factored', 'ZeroProduct']
    >>> [root.value for root in found.roots]
    [0, 2, -2]
    """
    if equation.root is not None:
        return Route((), (Root(equation.root, equation.when),))
    if depth == 0 or equation.difference.count_ops() > SIZE_LIMIT or not equation.difference.has(equation.unknown):
        return None
    for technique in TECHNIQUES:
        move = technique(equation, names)
        if move is not None:
            found = _followed(move, names, depth - 1)
            if found is not None:
                return found
    return None


def _followed(move: Move, names: Names, depth: int) -> Route | None:
    """Solve every branch of a step, and put what follows behind it."""
    moves: list[Move] = [move]
    roots: list[Root] = []
    later = _all(move.branches, names, depth)
    if later is None:
        return None
    moves += later.moves
    roots += later.roots
    if isinstance(move, Substituted):
        values = merged(roots)
        back = None if values is None else _all([move.back(value) for value in values], names, depth)
        if back is None:
            return None
        return Route((*moves, *back.moves), back.roots)
    keeps = getattr(move, "keeps", None)
    if keeps is None:
        return Route(tuple(moves), tuple(roots))
    verdicts = [(root, keeps(root)) for root in roots]
    if any(verdict is None for _, verdict in verdicts):
        return None
    kept = tuple(root for root, verdict in verdicts if verdict)
    dropped = tuple(root for root, verdict in verdicts if not verdict)
    if dropped:
        reason = "the denominator vanishes there" if isinstance(move, Numerator) else "it was won by squaring"
        moves.append(CandidatesChecked(move.equation, kept, dropped, reason))
    return Route(tuple(moves), kept)


def _all(equations: Sequence[Equation], names: Names, depth: int) -> Route | None:
    moves: list[Move] = []
    roots: list[Root] = []
    for equation in equations:
        found = route(equation, names, depth)
        if found is None:
            return None
        moves += found.moves
        roots += found.roots
    return Route(tuple(moves), tuple(roots))


def principles_once(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Let only the first product say why its factors are set to zero."""
    said = False
    found: list[Move] = []
    for move in moves:
        if isinstance(move, ZeroProduct):
            found.append(replace(move, first=not said))
            said = said or len(move.factors) > 1
        else:
            found.append(move)
    return tuple(found)
