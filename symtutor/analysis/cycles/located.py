"""A closed orbit located by following solutions in decimals: where it is, its period and its Floquet multiplier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.hamiltonian import TITLE, TOPIC
from symtutor.analysis.words import series
from symtutor.document import Approx, Chain, Listing, Name, Step, paragraph
from symtutor.model import Stability
from symtutor.numerics.orbit import comes_back
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block, Paragraph
    from symtutor.model import LimitCycle

TINY = -11
"""Logarithm below which a multiplier is better told as: practically zero."""


@dataclass(frozen=True, slots=True)
class LocatedCycle(ToldTogether):
    """One turn changes a small distance from a closed orbit by the factor exp(∮ div f dt), its Floquet multiplier.

    Below 1 the orbit attracts, above it repels (Perko, *Differential Equations and Dynamical Systems*, §3.4; Strogatz,
    *Nonlinear Dynamics and Chaos*, §8.7). The orbit itself is known by decimals only: numeric, not proved.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    cycle: LimitCycle

    theorem = "numeric"

    def verify(self) -> bool | None:
        """Follow the orbit by another method, the classical one of Runge and Kutta with equal steps: it must close."""
        return comes_back(self.states, self.field, self.cycle)

    @classmethod
    def narrate_all(cls, rules: Sequence[LocatedCycle]) -> Step:
        """Tell the orbits from the inside out."""
        label = "numeric" if rules[0].cycle.proved else "numeric, not proved"
        opening = (
            "Following solutions step by step in decimals finds "
            + ("a *closed orbit*" if len(rules) == 1 else f"{len(rules)} *closed orbits*")
            + f" ({label}):"
        )
        return Step(TITLE, (paragraph(opening), *(rule.block() for rule in rules)), TOPIC)

    def block(self) -> Block:
        """Say where the orbit is, how long a turn takes and what it does to its neighbours."""
        cycle = self.cycle
        attracts = cycle.stability is Stability.ASYMPTOTIC
        return paragraph(
            "Through {at} with {period}; along it {ranges}. One turn multiplies a small distance from it by "
            "{multiplier} (its Floquet multiplier, e to the integral of the divergence over a period), so it "
            + ("attracts: a *stable limit cycle*." if attracts else "repels: an *unstable limit cycle*."),
            at=Chain(
                (
                    Listing(tuple(self.states), "()"),
                    Listing(tuple(map(Approx, cycle.through)), "()"),
                ),
                ("≈",),
            ),
            period=paragraph("period {T}", T=Chain((Name("T"), Approx(cycle.period, 6)), ("≈",))),
            ranges=series(self._range(axis) for axis in (0, 1)),
            multiplier=self._multiplier(),
        )

    def _range(self, axis: int) -> Paragraph:
        low, high = self.cycle.extent[axis]
        return paragraph(
            "{state} runs from {low} to {high}", state=self.states[axis], low=Approx(low, 6), high=Approx(high, 6)
        )

    def _multiplier(self) -> Paragraph:
        growth = self.cycle.growth
        if abs(growth) > -TINY:
            return paragraph("about {power}", power=sp.exp(sp.Integer(round(growth)), evaluate=False))
        return paragraph("{value}", value=Approx(sp.exp(growth), 3))
