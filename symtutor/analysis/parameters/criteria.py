"""Which signs decide the stability of a fixed point, and what they decide, for each dimension."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.fixed_points.lambert import without_sure_factors
from symtutor.analysis.hurwitz import characteristic_coefficients, hurwitz_determinants
from symtutor.analysis.planar_types import DET, DISC, TRACE, TYPES, holds
from symtutor.analysis.polynomial.normal_form import normal_form
from symtutor.analysis.size import within
from symtutor.model import Kind, Stability
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sympy.logic.boolalg import Boolean

    from symtutor.model import FixedPoint, ODESystem

RELATIONS = {-1: sp.Lt, 0: sp.Eq, 1: sp.Gt}
SIZE_LIMIT = 150
"""Operations in a quantity beyond which its sign is not looked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the signs of the first quantities decide; `silent` where one of them is zero and the terms left out decide.

    ``why`` says in words what the signs mean, and ``open_kind`` that only the stability is decided.
    """

    kind: Kind
    stability: Stability
    why: str = ""
    silent: bool = False
    signs: tuple[tuple[int, int], ...] = ()


SILENT = Verdict(Kind.UNDECIDED, Stability.UNDECIDED, silent=True)


@dataclass(frozen=True, slots=True)
class Criterion:
    """The quantities whose signs decide, as functions of the parameters; names are in :attr:`letters`.

    Attributes
    ----------
    quantities : tuple of Expr
        In the order in which they are asked; the last `spare` of them tell kinds apart but not the stability.
    scalar : bool or None
        In the plane, whether J is a multiple of the identity; None where that depends on the parameters.
    """

    quantities: tuple[sp.Expr, ...]
    dimension: int
    scalar: bool | None = False
    blocks: tuple[int, ...] = ()
    spare: int = 0

    theorems: ClassVar[dict[int, str]] = {1: "linearization", 2: "linearization"}

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return self.theorems.get(self.dimension, "routh-hurwitz")

    def without_spare(self) -> Criterion:
        """Leave out what tells only kinds apart."""
        return Criterion(self.quantities[: len(self.quantities) - self.spare], self.dimension, self.scalar, self.blocks)

    def decide(self, side: Callable[[sp.Expr], int | None]) -> Verdict | None:
        """Decide by the signs, asking only for those that are needed; None where one of these is not known."""
        if self.dimension == 1:
            return _on_the_line(side(self.quantities[0]))
        if self.dimension == 2:
            return self._in_the_plane([side(quantity) for quantity in self.quantities])
        return self._in_space([side(quantity) for quantity in self.quantities])

    def rows(self) -> Iterator[tuple[tuple[Boolean, ...], Verdict]]:
        """Yield the cases as inequalities between the quantities, which exclude each other and leave nothing out.

        Above the plane only two: the Routh–Hurwitz inequalities for a stable point, and that one of them fails.
        """
        if self.dimension > 2:
            needed = [quantity for quantity in self._needed() if sign(quantity) is None]
            verdict = self.decide(lambda _quantity: 1)
            if verdict is not None:
                yield tuple(quantity > 0 for quantity in needed), replace(verdict, signs=())
                yield (sp.Not(sp.And(*(quantity > 0 for quantity in needed))),), SILENT
            return
        pending: list[tuple[int | None, ...]] = [tuple(map(sign, self.quantities))]
        while pending:
            known = pending.pop()
            verdict = self.decide(dict(zip(self.quantities, known, strict=True)).get)
            if verdict is None:
                place = known.index(None)
                pending += [(*known[:place], number, *known[place + 1 :]) for number in (1, 0, -1)]
                continue
            asked = [place for place, _ in verdict.signs if sign(self.quantities[place]) is None]
            plain = [without_sure_factors(self.quantities[place]) for place in asked]
            relations = zip(asked, plain, strict=True)
            yield tuple(RELATIONS[known[place] or 0](quantity, 0) for place, quantity in relations), verdict

    def _needed(self) -> Iterator[sp.Expr]:
        """Yield for each factor the constant term and the Hurwitz determinants that it does not imply."""
        place = 0
        for size in self.blocks:
            yield from self.quantities[place : place + size]
            place += size + 1

    def _in_the_plane(self, signs: list[int | None]) -> Verdict | None:
        det, trace, *rest = signs
        if det is None:
            return None
        if det == -1:
            row = TYPES[0]
            return Verdict(row.kind, row.stability, row.because, signs=((0, -1),))
        if det == 0:
            return replace(SILENT, signs=((0, 0),))
        if trace is None:
            return None
        if trace == 0:
            return replace(SILENT, signs=((0, det), (1, 0)))
        if not rest:
            stable = trace == -1
            word = "negative" if stable else "positive"
            stability = Stability.ASYMPTOTIC if stable else Stability.UNSTABLE
            return Verdict(Kind.UNDECIDED, stability, f"both real parts are {word}", signs=((0, 1), (1, trace)))
        if rest[0] is None:
            return None
        if rest[0] == 0 and self.scalar is None:
            return replace(SILENT, signs=((0, det), (1, trace), (2, 0)))
        known: dict[sp.Symbol, int | None] = {DET: det, TRACE: trace, DISC: rest[0]}
        row = next(
            row
            for row in TYPES
            if row.scalar in (None, self.scalar) and all(holds(condition, known) for condition in row.conditions)
        )
        return Verdict(row.kind, row.stability, row.because, signs=((0, 1), (1, trace), (2, rest[0])))

    def _in_space(self, signs: list[int | None]) -> Verdict | None:
        """Count the roots on each side, factor by factor of the characteristic polynomial."""
        left = right = 0
        place = 0
        found: list[tuple[int, int]] = []
        for size in self.blocks:
            part = signs[place : place + size + 1]
            counted = _sides(part, size)
            if counted is None:
                return None
            known, on_left, on_right = counted
            found += [(place + number, side) for number, side in known]
            if (on_left, on_right) == (0, 0):
                return SILENT
            left, right, place = left + on_left, right + on_right, place + size + 1
        if not right:
            return Verdict(Kind.STABLE, Stability.ASYMPTOTIC, "all real parts are negative", signs=tuple(found))
        if not left:
            return Verdict(Kind.UNSTABLE, Stability.UNSTABLE, "all real parts are positive", signs=tuple(found))
        return Verdict(Kind.SADDLE, Stability.UNSTABLE, "real parts of both signs", signs=tuple(found))


def _on_the_line(side: int | None) -> Verdict | None:
    if side is None:
        return None
    if side == 0:
        return replace(SILENT, signs=((0, 0),))
    if side < 0:
        return Verdict(Kind.STABLE, Stability.ASYMPTOTIC, "small distances shrink", signs=((0, -1),))
    return Verdict(Kind.UNSTABLE, Stability.UNSTABLE, "small distances grow", signs=((0, 1),))


def _sides(signs: list[int | None], size: int) -> tuple[list[tuple[int, int]], int, int] | None:
    """Count roots left and right of the axis for one factor, from its constant term and Δ₁ … Δₙ.

    The number to the right is the number of changes of sign in 1, Δ₁, Δ₂/Δ₁, …, Δₙ/Δₙ₋₁ where none is zero
    (Gantmacher, vol. 2, ch. XV, §3). Returns the signs used and the two counts; both 0 where a root may lie on
    the axis; None where a sign is not known.
    """
    constant, *minors = signs
    if constant is None:
        return None
    if constant == 0:
        return [], 0, 0
    if size == 1:
        return ([(0, constant)], 1, 0) if constant == 1 else ([(0, constant)], 0, 1)
    if size <= 3 and minors[0] == 1 and constant == -1:  # one root is positive, and not all of them are
        return [(0, -1), (1, 1)], size - 1, 1
    if None in minors:
        return None
    if 0 in minors:
        return [], 0, 0
    known = [side for side in minors if side]
    column = [1, known[0], *(after * before for before, after in pairwise(known))]
    right = sum(before != after for before, after in pairwise(column))
    return list(enumerate((constant, *known))), size - right, right


def criterion(system: ODESystem, fixed_point: FixedPoint, jacobian: sp.ImmutableMatrix) -> Criterion | None:
    """Collect the quantities that decide at a fixed point; None where they are too long.

    Examples
    --------
    >>> from symtutor.model import FixedPoint, ODESystem
    >>> from symtutor.analysis.unfinished import NotReached
    >>> x, r = sp.symbols("x r", real=True)
    >>> system = ODESystem((x,), (r * x - x**3,), (r,))
    >>> criterion(system, FixedPoint((sp.S.Zero,), NotReached()), sp.ImmutableMatrix([[r]])).quantities
    (r,)
    """
    if not within(tuple(jacobian), SIZE_LIMIT):
        return None
    if system.dimension == 1:
        return Criterion((jacobian[0, 0],), 1)
    if system.dimension == 2:
        a, b, c, d = jacobian
        trace, det = _expanded(a + d), _expanded(a * d - b * c)
        apart = sign(b) or sign(c)
        scalar = True if (b, c, sp.expand(a - d)) == (0, 0, 0) else False if apart else None
        return Criterion((det, trace, _expanded(trace**2 - 4 * det)), 2, scalar, spare=1)
    values = dict(zip(system.states, fixed_point.at, strict=True))
    coefficients = [_expanded(c.xreplace(values)) for c in general_coefficients(system.states, system.field)]
    parts = _split(tuple(coefficients))
    quantities: list[sp.Expr] = []
    for part in parts:
        quantities += [part[-1], *hurwitz_determinants(part)]
    return Criterion(tuple(quantities), system.dimension, blocks=tuple(len(part) - 1 for part in parts))


@lru_cache(maxsize=8)
def general_coefficients(states: tuple[sp.Symbol, ...], field: tuple[sp.Expr, ...]) -> tuple[sp.Expr, ...]:
    """Compute the characteristic polynomial before a point is put in: polynomials are quick, radicals are not."""
    return characteristic_coefficients(Jacobian(states, field).value)


def _expanded(value: sp.Expr) -> sp.Expr:
    if value.is_polynomial(*value.free_symbols):
        return sp.expand(value)
    return sp.factor(value) if value.is_rational_function() else sp.together(sp.expand(value))


def _split(coefficients: tuple[sp.Expr, ...]) -> list[tuple[sp.Expr, ...]]:
    """Factor the characteristic polynomial over the rational functions of the parameters."""
    if not all(c.is_polynomial(*c.free_symbols) for c in coefficients):
        return [coefficients]
    unknown = sp.Dummy("lambda")
    size = len(coefficients) - 1
    whole = sum((c * unknown ** (size - place) for place, c in enumerate(coefficients)), sp.S.Zero)
    form = normal_form(whole)
    found = sp.factor_list(whole)[1] if form is None else form.factors()
    parts = []
    for factor, times in found:
        monic = sp.Poly(factor, unknown)
        if monic.degree() > 0:
            lead = monic.LC()
            parts += [tuple(sp.expand(c / lead) for c in monic.all_coeffs())] * times
    return parts
