"""Stability as a case split: where parameters are left free, each fixed point is decided case by case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.fixed_points.cases import solve_by_cases
from symtutor.analysis.fixed_points.one_unknown import real_zeros
from symtutor.analysis.parameters.alternation import by_place
from symtutor.analysis.parameters.at_value import AtValue
from symtutor.analysis.parameters.cells import Cell, cells, put, tidy, truth
from symtutor.analysis.parameters.criteria import Criterion, Verdict, criterion
from symtutor.analysis.parameters.polynomials import critical_polynomials
from symtutor.analysis.parameters.regions import regions
from symtutor.analysis.parameters.throughout import sign_throughout
from symtutor.analysis.parameters.weak_focus import WeakFocus, focal_number
from symtutor.analysis.parameters.words import StabilityCase
from symtutor.analysis.slope_undecided import DerivativeUndecided
from symtutor.analysis.undecided import Unsigned, undecided
from symtutor.model import Classification, Kind
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.model import FixedPoint, ODESystem

    Classify = Callable[[ODESystem, FixedPoint, Jacobian], Classification]

ABSENT, UNKNOWN = "absent", "unknown"
"""Labels of a cell in which the point does not exist, and of one in which a sign is not known."""

ROW_LIMIT = 16
"""Cases of one point that can still be read."""

LONG = 40
"""Operations in coordinates beyond which nothing short can be said."""

READABLE = 60
"""Operations in quantities whose inequalities can still be read."""


Labelled = tuple[Criterion, list[tuple[Cell, Verdict]]]
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
    split = [case for each in found for case in _cases(system, each, free, classify, known)]
    return tuple(_each_once(split, system.states))


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
    open_ = found.kind is Kind.UNDECIDED and parameters and sum(map(sp.count_ops, found.at)) < LONG
    if not open_ or any(state in sp.Tuple(*found.at).free_symbols for state in system.states):
        yield found
        return
    test = criterion(system, found.point, found.linearization.jacobian)
    if test is None or sp.Tuple(*test.quantities).has(sp.nan, *found.point.index):
        yield found
        return
    if (test, found.point.when) not in known:
        known[test, found.point.when] = _labelled(system, found.point, test, parameters)
    labelled = known[test, found.point.when]
    if labelled is None:
        yield from _by_signs_alone(system, found, test)
        return
    test, rows = labelled
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
    linear = replace(found.linearization, at=point, eigenvalues=spectrum)
    return Classification(point, linear, rule.verdict.kind, rule.verdict.stability, (rule,))


def _weak_focus(
    system: ODESystem, found: Classification, cell: Cell, verdict: Verdict, when: Boolean
) -> Classification | None:
    """Decide a linear center whose parameter has no rational formula, by the coefficient as it stands before."""
    center = system.dimension == 2 and verdict.signs == ((0, 1), (1, 0))
    if not center or all(value.is_rational_function() for value in cell.exact.values()):
        return None
    number = focal_number(system, found.at)
    rule = None if number is None else WeakFocus(system, found.at, number, cell, when)
    if rule is None or not rule.side:
        return None
    at = tuple(tidy(coordinate.subs(cell.exact)) for coordinate in found.at)
    point = replace(found.point, at=at, when=when, exactly=None)
    return Classification(point, replace(found.linearization, at=point), *rule.verdict, (rule,))


def _shorter(given: Boolean, found: Boolean) -> Boolean:
    """Prefer the solved form of the condition under which a point exists, where it is no longer."""
    return found if given != sp.true and found.count_ops() <= given.count_ops() else given


def _by_signs_alone(system: ODESystem, found: Classification, test: Criterion) -> Iterator[Classification]:
    """Where the conditions cannot be solved for the parameters, leave them as inequalities between the quantities."""
    rows = list(test.rows()) if sum(map(sp.count_ops, test.quantities)) < READABLE else []
    if not 0 < len(rows) <= ROW_LIMIT:
        yield found
        return
    for conditions, verdict in rows:
        when = sp.And(found.point.when, *conditions)
        if when == sp.false:
            continue
        if verdict.silent:
            yield replace(found, point=replace(found.point, when=when))
        else:
            yield _decided(system, found, StabilityCase(system, found.at, test, verdict, when, Cell()))


def _labelled(
    system: ODESystem, point: FixedPoint, test: Criterion, parameters: Sequence[sp.Symbol]
) -> Labelled | None:
    """Cut parameter space where a sign can change, and decide each piece at a sample of it."""
    known = [*system.assumptions, point.when]
    conditions = [relation.lhs - relation.rhs for when in known for relation in when.atoms(sp.Rel)]
    for attempt in (test, test.without_spare()):
        polynomials = _polynomials(system, attempt, conditions, parameters)
        pieces = None if polynomials is None else cells(polynomials, parameters)
        if pieces is None:
            continue
        labels = [_label(attempt, cell, sp.And(*known)) for cell in pieces]
        if UNKNOWN in labels:
            return None
        rows = [(cell, label) for cell, label in regions(pieces, labels) if isinstance(label, Verdict)]
        return (attempt, rows) if 0 < len(rows) <= ROW_LIMIT else None
    return None


def _label(test: Criterion, cell: Cell, known: Boolean) -> Verdict | str:
    """Decide one cell at its sample."""
    if cell.excluded:
        return ABSENT
    present = truth(known, cell.sample)
    if present is None:
        return UNKNOWN
    return (_decide(test, cell) or UNKNOWN) if present else ABSENT


def _polynomials(
    system: ODESystem, test: Criterion, conditions: list[sp.Expr], parameters: Sequence[sp.Symbol]
) -> tuple[sp.Expr, ...] | None:
    """Find polynomials of which one vanishes where a quantity changes its sign, or the point comes or goes."""
    direct = critical_polynomials([*test.quantities, *conditions])
    if direct is not None or system.dimension > 1:
        return direct
    (state,), (field,) = system.states, system.field
    if field.is_polynomial(state) and sp.degree(field, state) > 1:
        return critical_polynomials([sp.Poly(field, state).LC(), sp.discriminant(field, state), *conditions])
    return _critical_values(system, conditions, parameters[0]) if len(parameters) == 1 else None


def _critical_values(system: ODESystem, conditions: list[sp.Expr], parameter: sp.Symbol) -> tuple[sp.Expr, ...] | None:
    """Solve f = 0 and f′ = 0 together for the values of the only parameter at which a slope can change its sign."""
    (state,), (field,) = system.states, system.field
    top = sp.fraction(sp.together(field))[0]
    cases = solve_by_cases([top, sp.diff(top, state)], (state, parameter), frozenset({state.name, parameter.name}))
    index = sp.Symbol("n", integer=True)
    edges = [real_zeros(condition, parameter, index) for condition in conditions if condition.has(parameter)]
    if cases is None or None in edges:
        return None
    values = [solution.at[1] for case in cases for solution in case.solutions]
    values += [value for zeros in edges for alternative in zeros or () for value in alternative.values]
    free = any(value.free_symbols for value in values)
    return None if free else tuple(dict.fromkeys(parameter - value for value in values))


def _decide(test: Criterion, cell: Cell) -> Verdict | None:
    def side(quantity: sp.Expr) -> int | None:
        value = put(quantity, cell.sample)
        return None if value is None else sign(value)

    return test.decide(side)


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
        matrix = Jacobian(special.states, field).at(at)  # no theorem is quick with roots of parameters in it
        linear = replace(found.linearization, at=replace(there, when=when), jacobian=matrix, eigenvalues=())
        yield undecided(linear.at, linear, Unsigned(at, matrix))
        return
    for special_case in _deeper(special, there, classify):
        point = replace(there, when=sp.And(when, special_case.point.when))
        reasons = tuple(AtValue(tuple(values.items()), special, at, rule) for rule in special_case.reasons)
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
    reason = decided.reasons[-1]
    if decided.kind is not Kind.UNDECIDED or not isinstance(reason, DerivativeUndecided):
        yield decided
        return
    test = Criterion((reason.value,), 1)
    labelled = _labelled(system, there, test, sorted(reason.value.free_symbols, key=lambda symbol: symbol.name))
    if labelled is None:
        yield decided
        return
    for cell, verdict in labelled[1]:
        if verdict.silent and cell.exact:
            yield from _at_value(system, decided, cell, cell.when, classify)
        else:
            yield classify(system, replace(there, when=cell.when), jacobian)


def _each_once(found: list[Classification], states: tuple[sp.Symbol, ...]) -> Iterator[Classification]:
    """Leave out a case that repeats a point, or a point of a continuum, under the same condition."""
    seen: set[object] = set()
    continua = [c for c in found if any(state in sp.Tuple(*c.at).free_symbols for state in states)]
    for c in found:
        on = any(
            c is not other and other.point.when == c.point.when and _lies_on(c, other, states) for other in continua
        )
        if not on and (c.at, c.point.when) not in seen:
            seen.add((c.at, c.point.when))
            yield c


def _lies_on(found: Classification, continuum: Classification, states: tuple[sp.Symbol, ...]) -> bool:
    values = dict(zip(states, found.at, strict=True))
    return tuple(coordinate.xreplace(values) for coordinate in continuum.at) == found.at
