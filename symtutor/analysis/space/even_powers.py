"""A sum of even powers that never grows: stability where a sum of squares is too round."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.space.lyapunov import SAMPLES
from symtutor.analysis.space.silence import decided
from symtutor.analysis.space.words import TITLE, TOPIC
from symtutor.analysis.words import point, series
from symtutor.document import Equation, Name, Step, equals, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.document import Block
    from symtutor.model import Classification, ODESystem

TIME = sp.Dummy("t", real=True)


@dataclass(frozen=True, slots=True)
class EvenPowers:
    """V = Σ cᵢ (xᵢ − xᵢ*)^(2kᵢ) with all cᵢ > 0 has its strict minimum at the point, and V′ = −mᵀQm.

    m holds monomials in the displacements and Q is positive definite, so V′ ≤ 0: stable. V′ is 0 only where all of m
    are. If that is the point alone, or no solution but the point stays there, the point is asymptotically stable
    (Lyapunov; LaSalle; Perko §2.9, Thm 3; Khalil, *Nonlinear Systems*, Thm 4.1 and Cor. 4.1). If m is 0 on an
    invariant coordinate plane, V is conserved there, and the point does not attract.

    Attributes
    ----------
    value, rate : Expr
        V and V′, in the displacements from the point, which are written as the states.
    monomials : tuple of Expr
        m.
    matrix : ImmutableMatrix
        Q.
    kept : tuple of int, optional
        The coordinates that are 0 on the invariant plane where V is conserved; None if the point attracts.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    value: sp.Expr
    rate: sp.Expr
    monomials: tuple[sp.Expr, ...]
    matrix: sp.ImmutableMatrix
    definite: bool
    kept: tuple[int, ...] | None = None

    theorem = "lyapunov function"

    def verify(self) -> bool | None:
        """Differentiate V along the field by power series of balls at samples, and count the signs of Q's polynomial.

        A symmetric matrix is positive definite exactly if the signs of its characteristic polynomial alternate
        (Descartes), which its leading minors, by which it was found, do not use.
        """
        if not _alternates(self.matrix) or (self.kept is None and not self.monomials):
            return False
        form = sp.Add(
            *(a * b * self.matrix[i, j] for i, a in enumerate(self.monomials) for j, b in enumerate(self.monomials))
        )
        for shift in range(len(SAMPLES)):
            step = {s: SAMPLES[(shift * (k + 1) + k) % len(SAMPLES)] / 10 for k, s in enumerate(self.states)}
            if not self._holds(step, form, below=bool(self.monomials)):
                return False
            if self.kept is not None:
                flat = step | {self.states[k]: sp.S.Zero for k in self.kept}
                if not self._holds(flat, form, below=False) or any(self._moves(flat, self.kept)):
                    return False
        return self.kept is not None or self._leaves_where_level()

    def _holds(self, step: dict[sp.Symbol, sp.Expr], form: sp.Expr, *, below: bool) -> bool:
        """Tell whether at a displacement V > 0 and V′ is what is claimed, with V′ < 0 or V′ = 0."""
        velocity = self._velocity(step)
        moving = {s: step[s] + TIME * v for s, v in zip(self.states, velocity, strict=True)}
        terms = taylor(self.value.xreplace(moving), TIME, {TIME: sp.S.Zero}, 1)
        claimed, squares = enclose(self.rate, step), enclose(-form, step)
        if terms is None or claimed is None or squares is None:
            return False
        agrees = terms[1].overlaps(claimed) and claimed.overlaps(squares)
        return bool(terms[0] > 0 and agrees and (claimed < 0 if below else claimed.contains(0)))

    def _leaves_where_level(self) -> bool:
        """Tell whether V′ < 0 on every axis, or else solutions cross the plane that the axes with V′ < 0 leave out."""
        falling = []
        for k, state in enumerate(self.states):
            rate = enclose(self.rate, dict.fromkeys(self.states, sp.S.Zero) | {state: SAMPLES[k % len(SAMPLES)]})
            if rate is not None and rate < 0:
                falling.append(k)
        if self.definite:
            return len(falling) == len(self.states)
        level = {s: sp.S.Zero if k in falling else SAMPLES[k % len(SAMPLES)] for k, s in enumerate(self.states)}
        return any(self._moves(level, tuple(falling)))

    def _moves(self, step: dict[sp.Symbol, sp.Expr], places: tuple[int, ...]) -> list[bool]:
        """Tell which coordinates have a velocity that is not 0 at a displacement."""
        velocity = self._velocity(step)
        return [sp.expand(velocity[k]) != 0 for k in places]

    def _velocity(self, step: dict[sp.Symbol, sp.Expr]) -> tuple[sp.Expr, ...]:
        place = {s: value + step[s] for s, value in zip(self.states, self.at, strict=True)}
        return tuple(component.xreplace(place) for component in self.field)

    def narrate(self) -> Step:
        """Tell V, how it changes, and what follows."""
        moved = any(self.at)
        blocks: list[Block] = [
            paragraph("Measure the distance from {at} by", at=point(self.at)),
            Equation((equals(Name("V"), self.value),)),
            paragraph(
                ("Here the letters stand for the displacements from the point. " if moved else "")
                + "V is positive everywhere else. Along solutions it changes at the rate",
            ),
            Equation((equals(Name("V", primes=1), self.rate),)),
        ]
        if not self.matrix.is_diagonal():
            blocks += [
                paragraph(
                    "That is minus a quadratic form in {monomials}, with the matrix", monomials=series(self.monomials)
                ),
                Equation((equals(Name("Q"), self.matrix),)),
                paragraph(
                    "Its leading minors {minors} are positive, so the form is positive definite.",
                    minors=series(_minors(self.matrix)),
                ),
            ]
        where = () if not self.kept else [equals(self.states[k], sp.S.Zero) for k in self.kept]
        told = series(where) if where else ""
        blocks.append(paragraph(self._conclusion(), at=point(self.at), where=told, rate=Name("V", primes=1)))
        return Step(TITLE, tuple(blocks), TOPIC)

    def _conclusion(self) -> str:
        if self.kept is not None:
            if not self.kept:
                return (
                    "V is conserved: each solution stays on its level of V, neither nearer nor farther. So {at} is "
                    "stable, but does not attract: *neutral*."
                )
            return (
                "V never grows, so nearby solutions stay near: {at} is stable. A solution that starts where {where} "
                "stays there, and {rate} is 0 on it: it keeps its level of V and does not tend to {at}. So {at} does "
                "not attract: *neutral*."
            )
        if self.definite:
            return "{rate} is negative everywhere else, so V falls to its minimum: {at} is *stable*, and it attracts."
        return (
            "{rate} is never positive, and it is 0 only where no solution stays except at {at} itself. So V falls to "
            "its minimum (LaSalle): {at} is *stable*, and it attracts."
        )


