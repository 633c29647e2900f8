"""How computed numbers are shown: names with a subscript, short fractions, decimals to so many places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Approx, Name, Paragraph, Text, cell, paragraph
from symtutor.numerics.balls import enclose, middle
from symtutor.numerics.stepping import WORKING_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Formula

LONGEST_FRACTION = 12
"""Digits of numerator and denominator together up to which a fraction is shown as one."""

LONGEST_EXACT = 12
"""Operations up to which an irrational number is written exactly."""

DECIMALS = 10
"""Significant digits shown for what is too long for a fraction."""

LONGEST_TABLE = 12
"""Rows up to which a table is shown whole."""

_HEAD, _TAIL = 6, 3


def indexed(state: sp.Symbol, index: sp.Expr | int, value: sp.Expr | None = None) -> Name:
    """Name a state after so many steps: xₙ."""
    return Name(state.name, subscript=sp.Integer(index) if isinstance(index, int) else index, value=value)


def velocity_name(position: int, dimension: int) -> Name:
    """Name a component of the field: f on the line, f and g in the plane, f₁, f₂, … beyond."""
    if dimension <= 2:
        return Name("fg"[position])
    return Name("f", subscript=sp.Integer(position + 1))


def called(name: Name, arguments: Sequence[Formula], value: sp.Expr | None = None) -> Name:
    """Apply a named function to arguments."""
    return Name(name.letter, args=tuple(arguments), subscript=name.subscript, value=value)


def slope_name(
    states: Sequence[sp.Symbol], position: int, arguments: Sequence[Formula], value: sp.Expr | None = None
) -> Name:
    """Name a slope of the loss: L′ on the line, the partial derivatives L_x, L_y, … beyond."""
    if len(states) == 1:
        return Name("L", args=tuple(arguments), primes=1, value=value)
    return Name("L", args=tuple(arguments), subscript=states[position], value=value)


def is_short(number: sp.Expr) -> bool:
    """Tell whether a number is short enough to be written exactly in a table."""
    if not number.is_Rational:
        return bool(sp.count_ops(number) <= 4)
    return len(str(abs(int(number.p)))) + len(str(int(number.q))) <= LONGEST_FRACTION


def shown(number: sp.Expr, *, exact: bool = True) -> Formula:
    """Show a number exactly where that is short and true, else as a decimal."""
    return number if exact and is_short(number) else Approx(number, DECIMALS)


def to_places(number: sp.Expr, places: int = 5) -> Formula:
    """Show the decimals of a number to `places` places, but never less than 4 digits or more than 10."""
    return number if number.is_zero else near(number, min(max(4, places + 1 + magnitude(number)), DECIMALS))


def near(number: sp.Expr, digits: int) -> Formula:
    """Show so many digits of a number that may be long to write."""
    ball = None if number.is_Rational else enclose(number)
    return Approx(number if ball is None else middle(ball), digits)


def is_long(number: sp.Expr) -> bool:
    """Tell whether a real number takes so long to write exactly that only its decimals say anything."""
    return bool(number.is_real and sp.count_ops(number) > LONGEST_EXACT)


def worth(number: sp.Expr, relation: str = "=") -> tuple[tuple[Formula, ...], tuple[str, ...]]:
    """Write a number exactly, with a decimal where it is irrational, or the decimal alone where it is long.

    Returns
    -------
    tuple
        The sides to add to a chain, and the relations before each.
    """
    if number.is_Rational:
        return (number,), (relation,)
    if is_long(number):
        return (to_places(number),), ("≈",)
    return (number, to_places(number)), (relation, "≈")


def magnitude(number: sp.Expr) -> int:
    """Give the exponent of the leading decimal digit: 0 for 1 … 9.99, −1 for 0.1 … 0.99."""
    ball = enclose(abs(number))
    decimal = float(ball.mid()) if ball is not None else 1.0
    return int(f"{decimal:e}".partition("e")[2])


def shortened(rows: list[tuple[object, ...]]) -> tuple[list[tuple[object, ...]], Paragraph | None]:
    """Leave out the middle of a long table, and say how many rows are missing."""
    if len(rows) <= LONGEST_TABLE:
        return rows, None
    missing = len(rows) - _HEAD - _TAIL
    gap: tuple[object, ...] = tuple(Text("…") for _ in rows[0])
    kept = [*rows[:_HEAD], gap, *rows[-_TAIL:]]
    return kept, cell(f"{missing} rows in the middle are left out here; the formats json and csv have them all.")


def rounding_remark(symbol: sp.Symbol, states: Sequence[Sequence[sp.Expr]], exact_until: int) -> list[Paragraph]:
    """Say up to where the states of a table are exact, and what is rounded after that."""
    if exact_until == 0 and len(states) > 1:
        return [
            paragraph(
                f"These values are no fractions: every step is rounded to {WORKING_DIGITS} digits, of which the table "
                "shows a few."
            )
        ]
    if exact_until < len(states) - 1:
        return [
            paragraph(
                "Long fractions are shown as decimals. The values are exact up to {name}; from there on every step is "
                f"rounded to {WORKING_DIGITS} digits.",
                name=indexed(symbol, exact_until),
            )
        ]
    if all(is_short(value) for state in states for value in state):
        return []
    return [paragraph("The values are exact; long fractions are shown as decimals.")]


def counted(count: int, noun: str) -> str:
    """Write a small count with its noun: ``one step``, ``two steps``, ``20 steps``."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return f"{words[count] if count < len(words) else count} {noun}{'s' * (count != 1)}"


def size_squared(value: sp.Expr) -> sp.Expr:
    """Give |λ|² exactly."""
    real, imaginary = value.as_real_imag()
    return sp.expand(real**2 + imaginary**2)


def fraction(number: sp.Expr) -> str:
    """Write a fraction as it is typed."""
    return f"{int(number.p)}" if number.is_Integer else f"{int(number.p)}/{int(number.q)}"
