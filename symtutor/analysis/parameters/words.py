"""A case of the case split: its words and its check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import flint
import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.eigen import LAMBDA, eigenvalues, side_of_axis
from symtutor.analysis.parameters.samples import near
from symtutor.analysis.planar_types import DET, DISC, TRACE
from symtutor.analysis.polynomial.factored import factored
from symtutor.analysis.words import letter, point, series
from symtutor.document import Chain, Equation, Name, Step, Sum, Term, Written, condition, equals, paragraph, table
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import enclose_all
from symtutor.numerics.rational import rational_at
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.parameters.cells import Cell
    from symtutor.analysis.parameters.criteria import Criterion, Verdict
    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem

BITS = 240
SHORT = 25
NAMES = ("tau", "T"), ("Delta", "D"), ("lambda", "s")
"""What trace, determinant and eigenvalue are called, and what where a parameter is called so: τ is also a time."""

RELATIONS = {-1: "<", 0: "=", 1: ">"}


@dataclass(frozen=True, slots=True)
class StabilityCase(ToldTogether):
    """In this case the quantities that decide have known signs, so the linearization decides.

    On the line the sign of f′ (Strogatz, *Nonlinear Dynamics and Chaos*, §2.4), in the plane the trace–determinant
    table (§5.2), above it the Routh–Hurwitz inequalities (Gantmacher, *The Theory of Matrices*, vol. 2, ch. XV, §6);
    Hartman–Grobman carries the verdict over to the nonlinear field.

    Attributes
    ----------
    criterion : Criterion
        The quantities, as functions of the parameters.
    verdict : Verdict
        What their signs decide.
    cell : Cell
        The piece of parameter space, with a sample.
    """

    system: ODESystem
    at: tuple[sp.Expr, ...]
    criterion: Criterion
    verdict: Verdict
    when: Boolean
    cell: Cell

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return self.criterion.theorem

    @property
    def eigenvalues(self) -> tuple[tuple[sp.Expr, int], ...]:
        """The eigenvalues in the plane, where the sign of the discriminant is known and they are short."""
        det, trace, *_ = self.criterion.quantities
        disc = factored(trace**2 - 4 * det)
        side = 1 if self.verdict.kind is Kind.SADDLE else dict(self.verdict.signs).get(2)
        if side is None or disc.count_ops() > SHORT:
            return ()
        if side == 0:
            return ((trace / 2, 2),)
        half = sp.sqrt(disc) / 2 if side > 0 else sp.I * sp.sqrt(-disc) / 2
        half = half.replace(sp.Abs, lambda inside: inside)  # both signs are taken
        if not disc.is_polynomial(*disc.free_symbols):  # multiplied out under the root nobody could read it
            pair = trace / 2 - half, trace / 2 + half
            low, high = map(sp.factor, pair) if half.is_rational_function() else pair
            return (low, 1), (high, 1)
        return (sp.expand(trace / 2 - half), 1), (sp.expand(trace / 2 + half), 1)

    def verify(self) -> bool | None:
        """Put in admissible values and compute the eigenvalues of J there in balls of 70 digits."""
        symbols = sp.Tuple(*self.system.field, *self.at).free_symbols - set(self.system.states)
        member = {
            symbol: sp.S.One for symbol in sp.Tuple(*self.at).free_symbols if symbol not in self.system.parameters
        }
        symbols -= set(member)
        facts = sp.And(self.when, *self.system.assumptions)
        place = dict(zip(self.system.states, self.at, strict=True))
        matrix = Jacobian(self.system.states, self.system.field).value.xreplace(place)
        verdicts = [self._agrees(matrix, values | member) for values in near(self.cell, symbols, facts)]
        return None if None in verdicts or not verdicts else all(verdicts)

    def _agrees(self, matrix: sp.ImmutableMatrix, values: dict[sp.Symbol, sp.Expr]) -> bool | None:
        size = matrix.rows
        numbers = [rational_at(entry, values) for entry in matrix] if size == 2 else [None]
        if None not in numbers:
            return self._agrees_exactly(sp.ImmutableMatrix(2, 2, numbers))
        entries = enclose_all(matrix, values)
        if entries is None:
            return None
        with flint.ctx.workprec(BITS):
            try:
                found = flint.acb_mat(size, size, entries).eig(multiple=True)
            except ValueError:
                return None
        if any(value.real.contains(0) for value in found):
            return None
        left = sum(bool(value.real < 0) for value in found)
        turning = not any(value.imag.contains(0) for value in found)
        return _expected(self.verdict, left, len(found), turning=turning)

    def _agrees_exactly(self, matrix: sp.ImmutableMatrix) -> bool | None:
        """Compare with the exact eigenvalues of a rational matrix: a double one has no balls of its own."""
        spectrum = eigenvalues(matrix)
        sides = [side_of_axis(value) for value, times in spectrum for _ in range(times)]
        if None in sides:
            return None
        turning = any(value.has(sp.I) for value, _ in spectrum)
        return _expected(self.verdict, sides.count(-1), 2, turning=turning)

    @classmethod
    def narrate_all(cls, rules: Sequence[StabilityCase]) -> Step:
        """Tell the cases point by point, in a table for each."""
        tell = {1: _line, 2: _plane}.get(rules[0].system.dimension, _space)
        return Step("Stability", tuple(tell(rules)), "stability")


def _expected(verdict: Verdict, left: int, size: int, *, turning: bool) -> bool:
    """Compare numeric eigenvalues with the verdict."""
    stability = Stability.ASYMPTOTIC if left == size else Stability.UNSTABLE
    if stability is not verdict.stability:
        return False
    if verdict.kind in {Kind.STABLE_SPIRAL, Kind.UNSTABLE_SPIRAL}:
        return turning
    if verdict.kind in {Kind.STABLE_NODE, Kind.UNSTABLE_NODE}:
        return not turning
    return (verdict.kind is Kind.SADDLE) <= (0 < left < size)


def _line(rules: Sequence[StabilityCase]) -> Iterator[Block]:
    name = Name("f", args=(Name(rules[0].system.states[0].name, star=True),), primes=1)
    yield paragraph(
        "The slope at a fixed point depends on the parameters, so its sign is decided case by case: small distances "
        "shrink where {negative} and grow where {positive}.",
        negative=Chain((name, sp.S.Zero), ("<",)),
        positive=Chain((name, sp.S.Zero), (">",)),
    )
    rows: list[tuple[object, ...]] = []
    for rule in rules:
        side = dict(rule.verdict.signs)[0]
        slope = Chain((rule.criterion.quantities[0], sp.S.Zero), (RELATIONS[side],))
        rows.append((point(rule.at), _where(rule.when), slope, Term(rule.verdict.kind.value)))
    state = Name(rules[0].system.states[0].name, star=True)
    yield table((state, "where", name, paragraph("{x} is", x=state)), rows)


def _plane(rules: Sequence[StabilityCase]) -> Iterator[Block]:
    taken = sp.Tuple(*rules[0].system.field).free_symbols
    tau, delta, eigenvalue = (letter(names, taken) for names in NAMES)
    called = {LAMBDA: eigenvalue, TRACE: tau, DET: delta}
    disc = Written(TRACE**2 - 4 * DET, ((TRACE, tau), (DET, delta)))
    yield paragraph(
        "The eigenvalues are the roots of {equation} with the trace {trace} and the determinant {det} of {J}. Both "
        "depend on the parameters, so their signs are decided case by case.",
        equation=condition(Sum(_renamed((LAMBDA**2, -TRACE * LAMBDA, DET), called)), sp.S.Zero),
        trace=tau,
        det=delta,
        J=Name("J"),
    )
    for at, group in groupby(rules, key=lambda rule: rule.at):
        cases = list(group)
        det, trace = cases[0].criterion.quantities[:2]
        yield paragraph("At {at}:", at=point(at))
        names: list[Formula] = [delta, tau, disc]
        values = [det, trace, sp.expand(trace**2 - 4 * det)]
        used = max(len(case.verdict.signs) for case in cases)
        yield Equation(
            tuple(
                equals(_named(quantity, replace(tau, value=trace), replace(delta, value=det)), factored(value))
                for quantity, value in list(zip((DET, TRACE, DISC), values, strict=True))[:used]
            )
        )
        rows: list[tuple[object, ...]] = []
        for case in cases:
            signs = series(Chain((names[place], sp.S.Zero), (RELATIONS[side],)) for place, side in case.verdict.signs)
            rows.append((_where(case.when), signs, Term(_kind(case.verdict)), case.verdict.why))
        yield table(("where", "signs", paragraph("{at} is", at=point(at)), "because"), rows)


def _renamed(terms: Sequence[sp.Expr], names: Mapping[sp.Symbol, Name]) -> tuple[Formula, ...]:
    """Write terms with other letters."""
    return tuple(Written(term, tuple((s, name) for s, name in names.items() if term.has(s))) for term in terms)


def _kind(verdict: Verdict) -> str:
    """Name the kind, or the stability where only that is decided."""
    return verdict.stability.value if verdict.kind is Kind.UNDECIDED else verdict.kind.value


def _named(quantity: sp.Symbol, tau: Name, delta: Name) -> Formula:
    """Name τ, Δ or τ² − 4Δ, each standing for its value."""
    return {TRACE: tau, DET: delta}.get(quantity, Written(TRACE**2 - 4 * DET, ((TRACE, tau), (DET, delta))))


def _space(rules: Sequence[StabilityCase]) -> Iterator[Block]:
    yield paragraph(
        "The eigenvalues are the roots of the characteristic polynomial. They need not be found: the signs of its "
        "coefficients and of the *Hurwitz determinants* built from them tell on which side of the imaginary axis they "
        "lie (Routh–Hurwitz)."
    )
    for at, group in groupby(rules, key=lambda rule: rule.at):
        cases = list(group)
        yield paragraph("At {at}:", at=point(at))
        rows: list[tuple[object, ...]] = []
        for case in cases:
            signs = [
                Chain((factored(case.criterion.quantities[place]), sp.S.Zero), (RELATIONS[side],))
                for place, side in dict(case.verdict.signs).items()
                if case.criterion.quantities[place].free_symbols
            ]
            rows.append(
                (
                    _where(case.when),
                    series(dict.fromkeys(signs)) if signs else "\N{EM DASH}",
                    Term(case.verdict.kind.value),
                    case.verdict.why,
                )
            )
        yield table(("where", "signs", paragraph("{at} is", at=point(at)), "because"), rows)


def _where(when: Boolean) -> object:
    return "always" if when == sp.true else when
