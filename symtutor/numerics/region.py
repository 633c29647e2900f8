"""A box that is proved to hold a solution of a system and the iterates of Euler's method.

Two ways lead to one. A formula for the solution is bounded on short pieces of time. Else Euler's method with many
steps of its own is followed: while the solution is in the box the bound of its error keeps it near these values, and
these stay so far inside that the solution cannot come to the edge, so it is never there (the method of continuity).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise, product
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, ctx

from symtutor.numerics.balls import enclose, enclose_all, middle
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import hull, is_bounded, magnitude
from symtutor.numerics.promise import ball_of, outward, promised, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.model import ODESystem
    from symtutor.numerics.error import ErrorTable
    from symtutor.numerics.intervals.spans import Span

Box = tuple[tuple[sp.Expr, sp.Expr], ...]

_DIGITS = 30
_TIMES = 96
_CELLS = {2: 14, 3: 5, 4: 3}
"""Into how many pieces each side of a box is cut, by the dimension."""

_MARGINS = (sp.Rational(1, 4), sp.Rational(1, 2), sp.Integer(1), sp.Integer(2))
_MOST_STEPS = 1500


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is not exceeded on a box.

    Attributes
    ----------
    slope : Rational
        L: the sum of the absolute values in each row of the Jacobian matrix.
    bend : Rational
        M: every component of J f, which is the acceleration.
    speed : Rational
        Every component of f.
    """

    slope: sp.Expr
    bend: sp.Expr
    speed: sp.Expr


@dataclass(frozen=True, slots=True)
class Region:
    """A box, what is not exceeded there, and how many steps of Euler's method showed that it holds the solution.

    No steps are a formula.
    """

    box: Box
    sizes: Sizes
    steps: int = 0


def find_region(errors: ErrorTable, formula: Sequence[sp.Expr] | None) -> Region | None:
    """Find a box that holds every iterate and the solution; None where neither way leads to one."""
    system, runs = errors.runs[0].system, errors.runs
    nodes = _hull_of([state for run in runs for state in run.states])
    try:
        program = _sizes_program(system)
        if nodes is None:
            return None
        solution = None if formula is None else _by_formula(errors, formula)
        if solution is not None:
            box = _joined(nodes, solution)
            sizes = sizes_on(program, box)
            return None if sizes is None else Region(box, sizes)
        return _by_continuity(errors, program, nodes)
    except UnboundedError:
        return None


def _sizes_program(system: ODESystem) -> Program:
    """Compile the Jacobian matrix row by row, then J f, then f."""
    jacobian = sp.Matrix(system.field).jacobian(system.states)
    bends = (jacobian * sp.Matrix(system.field)).applyfunc(sp.expand)
    return Program([*jacobian, *bends, *system.field], system.states)


def sizes_on(program: Program, box: Box) -> Sizes | None:
    """Bound the sizes on a box, cell by cell; None where the field or a slope has no value, or no bound is found."""
    dimension = len(box)
    pieces = _CELLS.get(dimension, 1)
    with ctx.workdps(_DIGITS):
        sides = [
            [
                (ball_of(low + place * (high - low) / pieces), ball_of(low + (place + 1) * (high - low) / pieces))
                for place in range(pieces)
            ]
            for low, high in box
        ]
        slope = bend = speed = arb(0)
        for cell in product(*sides):
            values = program.run(cell)
            if values is None or not program.defined(values):
                return None
            tops = [magnitude(values[slot])[1] for slot in program.outputs]
            rows = [sum(tops[row * dimension : (row + 1) * dimension], arb(0)) for row in range(dimension)]
            slope = reduce(arb.max, rows, slope)
            bend = reduce(arb.max, tops[-2 * dimension : -dimension], bend)
            speed = reduce(arb.max, tops[-dimension:], speed)
        if not (slope.is_finite() and bend.is_finite() and speed.is_finite()):
            return None
        return Sizes(*(rounded(top, up=True) if top > 0 else sp.S.Zero for top in (slope, bend, speed)))


