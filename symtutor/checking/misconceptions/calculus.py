"""Slips in differentiating, and in putting a number into a derivative."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.misconceptions import Misconception
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.checking.claims import Derivative
    from symtutor.checking.context import Context

MOST_SIGNS = 3


def _field(context: Context) -> tuple[sp.Expr, sp.Symbol]:
    return context.system.field[0], context.system.states[0]


def _product_of_derivatives(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """(uv)′ = u′v′."""
    component, state = _field(context)
    factors = sp.Mul.make_args(component)
    moving = [factor for factor in factors if state in factor.free_symbols]
    if len(moving) > 1:
        constant = sp.Mul(*(factor for factor in factors if state not in factor.free_symbols))
        yield constant * sp.Mul(*(sp.diff(factor, state) for factor in moving))
        yield sp.Mul(*(sp.diff(factor, state) for factor in moving))


def _one_factor_only(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """Only one factor of a product is differentiated."""
    component, state = _field(context)
    factors = sp.Mul.make_args(component)
    if len(factors) > 1:
        for factor in factors:
            if state in factor.free_symbols:
                yield sp.diff(factor, state) * component / factor


def _inner_derivative_forgotten(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """The chain rule without its second factor."""
    component, state = _field(context)
    inner = [
        part
        for part in component.atoms(sp.Function, sp.Pow)
        if part.args[0] != state and state in part.args[0].free_symbols
    ]
    for part in sorted(inner, key=sp.default_sort_key):
        dummy = sp.Dummy("u", real=True)
        outer = sp.diff(part.func(dummy, *part.args[1:]), dummy).subs(dummy, part.args[0])
        hole = sp.Dummy("v", real=True)
        around = component.subs(part, hole)
        if hole in around.free_symbols:
            yield sp.diff(around, state).subs(hole, part) + sp.diff(around, hole).subs(hole, part) * outer


def _every_sign(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """The whole derivative has the other sign."""
    component, state = _field(context)
    yield -sp.diff(component, state, claim.order)


def _sign_of_a_term(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """One, two or three terms of the expanded derivative have the other sign."""
    component, state = _field(context)
    terms = sp.Add.make_args(sp.expand(sp.diff(component, state, claim.order)))
    if len(terms) > 1:
        for number in range(1, min(MOST_SIGNS, len(terms))):
            for chosen in combinations(terms, number):
                yield sp.Add(*terms) - 2 * sp.Add(*chosen)


def _field_itself(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """F instead of f′."""
    yield context.system.field[0]


def _antiderivative(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """Integrated instead of differentiated."""
    component, state = _field(context)
    if component.is_polynomial(state):
        yield sp.integrate(component, state)


def _power_kept(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """(xⁿ)′ = n xⁿ: the exponent is not lowered."""
    component, state = _field(context)
    if component.is_polynomial(state):
        yield sp.expand(state * sp.diff(component, state))
        poly = sp.Poly(component, state)
        yield sp.Add(*(coefficient * state ** max(power - 1, 0) for (power,), coefficient in poly.terms() if power))


SLIPS: tuple[Misconception[Derivative, sp.Expr], ...] = (
    Misconception(
        "product rule: derivatives multiplied",
        _product_of_derivatives,
        "f is a product. What does the product rule say?",
        paragraph(
            "The derivative of a product is not the product of the derivatives; the product rule is (uv)′ = u′v + uv′."
        ),
    ),
    Misconception(
        "product rule: only one factor differentiated",
        _one_factor_only,
        "f is a product. Does each factor get its turn?",
        paragraph("The product rule has one term for each factor; here only one factor was differentiated."),
    ),
    Misconception(
        "chain rule: inner derivative forgotten",
        _inner_derivative_forgotten,
        "What stands inside the outer function? It depends on the state too.",
        paragraph("By the chain rule the derivative of the inner function is a factor, which is missing."),
    ),
    Misconception(
        "every sign reversed",
        _every_sign,
        "Compare the sign of each term with your product rule.",
        paragraph("Every sign is reversed."),
    ),
    Misconception(
        "sign slip in a term",
        _sign_of_a_term,
        "Check the sign of every term.",
        paragraph("All but the sign is right: the sign of a term is reversed."),
    ),
    Misconception(
        "f written for f'",
        _field_itself,
        "Is this f, or its derivative?",
        paragraph("This is f itself, not its derivative."),
    ),
    Misconception(
        "integrated instead of differentiated",
        _antiderivative,
        "Which way did you go: to the slope, or to the area?",
        paragraph("This is an antiderivative of f, not its derivative."),
    ),
    Misconception(
        "power rule: exponent or factor forgotten",
        _power_kept,
        "What does the power rule do with the exponent, in front and above?",
        paragraph(
            "The power rule brings the exponent down as a factor and lowers it by one; here one of the two "
            "was left out."
        ),
    ),
)


def _value_of_field(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """f(a) instead of f′(a)."""
    if claim.order:
        yield context.at(context.system.field[0], claim.at or ())


def _value_elsewhere(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """The slope at another fixed point."""
    component, state = _field(context)
    for found in context.points:
        if not found.point.index and found.at != claim.at:
            yield context.at(sp.diff(component, state, claim.order), found.at)


def _value_negated(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """The value with the other sign."""
    component, state = _field(context)
    yield -context.at(sp.diff(component, state, claim.order), claim.at or ())


def _degrees(claim: Derivative, context: Context) -> Iterator[sp.Expr]:
    """A pocket calculator set to degrees."""
    component, state = _field(context)
    derivative = sp.diff(component, state, claim.order)
    if derivative.has(sp.sin, sp.cos, sp.tan):
        yield context.at(
            derivative.replace(
                lambda part: isinstance(part, sp.sin | sp.cos | sp.tan),
                lambda part: part.func(part.args[0] * sp.pi / 180),
            ),
            claim.at or (),
        )


VALUE_SLIPS: tuple[Misconception[Derivative, sp.Expr], ...] = (
    Misconception(
        "f evaluated for f'",
        _value_of_field,
        "Which function did you put the point into?",
        paragraph("That is the value of f there, and at a fixed point f is zero; the slope f′ is what decides."),
    ),
    Misconception(
        "slope at the wrong point",
        _value_elsewhere,
        "At which point did you evaluate?",
        paragraph("That is the slope at another fixed point."),
    ),
    Misconception(
        "sign of the value reversed",
        _value_negated,
        "Check the signs when you put the number in.",
        paragraph("The sign is reversed."),
    ),
    Misconception(
        "degrees for radians",
        _degrees,
        "Which unit is your calculator set to?",
        paragraph(
            "That is what a calculator gives in degrees; the derivative of the sine is the cosine only in radians."
        ),
    ),
)
