"""Formulas: what stands between dollar signs.

SymPy expressions, and the few things a textbook writes that SymPy has no word for: a name such as f′(0), a chain of
equalities, an unevaluated sum that shows the product rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sympy import Basic, Symbol
    from sympy.matrices.immutable import ImmutableDenseMatrix


@dataclass(frozen=True, slots=True)
class Name:
    """A named quantity: ``f′(0)``, ``x*``, ``J(1, 1)``, ``λ``, ``det J``, ``xₙ₊₁``.

    ``letter`` is plain text (``"f"``, ``"lambda"``); ``primes`` counts derivatives, ``star`` marks a fixed point,
    on a state they are time derivatives (``x′``). ``value`` is what the name stands for
    where that is an expression: the law test on chains compares it with the other sides.
    """

    letter: str
    args: tuple[Formula, ...] = ()
    primes: int = 0
    star: bool = False
    subscript: Formula | None = None
    value: Basic | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of relations, ``a = b = c`` or ``a = b < 0`` or ``a ≈ b``: ``len(relations) == len(sides) - 1``.

    A chain is a claim, and its equals signs are true; an equation to be solved is not a claim.
    """

    sides: tuple[Formula, ...]
    relations: tuple[str, ...]
    claim: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """Formulas separated by commas: ``0, 1, 2``; with `brackets` around, a tuple ``(0, 1)`` or a set ``{0, 1}``."""

    items: tuple[Formula, ...]
    brackets: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """An unevaluated sum, its terms in this order."""

    terms: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """An unevaluated product, its factors in this order."""

    factors: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """An unevaluated quotient: ``1/|f′(x*)|``."""

    top: Formula
    bottom: Formula


@dataclass(frozen=True, slots=True)
class Power:
    """An unevaluated power: ``0²``, ``e^(f′(x*) t)``."""

    base: Formula
    exponent: Formula


@dataclass(frozen=True, slots=True)
class Negative:
    """An unevaluated change of sign: ``−(−2)(−1)``; as a term of a sum it is subtracted."""

    inside: Formula


@dataclass(frozen=True, slots=True)
class Absolute:
    """An unevaluated absolute value: ``|f′(x*)|``."""

    inside: Formula


@dataclass(frozen=True, slots=True)
class Differentiated:
    """A derivative that is still to be taken: ``(x³)′``; where there are several states ``∂(x y)/∂x``, ``∂f/∂x``."""

    inside: Formula
    by: Symbol
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Approx:
    """A decimal of an exact number, to `digits` significant digits; the ≈ sign before it is a relation."""

    exact: Basic
    digits: int = 5


@dataclass(frozen=True, slots=True)
class Digits:
    """The first digits of an exact number and an ellipsis, which stands for all the others: ``0.80484…``."""

    exact: Basic


Formula: TypeAlias = (
    "Basic | ImmutableDenseMatrix | Name | Chain | Listing | Sum | Product | Quotient | Power | Negative | Absolute"
    " | Differentiated | Approx | Digits | Written"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A SymPy expression in which symbols are written as other formulas, and nothing is evaluated.

    ``e^(f′(x*) t)``, ``x − x*``, and numbers put in: ``(−1)(−1) − (−2)(−1)``.
    """

    expression: Basic
    names: tuple[tuple[Basic, Formula], ...]


def equals(*sides: Formula) -> Chain:
    """Chain `sides` with equals signs."""
    return Chain(sides, ("=",) * (len(sides) - 1))


def condition(*sides: Formula) -> Chain:
    """Write an equation that holds only for some values: one to be solved, or a solution such as x = 1."""
    return Chain(sides, ("=",) * (len(sides) - 1), claim=False)
