"""The plane: trace and determinant of the Jacobian decide the type of a hyperbolic fixed point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import sign_under
from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.directions import directions
from symtutor.analysis.eigen import LAMBDA, numeric_eigenvalues_match, side_of_axis
from symtutor.analysis.linear import is_linear
from symtutor.analysis.planar_types import ASYMPTOTIC, DET, DISC, NEUTRAL, TRACE, TYPES, UNSTABLE, PlanarType, holds
from symtutor.analysis.polynomial.normal_form import tidied
from symtutor.analysis.undecided import Unsigned, undecided
from symtutor.analysis.words import at_point, eigenvalue_words, is_long, point, series
from symtutor.document import Approx, Chain, Equation, Name, Product, Step, Sum, Written, condition, equals, paragraph
from symtutor.model import Classification, FixedPoint, Kind, Linearization
from symtutor.numerics.balls import enclose, enclose_all
from symtutor.rule import ToldTogether

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Block, Formula, Paragraph
    from symtutor.model import ODESystem


@dataclass(frozen=True, slots=True)
class TraceDeterminant(ToldTogether):
    """The type of the origin of u′ = J u from trace, determinant and discriminant.

    Strogatz, *Nonlinear Dynamics and Chaos*, §5.2; Hirsch, Smale, Devaney, §4.1.

    Where no eigenvalue lies on the imaginary axis, the nonlinear flow near the fixed point is conjugate to the
    linear one (Hartman–Grobman; Perko, *Differential Equations and Dynamical Systems*, §2.8), and for planar fields
    that are twice continuously differentiable the types of the table agree as well (Perko §2.10). A linear field
    needs no such theorem.
    """

    at: tuple[sp.Expr, ...]
    jacobian: sp.ImmutableMatrix
    eigenvalues: tuple[tuple[sp.Expr, int], ...]
    row: PlanarType
    linear: bool

    @property
    def theorem(self) -> str:
        """The theorem's name in the public vocabulary."""
        return "linearization" if self.row.hyperbolic else "linear system"

    @property
    def trace(self) -> sp.Expr:
        """Sum of the eigenvalues."""
        a, _, _, d = self.jacobian
        return tidied(a + d)

    @property
    def det(self) -> sp.Expr:
        """Product of the eigenvalues."""
        a, b, c, d = self.jacobian
        return tidied(a * d - b * c)

    @property
    def disc(self) -> sp.Expr:
        """Discriminant of the characteristic polynomial, trace² − 4 det."""
        return tidied(self.trace**2 - 4 * self.det)

    def verify(self) -> bool | None:
        """Compute the eigenvalues of J in balls at 50 digits: they must be the exact ones, on the sides of the kind."""
        match = numeric_eigenvalues_match(self.jacobian, self.eigenvalues) if self.eigenvalues else None
        if match is None and self.row.kind is Kind.SADDLE:  # eigenvalues with parameters in them, or not written down
            det = enclose(self.det)
            return None if det is None else bool(det < 0)
        if match is None and len(self.eigenvalues) == 1:  # a double one that cannot be separated: (J − λI)² is zero
            shifted = self.jacobian - self.eigenvalues[0][0] * sp.eye(2)
            balls = enclose_all(shifted * shifted)
            match = None if balls is None else all(ball.contains(0) for ball in balls)
        sides = [side_of_axis(value) for value, times in self.eigenvalues for _ in range(times)]
        if not match or None in sides:
            return match if match is False else None
        expected = {ASYMPTOTIC: [-1, -1], UNSTABLE: [1, 1], NEUTRAL: [0, 0]}[self.row.stability]
        return sorted(side or 0 for side in sides) == ([-1, 1] if self.row.kind is Kind.SADDLE else expected)

    @classmethod
    def narrate_all(cls, rules: Sequence[TraceDeterminant]) -> Step:
        """Evaluate the table at each point, and say once why the linear part may be trusted."""
        return table_words(rules, [rule.blocks() for rule in rules])

    @property
    def relation(self) -> str:
        """How u′ relates to J u: equal where the field is linear."""
        return "=" if self.linear else "≈"

    def blocks(self) -> list[Block]:
        """Evaluate the table at this point."""
        if any(map(is_long, self.jacobian)):
            return [self._decimals(), self._eigenvalues(), self._conclusion()]
        return [
            Equation((at_point("J", self.at, self.jacobian),)),
            self.quantities(),
            *([self._eigenvalues()] if self.eigenvalues else []),
            self._conclusion(),
        ]

    def _decimals(self) -> Paragraph:
        """Give the decimals of what decides, where the exact form is long; of nothing else is a sign proved."""
        values = {TRACE: self.trace, DET: self.det, DISC: self.disc}
        signs = [_told(self._named(c.lhs), values[c.lhs]) for c in self.row.conditions]
        proved = "Its sign is" if len(signs) == 1 else "Their signs are"
        return paragraph(
            f"At {{at}} the numbers are long: {{values}}. {proved} proved, not read off the decimals.",
            at=point(self.at),
            values=series(signs),
        )

    def quantities(self) -> Equation:
        """Work out trace, determinant and discriminant."""
        return Equation((self._trace(), self._det(), self._disc()))

    def _trace(self) -> Chain:
        a, _, _, d = self.jacobian
        written = Written(A + D_, ((A, a), (D_, d)))
        plain = not self.trace.is_number and len(sp.Add.make_args(self.trace)) == sum(
            len(sp.Add.make_args(entry)) for entry in (a, d)
        )
        return equals(self._named(TRACE), *([] if plain else [written]), self.trace)

    def _det(self) -> Chain:
        a, b, c, d = self.jacobian
        written = Written(A * D_ - B * C, ((A, a), (B, b), (C, c), (D_, d)))
        return equals(self._named(DET), written, self.det)

    def _disc(self) -> Chain:
        written = Written(TRACE**2 - 4 * DET, ((TRACE, self.trace), (DET, self.det)))
        return equals(self._named(DISC), written, self.disc)

    def _named(self, quantity: sp.Symbol) -> Formula:
        """Write τ, Δ or τ² − 4Δ, each standing for its value here."""
        tau, delta = Name("tau", value=self.trace), Name("Delta", value=self.det)
        return {TRACE: tau, DET: delta, DISC: Written(TRACE**2 - 4 * DET, ((TRACE, tau), (DET, delta)))}[quantity]

    def _eigenvalues(self) -> Paragraph:
        values = series(map(eigenvalue_words, (value for value, _ in self.eigenvalues)))
        if any(map(is_long, self.jacobian)):
            return paragraph("The eigenvalues are {values}.", values=values)
        equation = condition(LAMBDA**2 - self.trace * LAMBDA + self.det, sp.S.Zero)
        word = "eigenvalue is double" if len(self.eigenvalues) == 1 else "eigenvalues are"
        if len(self.eigenvalues) == 1:
            return paragraph("{equation} has the double root {values}.", equation=equation, values=values)
        return paragraph("The " + word + " the roots of {equation}: {values}.", equation=equation, values=values)

    def _conclusion(self) -> Paragraph:
        conditions = series(Chain((self._named(c.lhs), sp.S.Zero), (RELATIONS[c.func],)) for c in self.row.conditions)
        text = f"{{conditions}}: {self.row.because}. So {{at}} is {_article(self.row.kind)} *{self.row.kind}*."
        return paragraph(text, conditions=conditions, at=point(self.at))


