"""The field as a Python function of plain numbers, or of balls: for one path at a time, without arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import sympy as sp
from flint import arb

from symtutor.numerics.balls import Ball, enclose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Plain: TypeAlias = Callable[..., Any]
    BallField: TypeAlias = Callable[..., tuple[Ball, ...]]

SMOOTH = {
    sp.exp: "exp",
    sp.log: "log",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.atan: "atan",
}
"""Functions that plain numbers and balls both know, by the method of a ball; each is analytic where its value is
finite."""


def plainly_smooth(expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> bool:
    """Tell whether the expressions are analytic wherever a ball arithmetic gives them a finite value."""
    return all(_known(part, symbols) for expression in expressions for part in sp.preorder_traversal(expression))


def _known(part: sp.Basic, symbols: Sequence[sp.Symbol]) -> bool:
    if not part.free_symbols:
        return True
    if isinstance(part, sp.Pow):
        return bool(part.exp.is_Integer) or part.base == sp.E
    return part in symbols or part.is_Add or part.is_Mul or part.func in SMOOTH


def compile_plain(expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> Callable[..., Any]:
    """Turn expressions into one function of floating-point numbers.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> compile_plain([x * y, x + sp.Rational(1, 4)], [x, y])(2.0, 3.0)
    (6.0, 2.25)
    """
    arguments, renamed, constants = _renamed(expressions, symbols)
    compiled = sp.lambdify([*arguments, *constants], tuple(renamed), modules="math", cse=True)
    # the constants are arguments that nobody passes: a function around it would cost as much as a short field
    compiled.__defaults__ = tuple(float(value.evalf(20)) for value in constants.values())
    return compiled  # type: ignore[no-any-return]


def compile_balls(expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> BallField | None:
    """Turn expressions into one function of balls, whose values hold every value on them; None for open constants.

    Examples
    --------
    >>> from flint import arb
    >>> x = sp.Symbol("x", real=True)
    >>> (ball,) = compile_balls([x / 3], [x])(arb(1))
    >>> bool(ball.contains(arb(1) / 3)) and not ball.is_exact()
    True
    """
    arguments, renamed, constants = _renamed(expressions, symbols)
    numbers = [enclose(value) for value in constants.values()]
    if None in numbers:
        return None
    methods = {name: _method(name) for name in SMOOTH.values()}
    compiled = sp.lambdify([*arguments, *constants], renamed, modules=[methods], cse=True)

    def function(*values: Ball) -> tuple[Ball, ...]:
        return tuple(arb(value) for value in compiled(*values, *numbers))

    return function


def _method(name: str) -> Callable[[Ball], Ball]:
    def apply(ball: Ball) -> Ball:
        return getattr(ball, name)()

    return apply


def _renamed(
    expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]
) -> tuple[list[sp.Symbol], list[sp.Expr], dict[sp.Symbol, sp.Expr]]:
    """Put safe names for the symbols, and for every constant that Python would write as a rounded number."""
    arguments = [sp.Symbol(f"state_{place}", real=True) for place in range(len(symbols))]
    table: dict[sp.Basic, sp.Symbol] = dict(zip(symbols, arguments, strict=True))
    constants: dict[sp.Symbol, sp.Expr] = {}

    def rename(part: sp.Expr) -> sp.Expr:
        if part in table:
            return table[part]
        if not part.free_symbols:
            if part.is_Integer:
                return part
            name = sp.Symbol(f"constant_{len(constants)}", real=True)
            constants[name] = part
            table[part] = name
            return name
        if part.is_Pow and part.base != sp.E:
            return sp.Pow(rename(part.base), part.exp, evaluate=False)
        return part.func(*(rename(argument) for argument in part.args), evaluate=False)

    return arguments, [rename(expression) for expression in expressions], constants
