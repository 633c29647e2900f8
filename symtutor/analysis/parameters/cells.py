"""Parameter space cut into cells on which polynomials keep their signs.

Over each cell of the other parameters the zeros of the polynomials in one parameter are curves that do not cross: the
leading coefficients, the discriminants and the resultants do not vanish there. This is the cylindrical algebraic
decomposition of Collins (Basu, Pollack, Roy, *Algorithms in Real Algebraic Geometry*, §5.1), with the curves written
by formulas.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.algebraic import polynomial_zeros
from symtutor.analysis.fixed_points.conditions import HOLDS
from symtutor.analysis.parameters.polynomials import factors
from symtutor.analysis.polynomial.factored import factored
from symtutor.analysis.polynomial.normal_form import degree
from symtutor.analysis.samples import between
from symtutor.numerics.balls import enclose
from symtutor.numerics.rational import at_numbers, rational_at
from symtutor.numerics.signs import in_order, sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sympy.logic.boolalg import Boolean

CELL_LIMIT = 200
DEGREE_LIMIT = 8
Values = dict[sp.Symbol, sp.Expr]


@dataclass(frozen=True, slots=True)
class Slice:
    """The values of one parameter over a cell of the others: an open interval, or the single value `low` = `high`.

    None is an end that nothing bounds; `closed` tells whether an end belongs to it. A slice that the assumptions on
    the parameter exclude has no sample.
    """

    parameter: sp.Symbol
    low: sp.Expr | None
    high: sp.Expr | None
    sample: sp.Expr | None
    closed: tuple[bool, bool] = (False, False)

    @property
    def exact(self) -> sp.Expr | None:
        """The only value of a slice that is a single one."""
        return self.low if self.closed == (True, True) and self.low is self.high else None

    def conditions(self, given: Values) -> Iterator[Boolean]:
        """Yield the inequalities of the ends, in which the values of earlier parameters are put."""
        low, high = (None if end is None else tidy(end.subs(given)) if given else end for end in (self.low, self.high))
        if self.exact is not None:
            yield sp.Eq(self.parameter, low)
            return
        if low is not None:
            yield (sp.Ge if self.closed[0] else sp.Gt)(self.parameter, low)
        if high is not None:
            yield (sp.Le if self.closed[1] else sp.Lt)(self.parameter, high)


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of parameter space: a slice for each parameter that matters, those that later ones depend on first."""

    slices: tuple[Slice, ...] = ()

    @property
    def sample(self) -> Values:
        """One choice of the parameters in the cell."""
        return {piece.parameter: piece.sample for piece in self.slices if piece.sample is not None}

    @property
    def excluded(self) -> bool:
        """Whether what is assumed of the parameters excludes the cell."""
        return any(piece.sample is None for piece in self.slices)

    @property
    def when(self) -> Boolean:
        """The conditions that describe the cell."""
        given = self.exact
        return sp.And(*(condition for piece in self.slices for condition in piece.conditions(given)))

    @property
    def exact(self) -> Values:
        """The parameters that the cell gives a value, in terms of those that it leaves free."""
        given: Values = {}
        for piece in self.slices:
            if piece.exact is not None:
                given[piece.parameter] = tidy(piece.exact.subs(given)) if given else piece.exact
        return given


def cells(polynomials: Sequence[sp.Expr], parameters: Sequence[sp.Symbol]) -> tuple[Cell, ...] | None:
    """Cut the space of the parameters so that every polynomial keeps its sign on each cell.

    Parameters
    ----------
    polynomials : sequence of Expr
        Irreducible polynomials in the parameters.
    parameters : sequence of Symbol
        Cells that the assumptions on them exclude are marked as excluded.

    Returns
    -------
    tuple of Cell or None
        None where a curve has no short formula, or where there are too many cells.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> [cell.when for cell in cells((r, r - 1), (r,))]
    [r < 0, Eq(r, 0), (r > 0) & (r < 1), Eq(r, 1), r > 1]
    """
    return _cells(tuple(polynomials), tuple(parameters))


@lru_cache(maxsize=512)
def _cells(polynomials: tuple[sp.Expr, ...], parameters: tuple[sp.Symbol, ...]) -> tuple[Cell, ...] | None:
    """Solve for the easiest parameters in turn, and keep the fewest cells; different orders meet the same questions."""
    used = [p for p in parameters if any(polynomial.has(p) for polynomial in polynomials)]
    if not used:
        return (Cell(tuple(Slice(p, None, None, _anywhere(p)) for p in parameters)),)
    ratings = {p: _difficulty(polynomials, p) for p in used}
    easiest = [p for p in used if ratings[p] == min(ratings.values())]
    divided = {p: _new_denominators(polynomials, p) for p in used if ratings[p][0] == min(ratings.values())[0]}
    if min(divided.values()) < min(divided[p] for p in easiest):
        easiest += [p for p in divided if divided[p] == min(divided.values())]
    best = None
    for main in easiest:
        way = _over(polynomials, parameters, main, CELL_LIMIT if best is None else len(best))
        best = way or best
    return best