def table_words(rules: Sequence[TraceDeterminant], told: Sequence[Sequence[Block]]) -> Step:
    """Say what the table is, what is told at each point, and once why the linear part may be trusted."""
    blocks: list[Block] = [
        paragraph(
            "Near a fixed point a small displacement {u} obeys {law}. The trace {trace} and the determinant "
            "{det} of {J} decide "
            "what becomes of it: the eigenvalues are the roots of {equation}.",
            u=DISPLACEMENT,
            law=Chain((Name("u", primes=1), Product((Name("J"), DISPLACEMENT))), (rules[0].relation,)),
            trace=TRACE,
            det=DET,
            J=Name("J"),
            equation=condition(Sum((LAMBDA**2, -TRACE * LAMBDA, DET)), sp.S.Zero),
        )
    ]
    for lines in told:
        blocks += lines
    if not rules[0].linear:
        blocks.append(
            paragraph(
                "No eigenvalue at {points} lies on the imaginary axis, so near {each} the nonlinear flow "
                "looks like the "
                "linear one (Hartman–Grobman).",
                points=series(point(rule.at) for rule in rules),
                each="it" if len(rules) == 1 else "each of them",
            )
        )
    return Step("Stability", tuple(blocks), "stability")


DISPLACEMENT = sp.Symbol("u", real=True)
A, B, C, D_ = sp.symbols("a b c d", real=True)
RELATIONS = {sp.StrictLessThan: "<", sp.StrictGreaterThan: ">", sp.Equality: "="}


