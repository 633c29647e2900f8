"""The factors of an equation with several unknowns: those that can vanish, each a case, and those that cannot."""

from __future__ import annotations

import sympy as sp

from symtutor.derivation.solving.products import agree_sign, shared, squares_apart
from symtutor.numerics.signs import sign


def parts_of(
    equation: sp.Expr, unknowns: tuple[sp.Symbol, ...]
) -> tuple[tuple[sp.Expr, ...], tuple[sp.Expr, ...]] | None:
    """Split a product, or a sum that is plainly one, into factors that can vanish and those that cannot.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> parts_of(x * y - y, (x, y))
    ((y, x - 1), ())
    """
    whole = _as_product(equation, unknowns) if equation.is_Add else equation
    if whole is None:
        return None
    factors: dict[sp.Expr, None] = {}
    never: dict[sp.Expr, None] = {}
    for piece in (inner for part in sp.Mul.make_args(whole) for inner in sp.Mul.make_args(part)):
        base, exponent = piece.as_base_exp()
        if isinstance(piece, sp.exp) or not piece.has(*unknowns) or (piece.is_Add and sign(piece)):
            if not agree_sign(piece):
                return None
            if piece.free_symbols:
                never[piece] = None
        elif exponent.is_Rational and exponent > 0:
            factors[base] = None
        else:
            return None
    alone = len(factors) == 1 and not never and whole == next(iter(factors))
    return None if alone else (tuple(factors), tuple(never))


def _as_product(equation: sp.Expr, unknowns: tuple[sp.Symbol, ...]) -> sp.Expr | None:
    """Factor out what all terms share, or take a difference of squares apart."""
    common, squares = shared(equation.args), squares_apart(equation)
    if common.has(*unknowns):
        rest = sp.Add(*(term / common for term in equation.args))
        return sp.Mul(common, rest, evaluate=False)
    return None if squares is None else sp.Mul(squares[0] - squares[1], squares[0] + squares[1], evaluate=False)
