"""How many eigenvalues lie left of the imaginary axis, on it, and right of it: counted exactly, none of them computed.

Routh's theorem in the form of Hermite and Sturm (Gantmacher, *The Theory of Matrices*, vol. 2, ch. XV, §3–§8; Rahman,
Schmeisser, *Analytic Theory of Polynomials*, §11.3). Along the imaginary axis p(iω) = U(ω) + iV(ω); the number of roots
on the left minus that on the right is a Cauchy index of U and V, which a chain of remainders gives. What U and V have
in common vanishes at the roots on the axis, so the singular cases of Routh's scheme need no special care.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.polynomial.normal_form import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Sign = Callable[[sp.Expr], int | None]

Coefficients = list[sp.Expr]


class _UndecidedError(Exception):
    """A sign that the count needs is not decided."""


@dataclass(frozen=True, slots=True)
class Inertia:
    """The numbers of eigenvalues, with multiplicity, to the left of the imaginary axis, on it, and to the right.

    Attributes
    ----------
    left, right : int
        With negative and with positive real part.
    zero : int
        Equal to 0.
    imaginary : int
        Purely imaginary and not 0: an even number.
    frequency_squared : Expr or None
        ω², where the only roots that lie opposite each other are ±iω.
    """

    left: int
    zero: int
    imaginary: int
    right: int
    frequency_squared: sp.Expr | None = None

    @property
    def axis(self) -> int:
        """The number of eigenvalues on the imaginary axis."""
        return self.zero + self.imaginary

    @property
    def size(self) -> int:
        """The number of all eigenvalues."""
        return self.left + self.axis + self.right


def inertia(coefficients: Sequence[sp.Expr], sign: Sign) -> Inertia | None:
    """Count the roots of a real polynomial on each side of the imaginary axis; None where a sign is not decided.

    Parameters
    ----------
    coefficients : sequence of Expr
        The highest power first, and 1.
    sign : callable
        Decides the sign of a polynomial in the coefficients: −1, 0, 1, or None.

    Examples
    --------
    >>> from symtutor.numerics.signs import sign
    >>> counts = inertia([sp.Integer(c) for c in (1, 1, 4, 4)], sign)  # (λ + 1)(λ² + 4)
    >>> counts.left, counts.imaginary, counts.right, counts.frequency_squared
    (1, 2, 0, 4)
    """
    try:
        return _counted(list(coefficients), sign)
    except _UndecidedError:
        return None


def _counted(polynomial: Coefficients, sign: Sign) -> Inertia:
    size = len(polynomial) - 1
    while _sure(polynomial[-1], sign) == 0:
        polynomial = polynomial[:-1]
    degree = len(polynomial) - 1
    parts = [_along_axis(polynomial, odd=odd) for odd in (degree % 2 == 1, degree % 2 == 0)]
    chain = _chain(parts[0], parts[1], sign)
    index = _index(chain, sign)
    balance = index if degree % 2 else -index
    common = chain[-1]
    imaginary = _real_roots(common, sign)
    left, right = (degree - imaginary + balance) // 2, (degree - imaginary - balance) // 2
    alone = imaginary == 2 == len(common) - 1
    squared = sp.cancel(-common[-1] / common[0]) if alone else None
    return Inertia(left, size - degree, imaginary, right, squared)


def _along_axis(polynomial: Coefficients, *, odd: bool) -> Coefficients:
    """Return the imaginary (odd) or the real part of p(iω), a polynomial in ω, without leading zeros."""
    degree = len(polynomial) - 1
    part = [
        coefficient * (-1) ** (power // 2) if power % 2 == odd else sp.S.Zero
        for power, coefficient in zip(range(degree, -1, -1), polynomial, strict=True)
    ]
    return part if degree % 2 == odd else part[1:]


def _sure(value: sp.Expr, sign: Sign) -> int:
    side = sign(value)
    if side is None:
        raise _UndecidedError
    return side


def _trimmed(polynomial: Coefficients, sign: Sign) -> Coefficients:
    """Drop leading coefficients that are zero."""
    for place, coefficient in enumerate(polynomial):
        if _sure(coefficient, sign):
            return polynomial[place:]
    return []


def _chain(first: Coefficients, second: Coefficients, sign: Sign) -> list[Coefficients]:
    """Return Sturm's chain: each next polynomial is minus the remainder of the two before, times a positive number."""
    chain = [first]
    following = _trimmed(second, sign)
    while following:
        chain.append(following)
        following = _negative_remainder(chain[-2], following, sign)
    return chain


def _negative_remainder(dividend: Coefficients, divisor: Coefficients, sign: Sign) -> Coefficients:
    lead, side = divisor[0], _sure(divisor[0], sign)
    rest = list(dividend)
    while len(rest) >= len(divisor):
        factor = rest[0]
        padded = [*divisor, *[sp.S.Zero] * (len(rest) - len(divisor))]
        rest = [expand(side * (lead * a - factor * b)) for a, b in zip(rest, padded, strict=True)]
        rest = _trimmed(rest[1:], sign)
    return [-coefficient for coefficient in rest]


def _index(chain: list[Coefficients], sign: Sign) -> int:
    """Return the changes of sign along the chain at −∞ minus those at +∞."""
    right = [_sure(polynomial[0], sign) for polynomial in chain]
    left = [side * (-1) ** (len(polynomial) - 1) for side, polynomial in zip(right, chain, strict=True)]
    return _changes(left) - _changes(right)


def _changes(sides: list[int]) -> int:
    return sum(a != b for a, b in pairwise(sides))


def _real_roots(polynomial: Coefficients, sign: Sign) -> int:
    """Count the real roots with multiplicity: the distinct ones, then those that the derivative has as well."""
    total = 0
    while len(polynomial) > 1:
        degree = len(polynomial) - 1
        derivative = [(degree - place) * c for place, c in enumerate(polynomial[:-1])]
        chain = _chain(polynomial, derivative, sign)
        total += _index(chain, sign)
        polynomial = chain[-1]
    return total
