"""The operations of which a program consists: what each does to spans, forward, backward and to derivatives.

Forward, an operation bounds its value by its arguments. Backward it narrows its arguments to where the value can lie in
a given span (Benhamou, Goualard, Granvilliers, Puget, "Revising hull and box consistency", ICLP 1999). An operation
reads and writes slots: places in a list of spans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from symtutor.numerics.intervals.powers import power, real_root, roots
from symtutor.numerics.intervals.spans import (
    EVERYTHING,
    NONNEGATIVE,
    ONE,
    RIGHTMOST,
    ZERO,
    Span,
    add,
    meet,
    multiply,
    negate,
    reciprocal,
    subtract,
    thin,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.numerics.intervals.functions import Function

    Slots = list[Span]


class Operation(Protocol):
    """One step of a program."""

    @property
    def arguments(self) -> tuple[int, ...]:
        """The slots that are read."""
        ...

    def forward(self, values: Slots, /) -> Span | None:
        """Bound the value; None where it is defined nowhere."""
        ...

    def slopes(self, values: Slots, value: Span, /) -> Sequence[Span | None]:
        """Bound the derivative by each argument; None stands for 1."""
        ...

    def backward(self, values: Slots, value: Span, /) -> Sequence[Span | None]:
        """Bound each argument by the value and the other arguments; None where nothing is left."""
        ...

    def defined(self, values: Slots, /) -> bool:
        """Tell whether the value is proved to be defined and continuous for all arguments."""
        ...


class Sum:
    """A sum of several terms."""

    def __init__(self, arguments: Sequence[int]) -> None:
        self.arguments = tuple(arguments)
        self._ones = (None,) * len(self.arguments)

    def forward(self, values: Slots, /) -> Span:
        """Add."""
        total = values[self.arguments[0]]
        for slot in self.arguments[1:]:
            total = add(total, values[slot])
        return total

    def slopes(self, _values: Slots, _value: Span) -> Sequence[Span | None]:
        """Each term counts once."""
        return self._ones

    def backward(self, values: Slots, value: Span, /) -> list[Span | None]:
        """Each term is the value less the others."""
        bounds: list[Span | None] = []
        for own in self.arguments:
            rest = value
            for slot in self.arguments:
                if slot != own:
                    rest = subtract(rest, values[slot])
            bounds.append(rest)
        return bounds

    def defined(self, _values: Slots) -> bool:
        """Say that a sum always is."""
        return True


class Product:
    """A product of two different factors."""

    def __init__(self, first: int, second: int) -> None:
        self.arguments = (first, second)

    def forward(self, values: Slots, /) -> Span:
        """Multiply."""
        first, second = self.arguments
        return multiply(values[first], values[second])

    def slopes(self, values: Slots, _value: Span) -> tuple[Span, Span]:
        """Each factor counts as often as the other says."""
        first, second = self.arguments
        return values[second], values[first]

    def backward(self, values: Slots, value: Span, /) -> tuple[Span, Span]:
        """Each factor is the value divided by the other, where that is not zero."""
        first, second = self.arguments
        return _quotient(value, values[second]), _quotient(value, values[first])

    def defined(self, _values: Slots) -> bool:
        """Say that a product always is."""
        return True


def _quotient(value: Span, factor: Span) -> Span:
    """Bound x by x · factor = value."""
    if factor[0] > 0 or factor[1] < 0:
        inverse = reciprocal(factor)
        return EVERYTHING if inverse is None else multiply(value, inverse)
    return EVERYTHING


class Reciprocal:
    """One over the argument."""

    def __init__(self, argument: int) -> None:
        self.arguments = (argument,)

    def forward(self, values: Slots, /) -> Span | None:
        """Invert."""
        return reciprocal(values[self.arguments[0]])

    def slopes(self, _values: Slots, value: Span) -> tuple[Span]:
        """−1/x²."""
        return (negate(power(value, 2)),)

    def backward(self, _values: Slots, value: Span) -> tuple[Span | None]:
        """Invert back."""
        return (_quotient((ONE, ONE), value),)

    def defined(self, values: Slots, /) -> bool:
        """Tell whether the argument is not zero."""
        low, high = values[self.arguments[0]]
        return bool(low > 0 or high < 0)


class WholePower:
    """A power with a natural exponent of two or more."""

    def __init__(self, argument: int, exponent: int) -> None:
        self.arguments = (argument,)
        self.exponent = exponent

    def forward(self, values: Slots, /) -> Span:
        """Raise."""
        return power(values[self.arguments[0]], self.exponent)

    def slopes(self, values: Slots, _value: Span) -> tuple[Span]:
        """Give n xⁿ⁻¹."""
        return (multiply(thin(ONE * self.exponent), power(values[self.arguments[0]], self.exponent - 1)),)

    def backward(self, _values: Slots, value: Span) -> tuple[Span | None]:
        """Take the real roots."""
        return (roots(value, self.exponent),)

    def defined(self, _values: Slots) -> bool:
        """Say that it always is."""
        return True


class BrokenPower:
    """A power with a positive exponent p/q that is not whole: of all numbers where q is odd, else of x ≥ 0."""

    def __init__(self, argument: int, numerator: int, denominator: int) -> None:
        self.arguments = (argument,)
        self.numerator, self.denominator = numerator, denominator

    def forward(self, values: Slots, /) -> Span | None:
        """Take the real root of the power."""
        root = real_root(values[self.arguments[0]], self.denominator)
        return None if root is None else power(root, self.numerator)

    def slopes(self, values: Slots, _value: Span) -> tuple[Span]:
        """Give (p/q) x^(p/q − 1), without dividing where that can be done without."""
        root = real_root(values[self.arguments[0]], self.denominator) or NONNEGATIVE
        excess = self.numerator - self.denominator
        raised = power(root, excess) if excess > 0 else reciprocal(power(root, -excess)) or EVERYTHING
        return (multiply(thin(ONE * self.numerator / self.denominator), raised),)

    def backward(self, _values: Slots, value: Span) -> tuple[Span | None]:
        """Take the roots, and raise."""
        root = roots(value, self.numerator)
        if root is not None and self.denominator % 2 == 0:
            root = meet(root, NONNEGATIVE)
        return (None if root is None else power(root, self.denominator),)

    def defined(self, values: Slots, /) -> bool:
        """Tell whether the root is real."""
        return bool(self.denominator % 2) or bool(values[self.arguments[0]][0] >= 0)


class Applied:
    """A function of one variable applied to a slot."""

    def __init__(self, function: Function, argument: int) -> None:
        self.function = function
        self.arguments = (argument,)

    def forward(self, values: Slots, /) -> Span | None:
        """Bound the values."""
        return self.function.image(values[self.arguments[0]])

    def slopes(self, values: Slots, value: Span, /) -> tuple[Span]:
        """Bound the derivative."""
        return (self.function.slope(values[self.arguments[0]], value),)

    def backward(self, _values: Slots, value: Span) -> tuple[Span | None]:
        """Bound the argument by the value and by the domain."""
        bound = self.function.preimage(value)
        return (None if bound is None else meet(bound, self.function.domain),)

    def defined(self, values: Slots, /) -> bool:
        """Tell whether the argument stays in the domain."""
        return self.function.defined(values[self.arguments[0]])


class Greater:
    """The greater of two arguments."""

    def __init__(self, first: int, second: int) -> None:
        self.arguments = (first, second)

    def forward(self, values: Slots, /) -> Span:
        """Compare the ends."""
        a, b = (values[slot] for slot in self.arguments)
        low = a[0].max(b[0]) if a[0].is_finite() and b[0].is_finite() else b[0] if b[0].is_finite() else a[0]
        high = a[1].max(b[1]) if a[1].is_finite() and b[1].is_finite() else RIGHTMOST
        return low, high

    def slopes(self, values: Slots, _value: Span) -> tuple[Span, Span]:
        """Count the greater one; where either may be, the rates lie between those of both and add up to 1."""
        a, b = (values[slot] for slot in self.arguments)
        if a[0] > b[1]:
            return (ONE, ONE), (ZERO, ZERO)
        if b[0] > a[1]:
            return (ZERO, ZERO), (ONE, ONE)
        return (ZERO, ONE), (ZERO, ONE)

    def backward(self, _values: Slots, value: Span) -> tuple[Span, Span]:
        """Neither is more than the greater."""
        below = (EVERYTHING[0], value[1])
        return below, below

    def defined(self, _values: Slots) -> bool:
        """Say that it always is."""
        return True
