"""Where the error comes from: the equation that Euler's values follow more closely than the one they are meant for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb, arb_series

from symtutor.document import Chain, Equation, Name, Negative, Product, Quotient, Step, Sum, paragraph
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem

_LONGEST = 60
"""Operations up to which the term is written out."""

_SMALL = arb(10) ** -20


@dataclass(frozen=True, slots=True)
class ModifiedEquation:
    """The first term of the modified equation of Euler's method.

    Theorem: Euler's method with step h on x′ = f(x) is a method of order two for x′ = f(x) − (h/2) f′(x) f(x), f′ the
    Jacobian (Hairer, Lubich and Wanner, *Geometric Numerical Integration*, example IX.1.1).

    Attributes
    ----------
    system : ODESystem
        Autonomous, with smooth components.
    start : tuple of Expr
    term : tuple of Expr
        f′ f.
    """

    system: ODESystem
    start: tuple[sp.Expr, ...]
    term: tuple[sp.Expr, ...]

    def verify(self) -> bool | None:
        """Expand f(x + s f(x)) in powers of s at the start: its slope is f′ f, and no derivative is taken."""
        s = sp.Dummy("s", real=True)
        at = dict(zip(self.system.states, self.start, strict=True))
        values = [enclose(component, at) for component in self.system.field]
        if None in values:
            return None
        moving = {
            state: arb_series([enclose(value), speed], 2)
            for (state, value), speed in zip(at.items(), values, strict=True)
        }
        for component, claimed in zip(self.system.field, self.term, strict=True):
            series, expected = taylor(component, s, {s: sp.S.Zero, **moving}, 1), enclose(claimed, at)
            if series is None or expected is None:
                return None
            if not abs(series[1] - expected) < _SMALL * (1 + abs(expected)):
                return False
        return True

    def narrate(self) -> Step:
        """Write the equation that is really followed."""
        h, states = Name("h"), self.system.states
        one = len(states) == 1
        rows = []
        for state, component, term in zip(states, self.system.field, self.term, strict=True):
            change = Negative(Product((Quotient(h, sp.Integer(2)), sp.factor(term))))
            symbolic: tuple[Formula, ...] = ()
            if one:
                slope = Name("f", args=(state,), primes=1)
                whole = Name("f", args=(state,))
                symbolic = (Sum((whole, Negative(Product((Quotient(h, sp.Integer(2)), slope, whole))))),)
            sides = (Name(state.name, primes=1), *symbolic, Sum((component, change)))
            rows.append(Chain(sides, ("=",) * (len(sides) - 1), claim=False))
        blocks: list[Block] = [
            paragraph(
                "A step goes straight where the solution bends. To first order in {h} Euler's values follow another "
                "equation, whose velocity is taken half a step too early:",
                h=h,
            ),
            Equation(tuple(rows)),
        ]
        return Step("Where the error comes from", tuple(blocks), topic="euler")


def modified_equation(system: ODESystem, start: tuple[sp.Expr, ...]) -> ModifiedEquation | None:
    """Give the term f′ f where it is short, smooth, and not zero."""
    if not system.autonomous or system.dimension > 2:
        return None
    if any(component.has(sp.Abs, sp.sign, sp.Piecewise, sp.Max, sp.Min) for component in system.field):
        return None
    jacobian = sp.Matrix(system.field).jacobian(system.states)
    term = tuple(jacobian * sp.Matrix(system.field))
    if all(part.is_zero for part in term) or sum(sp.count_ops(part) for part in term) > _LONGEST:
        return None
    return ModifiedEquation(system, start, term)
