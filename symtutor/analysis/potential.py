"""Gradient flow: f = −∇L, so that every solution runs downhill on the loss L."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.eigen import LAMBDA
from symtutor.analysis.polynomial.normal_form import derivative, expand, integral
from symtutor.analysis.smoothness import is_smooth
from symtutor.analysis.words import count, function, is_long, number, point, series
from symtutor.document import Approx, Chain, Equation, Name, Step, Term, Written, equals, paragraph, table
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose_all
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Block, Formula, Paragraph
    from symtutor.model import Classification, ODESystem

TITLE = "As gradient descent"
TOPIC = "gradient"
SAMPLE = sp.Rational(17, 13)


@dataclass(frozen=True, slots=True)
class GradientFlow:
    """f = −∇L: along solutions dL/dt = −|∇L|², so L falls until a critical point (Hirsch, Smale, Devaney, §9.3).

    Minima of L are the stable fixed points; gradient descent with rate η is Euler's method with step η.

    Attributes
    ----------
    potential : Expr
        L, with no constant term.
    points : tuple of Classification
        The fixed points, which are the critical points of L.
    complete : bool
        Whether these are proved to be all.
    by_cases : bool
        Whether every fixed point is decided, but some under conditions on the parameters, so that `points` lacks them.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    potential: sp.Expr
    points: tuple[Classification, ...]
    complete: bool = True
    by_cases: bool = False

    def verify(self) -> bool | None:
        """Differentiate L back: minus its gradient must be the field."""
        differences = [
            sp.expand(component + sp.diff(self.potential, state))
            for component, state in zip(self.field, self.states, strict=True)
        ]
        if all(difference == 0 for difference in differences):
            return True
        values = enclose_all(differences, {symbol: SAMPLE for d in differences for symbol in d.free_symbols})
        return False if values and any(not value.contains(0) for value in values) else None

    def narrate(self) -> Step:
        """Read the field as gradient descent."""
        loss = Name("L", args=self.states, value=self.potential)
        if len(self.states) == 1:
            slope = Written(-GRADIENT, ((GRADIENT, Name("L", args=self.states, primes=1)),))
            first = paragraph(
                "The same flow seen as going downhill: {law} with", law=equals(function(self.states[0]), slope)
            )
        else:
            first = paragraph("The same flow seen as going downhill: the field is minus the gradient of")
        blocks: list[Block] = [first, Equation((equals(loss, self.potential),))]
        if self.points:
            blocks.append(self._landscape())
        blocks += self._escapes()
        blocks.append(self._meaning())
        limit = self._rate_limit()
        if limit is not None:
            blocks.append(limit)
        return Step(TITLE, tuple(blocks), TOPIC)

    def height(self, at: tuple[sp.Expr, ...]) -> sp.Expr:
        """L at a point."""
        return sp.expand(self.potential.subs(dict(zip(self.states, at, strict=True)), simultaneous=True))

    def _landscape(self) -> Block:
        header = ("point", Name("L"), paragraph("there {L} has", L=Name("L")))
        rows: list[tuple[object, ...]] = [
            (point(c.at), number(self.height(c.at)), Term(self._shape(c))) for c in self.points
        ]
        return table(header, rows)

    def _shape(self, classification: Classification) -> str:
        """Name the shape of L at a fixed point: on the line its stability tells, above it the type does."""
        if len(self.states) == 1:
            return LINE_SHAPES[classification.stability]
        if classification.kind is Kind.NON_ISOLATED and classification.stability is Stability.NEUTRAL:
            return "a valley"  # L is analytic, and for such only minima are stable (Absil, Kurdyka 2006)
        return SHAPES.get(classification.kind, "a critical point")

    def _escapes(self) -> Iterator[Paragraph]:
        """Say along how many directions each strict saddle is left, and how fast (Lee and others, COLT 2016)."""
        strict = []
        for classification in self.points:
            if len(self.states) == 1 or classification.kind is not Kind.SADDLE:
                continue
            ordered = in_order(value for value, times in classification.eigenvalues for _ in range(times))
            if ordered and sign(ordered[-1]) == 1:
                strict.append((classification, sum(sign(value) == 1 for value in ordered), ordered[-1]))
        for classification, index, fastest in strict:
            growth = sp.exp(fastest * TIME)
            yield paragraph(
                "At {at} the Hessian, which is {hessian}, has {index}: that many independent directions lead downhill "
                "(the Morse index). A small displacement along the steepest grows like {growth}, at first.",
                at=point(classification.at),
                hessian=Written(-GRADIENT, ((GRADIENT, Name("J")),)),
                index=count(index, "negative eigenvalue"),
                growth=paragraph("e^({rate} t)", rate=Approx(fastest)) if is_long(fastest) else growth,
            )
        if strict:
            yield paragraph(
                "Such a *strict saddle* can hold training up, but hardly end it: only starts on its stable manifold, "
                "which has no volume, stay with it."
            )

    def _meaning(self) -> Paragraph:
        minima = [c for c in self.points if c.stability is Stability.ASYMPTOTIC]
        if self.by_cases:
            return paragraph("The minima of {L} are the stable fixed points: the cases tell which.", L=Name("L"))
        if not self.complete:
            return paragraph(
                "The minima of {L} are the stable fixed points; which those are stays open here.", L=Name("L")
            )
        valleys = [point(c.at) for c in self.points if c.stability is Stability.NEUTRAL]
        if valleys and not minima:
            return paragraph(
                "{L} has no isolated minimum: at {valleys} it is as low as anywhere nearby, all along the family. Any "
                "of these points can be the end of training; which one depends on the start.",
                L=Name("L"),
                valleys=series(valleys),
            )
        if not minima:
            return paragraph("{L} has no minimum: no fixed point draws in every start near it.", L=Name("L"))
        if len(minima) == 1 and not minima[0].point.index:
            return paragraph(
                "In the language of machine learning {L} is the loss, the flow is training in the limit of "
                "small steps, and "
                "the minimum at {at} is the trained model.",
                L=Name("L"),
                at=point(minima[0].at),
            )
        hills = [point(c.at) for c in self.points if c.stability is Stability.UNSTABLE]
        text = (
            "In the language of machine learning {L} is the loss, the flow is training in the limit of small "
            "steps, and each "
            "minimum is a trained model: {minima}. Which one training ends in depends only on the start"
        )
        if len(self.states) == 1 and len(hills) == 1 and not minima[0].point.index:
            text += ": on which side of {hills} it lies"
        return paragraph(
            text + ".", L=Name("L"), minima=series(point(c.at) for c in minima), hills=series(hills) if hills else ""
        )

    def _rate_limit(self) -> Paragraph | None:
        """Give the learning rate below which Euler's method converges near each minimum: 2/max |λ|."""
        limits: dict[sp.Expr, list[Formula]] = {}
        for classification in self.points:
            if classification.stability is not Stability.ASYMPTOTIC:
                continue
            ordered = in_order(value for value, _ in classification.eigenvalues)
            if not ordered or sign(ordered[-1]) != -1:
                return None
            limits.setdefault(ordered[0], []).append(point(classification.at))
        if not limits:
            return None
        rate = sp.Symbol("eta", positive=True)
        parts = [
            paragraph(
                "{bound} near {points}",
                bound=_below(rate, value),
                points=series(points),
            )
            for value, points in limits.items()
        ]
        hills = any(c.stability is Stability.UNSTABLE for c in self.points)
        return paragraph(
            "Training itself takes steps, {step}: that is Euler's method with step {rate}. Close to a minimum "
            "it converges "
            "when {rate} is below 2 divided by {eigenvalue} there: {parts}.{leap}",
            step=descent_step(rate),
            rate=rate,
            eigenvalue=paragraph("the largest {s}", s=sp.Abs(LAMBDA)) if len(self.states) > 1 else self._slope_size(),
            parts=series(parts),
            leap=" (A large step can leap over a hill.)" if hills else "",
        )

    def _slope_size(self) -> Paragraph:
        return paragraph("{size}", size=Written(sp.Abs(GRADIENT), ((GRADIENT, Name("f", primes=1)),)))


