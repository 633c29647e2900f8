"""Expressions as instructions: one numpy operation after another, equal ones once, powers as products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Operand: TypeAlias = "int | float"
"""A value of the program by its number, or a constant."""

_UNARY: dict[type, Callable[..., Any]] = {
    sp.exp: np.exp,
    sp.log: np.log,
    sp.sin: np.sin,
    sp.cos: np.cos,
    sp.tan: np.tan,
    sp.asin: np.arcsin,
    sp.acos: np.arccos,
    sp.atan: np.arctan,
    sp.sinh: np.sinh,
    sp.cosh: np.cosh,
    sp.tanh: np.tanh,
    sp.Abs: np.abs,
    sp.sign: np.sign,
}

_LARGEST_POWER = 64
"""Integer powers up to this are products: numpy takes longer for one power than for many multiplications."""


class UnknownError(Exception):
    """The expression holds something that no instruction computes."""


class Instruction(NamedTuple):
    """Apply `function` to the values `inputs`, and write the result to `output`."""

    function: Callable[..., Any]
    inputs: tuple[Operand, ...]
    output: int


class Writer:
    """Writes instructions, each with a value of its own; equal instructions are written once."""

    def __init__(self, symbols: Sequence[sp.Symbol]) -> None:
        self.names: dict[sp.Symbol, Operand] = {symbol: position for position, symbol in enumerate(symbols)}
        self.code: list[Instruction] = []
        self._first = len(symbols)
        self._known: dict[tuple[object, ...], int] = {}

    def emit(self, function: Callable[..., Any], *inputs: Operand) -> int:
        """Add an instruction, and give the number of its value."""
        key = (function, *((type(operand), operand) for operand in inputs))
        if key not in self._known:
            self._known[key] = self._first + len(self.code)
            self.code.append(Instruction(function, inputs, self._known[key]))
        return self._known[key]

    def write(self, expression: sp.Expr) -> Operand:
        """Write what computes an expression."""
        match expression:
            case sp.Symbol():
                return self.names[expression]
            case _ if expression.is_number:
                return self._constant(expression)
            case sp.Add():
                return self._sum(expression)
            case sp.Mul():
                return self._product(expression)
            case sp.Pow():
                return self._power(expression.base, expression.exp)
        function = _UNARY.get(expression.func)
        if function is not None and len(expression.args) == 1:
            return self.emit(function, self.write(expression.args[0]))
        if expression.func.__name__ == "RealRoot" and expression.args[1] == 3:
            return self.emit(np.cbrt, self.write(expression.args[0]))
        raise UnknownError

    @staticmethod
    def _constant(number: sp.Expr) -> float:
        value = number.evalf(20)
        if not (value.is_Float or value.is_Rational):
            raise UnknownError
        return float(value)

    def _sum(self, expression: sp.Add) -> Operand:
        """Add the terms, those with a minus sign by subtraction."""
        plus = [term for term in expression.args if not term.could_extract_minus_sign()]
        minus = [term for term in expression.args if term.could_extract_minus_sign()]
        total = self.write(plus[0]) if plus else self.write(minus.pop(0))
        for term in plus[1:]:
            total = self.emit(np.add, total, self.write(term))
        for term in minus:
            total = self.emit(np.subtract, total, self.write(-term))
        return total

    def _product(self, expression: sp.Mul) -> Operand:
        """Multiply the factors and divide by those of negative power; the number comes last."""
        number, factors = expression.as_coeff_mul()
        over = [factor for factor in factors if not _is_below(factor)]
        under = [factor for factor in factors if _is_below(factor)]
        coefficient = self._constant(number)
        if not over:
            total = self._folded(under)
            return self.emit(np.divide, coefficient, total)
        total = self._folded(over, reciprocal=False)
        if under:
            total = self.emit(np.divide, total, self._folded(under))
        if coefficient == -1:
            return self.emit(np.negative, total)
        return total if coefficient == 1 else self.emit(np.multiply, total, coefficient)

    def _folded(self, factors: Sequence[sp.Expr], *, reciprocal: bool = True) -> Operand:
        """Multiply factors, or their reciprocals."""
        values = [self.write(1 / factor if reciprocal else factor) for factor in factors]
        total = values[0]
        for value in values[1:]:
            total = self.emit(np.multiply, total, value)
        return total

    def _power(self, base: sp.Expr, exponent: sp.Expr) -> Operand:
        """Write an integer power as products, by repeated squaring."""
        if exponent == sp.S.Half:
            return self.emit(np.sqrt, self.write(base))
        if exponent.is_Integer and 0 < int(exponent) <= _LARGEST_POWER:
            square, rest, total = self.write(base), int(exponent), None
            while True:
                if rest & 1:
                    total = square if total is None else self.emit(np.multiply, total, square)
                rest >>= 1
                if not rest:
                    return square if total is None else total
                square = self.emit(np.multiply, square, square)
        if exponent.is_Rational and exponent < 0:
            return self.emit(np.divide, 1.0, self._power(base, -exponent))
        if base is sp.E:
            return self.emit(np.exp, self.write(exponent))
        return self.emit(np.power, self.write(base), self.write(exponent))


def _is_below(factor: sp.Expr) -> bool:
    """Tell whether a factor stands in the denominator."""
    return bool(factor.is_Pow and factor.exp.is_Rational and factor.exp < 0)
