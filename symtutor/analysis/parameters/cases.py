"""Stability as a case split: where parameters are left free, each fixed point is decided case by case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import given_values
from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.parameters.alternation import by_place
from symtutor.analysis.parameters.at_value import AtValue
from symtutor.analysis.parameters.branches import same_place
from symtutor.analysis.parameters.cells import Cell, cells, tidy, truth
from symtutor.analysis.parameters.criteria import Criterion, Verdict, criterion
from symtutor.analysis.parameters.labelled import ROW_LIMIT, Labelled, labelled, solved_for_one
from symtutor.analysis.parameters.literals import with_literals
from symtutor.analysis.parameters.polynomials import critical_polynomials
from symtutor.analysis.parameters.readable import readable
from symtutor.analysis.parameters.throughout import sign_throughout
from symtutor.analysis.parameters.weak_focus import WeakFocus, focal_number
from symtutor.analysis.parameters.words import StabilityCase
from symtutor.analysis.size import within
from symtutor.analysis.slope_undecided import DerivativeUndecided
from symtutor.analysis.undecided import Unsigned, undecided
from symtutor.model import Classification, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.model import FixedPoint, ODESystem

    Classify = Callable[[ODESystem, FixedPoint, Jacobian], Classification]

LONG = 40
"""Operations in coordinates beyond which nothing short can be said."""

READABLE = 60
"""Operations in quantities whose inequalities can still be read."""


Known = dict[tuple[Criterion, "Boolean"], Labelled | None]


def split_by_cases(
    system: ODESystem, found: Sequence[Classification], classify: Classify
) -> tuple[Classification, ...]:
    """Decide every fixed point that the parameters left undecided, one classification for each case.

    The cases of one point exclude each other, and its condition holds in exactly one of them. Where a case gives a
    parameter a value, the value is put in and the ordinary tests run.
    """
    free = [symbol for symbol in system.parameters if symbol not in dict(system.values)]
    if not free:
        return tuple(found)
    known: Known = {}
    split = [
        case
        for place, each in enumerate(found)
        for case in _cases(system, each, free, classify, known)
        if not _is_another(case, each, found[:place], system.states)
    ]
    return tuple(_each_once(split, system.states))


def _is_another(
    case: Classification, found: Classification, before: Sequence[Classification], states: tuple[sp.Symbol, ...]
) -> bool:
    """Tell whether a point that moves is, in this case, one of those that are always there and were told before."""
    given = given_values(case.point.when)
    if case.at != found.at and any(
        other.point.when == sp.true and _is_same(tuple(c.xreplace(given) for c in other.at), case) for other in before
    ):
        return True
    reason = case.reasons[-1]  # a field that is zero everywhere moves nothing, and what is at rest is told by itself
    return isinstance(reason, AtValue) and not any(reason.system.field) and not _free(found, states)


def _is_same(at: Sequence[sp.Expr], case: Classification) -> bool:
    """Tell whether two points, or two families of points, are the same."""
    return all(same_place(sp.expand(a - b), b, case.point.index) for a, b in zip(at, case.at, strict=True))


def _free(found: Classification, states: tuple[sp.Symbol, ...]) -> bool:
    return any(state in sp.Tuple(*found.at).free_symbols for state in states)


def _cases(
    system: ODESystem, found: Classification, free: Sequence[sp.Symbol], classify: Classify, known: Known
) -> Iterator[Classification]:
    """Yield the cases of one point; itself where it is decided or cannot be split.

    What was found for a mirror image of the point, with the same quantities, is in `known`.
    """
    if _never(system, found.point.when):
        return
    used = sp.Tuple(*system.field, *found.at, found.point.when).free_symbols
    parameters = [symbol for symbol in free if symbol in used]
    placed = by_place(system, found, parameters)
    yield from _by_signs(system, found, parameters, classify, known) if placed is None else placed


def _by_signs(
    system: ODESystem, found: Classification, parameters: Sequence[sp.Symbol], classify: Classify, known: Known
) -> Iterator[Classification]:
    """Yield the cases in which the quantities that decide have known signs."""
    open_ = found.kind is Kind.UNDECIDED and parameters and within(found.at, LONG - 1)
    if not open_ or _free(found, system.states):
        yield found
        return
    test = criterion(system, found.point, found.linearization.jacobian)
    if test is None or sp.Tuple(*test.quantities).has(sp.nan, *found.point.index):
        yield found
        return
    if (test, found.point.when) not in known:
        known[test, found.point.when] = labelled(system, found.point, test, parameters)
    answer = known[test, found.point.when]
    if answer is None:
        yield from _by_signs_alone(system, found, test, classify)
        return
    test, rows = answer
    alone = len({label for _, label in rows}) == 1
    for cell, verdict in rows[:1] if alone and not rows[0][1].silent else rows:
        when = cell.when
        if alone and not cell.exact:
            when = _shorter(found.point.when, cell.when) if len(rows) == 1 else found.point.when
        focus = _weak_focus(system, found, cell, verdict, when)
        if focus is not None:
            yield focus
        elif verdict.silent:  # the terms left out decide
            yield from _at_value(system, found, cell, when, classify)
        else:
            yield _decided(system, found, StabilityCase(system, found.at, test, verdict, when, cell))


def _never(system: ODESystem, when: Boolean) -> bool:
    """Tell whether conditions on one parameter exclude each other; those on several are left as they are."""
    if when == sp.false:
        return True
    symbols = when.free_symbols
    if len(symbols) != 1 or not symbols <= set(system.parameters) or isinstance(when, sp.core.relational.Relational):
        return False
    polynomials = critical_polynomials([relation.lhs - relation.rhs for relation in when.atoms(sp.Rel)])
    pieces = None if polynomials is None else cells(polynomials, list(symbols))
    return pieces is not None and all(piece.excluded or truth(when, piece.sample) is False for piece in pieces)


def _decided(system: ODESystem, found: Classification, rule: StabilityCase) -> Classification:
    """Classify by signs; in the plane the eigenvalues follow from them."""
    point = replace(found.point, when=rule.when)
    spectrum = rule.eigenvalues if system.dimension == 2 else found.eigenvalues
    given = _equalities(rule.when)
    if given:
        spectrum = tuple((tidy(value.subs(given)), times) for value, times in spectrum)
    linear = replace(found.linearization, at=point, eigenvalues=spectrum)
    return Classification(point, linear, rule.verdict.kind, rule.verdict.stability, (rule,))


def _equalities(when: Boolean) -> dict[sp.Symbol, sp.Expr]:
    """Collect the numbers that a case gives parameters: what is said in it can be said with them put in."""
    equal = (part for part in sp.And.make_args(when) if isinstance(part, sp.Eq))
    return {part.lhs: part.rhs for part in equal if part.lhs.is_Symbol and part.rhs.is_number}


def _weak_focus(
    system: ODESystem, found: Classification, cell: Cell, verdict: Verdict, when: Boolean
) -> Classification | None:
    """Decide a linear center whose parameter has no rational formula, by the coefficient as it stands before."""
    center = system.dimension == 2 and verdict.signs == ((0, 1), (1, 0))
    if not center or not any(map(_rooted, cell.exact.values())):
        return None
    number = focal_number(system, found.at)
    rule = None if number is None else WeakFocus(system, found.at, number, cell, when)
    if rule is None or not rule.side:
        return None
    at = tuple(tidy(coordinate.subs(cell.exact)) for coordinate in found.at)
    point = replace(found.point, at=at, when=when, exactly=None)
    return Classification(point, replace(found.linearization, at=point), *rule.verdict, (rule,))


def _rooted(value: sp.Expr) -> bool:
    """Tell whether a value has roots of parameters in it, or roots inside roots."""
    roots = [power for power in value.atoms(sp.Pow) if not power.exp.is_Integer]
    return any(root.free_symbols or root.base.has(*(r for r in roots if r != root)) for root in roots)


def _shorter(given: Boolean, found: Boolean) -> Boolean:
    """Prefer the solved form of the condition under which a point exists, where it is no longer."""
    return found if given != sp.true and found.count_ops() <= given.count_ops() else given


def _by_signs_alone(
    system: ODESystem, found: Classification, test: Criterion, classify: Classify
) -> Iterator[Classification]:
    """Where the conditions cannot be solved for the parameters, leave them as inequalities between the quantities."""
    rows = list(test.rows()) if sum(map(sp.count_ops, test.quantities)) < READABLE else []
    if not 0 < len(rows) <= ROW_LIMIT:
        yield found
        return
    for conditions, verdict in rows:
        when = with_literals(sp.And(found.point.when, *conditions))
        if when == sp.false:
            continue
        if not verdict.silent:
            yield _decided(system, found, StabilityCase(system, found.at, test, verdict, when, Cell()))
            continue
        value = solved_for_one(test, verdict)
        if value is None:
            yield replace(found, point=replace(found.point, when=when))
        else:
            cell = Cell((value,))
            yield from _at_value(system, found, cell, sp.And(found.point.when, cell.when), classify)


def _at_value(
    system: ODESystem, found: Classification, cell: Cell, when: Boolean, classify: Classify
) -> Iterator[Classification]:
    """Put in the value that the case gives a parameter, and run the ordinary tests."""
    values = cell.exact
    field = tuple(tidy(component.subs(values)) for component in system.field) if values else system.field
    left = Cell(tuple(piece for piece in cell.slices if piece.exact is None)).when
    at = tuple(_opened(tidy(coordinate.subs(values)), left) if values else coordinate for coordinate in found.at)
    there = replace(found.point, at=at, when=left, exactly=None if values else found.point.exactly)
    special = replace(system, field=field, parameters=tuple(p for p in system.parameters if p not in values))
    if system.dimension > 2 and not all(coordinate.is_rational_function() for coordinate in at):
        # No theorem is quick with roots of parameters in it.
        matrix = found.linearization.jacobian.applyfunc(lambda entry: tidy(entry.subs(values)))
        linear = replace(found.linearization, at=replace(there, when=when), jacobian=matrix, eigenvalues=())
        yield undecided(linear.at, linear, Unsigned(at, matrix))
        return
    for special_case in _deeper(special, there, classify):
        deeper = special_case.point.when  # what is said may hold for one sign of another parameter only
        point = replace(there, at=special_case.at, when=readable(sp.And(when, deeper)))
        reasons = tuple(AtValue(tuple(values.items()), special, at, rule, deeper) for rule in special_case.reasons)
        linear = replace(special_case.linearization, at=point)
        yield replace(special_case, point=point, linearization=linear, reasons=reasons)


def _opened(value: sp.Expr, when: Boolean) -> sp.Expr:
    """Write |a − 1| as 1 − a or a − 1 where the condition decides."""
    opened = {}
    for size in value.atoms(sp.Abs):
        side = sign_throughout(size.args[0], when)
        if side is not None:
            opened[size] = side * size.args[0]
    return sp.expand(value.xreplace(opened)) if opened else value


def _deeper(system: ODESystem, there: FixedPoint, classify: Classify) -> Iterator[Classification]:
    """Run the ordinary tests; where the sign of a higher derivative depends on other parameters, in each case."""
    jacobian = Jacobian(system.states, system.field)
    decided = classify(system, there, jacobian)
    reason = decided.reasons[-1] if decided.kind is Kind.UNDECIDED else None
    would = getattr(reason, "would", None)
    value = reason.value if isinstance(reason, DerivativeUndecided) else getattr(would, "coefficient", None)
    if value is None or not value.free_symbols <= set(system.parameters):
        yield decided
        return
    test = Criterion((value,), 1)
    split = labelled(system, there, test, sorted(value.free_symbols, key=lambda symbol: symbol.name))
    if split is None:
        yield decided
        return
    for cell, verdict in split[1]:
        if verdict.silent and cell.exact:
            yield from _at_value(system, decided, cell, cell.when, classify)
        elif would is None:
            yield classify(system, replace(there, when=cell.when), jacobian)
        else:
            rule = would.under(cell.when)
            kind, stability = rule.verdict
            point = replace(there, when=cell.when)
            linear = replace(decided.linearization, at=point)
            yield Classification(point, linear, kind, stability, (*decided.reasons[:-1], rule))


def _each_once(found: list[Classification], states: tuple[sp.Symbol, ...]) -> Iterator[Classification]:
    """Leave out a case that repeats a point, or a point of a continuum, under the same condition."""
    seen: set[object] = set()
    continua = [c for c in found if _free(c, states)]
    for c in found:
        given = given_values(c.point.when)
        on = any(
            c is not other
            and (other.point.when == c.point.when or other.point.when.subs(given) == sp.true)
            and _lies_on(c, other, states)
            for other in continua
        )
        if not on and (c.at, c.point.when) not in seen:
            seen.add((c.at, c.point.when))
            yield c


def _lies_on(found: Classification, continuum: Classification, states: tuple[sp.Symbol, ...]) -> bool:
    values = dict(zip(states, found.at, strict=True))
    return tuple(coordinate.xreplace(values) for coordinate in continuum.at) == found.at
