"""The search for Hopf bifurcations: where a pair of complex eigenvalues crosses the imaginary axis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.fixed_points.algebraic import polynomial_zeros
from symtutor.analysis.hurwitz import characteristic_coefficients, hurwitz_determinants
from symtutor.analysis.linear import is_linear
from symtutor.analysis.parameters.at_value import AtValue
from symtutor.analysis.parameters.averaging import born_amplitudes
from symtutor.analysis.parameters.branches import isolated_branches
from symtutor.analysis.parameters.candidates import LONG, Candidate, allowed, candidates
from symtutor.analysis.parameters.cells import tidy, truth
from symtutor.analysis.parameters.criteria import general_coefficients
from symtutor.analysis.parameters.crossing import Hopf
from symtutor.analysis.parameters.kuznetsov import first_lyapunov_coefficient
from symtutor.analysis.parameters.readable import readable
from symtutor.analysis.parameters.throughout import sign_along, sign_throughout
from symtutor.analysis.parameters.weak_focus import WeakFocus, focal_number
from symtutor.analysis.polynomial.factored import factored, factored_whole
from symtutor.model import Completeness, Kind, ODESystem, Stability
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.model import Analysis, FixedPoint

RELATIONS = {-1: "<", 0: "=", 1: ">"}
P, Q = sp.symbols("p q", real=True)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The Hopf bifurcations that were found, whether all places were listed, and those that were not decided."""

    found: tuple[Hopf, ...] = ()
    searched: bool = True
    undecided: tuple[Candidate, ...] = ()


def hopf(analysis: Analysis, free: Sequence[sp.Symbol]) -> Pairs:
    """Find where a pair of eigenvalues crosses the imaginary axis, in the plane and in space."""
    system = analysis.system
    if system.dimension not in (2, 3):
        return Pairs(searched=system.dimension == 1)
    read_off = tuple(_from_cases(analysis))
    if read_off or (system.dimension == 3 and len(free) > 1):
        return Pairs(read_off, searched=system.dimension == 2 and _all_read_off(analysis))
    jacobian = Jacobian(system.states, system.field)
    coefficients = characteristic_coefficients(jacobian.value)
    quantity = factored(jacobian.value.trace() if system.dimension == 2 else hurwitz_determinants(coefficients)[1])
    if not quantity.free_symbols:  # a trace that is never zero, or always: nothing can cross
        return Pairs(searched=quantity != 0 or system.dimension == 2)
    places = _along_branches(analysis, quantity, free)
    if places is None:
        places = _on_each_branch(analysis, quantity, free)
    if places is None:
        places = candidates(system, quantity, free)
    verdicts = [(c, _crossed(system, jacobian, coefficients, quantity, c)) for c in places or ()]
    found = tuple(verdict for _, verdict in verdicts if isinstance(verdict, Hopf))
    return Pairs(found, places is not None, tuple(candidate for candidate, verdict in verdicts if verdict is None))


def _along_branches(analysis: Analysis, quantity: sp.Expr, free: Sequence[sp.Symbol]) -> tuple[Candidate, ...] | None:
    """Put the fixed points into the quantity, where all are rational functions of one parameter: short exact values."""
    fixed = analysis.fixed_points
    if len(free) != 1 or fixed.completeness is not Completeness.PROVED:
        return None
    p, found = free[0], {}
    for branch in fixed.points:
        along = factored_whole(quantity.subs(dict(zip(analysis.system.states, branch.at, strict=True))))
        top = sp.fraction(along)[0]
        rational = all(c.is_rational_function(p) and c.free_symbols <= {p} for c in branch.at)
        if not rational or branch.index or branch.when.free_symbols - {p} or not top.is_polynomial(p):
            return None
        zeros = polynomial_zeros(top, p) if top.has(p) else () if top != 0 else None
        if zeros is None:
            return None
        for value in (value for alternative in zeros for value in alternative.values):
            present = truth(branch.when, {p: value})
            at = tuple(sp.expand(c.subs(p, value)) for c in branch.at)
            if present is None or any(c.is_finite is False for c in at) or value.count_ops() > LONG:
                return None
            candidate = Candidate(at, p, value, sp.true)
            if present and allowed(candidate):
                found[at, value] = candidate
    return tuple(found.values())


