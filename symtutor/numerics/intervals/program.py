"""Expressions compiled once into a straight line of operations on spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.numerics.balls import BITS_PER_DIGIT, enclose
from symtutor.numerics.intervals.functions import FUNCTIONS, LOGISTIC
from symtutor.numerics.intervals.operations import (
    Applied,
    BrokenPower,
    Greater,
    Operation,
    Product,
    Reciprocal,
    Sum,
    WholePower,
)
from symtutor.numerics.intervals.spans import ONE, ZERO, Box, Span, add, meet, multiply, thin

if TYPE_CHECKING:
    from collections.abc import Sequence

POWER_LIMIT = 1000
INVERTED = {sp.sec: sp.cos, sp.csc: sp.sin, sp.coth: sp.tanh, sp.sech: sp.cosh, sp.csch: sp.sinh}
ODD_ROOT = "RealRoot"
"""The name of the function that is the real odd root: ``RealRoot(x, 3)``."""


class UnboundedError(Exception):
    """The expression holds something for which no bounds on spans are known."""


class Program:
    """Functions of several unknowns, compiled.

    Parameters
    ----------
    expressions : sequence of Expr
        The functions.
    unknowns : sequence of Symbol
        The only free symbols in them.

    Raises
    ------
    UnboundedError
        A function is not among those that spans know.

    Examples
    --------
    >>> import flint
    >>> x = sp.Symbol("x", real=True)
    >>> program = Program([sp.exp(x) - x], [x])
    >>> ((low, high),) = program.bounds(((flint.arb(2), flint.arb(3)),))
    >>> bool(low > 4), bool(high < 19)
    (True, True)
    """

    def __init__(self, expressions: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> None:
        self.unknowns = tuple(unknowns)
        self._slots: dict[sp.Basic, int] = {symbol: place for place, symbol in enumerate(self.unknowns)}
        self._constants: list[tuple[int, sp.Expr]] = []
        self._operations: list[tuple[int, Operation]] = []
        self._size = len(self.unknowns)
        self.outputs = tuple(self._slot_of(expression) for expression in expressions)
        self._depends = self._dependences()
        self._prepared: dict[int, list[Span]] = {}

    def __len__(self) -> int:
        return len(self._operations)

    # --- running --------------------------------------------------------------------------------------------------

    def run(self, box: Box) -> list[Span] | None:
        """Bound every slot on a box; None where some operation is defined nowhere on it."""
        values = self._fresh()
        values[: len(box)] = box
        for slot, operation in self._operations:
            value = operation.forward(values)
            if value is None:
                return None
            values[slot] = value
        return values

    def bounds(self, box: Box) -> tuple[Span, ...] | None:
        """Bound the functions on a box; None where one of them is defined nowhere."""
        values = self.run(box)
        return None if values is None else tuple(values[slot] for slot in self.outputs)

    def defined(self, values: list[Span]) -> bool:
        """Tell whether all functions are proved to be defined and continuous on the box that gave `values`."""
        return all(operation.defined(values) for _, operation in self._operations)

    def jacobian(self, values: list[Span]) -> list[list[Span]]:
        """Bound all difference quotients on the box that gave `values`: a row for each function."""
        zero, one = thin(ZERO), thin(ONE)
        rates: dict[int, dict[int, Span]] = {place: {place: one} for place in range(len(self.unknowns))}
        for slot, operation in self._operations:
            depends = self._depends[slot]
            if not depends:
                continue
            slopes = operation.slopes(values, values[slot])
            rate: dict[int, Span] = {}
            for argument, slope in zip(operation.arguments, slopes, strict=True):
                for place, inner in rates.get(argument, {}).items():
                    part = inner if slope is None else multiply(slope, inner)
                    rate[place] = add(rate[place], part) if place in rate else part
            rates[slot] = rate
        return [
            [rates.get(output, {}).get(place, zero) for place in range(len(self.unknowns))] for output in self.outputs
        ]

    def contract(self, box: Box, target: Span | None = None) -> Box | None:
        """Narrow a box to where all functions are defined and can have values in `target` (default: zero).

        None where nothing is left: no zero lies in the box.
        """
        values = self.run(box)
        if values is None:
            return None
        aim = thin(ZERO) if target is None else target
        for output in self.outputs:
            narrowed = meet(values[output], aim)
            if narrowed is None:
                return None
            values[output] = narrowed
        for slot, operation in reversed(self._operations):
            if not self._depends[slot]:
                continue
            for argument, bound in zip(operation.arguments, operation.backward(values, values[slot]), strict=True):
                if bound is None:
                    return None
                narrowed = meet(values[argument], bound)
                if narrowed is None:
                    return None
                values[argument] = narrowed
        return tuple(values[: len(self.unknowns)])

    def _fresh(self) -> list[Span]:
        prepared = self._prepared.get(flint.ctx.prec)
        if prepared is None:
            prepared = [thin(ZERO)] * self._size
            for slot, number in self._constants:
                ball = enclose(number, digits=int(flint.ctx.prec / BITS_PER_DIGIT) + 2)
                if ball is None:
                    raise UnboundedError
                prepared[slot] = thin(ball)
            self._prepared[flint.ctx.prec] = prepared
        return prepared.copy()

    def _dependences(self) -> list[frozenset[int]]:
        depends = [frozenset[int]()] * self._size
        for place in range(len(self.unknowns)):
            depends[place] = frozenset({place})
        for slot, operation in self._operations:
            depends[slot] = frozenset[int]().union(*(depends[argument] for argument in operation.arguments))
        return depends

    # --- compiling ------------------------------------------------------------------------------------------------

    def _slot_of(self, expression: sp.Expr) -> int:
        slot = self._slots.get(expression)
        if slot is None:
            slot = self._constant(expression) if not expression.free_symbols else self._compile(expression)
            self._slots[expression] = slot
        return slot

    def _constant(self, number: sp.Expr) -> int:
        if enclose(number, digits=20) is None:
            raise UnboundedError
        slot = self._new_slot()
        self._constants.append((slot, number))
        return slot

    def _emit(self, operation: Operation) -> int:
        slot = self._new_slot()
        self._operations.append((slot, operation))
        return slot

    def _new_slot(self) -> int:
        self._size += 1
        return self._size - 1

    def _compile(self, expression: sp.Expr) -> int:  # noqa: C901 - one match over what an expression can be
        match expression:
            case sp.Add():
                return self._emit(Sum([self._slot_of(term) for term in _gathered(expression, sp.Add)]))
            case sp.Mul():
                first, *others = (self._slot_of(factor) for factor in _gathered(expression, sp.Mul))
                for other in others:
                    first = self._emit(Product(first, other))
                return first
            case sp.Pow():
                return self._power(expression.base, expression.exp)
            case sp.Max() | sp.Min():
                return self._extreme(expression)
            case sp.acos():
                return self._slot_of(sp.Add(sp.pi / 2, -sp.asin(expression.args[0]), evaluate=False))
            case sp.tan() | sp.cot():
                above, below = (sp.sin, sp.cos) if isinstance(expression, sp.tan) else (sp.cos, sp.sin)
                inverse = self._emit(Reciprocal(self._slot_of(below(expression.args[0]))))
                return self._emit(Product(self._slot_of(above(expression.args[0])), inverse))
        if expression.func in INVERTED:
            return self._emit(Reciprocal(self._slot_of(INVERTED[expression.func](expression.args[0]))))
        if expression.func.__name__ == ODD_ROOT:
            base, degree = expression.args
            return self._emit(BrokenPower(self._slot_of(base), 1, int(degree)))
        function = FUNCTIONS.get(expression.func)
        if function is None or len(expression.args) != 1:
            raise UnboundedError
        return self._emit(Applied(function, self._slot_of(expression.args[0])))

    def _power(self, base: sp.Expr, exponent: sp.Expr) -> int:
        if base == sp.E:
            return self._emit(Applied(FUNCTIONS[sp.exp], self._slot_of(exponent)))
        if not exponent.is_Rational:
            return self._slot_of(sp.exp(exponent * sp.log(base), evaluate=False))
        if exponent < 0:
            logistic = _logistic_argument(base) if exponent == -1 else None
            if logistic is not None:
                return self._emit(Applied(LOGISTIC, self._slot_of(logistic)))
            return self._emit(Reciprocal(self._slot_of(base ** (-exponent))))
        numerator, denominator = int(exponent.p), int(exponent.q)
        if numerator > POWER_LIMIT or denominator > POWER_LIMIT:
            raise UnboundedError
        if base.func.__name__ == ODD_ROOT:
            base, denominator = base.args[0], int(base.args[1]) * denominator
        slot = self._slot_of(base)
        if denominator > 1:
            return self._emit(BrokenPower(slot, numerator, denominator))
        return self._emit(WholePower(slot, numerator))

    def _extreme(self, expression: sp.Expr) -> int:
        least = isinstance(expression, sp.Min)
        first, *others = (self._slot_of(-part if least else part) for part in expression.args)
        for other in others:
            first = self._emit(Greater(first, other))
        return self._emit(Product(first, self._slot_of(sp.S.NegativeOne))) if least else first


def _gathered(expression: sp.Expr, kind: type) -> list[sp.Expr]:
    """Put the constant terms, or factors, into one number."""
    constant = [part for part in expression.args if not part.free_symbols]
    varying = [part for part in expression.args if part.free_symbols]
    return [*varying, kind(*constant)] if constant else varying


def _logistic_argument(base: sp.Expr) -> sp.Expr | None:
    """Return u where `base` is 1 + e^(−u)."""
    if not (base.is_Add and len(base.args) == 2 and sp.S.One in base.args):
        return None
    other = next(term for term in base.args if term != 1)
    return -other.args[0] if isinstance(other, sp.exp) else None