def _by_formula(errors: ErrorTable, formula: Sequence[sp.Expr]) -> Box | None:
    """Bound a formula for the solution on short pieces of time."""
    system, reference = errors.runs[0].system, errors.reference
    piece = (reference.until - reference.begin) / _TIMES
    with ctx.workdps(_DIGITS):
        try:
            program = Program(formula, [system.time])
        except UnboundedError:
            return None
        ends = [ball_of(reference.begin + k * piece) for k in range(_TIMES + 1)]
        found: list[Span] = []
        for time in pairwise(ends):
            values = program.bounds((time,))
            if values is None or not all(map(is_bounded, values)):
                return None
            found = [hull(a, b) for a, b in zip(found, values, strict=True)] if found else list(values)
        return tuple((middle(low.lower()), middle(high.upper())) for low, high in found)


def _by_continuity(errors: ErrorTable, program: Program, nodes: Box) -> Region | None:
    """Try boxes with more and more room, until one is proved to hold the solution; then draw it tighter."""
    span = errors.reference.until - errors.reference.begin
    widest = max(high - low for low, high in nodes)
    if widest.is_zero:
        return None
    for margin in (share * widest for share in _MARGINS):
        box = tuple((outward(low - margin, up=False), outward(high + margin, up=True)) for low, high in nodes)
        sizes = sizes_on(program, box)
        if sizes is None:
            return None
        most = enclose(promised(sizes.slope, sizes.bend, span, span) + sizes.speed * span)
        if most is None or most > ball_of(margin) * _MOST_STEPS / 2:
            continue
        steps = max(int((2 * most / ball_of(margin)).upper().ceil().unique_fmpz() or 0), 1) + 1
        away = rounded(most / steps, up=True)
        path = _stays_inside(errors, box, steps, away)
        if path is not None:
            tight = _joined(nodes, path)
            again = sizes_on(program, tight)
            return Region(box, sizes, steps) if again is None else Region(tight, again, steps)
    return None


def _stays_inside(errors: ErrorTable, box: Box, steps: int, away: sp.Expr) -> Box | None:
    """Follow Euler's method with so many steps; give the box around its values, `away` to each side, if inside."""
    system, reference = errors.runs[0].system, errors.reference
    step = (reference.until - reference.begin) / steps
    state = enclose_all(errors.runs[0].start, digits=_DIGITS)
    if state is None:
        return None
    with ctx.workdps(_DIGITS):
        room, h = ball_of(away), ball_of(step)
        walls = [(ball_of(low) + room, ball_of(high) - room) for low, high in box]
        ends = [(value, value) for value in state]
        for _ in range(steps):
            slope = enclose_all(system.field, dict(zip(system.states, state, strict=True)), digits=_DIGITS)
            if slope is None or not all(low < x < high for x, (low, high) in zip(state, walls, strict=True)):
                return None
            state = [x + h * v for x, v in zip(state, slope, strict=True)]
            ends = [(low.min(x), high.max(x)) for (low, high), x in zip(ends, state, strict=True)]
        if not all(low < x < high for x, (low, high) in zip(state, walls, strict=True)):
            return None
        return tuple((middle((low - room).lower()), middle((high + room).upper())) for low, high in ends)


def _hull_of(states: Sequence[tuple[sp.Expr, ...]]) -> Box | None:
    """Give the smallest box around some states."""
    sides = []
    for values in zip(*states, strict=True):
        if not all(value.is_Rational for value in values):
            return None
        sides.append((min(values), max(values)))
    return tuple(sides)


def _joined(first: Box, second: Box) -> Box:
    """Give a small box with short sides that holds both."""
    box = tuple((min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(first, second, strict=True))
    widest = max(high - low for low, high in box)
    return tuple((outward(low, up=False, size=widest), outward(high, up=True, size=widest)) for low, high in box)
