"""Newton's method on boxes: proofs that a zero exists and is the only one, and balls around it.

With m the middle of a box X, Y an approximate inverse of the Jacobian and F′(X) bounds on it, put
K(X) = m − Y f(m) + (1 − Y F′(X)) (X − m). Every zero in X lies in K(X); if K(X) lies in the interior of X, there is
exactly one (Krawczyk; Moore, Kearfott, Cloud, *Introduction to Interval Analysis*, Thm 8.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint

from symtutor.numerics.intervals.spans import (
    ONE,
    ZERO,
    Ball,
    Box,
    Span,
    add,
    inside,
    is_bounded,
    meet,
    middle,
    multiply,
    subtract,
    thin,
)

if TYPE_CHECKING:
    from symtutor.numerics.intervals.program import Program

GUARD = 40
FIRST_BITS = 60
STEPS = 40


def krawczyk(program: Program, box: Box, values: list[Span] | None = None) -> Box | None:
    """Apply Krawczyk's operator to a bounded box on which the functions are defined.

    Parameters
    ----------
    program : Program
        As many functions as unknowns.
    box : Box
        Bounded.
    values : list of Span, optional
        What running the program on the box gave.

    Returns
    -------
    Box or None
        Holds every zero of the box. None where the method says nothing: the functions are not proved to be defined on
        all of the box, or the Jacobian is not bounded or nearly singular.
    """
    values = values or program.run(box)
    if values is None or not program.defined(values):
        return None
    jacobian = program.jacobian(values)
    if not all(is_bounded(entry) for row in jacobian for entry in row):
        return None
    centre = tuple(middle(side) for side in box)
    at_centre = program.bounds(tuple(map(thin, centre)))
    inverse = approximate_inverse([[middle(entry) for entry in row] for row in jacobian])
    if at_centre is None or inverse is None:
        return None
    image = []
    for row, (weights, side, point) in enumerate(zip(inverse, box, centre, strict=True)):
        bound = thin(point)
        for weight, value in zip(weights, at_centre, strict=True):
            bound = subtract(bound, multiply(thin(weight), value))
        for column, (other, start) in enumerate(zip(box, centre, strict=True)):
            rate = thin(ONE if row == column else ZERO)
            for weight, slopes in zip(weights, jacobian, strict=True):
                rate = subtract(rate, multiply(thin(weight), slopes[column]))
            bound = add(bound, multiply(rate, subtract(other, thin(start))))
        if not is_bounded(bound) or not is_bounded(side):
            return None
        image.append(bound)
    return tuple(image)


def proves_one_zero(program: Program, box: Box) -> bool:
    """Tell whether the box is proved to hold exactly one zero."""
    image = krawczyk(program, box)
    return image is not None and all(inside(new, old) for new, old in zip(image, box, strict=True))


def approach(program: Program, box: Box, bits: int) -> tuple[Ball, ...] | None:
    """Enclose the zero in a box that is proved to hold exactly one, to `bits` binary places.

    Newton's method in numbers finds it at growing precision; one step of Krawczyk's operator on a tiny box around it,
    which lies in the given one, proves it.
    """
    point = tuple(map(middle, box))
    precision = FIRST_BITS
    while True:
        with flint.ctx.workprec(precision + GUARD):
            moved = settle(program, point)
            if moved is None:
                return None
            point = moved
            if precision >= bits:
                return _enclosed(program, box, point, bits)
        precision = min(2 * precision, bits)


def settle(program: Program, point: tuple[Ball, ...]) -> tuple[Ball, ...] | None:
    """Take Newton steps until they no longer get shorter."""
    last = None
    for _ in range(STEPS):
        step = newton_step(program, point)
        if step is None:
            return None
        length = sum((abs(part).mid() for part in step), ZERO)
        if last is not None and not length < last:
            return point
        point = tuple((old - part).mid() for old, part in zip(point, step, strict=True))
        last = length
        if length.is_zero():
            return point
    return point


def newton_step(program: Program, point: tuple[Ball, ...]) -> tuple[Ball, ...] | None:
    """Compute one step of Newton's method in numbers, to be subtracted; None where there is none."""
    values = program.run(tuple(map(thin, point)))
    if values is None:
        return None
    jacobian = [[entry[0].mid() for entry in row] for row in program.jacobian(values)]
    inverse = approximate_inverse(jacobian)
    if inverse is None:
        return None
    residual = [values[output][0].mid() for output in program.outputs]
    step = tuple(sum((w * r for w, r in zip(row, residual, strict=True)), ZERO).mid() for row in inverse)
    return step if all(part.is_finite() for part in step) else None


def _enclosed(program: Program, box: Box, point: tuple[Ball, ...], bits: int) -> tuple[Ball, ...] | None:
    """Prove that the zero lies within a tiny radius of `point`, the smallest one that works."""
    scales = [abs(part).max(ONE) for part in point]
    for slack in (0, 8, 16, 32, 64):
        radius = flint.arb(2) ** (slack - bits)
        trial = tuple(
            ((part - radius * scale).mid(), (part + radius * scale).mid())
            for part, scale in zip(point, scales, strict=True)
        )
        clipped = [meet(new, old) for new, old in zip(trial, box, strict=True)]
        if None in clipped or not proves_one_zero(program, trial):
            continue
        if all(new[0] >= old[0] and new[1] <= old[1] for new, old in zip(trial, box, strict=True)):
            return tuple(low.union(high) for low, high in trial)
    return None


def approximate_inverse(matrix: list[list[Ball]]) -> list[list[Ball]] | None:
    """Invert a small matrix of exact numbers, roughly: Gauss and Jordan with pivots; None where it is singular.

    Examples
    --------
    >>> import flint
    >>> matrix = [[flint.arb(0), flint.arb(2)], [flint.arb(1), flint.arb(0)]]
    >>> [[str(entry) for entry in row] for row in approximate_inverse(matrix)]
    [['0', '1.00000000000000'], ['0.500000000000000', '0']]
    """
    size = len(matrix)
    rows = [[*row, *(ONE if place == other else ZERO for other in range(size))] for place, row in enumerate(matrix)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda place: abs(rows[place][column]).mid())
        if not abs(rows[pivot][column]) > 0:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [(entry / lead).mid() for entry in rows[column]]
        for place in range(size):
            factor = rows[place][column]
            if place != column:
                rows[place] = [(a - factor * b).mid() for a, b in zip(rows[place], rows[column], strict=True)]
    inverse = [row[size:] for row in rows]
    return inverse if all(entry.is_finite() for row in inverse for entry in row) else None
