"""Where a bifurcation can be: fixed points and parameter values that solve f = 0 and a condition on J together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.arcs import without_arcs
from symtutor.analysis.fixed_points.cases import solve_by_cases
from symtutor.analysis.parameters.throughout import sign_throughout
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.model import ODESystem

LONG = 40
"""Operations in a value beyond which it is not written down."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fixed point and the value of a parameter at which a condition on the Jacobian holds."""

    at: tuple[sp.Expr, ...]
    parameter: sp.Symbol
    value: sp.Expr
    when: Boolean
    index: tuple[sp.Symbol, ...] = ()

    def sign(self, quantity: sp.Expr) -> int | None:
        """Decide a sign under the condition."""
        decided = sign(quantity)
        return sign_throughout(quantity, self.when) if decided is None else decided


def candidates(system: ODESystem, condition: sp.Expr, parameters: Sequence[sp.Symbol]) -> tuple[Candidate, ...] | None:
    """Solve f = 0 and condition = 0 for the states and one parameter; None where that is not possible.

    Of several parameters the one is chosen that gives rational values, then the one that occurs least, then one
    of which no sign is assumed.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, r = sp.symbols("x r", real=True)
    >>> [(c.at, c.value) for c in candidates(ODESystem((x,), (r + x**2,), (r,)), 2 * x, (r,))]
    [((0,), 0)]
    """
    answers = [answer for p in parameters if (answer := _for(system, condition, p)) is not None]
    if not answers:
        return None
    names = sp.Tuple(*system.field)

    def price(answer: _Answer) -> tuple[int, int, bool, int, int]:
        size = sum(int(sp.count_ops(c.value)) for c in answer.found)
        rough = sum(not c.value.is_rational_function() for c in answer.found)
        broken = sum(not c.value.is_polynomial() for c in answer.found)
        signed = answer.parameter.is_nonzero is True  # what may have either sign is what one turns
        return rough, int(names.count(answer.parameter)), signed, broken, size

    best, *others = sorted(answers, key=price)
    if not best.others:
        return best.found
    if len(answers) < len(parameters):
        return None  # values of another parameter, and these were not solved for
    found = {_locus(each): each for each in best.found}
    for answer in others:
        for each in answer.found:
            if not any(_lies_on(each, known) for known in best.found):
                found.setdefault(_locus(each), each)
    return tuple(found.values())


def _lies_on(candidate: Candidate, known: Candidate) -> bool:
    """Tell whether a place solved for one parameter is on a curve solved for another: a = 2√h − 1 on h = (a + 1)²/4."""
    given = {candidate.parameter: candidate.value}
    gaps = [known.parameter - known.value, *(a - b for a, b in zip(known.at, candidate.at, strict=True))]
    return all(sp.expand(gap.subs(given)) == 0 for gap in gaps)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was solved for one parameter; `others` tells whether there are places only at values of other parameters."""

    parameter: sp.Symbol
    found: tuple[Candidate, ...]
    others: bool = False


def _locus(candidate: Candidate) -> tuple[object, ...]:
    """Write the place and the value so that they are the same for whatever parameter they were solved for."""
    gap = sp.fraction(sp.together(candidate.parameter - candidate.value))[0]
    known = {candidate.parameter: candidate.value}
    monic = gap / sp.Poly(gap, *sorted(gap.free_symbols, key=str)).LC() if gap.is_polynomial() else gap
    at = candidate.at
    if gap.free_symbols != {candidate.parameter}:  # which of the parameters the point is written in is free
        at = tuple(c for c in at if not c.has(*gap.free_symbols))
    return sp.expand(monic), tuple(sp.expand(c.subs(known)) for c in at)


def _for(system: ODESystem, condition: sp.Expr, parameter: sp.Symbol) -> _Answer | None:
    unknowns = (*system.states, parameter)
    tops = [sp.fraction(sp.together(component))[0] for component in (*system.field, condition)]
    if not tops[-1].has(*unknowns):
        return _Answer(parameter, ())
    taken = frozenset(symbol.name for symbol in (*system.states, *system.parameters))
    bottoms = [sp.fraction(sp.together(component))[1] for component in (*system.field, condition)]
    cases = solve_by_cases(tops, unknowns, taken)
    if cases is None:
        return None
    found: dict[tuple[object, ...], Candidate] = {}
    others = False
    for solution in (solution for case in cases for solution in case.solutions):
        *at, value = solution.at
        value = without_arcs(value)
        value = min(value, sp.expand(value), key=sp.count_ops)
        when = sp.And(*solution.when)
        free = sp.Tuple(*solution.at, when).free_symbols & set(unknowns)
        if free and _ties_others(when, unknowns):
            others = True  # it is there at any value of this parameter, and at one of another
            continue
        if free or value.has(*solution.index) or value.count_ops() > LONG:
            return None
        candidate = Candidate(tuple(at), parameter, value, when, solution.index)
        values = dict(zip(unknowns, (*at, value), strict=True))
        if allowed(candidate) and not any(sp.expand(bottom.subs(values)) == 0 for bottom in bottoms):
            found.setdefault((candidate.at, value), candidate)
    return _Answer(parameter, tuple(found.values()), others)


def _ties_others(when: Boolean, unknowns: Sequence[sp.Symbol]) -> bool:
    """Tell whether a condition fixes parameters that are not solved for."""
    return any(isinstance(part, sp.Eq) and not part.has(*unknowns) for part in sp.And.make_args(when))


def allowed(candidate: Candidate) -> bool:
    """Leave out values that the assumptions on the parameter exclude."""
    side = candidate.sign(candidate.value)
    p = candidate.parameter
    return not (
        (p.is_positive and side in (0, -1))
        or (p.is_nonnegative and side == -1)
        or (p.is_negative and side in (0, 1))
        or (p.is_nonpositive and side == 1)
    )
