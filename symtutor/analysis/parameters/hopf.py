"""Hopf bifurcations: a pair of complex eigenvalues crosses the imaginary axis, and cycles are born."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.hurwitz import characteristic_coefficients, hurwitz_determinants
from symtutor.analysis.linear import is_linear
from symtutor.analysis.parameters.averaging import born_amplitudes
from symtutor.analysis.parameters.candidates import Candidate, candidates
from symtutor.analysis.parameters.cells import tidy
from symtutor.analysis.parameters.criteria import general_coefficients
from symtutor.analysis.parameters.cusp import TITLE, TOPIC
from symtutor.analysis.parameters.kuznetsov import first_lyapunov_coefficient
from symtutor.analysis.parameters.normal_forms import Type
from symtutor.analysis.parameters.numbers import numbers_for
from symtutor.analysis.parameters.throughout import sign_along
from symtutor.analysis.parameters.weak_focus import WeakFocus, focal_number
from symtutor.analysis.words import number, point, series, states_name
from symtutor.document import Chain, Name, Step, Written, condition, paragraph
from symtutor.model import ODESystem
from symtutor.numerics.balls import enclose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block, Paragraph
    from symtutor.model import Analysis

RELATIONS = {-1: "<", 0: "=", 1: ">"}
P, Q = sp.symbols("p q", real=True)


@dataclass(frozen=True, slots=True)
class Hopf:
    """A pair of eigenvalues ±iω crosses the axis with speed ≠ 0; the first Lyapunov coefficient decides.

    Negative: supercritical, a stable cycle grows around the point after it has lost its stability. Positive:
    subcritical, an unstable cycle shrinks onto it before (Guckenheimer, Holmes, Thm 3.4.2; Kuznetsov, §3.4 and §5.4;
    Perko, §4.4; Strogatz, §8.2).

    Attributes
    ----------
    omega : Expr
        The frequency ω at the value.
    crossing : Expr
        In the plane the derivative of the trace by the parameter along the fixed point, above it that of the Hurwitz
        determinant.
    coefficient : Expr or None
        A positive multiple of the first Lyapunov coefficient, where it is known exactly.
    side : int or None
        Its sign.
    amplitudes : tuple of Expr
        Where the system is linear at the value: the amplitudes of the cycles that are there at once.
    """

    system: ODESystem
    candidate: Candidate
    omega: sp.Expr
    crossing: sp.Expr
    direction: int
    coefficient: sp.Expr | None
    side: int | None
    linear: bool = False
    amplitudes: tuple[sp.Expr, ...] = ()

    @property
    def type(self) -> Type:
        """The name of the bifurcation."""
        if self.linear or self.side == 0:
            return Type.DEGENERATE_HOPF
        return {-1: Type.SUPERCRITICAL_HOPF, 1: Type.SUBCRITICAL_HOPF}.get(self.side or 0, Type.HOPF)

    @property
    def kind(self) -> str:
        """The name in words."""
        return self.type.value

    @property
    def theorem(self) -> str:
        """The theorem's name."""
        return "Hopf bifurcation"

    @property
    def parameter(self) -> sp.Symbol:
        """The parameter that passes a value."""
        return self.candidate.parameter

    @property
    def value(self) -> sp.Expr:
        """The value that it passes."""
        return self.candidate.value

    @property
    def at(self) -> tuple[sp.Expr, ...]:
        """The fixed point at the value."""
        return self.candidate.at

    def verify(self) -> bool | None:
        """Evaluate eigenvalues' sum and Kuznetsov's projection formula in balls at numbers for the other parameters."""
        numbers = numbers_for(self.system, self.candidate)
        if numbers is None:
            return None
        values = {**numbers, self.parameter: sp.expand(self.value.subs(numbers))}
        place = [coordinate.subs(values) for coordinate in self.at]
        matrix = Jacobian(self.system.states, tuple(c.subs(values) for c in self.system.field)).at(tuple(place))
        found = [enclose(minor) for minor in hurwitz_determinants(characteristic_coefficients(matrix))]
        critical = found[-2]
        if critical is None:
            return None
        if not critical.contains(0):
            return False
        if self.linear:
            return is_linear(
                ODESystem(self.system.states, tuple(c.subs(self.parameter, self.value) for c in self.system.field))
            )
        ball = first_lyapunov_coefficient(self.system, self.at, self.omega, values)
        if self.side is None or ball is None:
            return None
        if self.side == 0:
            return bool(ball.contains(0))
        return None if ball.contains(0) else bool(ball < 0) == (self.side == -1)

    def narrate(self) -> Step:
        """Tell it."""
        return Step(TITLE, tuple(self._blocks()), TOPIC)

    def _blocks(self) -> Iterator[Block]:
        plane = self.system.dimension == 2
        yield paragraph(
            f"At {{value}}: a *{self.type}* bifurcation, at {{at}}{{where}}.",
            value=condition(self.parameter, self.value),
            at=condition(states_name(self.system.states), point(self.at)),
            where="" if self.candidate.when == sp.true else paragraph(", where {when}", when=self.candidate.when),
        )
        quantity = "the trace" if plane else "the Hurwitz determinant"
        others = "the determinant is positive" if plane else "the other coefficients are positive"
        yield paragraph(
            f"There {quantity} is 0 and {others}, so the eigenvalues {{pair}} with {{omega}} lie on the imaginary "
            f"axis. "
            f"Along the fixed point {quantity} changes with {{parameter}} at the rate {{rate}}: they cross the axis, "
            f"to the "
            f"{'right' if self.direction > 0 else 'left'} as {{parameter}} grows.",
            pair=Written(P, ((P, Name("\N{PLUS-MINUS SIGN}i\N{GREEK SMALL LETTER OMEGA}")),)),
            omega=condition(Name("omega"), self.omega),
            parameter=self.parameter,
            rate=Chain((self.crossing, sp.S.Zero), (RELATIONS[self.direction * (1 if plane else -1)],)),
        )
        yield self._verdict()

    def _told(self) -> Paragraph:
        """Say how the coefficient is known."""
        if self.coefficient is None:
            return paragraph("computed in intervals")
        return paragraph("a positive multiple of {a}", a=self.coefficient)

    def _verdict(self) -> Block:
        after = "above" if self.direction > 0 else "below"
        before = "below" if self.direction > 0 else "above"
        if self.linear:
            text = (
                "At the value itself the whole system is linear, a center: every nonlinear term carries the factor "
                "that "
                "vanishes. So no small cycle grows out of the point, and the Hopf theorem does not apply."
            )
            if self.amplitudes:
                text += (
                    " Instead a cycle of finite size is there at once: averaged over a turn, the change of the "
                    "amplitude "
                    "vanishes at {amplitudes}, so the cycle has amplitude near that (first-order averaging)."
                )
            return paragraph(text, amplitudes=series(map(number, self.amplitudes)) if self.amplitudes else "")
        if self.side is None:
            return paragraph(
                "The sign of the first Lyapunov coefficient was not decided, so neither is the type of cycle."
            )
        if self.side == 0:
            return paragraph(
                "The first Lyapunov coefficient is 0, so the terms of degree three do not decide: *degenerate*."
            )
        told = self._told()
        if self.side < 0:
            text = (
                "The first Lyapunov coefficient, {told}, is negative there: *supercritical*. A stable cycle grows "
                "out of the "
                f"point for values {after}, with a radius like the square root of the distance."
            )
        else:
            text = (
                "The first Lyapunov coefficient, {told}, is positive there: *subcritical*. An unstable cycle shrinks "
                "onto the "
                f"point from values {before}; afterwards solutions leave for somewhere far."
            )
        return paragraph(text, told=told)


