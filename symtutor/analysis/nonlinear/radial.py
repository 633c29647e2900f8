"""The distance from the origin, where the field tells it exactly: r r′ = x x′ + y y′ as a function of r alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.exact import sign
from symtutor.document import Chain, Name, Sum, Written, equals, paragraph

if TYPE_CHECKING:
    from symtutor.analysis.nonlinear.frames import Frame
    from symtutor.document import Block

R, S, X, Y = sp.symbols("r s x y", real=True)
DEGREE_LIMIT = 12


def radial_law(frame: Frame) -> tuple[sp.Expr, int] | None:
    """Find c and k with x x′ + y y′ = c (x² + y²)ᵏ, for a field around the origin; None where it is not so."""
    if any(value != 0 for value in frame.at):
        return None
    x, y = frame.states
    rate = sp.expand(x * frame.field[0] + y * frame.field[1])
    if rate == 0 or not rate.is_polynomial(x, y):
        return None
    degree = sp.Poly(rate, x, y).total_degree()
    if degree % 2 or degree > DEGREE_LIMIT:
        return None
    factor = rate.coeff(x, degree).coeff(y, 0)
    return (factor, degree // 2) if sp.expand(rate - factor * (x**2 + y**2) ** (degree // 2)) == 0 else None


def radial_words(frame: Frame) -> Block | None:
    """Show how the distance changes, where it depends on the distance alone."""
    law = radial_law(frame)
    if law is None:
        return None
    factor, half = law
    x, y = frame.states
    r = Name("r")
    rate = sp.expand(x * frame.field[0] + y * frame.field[1])
    product = Sum(
        tuple(
            Written(X * Y, ((X, state), (Y, Name(state.name, primes=1, value=component))))
            for state, component in zip(frame.states, frame.field, strict=True)
        )
    )
    relation = "<" if sign(factor) == -1 else ">"
    return paragraph(
        "Here they can be seen at work: with {distance}, {chain}, that is {radius}, so {sense} for {positive}.",
        distance=equals(Written(R**2, ((R, r),)), x**2 + y**2),
        chain=equals(
            Written(X * Y, ((X, r), (Y, Name("r", primes=1)))),
            product,
            sp.factor(rate),
            Written(factor * R ** (2 * half), ((R, r),)),
        ),
        radius=equals(Name("r", primes=1), Written(factor * R ** (2 * half - 1), ((R, r),))),
        sense=Chain((Name("r", primes=1), sp.S.Zero), (relation,)),
        positive=Chain((r, sp.S.Zero), (">",)),
    )
