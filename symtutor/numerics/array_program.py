"""Expressions as programs on arrays: one numpy operation after another, every result into memory that is there already.

An expression in Python source makes a new array for every operation, which costs more than the arithmetic. A program
writes into *registers* instead, and a register is used again as soon as what it holds is no longer needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Array: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
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


class _UnknownError(Exception):
    """The expression holds something that no instruction computes."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """Apply `function` to the values `inputs`, and write the result to `output`."""

    function: Callable[..., Any]
    inputs: tuple[Operand, ...]
    output: int


@dataclass(frozen=True, slots=True)
class ArrayProgram:
    """Instructions on registers, of which the first hold the arguments.

    Attributes
    ----------
    arguments : int
        How many registers hold arguments; they are read and never written.
    registers : int
        How many registers there are in all.
    instructions : tuple of Instruction
    results : tuple of int
        The registers that hold the values of the expressions at the end, all different and none an argument's.
    """

    arguments: int
    registers: int
    instructions: tuple[Instruction, ...]
    results: tuple[int, ...]

    def memory(self, shape: tuple[int, ...]) -> list[Array]:
        """Make the registers that are no arguments, for arrays of this shape."""
        return list(np.empty((self.registers - self.arguments, *shape)))

    def run(self, arguments: Sequence[Array | float], memory: list[Array]) -> list[Array]:
        """Compute; the results are registers in `memory`, which the next run overwrites."""
        registers = [*arguments, *memory]
        for instruction in self.instructions:
            inputs = [registers[operand] if type(operand) is int else operand for operand in instruction.inputs]
            instruction.function(*inputs, out=registers[instruction.output])
        return [registers[result] for result in self.results]  # type: ignore[misc] # no argument is a result


def array_program(expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> ArrayProgram | None:
    """Compile expressions in `symbols`; None where one holds something that no instruction computes.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> program = array_program([x**3 - y, x * y], [x, y])
    >>> memory = program.memory((2,))
    >>> [value.tolist() for value in program.run([np.array([1.0, 2.0]), np.array([3.0, 4.0])], memory)]
    [[-2.0, 4.0], [3.0, 8.0]]
    """
    shared, reduced = sp.cse(list(expressions), order="none")
    writer = _Writer(symbols)
    try:
        for name, expression in shared:
            writer.names[name] = writer.write(expression)
        results = [writer.write(expression) for expression in reduced]
    except _UnknownError:
        return None
    # A result that is an argument, a constant, or another result as well, gets a place of its own.
    taken: set[int] = set()
    places: list[int] = []
    for result in results:
        own = result
        while not isinstance(own, int) or own < len(symbols) or own in taken:
            own = writer.emit(np.positive, own)
        taken.add(own)
        places.append(own)
    return _allocate(len(symbols), writer.code, places)


class _Writer:
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
        raise _UnknownError

    @staticmethod
    def _constant(number: sp.Expr) -> float:
        value = number.evalf(20)
        if not (value.is_Float or value.is_Rational):
            raise _UnknownError
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


def _allocate(arguments: int, code: Sequence[Instruction], results: Sequence[int]) -> ArrayProgram:
    """Put values into registers; a register is free again behind the last reading of its value."""
    needed = _reachable(arguments, code, results)
    last = {value: len(needed) for value in results}
    for position, instruction in enumerate(needed):
        for operand in instruction.inputs:
            if type(operand) is int and operand not in results:
                last[operand] = position
    place: dict[int, int] = {value: value for value in range(arguments)}
    free: list[int] = []
    count, written = arguments, []
    for position, instruction in enumerate(needed):
        inputs = tuple(place[operand] if type(operand) is int else operand for operand in instruction.inputs)
        dying = {value for value in instruction.inputs if type(value) is int and value >= arguments}
        free += sorted({place[value] for value in dying if last[value] == position})  # numpy may write where it reads
        if free:
            target = free.pop()
        else:
            target, count = count, count + 1
        place[instruction.output] = target
        written.append(Instruction(instruction.function, inputs, target))
    return ArrayProgram(arguments, count, tuple(written), tuple(place[value] for value in results))


def _reachable(arguments: int, code: Sequence[Instruction], results: Sequence[int]) -> list[Instruction]:
    """Leave out what no result needs."""
    wanted, kept = set(results), []
    for instruction in reversed(code):
        if instruction.output in wanted:
            kept.append(instruction)
            wanted |= {operand for operand in instruction.inputs if type(operand) is int and operand >= arguments}
    return kept[::-1]
