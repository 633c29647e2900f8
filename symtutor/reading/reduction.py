"""Higher order to first: x″ = f(x, x′) becomes x′ = v, v′ = f(x, v)."""

from __future__ import annotations

from dataclasses import dataclass

import sympy
from sympy import Expr, Integer, Symbol

from symtutor.document import Chain, Equation, Listing, Name, Step, paragraph

_LETTERS = ("v", "a", "j")
"""Velocity, acceleration, jerk."""


@dataclass(frozen=True, slots=True)
class ReducedOrder:
    """An equation of order n for x is the first-order system for x, x′, …, x⁽ⁿ⁻¹⁾.

    Theorem: x solves the equation exactly when (x, v, …) with v = x′, … solves the system (Strogatz, section 1.2).

    Attributes
    ----------
    chain : tuple of Symbol
        The state and the names of its derivatives below the highest.
    highest : Symbol
        Stands for the highest derivative in `residual`.
    residual : Expr
        Left side minus right side of the equation as typed.
    top : Expr
        What the highest derivative equals.
    """

    chain: tuple[Symbol, ...]
    highest: Symbol
    residual: Expr
    top: Expr

    def verify(self) -> bool | None:
        """Put the system back into the equation as typed: nothing may be left."""
        left = self.residual.subs(self.highest, self.top)
        if sympy.expand(left).is_zero or sympy.together(left).is_zero:
            return True
        symbols = sorted(left.free_symbols, key=lambda symbol: symbol.name)
        point = {symbol: Integer(index + 2) / (index + 3) for index, symbol in enumerate(symbols)}
        return False if left.subs(point).is_zero is False else None

    def narrate(self) -> Step:
        """Name the derivatives, then write one equation for each."""
        state, *derivatives = self.chain
        names = Listing(
            tuple(
                Chain((derivative, Name(state.name, primes=order)), ("=",))
                for order, derivative in enumerate(derivatives, start=1)
            )
        )
        said = paragraph(
            "The highest derivative is {highest}. With {names} every equation has order one:",
            highest=Name(state.name, primes=len(self.chain)),
            names=names,
        )
        rows = [
            *(
                Chain((Name(low.name, primes=1), high), ("=",))
                for low, high in zip(self.chain, derivatives, strict=False)
            ),
            Chain((Name(self.chain[-1].name, primes=1), self.top), ("=",)),
        ]
        return Step("Write it as a first-order system", (said, Equation(tuple(rows))), topic="order")


def derivative_names(state: str, order: int, taken: set[str], *, several: bool) -> list[str]:
    """Choose names for the derivatives of `state` below `order`: v, a, …, with the state as subscript if need be.

    Examples
    --------
    >>> derivative_names("x", 3, taken={"x", "a"}, several=False)
    ['v', 'a_x']
    """
    names: list[str] = []
    for number in range(order - 1):
        letter = _LETTERS[number] if number < len(_LETTERS) else f"d{number + 1}"
        name = letter if not several and letter not in taken else f"{letter}_{state.replace('_', '')}"
        while name in taken:
            name += "x"
        taken.add(name)
        names.append(name)
    return names