def _over(
    polynomials: Sequence[sp.Expr], parameters: Sequence[sp.Symbol], main: sp.Symbol, most: int
) -> tuple[Cell, ...] | None:
    """Cut into fewer than so many cells along the curves on which a polynomial vanishes, solved for `main`."""
    own = [polynomial for polynomial in polynomials if polynomial.has(main)]
    if not all(_solvable(polynomial, main) for polynomial in own):
        return None
    curves = _curves(own, main)
    if curves is None:
        return None
    edge = [main] if any(allowed is None for _, _, allowed in curves) and main not in own else []
    base = _cells(_projection(polynomials, [*own, *edge], main), tuple(p for p in parameters if p != main))
    if base is None:
        return None
    found: list[Cell] = []
    for cell in base:
        stack = [Slice(main, None, None, None)] if cell.excluded else _stack(cell, curves, main)
        if stack is None or len(found) + len(stack) >= most:
            return None
        found += [Cell((*cell.slices, piece)) for piece in stack]
    return tuple(found)


Curve = tuple[sp.Expr, tuple["Boolean", ...], bool | None]
"""A zero as a function of the other parameters, where it exists, and whether the assumptions allow it (None: open)."""


def _difficulty(polynomials: Sequence[sp.Expr], parameter: sp.Symbol) -> tuple[int, int]:
    """Rate how hard it is to solve for a parameter: the highest degree, then how many need not be solved for it."""
    degrees = [degree(polynomial, (parameter,)) for polynomial in polynomials]
    return max(degrees), -sum(each > 0 for each in degrees)


def _new_denominators(polynomials: Sequence[sp.Expr], parameter: sp.Symbol) -> int:
    """Count what is divided by; where a ≠ 0 is a case anyway, 4ac = b² is better solved for c than for a."""
    own = [polynomial for polynomial in polynomials if polynomial.has(parameter)]
    leading = {factor for each in own for factor in factors(sp.expand(sp.Poly(each, parameter).LC()))}
    return len(leading - set(polynomials))


def _solvable(polynomial: sp.Expr, main: sp.Symbol) -> bool:
    """Tell whether the zeros have a short formula: by a square root or a power where other parameters occur."""
    highest = degree(polynomial, (main,))
    if polynomial.free_symbols == {main}:
        return highest <= DEGREE_LIMIT
    step = sp.igcd(0, 0, *(power for (power,), _ in sp.Poly(polynomial, main).terms()))
    return bool(highest <= 2 or highest == step or (highest, step) == (4, 2))


def _curves(polynomials: Sequence[sp.Expr], main: sp.Symbol) -> list[Curve] | None:
    """Solve each polynomial for the parameter `main`; zeros that its assumptions exclude are left out."""
    found: list[Curve] = []
    for polynomial in polynomials:
        zeros = polynomial_zeros(polynomial, main)
        if zeros is None:
            return None
        for alternative in zeros:
            for value in map(_short, alternative.values):
                allowed = _allowed(main, value)
                if allowed is not False:
                    found.append((value, alternative.when, allowed))
    return found


def _allowed(symbol: sp.Symbol, value: sp.Expr) -> bool | None:
    """Tell whether a value of the parameter agrees with what is assumed of it; its closure counts as allowed."""
    if symbol.is_positive or symbol.is_nonnegative:
        return False if value.is_nonpositive and not symbol.is_zero else True if value.is_nonnegative else None
    if symbol.is_negative or symbol.is_nonpositive:
        return False if value.is_nonnegative else True if value.is_nonpositive else None
    return True


def _projection(polynomials: Sequence[sp.Expr], own: Sequence[sp.Expr], main: sp.Symbol) -> tuple[sp.Expr, ...]:
    """Collect what must keep its sign so that the curves keep their number and order."""
    found: dict[sp.Expr, None] = dict.fromkeys(polynomial for polynomial in polynomials if not polynomial.has(main))
    for polynomial in own:
        coefficients = sp.Poly(polynomial, main).all_coeffs()
        for coefficient in coefficients:
            found.update(dict.fromkeys(factors(sp.expand(coefficient))))
            if sign(coefficient):
                break
        if len(coefficients) > 2:
            found.update(dict.fromkeys(factors(sp.discriminant(polynomial, main))))
    for first, second in combinations(own, 2):
        found.update(dict.fromkeys(factors(sp.resultant(first, second, main))))
    return tuple(found)


