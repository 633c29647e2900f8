"""Names that the steps of a solution share, so that each thing is called the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import (
    Approx,
    Chain,
    Digits,
    Listing,
    Name,
    Paragraph,
    Quotient,
    Text,
    Written,
    condition,
    equals,
    paragraph,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from symtutor.document import Formula
    from symtutor.model import Interval

EVERY_VELOCITY = "At a fixed point every velocity is zero:"
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
FREQUENCY, RATE = ("omega", "nu", "Omega"), ("alpha", "sigma", "kappa")
"""What the parts of an eigenvalue α ± iω are called, and what they are called where a symbol of the system is so."""

DEGREES = {1: "linear function", 2: "quadratic", 3: "cubic", 4: "quartic", 5: "quintic"}


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Write a small count with its noun: ``no zeros``, ``one zero``, ``two zeros``."""
    return f"{number_word(number)} {singular if number == 1 else plural or singular + 's'}"


def number_word(number: int) -> str:
    """Write a small number as a word."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def degree_name(degree: int) -> str:
    """Name a polynomial by its degree: ``a cubic``, ``a polynomial of degree 7``."""
    return f"a {DEGREES[degree]}" if degree in DEGREES else f"a polynomial of degree {degree}"


def function(state: sp.Symbol, primes: int = 0, at: sp.Expr | None = None, value: sp.Expr | None = None) -> Name:
    """Name f(x), f′(x), f′(0)."""
    return Name("f", args=(state if at is None else at,), primes=primes, value=value)


def star(state: sp.Symbol) -> Name:
    """Name a fixed point's coordinate: x*."""
    return Name(state.name, star=True)


def point(at: Sequence[sp.Expr]) -> Formula:
    """Call a fixed point by its coordinates: ``1`` on the line, ``(1, 1)`` in the plane."""
    return coordinates(at)[0] if len(at) == 1 else Listing(coordinates(at), "()")


def coordinates(at: Sequence[sp.Expr]) -> tuple[Formula, ...]:
    """Write coordinates exactly where they are short, and by their first digits where they are not."""
    return tuple(Digits(value) if is_long(value) else value for value in at)


def at_point(letter: str, at: Sequence[sp.Expr], matrix: sp.ImmutableMatrix, primes: int = 0) -> Chain:
    """Write a matrix at a point, in decimals where its entries are long."""
    name = Name(letter, args=coordinates(at), primes=primes, value=matrix)
    return Chain((name, Approx(matrix)), ("≈",)) if any(map(is_long, matrix)) else equals(name, matrix)


def is_long(value: sp.Expr) -> bool:
    """Tell whether a number is better read as a decimal: a root known by its place or by an interval is in it."""
    if isinstance(value, sp.CRootOf):
        return True
    return bool(value.is_number) and any(isinstance(part, sp.CRootOf) or hasattr(part, "ball") for part in atoms(value))


def atoms(value: sp.Expr) -> Iterator[sp.Basic]:
    """Yield the numbers that an expression is built from."""
    return iter(value.atoms(sp.AtomicExpr, sp.CRootOf))


def number(value: sp.Expr) -> Formula | Paragraph:
    """Write a number exactly where that is short, and as a decimal behind ≈ where it is not."""
    return paragraph("≈ {value}", value=Approx(value)) if is_long(value) else value


def states_name(states: Sequence[sp.Symbol]) -> Formula:
    """Name the fixed point of several states: ``(x*, y*)``."""
    return star(states[0]) if len(states) == 1 else Listing(tuple(star(state) for state in states), "()")


def series(parts: Iterable[object], last: str = "and") -> Paragraph:
    """Join pieces of a sentence with commas and a last word: ``a, b and c``."""
    items = [paragraph("{part}", part=part) for part in parts]
    content = list(items[0].content)
    for position, item in enumerate(items[1:], start=2):
        content.append(Text(f" {last} " if position == len(items) else ", "))
        content.extend(item.content)
    return Paragraph(tuple(content))