def _minors(matrix: sp.ImmutableMatrix) -> list[sp.Expr]:
    return [matrix[:size, :size].det() for size in range(1, matrix.rows + 1)]


def _alternates(matrix: sp.ImmutableMatrix) -> bool:
    """Tell whether the coefficients of det(λ − Q) of a symmetric rational Q alternate in sign, none being 0."""
    if matrix != matrix.T or not all(entry.is_Rational for entry in matrix):
        return False
    rows = [[flint.fmpq(int(entry.p), int(entry.q)) for entry in matrix.row(k)] for k in range(matrix.rows)]
    if not rows:
        return True
    coefficients = flint.fmpq_mat(rows).charpoly().coeffs()
    return all((-1) ** (matrix.rows - k) * value > 0 for k, value in enumerate(coefficients))


def by_even_powers(system: ODESystem, spectral: Spectral) -> Classification | None:
    """Look for a sum of even powers V with V′ = −mᵀQm, and for what happens where V′ = 0.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> fields = ((y**3, -(x**3), -z), (y**2 - x**3, -(y**3), -z))
    >>> [analyze(ODESystem((x, y, z), field)).classifications[0].kind.value for field in fields]
    ['neutral', 'stable']
    """
    at = spectral.point.at
    if spectral.counts.right or system.domain or not all(value.is_Rational for value in at):
        return None
    from symtutor.analysis.space.even_search import even_powers  # noqa: PLC0415 - few points ask for it

    for rule in even_powers(system, at):
        if rule.kept is not None:
            return decided(spectral, Kind.NEUTRAL, Stability.NEUTRAL, rule)
        return decided(spectral, Kind.STABLE, Stability.ASYMPTOTIC, rule)
    return None


def plane_that_keeps(
    states: tuple[sp.Symbol, ...], field: tuple[sp.Expr, ...], monomials: tuple[sp.Expr, ...]
) -> tuple[int, ...] | None:
    """Find the largest invariant coordinate plane on which all monomials are 0, by the coordinates that are 0 on it."""
    for size in range(len(states)):
        for chosen in combinations(range(len(states)), size):
            zero = {states[k]: sp.S.Zero for k in chosen}
            if all(m.xreplace(zero) == 0 for m in monomials) and all(
                sp.expand(field[k].xreplace(zero)) == 0 for k in chosen
            ):
                return chosen
    return None