def hopf(analysis: Analysis, free: Sequence[sp.Symbol]) -> Iterator[Hopf]:
    """Find where a pair of eigenvalues crosses the imaginary axis, in the plane and in space."""
    system = analysis.system
    if system.dimension not in (2, 3):
        return
    known: set[tuple[object, ...]] = set()
    for found in _from_cases(analysis):
        known.add((found.parameter, found.value))
        yield found
    if system.dimension == 3 and len(free) > 1:
        return
    jacobian = Jacobian(system.states, system.field)
    coefficients = characteristic_coefficients(jacobian.value)
    minors = hurwitz_determinants(coefficients)
    quantity = jacobian.value.trace() if system.dimension == 2 else minors[1]
    constant = coefficients[-1]
    if not quantity.has(*free, *system.states) or known:
        return
    for candidate in candidates(system, sp.factor(quantity), free) or ():
        place = dict(zip(system.states, candidate.at, strict=True)) | {candidate.parameter: candidate.value}
        square = sp.factor(sp.together((constant if system.dimension == 2 else coefficients[2]).subs(place)))
        last = sp.factor(sp.together(constant.subs(place)))
        rest = sp.factor(sp.together(minors[0].subs(place))) if system.dimension == 3 else sp.S.One
        if candidate.sign(square) != 1 or candidate.sign(last) != 1 or candidate.sign(rest) != 1:
            continue
        crossing = _rate(system, jacobian, quantity, candidate)
        side = None if crossing is None else candidate.sign(crossing)
        if crossing is None or not side:
            continue
        yield _judged(system, candidate, sp.sqrt(square), crossing, side if system.dimension == 2 else -side)


