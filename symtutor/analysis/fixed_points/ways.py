"""What can be done next with a system of equations: solve one of them, or take several together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative
from symtutor.analysis.polynomial.normal_form import normal_form
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from symtutor.analysis.fixed_points.alternatives import Alternatives
    from symtutor.analysis.polynomial.real_points import RealPoint


@dataclass(frozen=True, slots=True)
class Way:
    """An equation that can be solved for one unknown, with every alternative."""

    equation: sp.Expr
    unknown: sp.Symbol
    alternatives: Alternatives


@dataclass(frozen=True, slots=True)
class Together:
    """The real points that elimination found for all remaining unknowns at once."""

    points: tuple[RealPoint, ...]


@dataclass(frozen=True, slots=True)
class Simpler:
    """The same equations, multiples of some subtracted from others."""

    equations: tuple[sp.Expr, ...]


def sums_of_squares(system: Iterable[sp.Expr], unknowns: Sequence[sp.Symbol]) -> Iterator[Way]:
    """Yield equations that put several unknowns to zero at once."""
    for equation in system:
        inside = [unknown for unknown in unknowns if equation.has(unknown)]
        if is_sum_of_squares(equation, inside):
            yield Way(equation, inside[0], (Alternative(equations=tuple(inside)),))


def turned_round(system: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> Iterator[Way]:
    """Yield two equations of which y times one less x times the other puts both unknowns to zero."""
    plain = len(system) != 2 or not sp.Tuple(*system).free_symbols > set(unknowns)  # numbers are eliminated
    found = None if plain else turning_sum(system, unknowns)
    if found is not None:
        first, *_ = system
        yield Way(first, unknowns[0], (Alternative(equations=(*unknowns, first)),))


def turning_sum(system: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> sp.Expr | None:
    """Find y P − x Q for P = 0 and Q = 0, where it is a multiple of a sum of squares: the field turns everywhere.

    Examples
    --------
    >>> from sympy import symbols
    >>> x, y, m = symbols("x y m", real=True)
    >>> turning_sum([m * x - y, x + m * y], [x, y])
    -x**2 - y**2
    """
    if len(system) != 2 or len(unknowns) != 2 or not all(each.is_polynomial(*unknowns) for each in system):
        return None
    (x, y), (p, q) = unknowns, system
    total = sp.expand(y * p - x * q)
    factors = [factor for factor in sp.Mul.make_args(sp.factor(total)) if factor.has(x, y)]
    number = sp.cancel(total / sp.Mul(*factors))
    return total if len(factors) == 1 and sign(number) and is_sum_of_squares(factors[0], unknowns) else None


def is_sum_of_squares(equation: sp.Expr, unknowns: Sequence[sp.Symbol]) -> bool:
    """Tell whether an equation says that a sum of even powers with coefficients of one sign, one of each alone, is 0.

    Such a sum is 0 only where every unknown is.

    Examples
    --------
    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> is_sum_of_squares(x**2 + 3 * y**4, [x, y]), is_sum_of_squares(x**2 - y**2, [x, y])
    (True, False)
    """
    form = normal_form(equation) if len(unknowns) > 1 else None
    if form is None or set(form.variables) != set(unknowns):
        return False
    terms = form.terms(unknowns)
    even = all(power % 2 == 0 for powers in terms for power in powers) and all(map(any, terms))
    sides = {coefficient > 0 for coefficient in terms.values()}
    alone = {powers.index(max(powers)) for powers in terms if sum(map(bool, powers)) == 1}
    return even and len(sides) == 1 and len(alone) == len(unknowns)
