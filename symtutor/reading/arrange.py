"""Arranging: equations in any form, solved for their highest derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy
from sympy import Dummy, Expr, Matrix, S, Symbol

from symtutor.reading.reduction import ReducedOrder
from symtutor.reading.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.reading.operations import Operations
    from symtutor.rule import Rule

Chain = tuple[Symbol, ...]
"""A state and the names of its derivatives below the highest."""


@dataclass(frozen=True, slots=True)
class Sides:
    """An equation as built, and its place; `solved` is the highest derivative that stands alone on its left."""

    left: Expr
    right: Expr
    solved: Symbol | None
    span: tuple[int, int] | None = None


def arrange(
    equations: Sequence[Sides], chains: Sequence[Chain], highest: Sequence[Dummy], operations: Operations
) -> tuple[tuple[Expr, ...], tuple[Rule, ...]]:
    """Solve for the highest derivatives; return the field of first order and how it came about.

    Raises
    ------
    Refusal
        Where an equation is not linear in a highest derivative, or does not determine it.
    """
    tops = _tops(equations, highest, operations)
    field: list[Expr] = []
    origin: list[Rule] = []
    for chain, symbol, top in zip(chains, highest, tops, strict=True):
        field.extend(chain[1:])
        field.append(top)
        if len(chain) > 1:
            typed = next(sides for sides in equations if (sides.left - sides.right).has(symbol))
            named = Symbol(symbol.name, real=True)
            residual = (typed.left - typed.right).xreplace(dict(zip(highest, tops, strict=True)) | {symbol: named})
            origin.append(ReducedOrder(chain, named, residual, top))
    return tuple(field), tuple(origin)


def _tops(equations: Sequence[Sides], highest: Sequence[Dummy], operations: Operations) -> list[Expr]:
    """Return what each highest derivative equals."""
    solved = {sides.solved: sides.right for sides in equations if sides.solved is not None}
    if all(symbol in solved for symbol in highest):
        return [solved[symbol] for symbol in highest]
    residuals = [sides.left - sides.right for sides in equations]
    rows = [[_coefficient(sides, symbol, highest) for symbol in highest] for sides in equations]
    rests = [residual.xreplace(dict.fromkeys(highest, S.Zero)) for residual in residuals]
    if all(sum(not entry.is_zero for entry in row) == 1 for row in rows):
        tops: dict[Dummy, Expr] = {}
        for row, rest in zip(rows, rests, strict=True):
            symbol, coefficient = next(
                (symbol, entry) for symbol, entry in zip(highest, row, strict=True) if not entry.is_zero
            )
            tops[symbol] = operations.divide(-rest, coefficient)
        return [tops[symbol] for symbol in highest]
    matrix = Matrix(rows)
    determinant = matrix.det()
    if determinant.is_zero:
        message = "These equations do not determine the derivatives."
        raise Refusal(message, "Write one equation for each derivative: x' = …, y' = …")
    tops = matrix.adjugate() * Matrix([-rest for rest in rests])
    return [operations.divide(sympy.expand(top), determinant) for top in tops]


def _coefficient(sides: Sides, symbol: Dummy, highest: Sequence[Dummy]) -> Expr:
    """Return the coefficient of a highest derivative, which occurs linearly."""
    coefficient = sympy.diff(sides.left - sides.right, symbol)
    if coefficient.has(*highest):
        coefficient = sympy.expand(coefficient)
    if coefficient.has(*highest):
        message = f"{symbol.name} does not occur linearly here, so the equation is not solved for it."
        raise Refusal(message, f"Solve for {symbol.name} first; each branch is an equation of its own.", sides.span)
    return coefficient
