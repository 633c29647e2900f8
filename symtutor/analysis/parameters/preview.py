"""A family through a bistable field: what would end its two attractors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.algebraic import polynomial_zeros
from symtutor.analysis.words import function, series
from symtutor.document import Chain, Name, Step, Sum, condition, equals, paragraph
from symtutor.model import Stability
from symtutor.numerics.balls import taylor
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.model import Line, ODESystem


SHORT = 10
"""Operations in the two values that can still be read."""


@dataclass(frozen=True, slots=True)
class Preview:
    """x′ = f(x) + h has a saddle-node where h lifts an extremum of f to zero (Strogatz, §3.1 and §3.6).

    Attributes
    ----------
    folds : tuple of (Expr, Expr)
        Each extremum of f with the h that brings it to zero, by increasing h.
    """

    state: sp.Symbol
    field: sp.Expr
    letter: sp.Symbol
    folds: tuple[tuple[sp.Expr, sp.Expr], ...]

    @property
    def theorem(self) -> str:
        """The theorem's name."""
        return "saddle-node bifurcation"

    def verify(self) -> bool | None:
        """Expand f + h at each extremum by power series in balls: a double zero, and no triple one."""
        verdicts = []
        for place, lift in self.folds:
            found = taylor(self.field + lift, self.state, {self.state: place}, 2)
            if found is None:
                return None
            verdicts.append(found[0].contains(0) and found[1].contains(0) and not found[2].contains(0))
        return all(verdicts)

    def narrate(self) -> Step:
        """Tell what a parameter would do."""
        law = equals(Name(self.state.name, primes=1), Sum((Name("f", args=(self.state,)), self.letter)))
        places = series(condition(self.letter, lift) for _, lift in self.folds)
        extrema = series(condition(self.state, place) for place, _ in self.folds)
        low, high = (lift for _, lift in self.folds)
        content = paragraph(
            "A parameter {h} would end that: in {law} it lifts or lowers the graph of {f} until an extremum, at "
            "{extrema}, touches zero. That happens at {places}, and each is a *saddle-node bifurcation*: two fixed "
            "points meet and vanish. Only for {between} are there two attractors.",
            h=self.letter,
            law=law,
            f=function(self.state),
            extrema=extrema,
            places=places,
            between=Chain((low, self.letter, high), ("<", "<")),
        )
        return Step("Basins of attraction", (content,), "basins")


def with_preview(system: ODESystem, line: Line) -> Line:
    """Add the family to the phase line of a bistable cubic without parameters.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x = sp.Symbol("x", real=True)
    >>> (rule,) = [r for r in analyze(ODESystem((x,), (x - x**3,))).line.reasons if hasattr(r, "folds")]
    >>> rule.folds
    ((sqrt(3)/3, -2*sqrt(3)/9), (-sqrt(3)/3, 2*sqrt(3)/9))
    """
    (state,), (field,) = system.states, system.field
    stable = [c for c in line.points if c.stability is Stability.ASYMPTOTIC]
    if len(stable) != 2 or len(line.points) != 3 or not field.is_polynomial(state) or sp.degree(field, state) != 3:
        return line
    extrema = polynomial_zeros(sp.expand(sp.diff(field, state)), state) or ()
    folds = [(x, sp.expand(-field.subs(state, x))) for alternative in extrema for x in alternative.values]
    if len(folds) != 2 or sum(lift.count_ops() for _, lift in folds) > SHORT:
        return line
    if sign(folds[0][1] - folds[1][1]) == 1:
        folds.reverse()
    letter = sp.Symbol("h" if state.name != "h" else "r", real=True)
    return replace(line, reasons=(*line.reasons, Preview(state, field, letter, tuple(folds))))
