"""Euler's method and gradient descent are one algorithm: the dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp
from flint import arb

from symtutor.document import Absolute, Chain, Name, Negative, Product, Quotient, Step, Sum, equals, paragraph, table
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from symtutor.document import Block, Formula, Paragraph
    from symtutor.model import ODESystem

_SMALL = arb(10) ** -10
_SAMPLES = (sp.Rational(-7, 5), sp.Rational(-1, 3), sp.Rational(2, 7), sp.Rational(9, 8))


@dataclass(frozen=True, slots=True)
class DescentDictionary:
    """Gradient descent on a loss L is Euler's method on x′ = −∇L(x), the learning rate being the step.

    Definition: w_{n+1} = w_n − η ∇L(w_n) is x_{n+1} = x_n + h f(x_n) with f = −∇L and h = η. ``loss`` is such an L
    for this field, or None where none is known (Boyd and Vandenberghe, *Convex Optimization*, section 9.3).
    """

    system: ODESystem
    loss: sp.Expr | None

    def verify(self) -> bool | None:
        """Compare −∂L/∂xᵢ with the field at sample points; the derivatives come from series arithmetic."""
        if self.loss is None:
            return None
        states = self.system.states
        verdicts = []
        for shift in range(len(_SAMPLES)):
            at = {state: _SAMPLES[(shift + position) % len(_SAMPLES)] for position, state in enumerate(states)}
            for state, component in zip(states, self.system.field, strict=True):
                series, velocity = taylor(self.loss, state, at, 1), enclose(component, at)
                if series is not None and velocity is not None:
                    verdicts.append(bool(abs(series[1] + velocity) < _SMALL))
        return all(verdicts) if verdicts else None

    def narrate(self) -> Step:
        """Translate line by line, then give this field's loss."""
        x, w, eta, h = Name("x"), Name("w"), Name("eta"), Name("h")
        rows: list[tuple[object, ...]] = [
            (paragraph("state {x}", x=x), paragraph("weights {w}", w=w)),
            (paragraph("field {f}", f=Name("f", args=(x,))), Negative(Name("∇L", args=(w,)))),
            (paragraph("step size {h}", h=h), paragraph("learning rate {eta}", eta=eta)),
            (
                _update("x", Product((h, Name("f", args=(_after("x", 0),))))),
                _update("w", Negative(Product((eta, Name("∇L", args=(_after("w", 0),)))))),
            ),
            (
                paragraph("settles when {limit}", limit=_below(h, Absolute(Name("lambda")))),
                paragraph("settles when {limit}, {k} the largest curvature", limit=_below(eta, Name("k")), k=Name("k")),
            ),
        ]
        blocks: list[Block] = [
            paragraph(
                "Gradient descent on a loss {L} *is* Euler's method on {flow}. Word by word:",
                L=Name("L"),
                flow=equals(Name("w", primes=1), Negative(Name("∇L", args=(w,)))),
            ),
            table(("Euler's method", "gradient descent"), rows),
        ]
        if self.loss is not None:
            blocks.append(self._this_loss(self.loss))
        return Step("The same computation as gradient descent", tuple(blocks), topic="gradient")

    def _this_loss(self, loss: sp.Expr) -> Paragraph:
        states = self.system.states
        sentence = "Here the loss is {loss}"
        field = self.system.field[0]
        if self.system.dimension > 1 or not field.is_polynomial(*states) or sp.degree(field, states[0]) != 1:
            return paragraph(sentence + ".", loss=equals(Name("L", args=states, value=loss), loss))
        # Only a linear gradient is short enough to be worth writing out.
        slope = sp.expand(-field).subs(states[0], sp.Symbol("w_n", real=True))
        descent = Product((Name("eta"), slope))
        return paragraph(
            sentence + ", and a step of gradient descent with learning rate {eta} is {step}.",
            loss=equals(Name("L", args=states, value=loss), loss),
            eta=Name("eta"),
            step=_update("w", Negative(descent)),
        )


def _below(step: Name, rate: Formula) -> Chain:
    """Bound a step by 2 over a rate."""
    return Chain((step, Quotient(sp.Integer(2), rate)), ("<",))


def _after(letter: str, later: int) -> Name:
    """Name a value after n (or n + 1) steps."""
    return Name(letter, subscript=sp.Symbol("n") + later)


def _update(letter: str, change: Formula) -> Chain:
    """Write one step."""
    return equals(_after(letter, 1), Sum((_after(letter, 0), change)))