LINE_SHAPES = {
    Stability.ASYMPTOTIC: "a minimum",
    Stability.UNSTABLE: "a maximum",
    Stability.HALF: "a terrace",
    Stability.NEUTRAL: "a flat place",
    Stability.UNDECIDED: "a critical point",
}
MINIMA = (Kind.STABLE, Kind.STABLE_NODE, Kind.STABLE_STAR)
MAXIMA = (Kind.UNSTABLE, Kind.UNSTABLE_NODE, Kind.UNSTABLE_STAR)
SHAPES = dict.fromkeys(MINIMA, "a minimum") | dict.fromkeys(MAXIMA, "a maximum") | {Kind.SADDLE: "a saddle"}


def _below(rate: sp.Symbol, value: sp.Expr) -> Formula:
    """Write η < 2/|λ| with the number put in, and its decimal where it is long."""
    if is_long(value):
        return Chain((rate, Written(2 / sp.Abs(GRADIENT), ((GRADIENT, LAMBDA),)), Approx(2 / abs(value))), ("<", "≈"))
    return Chain((rate, Written(2 / sp.Abs(GRADIENT), ((GRADIENT, value),)), 2 / abs(value)), ("<", "="))


def descent_step(rate: sp.Symbol) -> Formula:
    """Write one step of gradient descent, w ← w − η ∇L(w)."""
    weights = sp.Symbol("w", real=True)
    slope = Name("\N{NABLA}L", args=(weights,))
    return Chain((weights, Written(weights - rate * GRADIENT, ((GRADIENT, slope),))), ("\N{LEFTWARDS ARROW}",))