def _stack(cell: Cell, curves: Sequence[Curve], main: sp.Symbol) -> list[Slice] | None:
    """Order the curves over a cell by their values at its sample, and list what lies between them."""
    known = cell.sample
    values: dict[sp.Expr, sp.Expr] = {}
    for curve, when, _ in curves:
        holds = truth(sp.And(*when), known)
        if holds is None:
            return None
        value = put(curve, known) if holds else None
        if value is not None and not any(sign(value - other) == 0 for other in values):
            values[value] = _upright(curve, known)
    ordered = in_order(values)
    if ordered is None:
        return None
    ends: list[sp.Expr] = [sp.S.NegativeInfinity, *ordered, sp.S.Infinity]
    slices: list[Slice] = []
    for low, high in pairwise(ends):
        lowest, highest = _within(main, low, high)
        sample = None if lowest is None or highest is None else between(lowest, highest)
        if sample is None and lowest is not None:
            return None
        if sample == 0 and low.is_infinite and high.is_infinite:
            sample = sp.Rational(1, 3)
        slices.append(Slice(main, values.get(low), values.get(high), sample))
        if high.is_finite:
            curve = values[high]
            slices.append(Slice(main, curve, curve, high if _holds(main, high) else None, (True, True)))
    return slices


def _within(symbol: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[sp.Expr | None, sp.Expr | None]:
    """Cut an open interval to what is assumed of the parameter; None where nothing is left."""
    if symbol.is_nonnegative:
        low = low if low.is_finite and sign(low) == 1 else sp.S.Zero
        return (low, high) if high.is_infinite or sign(high) == 1 else (None, None)
    if symbol.is_nonpositive:
        high = high if high.is_finite and sign(high) == -1 else sp.S.Zero
        return (low, high) if low.is_infinite or sign(low) == -1 else (None, None)
    return low, high


def _holds(symbol: sp.Symbol, value: sp.Expr) -> bool:
    """Tell whether a number agrees with what is assumed of a parameter."""
    side = sign(value)
    checks = {"positive": side == 1, "negative": side == -1, "nonzero": side != 0}
    checks |= {"nonnegative": side != -1, "nonpositive": side != 1}
    return all(holds for fact, holds in checks.items() if getattr(symbol, f"is_{fact}"))


def put(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr | None:
    """Put values into an expression; None where it is not defined there."""
    result = at_numbers(expression, values)
    if result.is_Rational or enclose(result) is not None:
        return result
    return result if result.is_finite is not False and result.is_extended_real is not False else None


def truth(when: Boolean, values: Mapping[sp.Symbol, sp.Expr]) -> bool | None:
    """Decide a condition at values of the parameters by exact signs.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> truth((r > 0) & (r < 2), {r: sp.sqrt(2)})
    True
    """
    if when in (sp.true, sp.false):
        return when is sp.true
    if isinstance(when, sp.And | sp.Or):
        verdicts = [truth(part, values) for part in when.args]
        decisive = isinstance(when, sp.Or)
        return decisive if decisive in verdicts else None if None in verdicts else not decisive
    if isinstance(when, sp.Not):
        inner = truth(when.args[0], values)
        return None if inner is None else not inner
    left, right = rational_at(when.lhs, values), rational_at(when.rhs, values)
    difference = put(when.lhs - when.rhs, values) if left is None or right is None else left - right
    side = None if difference is None else sign(difference)
    return None if side is None else HOLDS[when.func](side)


@lru_cache(maxsize=256)
def tidy(value: sp.Expr) -> sp.Expr:
    """Write a formula over one denominator, also under its square roots."""
    if not value.free_symbols or value.is_polynomial(*value.free_symbols):
        return sp.expand(value)
    if value.is_rational_function():
        return factored(value)
    roots = {power: factored(power.base) ** power.exp for power in value.atoms(sp.Pow) if power.exp.is_Rational}
    return sp.together(value.xreplace({power: root for power, root in roots.items() if not power.exp.is_Integer}))


def _short(value: sp.Expr) -> sp.Expr:
    return factored(value) if value.free_symbols and value.is_rational_function() else sp.expand(value)


def _upright(value: sp.Expr, known: Values) -> sp.Expr:
    """Write a quotient with the denominator that is positive in the cell."""
    bottom, turned = _turned(value)
    return turned if bottom is not None and sign(at_numbers(bottom, known)) == -1 else value


@lru_cache(maxsize=256)
def _turned(value: sp.Expr) -> tuple[sp.Expr | None, sp.Expr]:
    """Return the denominator of a quotient, and the quotient with both parts negated; None where it has none."""
    top, bottom = sp.fraction(value)
    if bottom.is_number or not value.is_rational_function():
        return None, value
    return bottom, sp.Mul(factored(-top), 1 / sp.expand(-bottom))


def _anywhere(parameter: sp.Symbol) -> sp.Expr:
    """Choose a value of a parameter on which nothing depends."""
    return sp.Rational(-7, 5) if parameter.is_nonpositive else sp.Rational(7, 5)
