"""Expressions as programs on arrays: one numpy operation after another, every result into memory that is there already.

An expression in Python source makes a new array for every operation, which costs more than the arithmetic. A program
writes into *registers* instead, and a register is used again as soon as what it holds is no longer needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import sympy as sp

from symtutor.numerics.array_writer import Instruction, UnknownError, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Array: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Placed(NamedTuple):
    """An instruction whose inputs are places of registers."""

    function: Callable[..., Any]
    inputs: tuple[int, ...]
    output: int


@dataclass(frozen=True, slots=True)
class ArrayProgram:
    """Instructions on registers, of which the first hold the arguments.

    Attributes
    ----------
    arguments : int
        How many registers hold arguments; they are read and never written, but for those that are spent.
    registers : int
        How many registers there are in all, without the constants that stand behind them.
    constants : tuple of float
    instructions : tuple of Placed
        On one value or two, by their places.
    results : tuple of int
        The registers that hold the values of the expressions at the end, all different and none that of an argument
        that is kept.
    """

    arguments: int
    registers: int
    constants: tuple[float, ...]
    instructions: tuple[Placed, ...]
    results: tuple[int, ...]

    def memory(self, shape: tuple[int, ...], *, spent: int = 0) -> list[Array]:
        """Make the registers that are no arguments, and those of `spent` arguments, for arrays of this shape."""
        return list(np.empty((spent + self.registers - self.arguments, *shape)))

    def run(self, arguments: Sequence[Array | float], memory: list[Array]) -> list[Array]:
        """Compute; the results are registers in `memory`, which the next run overwrites."""
        registers = [*arguments, *memory, *self.constants]
        for function, inputs, output in self.instructions:  # small arrays are many: no more here than there must be
            if len(inputs) == 2:
                function(registers[inputs[0]], registers[inputs[1]], registers[output])
            else:
                function(registers[inputs[0]], registers[output])
        return [registers[result] for result in self.results]  # type: ignore[misc] # no argument is a result


def array_program(
    expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol], *, spent: int = 0
) -> ArrayProgram | None:
    """Compile expressions in `symbols`; None where one holds something that no instruction computes.

    The registers of the first `spent` arguments may be written once nothing reads them any more.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> program = array_program([x**3 - y, x * y], [x, y])
    >>> memory = program.memory((2,))
    >>> [value.tolist() for value in program.run([np.array([1.0, 2.0]), np.array([3.0, 4.0])], memory)]
    [[-2.0, 4.0], [3.0, 8.0]]
    """
    shared, reduced = sp.cse(list(expressions), order="none")
    writer = Writer(symbols)
    try:
        for name, expression in shared:
            writer.names[name] = writer.write(expression)
        results = [writer.write(expression) for expression in reduced]
    except UnknownError:
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
    return _allocate((len(symbols), spent), writer.code, places)


def _allocate(given: tuple[int, int], code: Sequence[Instruction], results: Sequence[int]) -> ArrayProgram:
    """Put values into registers; a register is free again behind the last reading of its value."""
    arguments, spent = given
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
        dying = {value for value in instruction.inputs if type(value) is int and not spent <= value < arguments}
        free += sorted({place[value] for value in dying if last[value] == position})  # numpy may write where it reads
        if free:
            target = free.pop()
        else:
            target, count = count, count + 1
        place[instruction.output] = target
        written.append(Instruction(instruction.function, inputs, target))
    constants = tuple(dict.fromkeys(operand for step in written for operand in step.inputs if type(operand) is float))
    behind = {constant: count + position for position, constant in enumerate(constants)}
    placed = [
        Placed(function, tuple(item if type(item) is int else behind[item] for item in inputs), output)
        for function, inputs, output in written
    ]
    return ArrayProgram(arguments, count, constants, tuple(placed), tuple(place[value] for value in results))


def _reachable(arguments: int, code: Sequence[Instruction], results: Sequence[int]) -> list[Instruction]:
    """Leave out what no result needs."""
    wanted, kept = set(results), []
    for instruction in reversed(code):
        if instruction.output in wanted:
            kept.append(instruction)
            wanted |= {operand for operand in instruction.inputs if type(operand) is int and operand >= arguments}
    return kept[::-1]
