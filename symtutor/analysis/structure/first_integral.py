"""A quantity that does not change along solutions, found by one of a few ansätze."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.along import constant_along
from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC, potential_of
from symtutor.analysis.structure.integrating_factor import integrating_factor
from symtutor.analysis.structure.polynomial_integral import polynomial_integral
from symtutor.analysis.structure.separable import separable_integral
from symtutor.analysis.words import series
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block
    from symtutor.model import ODESystem


class Method(StrEnum):
    """How a conserved quantity was found."""

    SEPARATED = "separation of variables"
    FACTOR = "integrating factor"
    POLYNOMIAL = "polynomial ansatz"


@dataclass(frozen=True, slots=True)
class FirstIntegral:
    """A function that is no constant, and that the flow does not change.

    Attributes
    ----------
    factor : Expr or None
        What the field was multiplied by to make its divergence zero, where that was the way.
    """

    method: Method
    integral: sp.Expr
    factor: sp.Expr | None = None

    @property
    def positive(self) -> tuple[sp.Expr, ...]:
        """What must be positive for the formula to make sense: arguments of logarithms, bases of broken powers."""
        inside = {log.args[0] for log in self.integral.atoms(sp.log)}
        inside |= {power.base for power in self._powers if not power.exp.is_Integer}
        return _ordered(inside)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """Where the formula makes sense."""
        bottoms = {power.base for power in self._powers if power.exp.is_Integer and power.exp.is_negative}
        return (
            *(sp.Gt(base, 0) for base in self.positive),
            *(sp.Ne(base, 0) for base in _ordered(bottoms - set(self.positive))),
        )

    @property
    def _powers(self) -> set[sp.Pow]:
        """Powers of the states with a constant exponent."""
        return {power for power in self.integral.atoms(sp.Pow) if power.base.free_symbols and power.exp.is_number}

    def on_branch(self, at: dict[sp.Symbol, sp.Expr]) -> FirstIntegral:
        """Turn the signs of what stands in logarithms and powers so that it is positive at a place."""
        turned = {base: -base for base in self.positive if sign(sp.expand(base.xreplace(at))) == -1}
        if not turned:
            return self
        return FirstIntegral(
            self.method, _turn(self.integral, turned), None if self.factor is None else _turn(self.factor, turned)
        )


def _ordered(bases: set[sp.Expr]) -> tuple[sp.Expr, ...]:
    return tuple(
        sorted((base for base in bases if base.free_symbols and not base.is_positive), key=sp.default_sort_key)
    )


def _turn(expression: sp.Expr, turned: dict[sp.Expr, sp.Expr]) -> sp.Expr:
    def log(inside: sp.Expr) -> sp.Expr:
        return sp.log(turned.get(inside, inside))

    def power(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
        return base**exponent if exponent.is_Integer else turned.get(base, base) ** exponent

    return expression.replace(sp.log, log).replace(sp.Pow, power)


@lru_cache(maxsize=16)
def first_integral(system: ODESystem) -> FirstIntegral | None:
    """Try separation of variables, an integrating factor and a polynomial ansatz, in this order.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> first_integral(ODESystem((x, y), (x * (1 - y), y * (x - 1)))).integral
    x + y - log(x) - log(y)
    """
    if system.dimension != 2 or 0 in system.field:
        return None
    separated = separable_integral(system)
    if separated is not None:
        return FirstIntegral(Method.SEPARATED, separated)
    factor = integrating_factor(system)
    if factor is not None:
        multiplier = factor.expression
        scaled = tuple(_scaled(multiplier * component, system.states) for component in system.field)
        integral = potential_of(system.states, scaled)
        if integral is not None and not integral.has(sp.nan, sp.zoo):
            turned = -integral if integral.could_extract_minus_sign() else integral
            return FirstIntegral(Method.FACTOR, turned, multiplier)
    polynomial = polynomial_integral(system)
    return None if polynomial is None else FirstIntegral(Method.POLYNOMIAL, polynomial)


def _scaled(component: sp.Expr, states: tuple[sp.Symbol, ...]) -> sp.Expr:
    """Multiply out; what divides a whole component is cancelled first, as 4x − 3y does in (8x − 6y)/(4x − 3y)."""
    if component.is_rational_function(*states):
        return sp.expand(sp.cancel(component))
    return sp.expand(sp.powsimp(sp.expand(component)))


@dataclass(frozen=True, slots=True)
class ConservedQuantity:
    """A first integral: every solution stays on one of its level curves (Strogatz §6.5).

    A constant is none: by definition the function is constant on no open set, so a field with an attracting fixed point
    has no continuous first integral near it.

    Attributes
    ----------
    told : bool
        Whether the solution has already shown how the quantity is found.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    found: FirstIntegral
    told: bool = False

    def verify(self) -> bool | None:
        """Move along the field from several points in power-series arithmetic: the quantity must not change."""
        return constant_along(self.states, self.field, self.found.integral)

    def narrate(self) -> Step:
        """Give the quantity and where it is defined."""
        quantity = Name(letter(self.states), args=self.states, value=self.found.integral)
        if self.told:
            text = (
                "The field has a *conserved quantity*, {I} as above: wherever it is defined, every solution "
                "stays on one of its level curves."
            )
            return Step(TITLE, (paragraph(text, I=quantity),), TOPIC)
        closing = paragraph(
            "It is a *conserved quantity*: every solution stays on one level curve of {I}.", I=Name(letter(self.states))
        )
        return Step(TITLE, (*integral_words(self.states, self.found), closing), TOPIC)


def letter(states: tuple[sp.Symbol, ...]) -> str:
    """Name the quantity: I, but for a system that has a state of that name (the infected of an epidemic)."""
    return "C" if any(state.name == "I" for state in states) else "I"


def integral_words(states: tuple[sp.Symbol, ...], found: FirstIntegral) -> Iterator[Block]:
    """Say how the quantity is found, and give it."""
    x, y = states
    if found.method is Method.SEPARATED:
        yield paragraph(
            "Divide the second equation by the first: what remains for {y} as a function of {x} separates, all {x} on "
            "one side and all {y} on the other. Integrating both sides gives a quantity that does not change along "
            "solutions,",
            x=x,
            y=y,
        )
    elif found.method is Method.FACTOR:
        yield paragraph(
            "Multiplied by {factor}, the field has divergence zero; its solution curves stay the same, only the speed "
            "changes. So a quantity exists that does not change along solutions,",
            factor=found.factor,
        )
    else:
        yield paragraph(
            "Is there a polynomial that does not change along solutions? Its rate of change must cancel term by term, "
            "which is a linear system for its coefficients. It has a solution,",
        )
    yield Equation((equals(Name(letter(states), args=states, value=found.integral), found.integral),))
    if found.conditions:
        yield paragraph("where {conditions}.", conditions=series(found.conditions))