def joined(parts: Iterable[Paragraph]) -> Paragraph:
    """Put sentences one after the other."""
    return Paragraph(tuple(piece for part in parts for piece in part.content))


def zero_of(piece: Formula) -> Formula:
    """Write ``piece = 0``."""
    return condition(piece, sp.S.Zero)


def member(expression: sp.Expr, indices: Iterable[sp.Symbol]) -> sp.Expr:
    """Return the member at index 0 of a family."""
    return expression.xreplace(dict.fromkeys(indices, sp.S.Zero))


def inequality(state: sp.Symbol, interval: Interval) -> Paragraph:
    """Write an open interval as students do: ``x < 0``, ``0 < x < 1``, ``x > 2``, or every x."""
    low, high = interval.low, interval.high
    if low.is_infinite and high.is_infinite:
        return paragraph("every {state}", state=state)
    if low.is_infinite:
        return paragraph("{chain}", chain=Chain((state, high), ("<",)))
    if high.is_infinite:
        return paragraph("{chain}", chain=Chain((state, low), (">",)))
    return paragraph("{chain}", chain=Chain((low, state, high), ("<", "<")))


def every_integer(indices: Sequence[sp.Symbol]) -> Paragraph:
    """Say over what the indices of a family run."""
    if not indices:
        return Paragraph(())
    return paragraph(
        ", for every integer {indices}" if len(indices) == 1 else ", for all integers {indices}",
        indices=series(indices),
    )


def eigenvalue_words(value: sp.Expr) -> Formula:
    """Write an eigenvalue, with decimals where it is not rational."""
    if is_long(value):
        return Chain((Name("lambda"), Approx(value, 4)), ("≈",))
    if (
        value.free_symbols
        or value.is_Rational
        or (value.has(sp.I) and all(part.is_Rational for part in value.as_real_imag()))
    ):
        return equals(Name("lambda"), value)
    return Chain((Name("lambda"), value, Approx(value, 4)), ("=", "≈"))


def told_number(named: Formula, value: sp.Expr) -> Chain:
    """Write a number by its formula, its value and a decimal, as far as each is short."""
    if value.free_symbols:
        return equals(named, value)
    if is_long(value):
        return Chain((named, Approx(value, 4)), ("≈",))
    return Chain((named, value, Approx(value, 4)), ("=", "≈"))


def unused(names: Sequence[str], taken: Iterable[sp.Symbol]) -> sp.Symbol:
    """Take the first of some names that no symbol has: the constant of integration beside a parameter C.

    Examples
    --------
    >>> unused(("C", "K"), [sp.Symbol("C", positive=True)])
    K
    """
    known = {symbol.name for symbol in taken}
    return sp.Symbol(next((name for name in names if name not in known), names[-1]), real=True)


def letter(names: Sequence[str], taken: Iterable[sp.Symbol], value: sp.Basic | None = None) -> Name:
    """Name a quantity by the first letter that no symbol of the system has: ω, or ν beside a parameter ω.

    Examples
    --------
    >>> letter(FREQUENCY, [sp.Symbol("omega", positive=True)]).letter
    'nu'
    """
    return Name(unused(names, taken).name, value=value)


def initial(state: sp.Symbol, taken: Iterable[sp.Symbol]) -> sp.Symbol:
    """Name the value of a state at the start: x₀, or x₁ where x₀ is taken."""
    return unused([f"{state.name}_{number}" for number in range(3)], taken)


def algebraic_decay(size: sp.Expr, power: sp.Expr, time: sp.Symbol) -> Formula:
    """Write ((m − 1) c t)^(−1/(m − 1)), how a distance u with u′ = −c uᵐ shrinks in the long run."""
    inner = (power - 1) * size * time
    exponent = 1 / (power - 1)
    if exponent == 1:
        return 1 / inner
    whole = sp.Symbol("inner")  # stands for the product, whose root SymPy would split
    return Quotient(sp.S.One, Written(whole**exponent, ((whole, inner),)))
