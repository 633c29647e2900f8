"""A check of conditional answers: put numbers in for the parameters, and solve the system with these numbers again.

With numbers the equations take another way, by isolation of roots or elimination, and no case is told apart. At each
choice of numbers the formulas whose conditions hold must give exactly the points found.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.model import Completeness, ODESystem, Window
from symtutor.numerics.balls import enclose_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sympy.logic.boolalg import Boolean

    Point = tuple[sp.Expr, ...]
    Sample = dict[sp.Symbol, sp.Expr]

SIZE_LIMIT = 60
POINT_LIMIT = 12
GENERIC_LIMIT = 2
SPECIAL_LIMIT = 3
MEMBERS = range(-3, 4)
DIGITS = 30


def agree_at_samples(
    system: ODESystem, points: Sequence[tuple[Point, Boolean]], index: tuple[sp.Symbol, ...]
) -> bool | None:
    """Compare conditional points with those of the system with numbers; None where no choice could be compared.

    Examples
    --------
    >>> x, r = sp.symbols("x r", real=True)
    >>> system = ODESystem((x,), (r - x**2,), (r,))
    >>> agree_at_samples(system, [((sp.sqrt(r),), r >= 0), ((-sp.sqrt(r),), r > 0)], ())
    True
    >>> agree_at_samples(system, [((sp.sqrt(r),), r >= 0)], ())
    False
    """
    if len(points) > POINT_LIMIT or sum(int(sp.count_ops(f)) for f in system.field) > SIZE_LIMIT:
        return None
    verdicts = [_agree(system, points, index, sample) for sample in _samples(system, points)]
    if False in verdicts:
        return False
    return True if True in verdicts else None


def _samples(system: ODESystem, points: Sequence[tuple[Point, Boolean]]) -> Iterator[Sample]:
    """Yield some choices of the parameters, also such that equations between them hold."""
    parameters = sp.Tuple(*system.field).free_symbols - set(system.states)
    yield from islice(admissible(parameters, sp.true), GENERIC_LIMIT)
    conditions = dict.fromkeys(c for _, when in points for c in sp.Or.make_args(when) if c.atoms(sp.Eq, sp.Gt, sp.Lt))
    special = (sample for c in conditions for sample in islice(_on(c, parameters), 1))
    yield from islice(special, SPECIAL_LIMIT)


def _on(condition: Boolean, parameters: set[sp.Symbol]) -> Iterator[Sample]:
    """Yield choices at which a condition holds, its equations solved for a parameter each."""
    solved: Sample = {}
    for part in sp.And.make_args(condition):
        if not isinstance(part, sp.Eq):
            continue
        left = sp.expand((part.lhs - part.rhs).xreplace(solved))
        linear = [p for p in left.free_symbols & parameters if left.is_polynomial(p) and sp.degree(left, p) == 1]
        if not linear:
            return
        chosen = min(linear, key=lambda p: (int(sp.count_ops(left.coeff(p))), p.name))
        solved[chosen] = -left.subs(chosen, 0) / left.coeff(chosen)
    for sample in admissible(parameters - set(solved), sp.true):
        whole = dict(sample)
        for symbol, value in reversed(solved.items()):
            whole[symbol] = value.xreplace(whole)
        finite = all(value.is_Rational for value in whole.values())
        if finite and condition.subs(whole) != sp.false and all(map(_is_allowed, whole, whole.values())):
            yield whole


def _is_allowed(symbol: sp.Symbol, value: sp.Expr) -> bool:
    return not (symbol.is_positive and not value.is_positive) and not (symbol.is_negative and not value.is_negative)


def _agree(
    system: ODESystem, points: Sequence[tuple[Point, Boolean]], index: tuple[sp.Symbol, ...], sample: Sample
) -> bool | None:
    """Compare at one choice of the parameters."""
    from symtutor.analysis.fixed_points import find_fixed_points  # noqa: PLC0415 - the solvers build the rules

    field = tuple(component.xreplace(sample) for component in system.field)
    if any(component.has(sp.nan, sp.zoo, sp.oo) for component in field):
        return None
    domain = tuple(c.subs(sample) for c in system.domain)
    if sp.false in domain:
        return None
    numeric = ODESystem(system.states, field, domain=tuple(c for c in domain if c != sp.true))
    known = find_fixed_points(numeric, Window())
    if known.completeness is not Completeness.PROVED:
        return None
    said = [(tuple(c.xreplace(sample) for c in at), when.subs(sample)) for at, when in points]
    said = [(at, when) for at, when in said if when != sp.false]
    truth = [(p.at, p.when) for p in known.points]
    known_index = tuple(dict.fromkeys(i for p in known.points for i in p.index))
    if any(sp.Tuple(*at).free_symbols & set(system.states) for at, _ in (*said, *truth)):
        return None
    return _same(_members(said, index), _members(truth, known_index))


Balls = list[tuple[object, ...]]


def _members(points: Sequence[tuple[Point, Boolean]], index: tuple[sp.Symbol, ...]) -> tuple[Balls, Balls] | None:
    """Enclose the members at index 0, and those around it; None where one has no enclosure."""
    central: Balls = []
    around: Balls = []
    for at, when in points:
        own = [n for n in index if sp.Tuple(*at).has(n)]
        for turns in product(MEMBERS, repeat=len(own)):
            chosen = dict(zip(own, map(sp.Integer, turns), strict=True))
            verdict = when.subs(chosen)
            if verdict == sp.false:
                continue
            coordinates = tuple(c.xreplace(chosen) for c in at)
            balls = enclose_all(coordinates, digits=DIGITS)
            if balls is None or verdict != sp.true:
                return None
            around.append(tuple(balls))
            if not any(turns):
                central.append(tuple(balls))
    return central, around


def _same(said: tuple[Balls, Balls] | None, truth: tuple[Balls, Balls] | None) -> bool | None:
    """Tell whether each list covers the other."""
    if said is None or truth is None:
        return None
    return _covered(said[0], truth[1]) and _covered(truth[0], said[1])


def _covered(some: Balls, others: Balls) -> bool:
    return all(any(all(a.overlaps(b) for a, b in zip(p, q, strict=True)) for q in others) for p in some)  # type: ignore[attr-defined]  # flint ships no types
