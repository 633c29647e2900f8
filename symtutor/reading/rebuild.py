"""Rebuilding: a SymPy expression from outside goes through the same operations as typed text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy
from sympy import And, Expr, Not, Or, Piecewise, S
from sympy.core.relational import Relational

from symtutor.reading.refusal import Refusal
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sympy import Basic
    from sympy.logic.boolalg import Boolean

    from symtutor.reading.operations import Operations

_NAMES: dict[type, str] = {
    sympy.Abs: "abs",
    sympy.Heaviside: "heaviside",
    sympy.LambertW: "lambertw",
    sympy.Max: "max",
    sympy.Min: "min",
    **{
        function: function.__name__
        for function in (
            *(sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc, sympy.asin, sympy.acos, sympy.atan),
            *(sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch),
            *(sympy.asinh, sympy.acosh, sympy.atanh, sympy.exp, sympy.log, sympy.sign, sympy.floor, sympy.ceiling),
            *(sympy.erf, sympy.factorial, sympy.binomial),
        )
    },
}


def rebuild(expression: Basic, names: Mapping[Basic, Expr], operations: Operations) -> Expr:
    """Build `expression` again with `names` put in, exactly, with its domain recorded.

    Raises
    ------
    Refusal
        At a part that is no real function of real numbers known here.
    """
    if expression in names:
        return names[expression]
    if expression.is_Float:
        return sympy.nsimplify(expression, rational=True)
    if expression.is_Rational or expression in {S.Exp1, S.Pi, S.GoldenRatio, S.EulerGamma}:
        return expression
    if isinstance(expression, Piecewise):
        return _piecewise(expression, names, operations)
    if expression.is_Pow:
        base, exponent = (rebuild(part, names, operations) for part in expression.args)
        return operations.power(base, exponent)
    if isinstance(expression, RealRoot):
        return operations.root(rebuild(expression.args[0], names, operations), expression.args[1])
    parts = [rebuild(part, names, operations) for part in expression.args]
    if expression.is_Add:
        return operations.add(parts)
    if expression.is_Mul:
        return operations.multiply(parts)
    if (name := _NAMES.get(expression.func)) is not None:
        return operations.call(name, parts[:1] if name == "heaviside" else parts)
    message = f"{expression.func.__name__} is not known here as a function of real numbers."
    raise Refusal(message, "Use elementary functions.")


def _piecewise(expression: Piecewise, names: Mapping[Basic, Expr], operations: Operations) -> Expr:
    pieces: list[tuple[Expr, Boolean]] = []
    for value, guard in expression.args:
        condition = _condition(guard, names, operations)
        before = len(operations.domain)
        built = rebuild(value, names, operations)
        demands = operations.domain[before:]
        operations.domain[before:] = [Or(Not(condition), demand) for demand in demands]
        pieces.append((built, condition))
    everywhere = Or(*(condition for _, condition in pieces))
    if everywhere is not S.true:
        operations.domain.append(everywhere)
    return Piecewise(*pieces)


def _condition(guard: Basic, names: Mapping[Basic, Expr], operations: Operations) -> Boolean:
    if guard in {S.true, S.false}:
        return guard
    if isinstance(guard, Relational) and not guard.has(Piecewise):
        return guard.func(*(rebuild(side, names, operations) for side in guard.args))
    if isinstance(guard, And | Or | Not):
        return guard.func(*(_condition(part, names, operations) for part in guard.args))
    message = "A condition of a piece is made of relations."
    raise Refusal(message)