def _from_cases(analysis: Analysis) -> Iterator[Hopf]:
    """Read off the case split where the trace is zero on a curve that has no rational formula, or in space on one."""
    system = analysis.system
    mirrored: set[object] = set()
    for found in analysis.classifications:
        rule = found.reasons[-1]
        parts = sp.And.make_args(found.point.when)
        given = {part.lhs: part.rhs for part in parts if isinstance(part, sp.Eq) and part.lhs.is_Symbol}
        if len(given) != 1:
            continue
        ((p, value),) = given.items()
        when = sp.And(*(part for part in parts if not isinstance(part, sp.Eq)))
        candidate = Candidate(found.at, p, value, when)
        jacobian = Jacobian(system.states, system.field)
        if isinstance(rule, WeakFocus):
            slope = sp.factor(sp.diff(rule.trace, p))
            direction = sign_along(slope, rule.trace, given, when)
            if direction and rule.side:
                square = tidy(jacobian.at(rule.at).det().subs(p, value))
                yield Hopf(system, candidate, sp.sqrt(square), slope, direction, rule.number, rule.side)
        elif system.dimension == 3 and len(system.parameters) > 1:
            image = (p, value, tuple(abs(c) for c in found.at))
            if image in mirrored:
                continue
            mirrored.add(image)
            yield from _in_space(analysis, candidate)


def _in_space(analysis: Analysis, candidate: Candidate) -> Iterator[Hopf]:
    """Test the Hurwitz determinant where several parameters are free; the type of cycle stays open."""
    system, p = analysis.system, candidate.parameter
    place = dict(zip(system.states, candidate.at, strict=True)) | {p: candidate.value}
    coefficients = general_coefficients(system.states, system.field)
    minors = hurwitz_determinants(coefficients)
    values = [tidy(each.subs(place)) for each in (minors[0], coefficients[2], coefficients[3], minors[1])]
    if sp.factor(values[3]) != 0 or any(candidate.sign(sp.factor(each)) != 1 for each in values[:3]):
        return
    for branch in analysis.fixed_points.points:
        if tuple(tidy(c.subs(p, candidate.value)) for c in branch.at) != candidate.at:
            continue
        along = sp.expand(minors[1].subs(dict(zip(system.states, branch.at, strict=True))))
        crossing = tidy(sp.diff(along, p).subs(p, candidate.value))
        side = candidate.sign(crossing)
        if side:
            yield Hopf(system, candidate, sp.sqrt(sp.factor(values[1])), crossing, -side, None, None)


def _rate(system: ODESystem, jacobian: Jacobian, quantity: sp.Expr, candidate: Candidate) -> sp.Expr | None:
    """Differentiate a quantity by the parameter along the branch of fixed points."""
    p = candidate.parameter
    place = dict(zip(system.states, candidate.at, strict=True)) | {p: candidate.value}
    matrix = jacobian.value.subs(place)
    push = sp.ImmutableMatrix([sp.diff(component, p).subs(place) for component in system.field])
    moving = -matrix.adjugate() * push / sp.factor(matrix.det())
    slopes = [sp.diff(quantity, state).subs(place) for state in system.states]
    total = sp.diff(quantity, p).subs(place) + sum((a * b for a, b in zip(slopes, moving, strict=True)), sp.S.Zero)
    total = sp.factor(sp.together(total))
    return None if total.has(sp.nan, sp.zoo) else total


def _judged(system: ODESystem, candidate: Candidate, omega: sp.Expr, crossing: sp.Expr, direction: int) -> Hopf:
    """Find the sign of the first Lyapunov coefficient."""
    there = tuple(sp.expand(c.subs(candidate.parameter, candidate.value)) for c in system.field)
    at_value = ODESystem(system.states, there)
    if is_linear(at_value):
        sizes = born_amplitudes(system, candidate) if system.dimension == 2 else ()
        return Hopf(system, candidate, omega, crossing, direction, None, None, linear=True, amplitudes=sizes)
    if system.dimension == 2:
        coefficient = focal_number(at_value, candidate.at)
        if coefficient is not None:
            return Hopf(system, candidate, omega, crossing, direction, coefficient, candidate.sign(coefficient))
    if not sp.Tuple(candidate.value, *candidate.at).free_symbols and not sp.Tuple(*there).free_symbols - {
        *system.states
    }:
        ball = first_lyapunov_coefficient(system, candidate.at, omega, {candidate.parameter: candidate.value})
        side = None if ball is None or ball.contains(0) else (1 if ball > 0 else -1)
        return Hopf(system, candidate, omega, crossing, direction, None, side)
    return Hopf(system, candidate, omega, crossing, direction, None, None)