def _told(named: Formula, value: sp.Expr) -> Chain:
    return Chain((named, Approx(value)), ("≈",)) if is_long(value) else equals(named, value)


def _article(kind: Kind) -> str:
    return "an" if kind.value[0] in "aeiou" else "a"


def signs_at(system: ODESystem, fixed_point: FixedPoint, matrix: sp.ImmutableMatrix) -> dict[sp.Symbol, int | None]:
    """Decide the signs of trace, determinant and discriminant at a point, exactly where its number field is known."""
    if fixed_point.exactly is None:
        quantities = _quantities(matrix)
        return {symbol: sign_under(value, fixed_point.when) for symbol, value in quantities.items()}
    quantities = _quantities(Jacobian(system.states, system.field).value)
    return {symbol: fixed_point.exactly(value) for symbol, value in quantities.items()}


def _quantities(matrix: sp.ImmutableMatrix) -> dict[sp.Symbol, sp.Expr]:
    a, b, c, d = matrix
    trace, det = tidied(a + d), tidied(a * d - b * c)
    return {TRACE: trace, DET: det, DISC: tidied(trace**2 - 4 * det)}


def unlike(system: ODESystem, fixed_point: FixedPoint, matrix: sp.ImmutableMatrix) -> tuple[tuple[int, Kind], ...]:
    """Classify a few members of a family: nothing where they are alike, or where the table does not decide them."""
    if len(fixed_point.index) != 1 or matrix.free_symbols != set(fixed_point.index):
        return ()
    found: dict[Kind, int] = {}
    for number in (0, 1, -1, 2):
        member = {fixed_point.index[0]: sp.Integer(number)}
        if fixed_point.when.xreplace(member) != sp.true:
            continue
        at = FixedPoint(tuple(value.xreplace(member) for value in fixed_point.at), fixed_point.found_by)
        there = matrix.xreplace(member)
        verdict = by_trace_and_determinant(system, at, Linearization(at, there, ()))
        if verdict is not None and verdict.kind is not Kind.UNDECIDED:
            found.setdefault(verdict.kind, number)
    return tuple((number, kind) for kind, number in found.items()) if len(found) > 1 else ()


def by_trace_and_determinant(
    system: ODESystem, fixed_point: FixedPoint, linearization: Linearization
) -> Classification | None:
    """Classify a planar fixed point by the first row of :data:`TYPES` that holds.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y), (y, -x))).classifications]
    ['center']
    """
    if system.dimension != 2:
        return None
    matrix = linearization.jacobian
    linear = is_linear(system)
    scalar = bool(matrix[0, 1] == 0 and matrix[1, 0] == 0 and matrix[0, 0] == matrix[1, 1])
    signs = signs_at(system, fixed_point, matrix)
    if None in signs.values() and signs[DET] != -1:  # a negative determinant needs no other sign: a saddle
        return undecided(
            fixed_point, linearization, Unsigned(fixed_point.at, matrix, unlike(system, fixed_point, matrix))
        )
    for row in TYPES:
        if row.scalar in (None, scalar) and all(holds(c, signs) for c in row.conditions):
            if not (row.hyperbolic or linear):
                break
            rule = TraceDeterminant(fixed_point.at, matrix, linearization.eigenvalues, row, linear)
            pairs = directions(system, fixed_point, linearization, linear=linear)
            reasons = (rule,) if pairs is None else (pairs, rule)
            return Classification(fixed_point, linearization, row.kind, row.stability, reasons)
    return None  # an eigenvalue on the imaginary axis: what decides stands in `nonlinear`