def _on_each_branch(analysis: Analysis, quantity: sp.Expr, free: Sequence[sp.Symbol]) -> tuple[Candidate, ...] | None:
    """Where the fixed points are rational in the parameters, solve for one in which the quantity is linear."""
    branches = isolated_branches(analysis)
    if branches is None:
        return None
    found: list[Candidate] = []
    for branch in branches:
        along = sp.together(quantity.subs(dict(zip(analysis.system.states, branch.at, strict=True))))
        top = sp.fraction(factored(along))[0]
        if sign(top) or sign_throughout(top, branch.when):
            continue
        candidate = next((c for p in free if (c := _linear_in(top, p, branch)) is not None), None)
        if candidate is None:
            return None
        found += [candidate] if allowed(candidate) else []
    return tuple(found)


def _linear_in(top: sp.Expr, p: sp.Symbol, branch: FixedPoint) -> Candidate | None:
    """Solve for a parameter that occurs to the first power, with a coefficient that does not vanish."""
    if not top.is_polynomial(p) or sp.degree(top, p) != 1:
        return None
    slope, rest = sp.Poly(top, p).all_coeffs()
    value = factored(-rest / slope)
    if not sign(slope) or value.count_ops() > LONG:
        return None
    when = value > 0 if p.is_positive and not sign(value) else sp.true
    at = tuple(factored(c.subs(p, value)) for c in branch.at)
    there = branch.when.subs(p, value)
    return None if there == sp.false else Candidate(at, p, value, sp.And(when, there))


def _all_read_off(analysis: Analysis) -> bool:
    """Tell whether the case split shows every imaginary pair there is, each where a formula gives no rational value."""
    turning = {Kind.STABLE_SPIRAL, Kind.UNSTABLE_SPIRAL, Kind.CENTER}
    decided = all(c.stability is not Stability.UNDECIDED for c in analysis.classifications)
    elsewhere = any(isinstance(c.reasons[-1], AtValue) and c.kind in turning for c in analysis.classifications)
    return decided and not elsewhere and analysis.fixed_points.completeness is Completeness.PROVED


def _crossed(
    system: ODESystem,
    jacobian: Jacobian,
    coefficients: tuple[sp.Expr, ...],
    quantity: sp.Expr,
    candidate: Candidate,
) -> Hopf | bool | None:
    """Decide one candidate: False where the eigenvalues are no imaginary pair, None where that is not decided."""
    constant, plane = coefficients[-1], system.dimension == 2
    place = dict(zip(system.states, candidate.at, strict=True)) | {candidate.parameter: candidate.value}
    square = factored_whole((constant if plane else coefficients[2]).subs(place))
    last = factored_whole(constant.subs(place))
    rest = sp.S.One if plane else factored_whole(coefficients[1].subs(place))
    if plane and candidate.sign(square) is None:  # a pair only where the determinant is positive
        candidate = replace(candidate, when=readable(sp.And(candidate.when, square > 0)))
        if candidate.when == sp.false:
            return False
    sides = [candidate.sign(each) for each in (square, last, rest)]
    if -1 in sides:
        return False
    crossing = _rate(system, jacobian, quantity, candidate) if sides == [1, 1, 1] else None
    side = None if crossing is None else candidate.sign(crossing)
    if crossing is None or not side:
        return None
    return _judged(system, candidate, sp.sqrt(square), crossing, side if plane else -side)


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
            slope = factored(sp.diff(rule.trace, p))
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
    if factored(values[3]) != 0 or any(candidate.sign(factored(each)) != 1 for each in values[:3]):
        return
    for branch in analysis.fixed_points.points:
        if tuple(tidy(c.subs(p, candidate.value)) for c in branch.at) != candidate.at:
            continue
        along = sp.expand(minors[1].subs(dict(zip(system.states, branch.at, strict=True))))
        crossing = tidy(sp.diff(along, p).subs(p, candidate.value))
        side = candidate.sign(crossing)
        if side:
            yield Hopf(system, candidate, sp.sqrt(factored(values[1])), crossing, -side, None, None)


def _rate(system: ODESystem, jacobian: Jacobian, quantity: sp.Expr, candidate: Candidate) -> sp.Expr | None:
    """Differentiate a quantity by the parameter along the branch of fixed points."""
    p = candidate.parameter
    place = dict(zip(system.states, candidate.at, strict=True)) | {p: candidate.value}
    matrix = jacobian.value.subs(place)
    push = sp.ImmutableMatrix([sp.diff(component, p).subs(place) for component in system.field])
    moving = -matrix.adjugate() * push / factored(matrix.det())
    slopes = [sp.diff(quantity, state).subs(place) for state in system.states]
    total = sp.diff(quantity, p).subs(place) + sum((a * b for a, b in zip(slopes, moving, strict=True)), sp.S.Zero)
    total = factored_whole(total)
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