def potential(system: ODESystem) -> sp.Expr | None:
    """Integrate a smooth field with symmetric Jacobian to the loss L with f = −∇L; None where there is none.

    On all of ℝⁿ, which is simply connected, symmetry is enough (Poincaré's lemma). Only fields with a plain
    antiderivative are integrated: polynomials, and sums of them with sines, cosines and exponentials.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> potential(ODESystem((x, y), (-x, -2 * y)))
    x**2/2 + y**2
    >>> potential(ODESystem((x, y), (y, -x))) is None
    True
    """
    states, field = system.states, system.field
    if not all(is_smooth(component, states) for component in field):
        return None
    slopes = Jacobian(states, field).value
    if slopes != slopes.T:
        return None
    rest, total = list(field), sp.S.Zero
    for place, state in enumerate(states):
        part = _antiderivative(expand(rest[place]), state)
        if part is None:
            return None
        total -= part
        rest = [expand(component - derivative(part, other)) for component, other in zip(rest, states, strict=True)]
    return expand(total) if all(component == 0 for component in rest) else None


def _antiderivative(component: sp.Expr, state: sp.Symbol) -> sp.Expr | None:
    """Integrate term by term: c·xᵏ and c·g(a x + b) for g = sin, cos, exp."""
    polynomial = integral(component, state)
    if polynomial is not None:
        return polynomial
    total = sp.S.Zero
    for term in sp.Add.make_args(component):
        constant, rest = term.as_independent(state, as_Add=False)
        if rest.is_polynomial(state):
            total += constant * sp.Poly(rest, state).integrate().as_expr()
            continue
        wave = WAVES.get(rest.func)
        if wave is None:
            return None
        pace = sp.diff(rest.args[0], state)
        if pace.has(state) or not sign(pace):
            return None
        total += constant * wave(rest.args[0]) / pace
    return total


TIME = sp.Symbol("t", real=True)
GRADIENT = sp.Symbol("z", real=True)  # stands for a gradient in formulas: sorted behind the names beside it
WAVES = {sp.sin: lambda u: -sp.cos(u), sp.cos: sp.sin, sp.exp: sp.exp}
