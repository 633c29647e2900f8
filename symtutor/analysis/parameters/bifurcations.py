"""Bifurcations: the values of a parameter at which fixed points meet or change their stability."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import given_values
from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.parameters.branches import isolated_branches, same_place
from symtutor.analysis.parameters.candidates import Candidate, allowed, candidates
from symtutor.analysis.parameters.cells import tidy
from symtutor.analysis.parameters.cusp import cusps
from symtutor.analysis.parameters.hopf import hopf
from symtutor.analysis.parameters.hysteresis import hysteresis
from symtutor.analysis.parameters.normal_forms import Type, name
from symtutor.analysis.parameters.polynomials import factors
from symtutor.analysis.parameters.readable import readable
from symtutor.analysis.parameters.reduction import reduced
from symtutor.analysis.parameters.throughout import sign_throughout
from symtutor.analysis.parameters.told import Branch, Meeting, Part, Search
from symtutor.analysis.polynomial.factored import factored, factored_whole
from symtutor.analysis.words import is_long
from symtutor.numerics.signs import sign
from symtutor.reading.roots import RealRoot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from symtutor.analysis.parameters.normal_forms import Condition
    from symtutor.analysis.parameters.reduction import Reduced
    from symtutor.model import Analysis, Classification, ODESystem
    from symtutor.rule import Rule

MOST_PARAMETERS = 4
MOST_WAYS = 8
READABLE = 40
RELATIONS = {-1: sp.Lt, 1: sp.Gt}
SIZE_LIMIT = 150


def bifurcations(analysis: Analysis) -> tuple[Rule, ...]:
    """Find and name the bifurcations of a system with free parameters.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, r = sp.symbols("x r", real=True)
    >>> [(b.kind, b.parameter, b.value) for b in analyze(ODESystem((x,), (r * x - x**3,), (r,))).bifurcations[:1]]
    [('supercritical pitchfork', r, 0)]
    """
    system = analysis.system
    free = tuple(p for p in system.parameters if p not in dict(system.values) and sp.Tuple(*system.field).has(p))
    size = sum(int(sp.count_ops(component)) for component in system.field)
    if not 0 < len(free) <= MOST_PARAMETERS or system.dimension > 3 or size > SIZE_LIMIT or not _smooth(system):
        return ()
    found: list[Rule] = list(cusps(system, free))
    determinant = factored(Jacobian(system.states, system.field).value.det())
    wide = system.dimension > 2 and len(free) > 1  # too many unknowns to solve for together
    simple = not determinant.free_symbols or _never_zero(analysis, determinant)
    zero = () if simple else None if wide else candidates(system, determinant, free)
    missing: list[Part] = [] if zero is not None else [Part.ZERO]
    if zero is None:
        zero = tuple(_on_known_branches(analysis, determinant, free))
    unnamed: list[Candidate] = []
    meetings = sorted((m for candidate in zero for m in _meetings(analysis, candidate, unnamed)), key=_order)
    found += meetings
    if not missing and not unnamed:
        jump = hysteresis(system, free, meetings)
        found += [] if jump is None else [jump]
    pairs = hopf(analysis, free)
    found += pairs.found
    missing += [] if pairs.searched else [Part.PAIR]
    return (
        *found,
        Search(system, free, tuple(missing), bool(found), _once((*unnamed, *pairs.undecided))),
    )


def _once(unnamed: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """List each place once: one whose condition gives another parameter its value may be a point of a longer curve."""
    found = dict.fromkeys(unnamed)
    always = {(c.at, c.value) for c in found if c.when == sp.true}
    kept = []
    for candidate in found:
        given = given_values(readable(candidate.when))
        there = (tuple(c.subs(given) for c in candidate.at), candidate.value.subs(given))
        if not given or there not in always:
            kept.append(candidate)
    return tuple(kept)


def _never_zero(analysis: Analysis, determinant: sp.Expr) -> bool:
    """Tell whether the determinant keeps off zero along every isolated fixed point."""
    branches = isolated_branches(analysis)
    if branches is None:
        return False
    for branch in branches:
        place = dict(zip(analysis.system.states, branch.at, strict=True))
        along = factored_whole(determinant.subs(place))
        if not sign(along) and not sign_throughout(along, branch.when):
            return False
    return True


def _smooth(system: ODESystem) -> bool:
    """Leave fields with corners and roots to others: the theorems need derivatives."""
    rough = (sp.Abs, sp.sign, sp.Max, sp.Min, sp.Piecewise, sp.Heaviside, sp.floor, sp.ceiling, RealRoot)
    powers = [p for component in system.field for p in component.atoms(sp.Pow) if p.has(*system.states)]
    return not any(c.has(*rough) for c in system.field) and all(p.exp.is_Integer or p.base.is_number for p in powers)


def _order(meeting: Meeting) -> tuple[bool, sp.Float | int]:
    value = meeting.value
    return (not value.is_number, sp.N(value) if value.is_number else 0)


def _meetings(analysis: Analysis, candidate: Candidate, unnamed: list[Candidate]) -> Iterator[Meeting]:
    """Name what happens at one candidate, for each sign of what parameters leave open; note where that fails."""
    system = analysis.system
    candidate = _there(system, candidate)
    if not _stays_singular(system, candidate):
        return
    function = reduced(system, candidate.at, candidate.parameter, candidate.value)
    if function is None:  # the eigenvalue zero is not simple
        unnamed.append(candidate)
        return
    named: dict[Type, list[tuple[tuple[Condition, ...], dict[sp.Expr, int]]]] = {}
    for conditions, answer, guesses in _each_way(function, candidate, unnamed):
        if answer is Type.DEGENERATE and system.dimension > 1:
            unnamed.append(candidate)
        elif answer is not None:
            named.setdefault(answer, []).append((conditions, guesses))
    branches = tuple(_branches(analysis, candidate))
    for answer, ways in named.items():
        conditions, guesses = ways[0]
        free = [sp.Ne(part, 0) for quantity in guesses for part in factors(sp.fraction(sp.together(quantity))[0])]
        fixed = [RELATIONS[side](quantity, 0) for quantity, side in guesses.items()]
        when = readable(sp.And(candidate.when, *(free if len(ways) > 1 or len(named) == 1 else fixed)))
        if when == sp.false:
            continue
        yield Meeting(system, answer, replace(candidate, when=when), function, conditions, branches)


def _there(system: ODESystem, candidate: Candidate) -> Candidate:
    """Add to the condition of a candidate what makes it a fixed point: another parameter may have to vanish, or not."""
    place = {**dict(zip(system.states, candidate.at, strict=True)), candidate.parameter: candidate.value}
    left = [sp.expand(component.subs(place, simultaneous=True)) for component in system.field]
    needed = [sp.Eq(part, 0) for part in left if part.free_symbols and not _identically_zero(part)]
    bottoms = [sp.fraction(sp.together(component))[1].subs(place, simultaneous=True) for component in system.field]
    defined = [sp.Ne(part, 0) for each in bottoms if not candidate.sign(each) for part in factors(each)]
    return replace(candidate, when=sp.And(candidate.when, *needed, *defined)) if needed or defined else candidate


def _stays_singular(system: ODESystem, candidate: Candidate) -> bool:
    """Put in what the condition says of the other parameters: a factor of it may cancel, and nothing meets there."""
    given = given_values(candidate.when)
    if not given:
        return True
    field = [factored(component.subs(given)) for component in system.field]
    place = {
        **{state: at.subs(given) for state, at in zip(system.states, candidate.at, strict=True)},
        candidate.parameter: candidate.value.subs(given),
    }
    determinant = Jacobian(system.states, tuple(field)).value.det().subs(place, simultaneous=True)
    return not determinant.has(sp.nan, sp.zoo) and _identically_zero(determinant)


def _identically_zero(value: sp.Expr) -> bool:
    """Tell whether a function of the parameters is zero for all of them; roots count as letters of their own."""
    return bool(value == 0 or sp.expand(sp.fraction(tidy(value))[0]) == 0)


def _each_way(
    function: Reduced, candidate: Candidate, unnamed: list[Candidate]
) -> Iterator[tuple[tuple[Condition, ...], Type | None, dict[sp.Expr, int]]]:
    """Name the bifurcation for both signs of every quantity whose sign the parameters leave open and that is not 0."""
    pending: list[dict[sp.Expr, int]] = [{}]
    while pending and len(pending) <= MOST_WAYS:
        guesses = pending.pop()
        asked: list[sp.Expr] = []

        def side(quantity: sp.Expr, guesses: dict[sp.Expr, int] = guesses, asked: list[sp.Expr] = asked) -> int | None:
            known = candidate.sign(quantity)
            if known is None and quantity not in guesses:
                asked.append(quantity)
            return guesses.get(quantity) if known is None else known

        answer = name(function, side)
        if answer is not None:
            yield answer.conditions, answer.type, guesses
        elif asked:
            pending += [guesses | {asked[0]: number} for number in (1, -1)]
    if pending:
        unnamed.append(candidate)


def _branches(analysis: Analysis, candidate: Candidate) -> Iterator[Branch]:
    """Collect the fixed points that come together at a candidate, with their cases."""
    for found in analysis.classifications:
        if _meets(found, candidate):
            yield Branch(found.at, found.point.when, found.kind, found.stability)


def _meets(found: Classification, candidate: Candidate) -> bool:
    if not sp.Tuple(*found.at).free_symbols and found.at != candidate.at:
        return False
    if sum(int(sp.count_ops(coordinate)) for coordinate in found.at) > READABLE or is_long(candidate.value):
        return False
    there = [sp.expand(coordinate.subs(candidate.parameter, candidate.value)) for coordinate in found.at]
    index = found.point.index
    return all(same_place(sp.expand(a - b), a, index) for a, b in zip(there, candidate.at, strict=True))


def _on_known_branches(analysis: Analysis, determinant: sp.Expr, free: Sequence[sp.Symbol]) -> Iterator[Candidate]:
    """Where f = 0 and det J = 0 cannot be solved together, look along the fixed points that do not move."""
    system = analysis.system
    origin = tuple(sp.S.Zero for _ in system.states)
    still = [c.at for c in analysis.classifications if not sp.Tuple(*c.at).free_symbols]
    if all(component.subs(dict.fromkeys(system.states, 0)) == 0 for component in system.field):
        still.append(origin)
    for at in dict.fromkeys(still):
        along = factored(determinant.subs(dict(zip(system.states, at, strict=True)), simultaneous=True))
        for p in free:
            if along.has(p) and along.is_polynomial(p) and sp.degree(sp.fraction(along)[0], p) == 1:
                (value,) = sp.roots(sp.Poly(sp.fraction(along)[0], p))
                candidate = Candidate(at, p, value, sp.true)
                if allowed(candidate):
                    yield candidate
                    break
