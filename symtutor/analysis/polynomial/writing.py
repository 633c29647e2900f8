"""FLINT's polynomials written as SymPy's expressions, every part in the order in which SymPy keeps it.

Equal expressions are the same tree to SymPy, so what is built here without its evaluation must be built as it would.
"""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

import sympy as sp

if TYPE_CHECKING:
    from collections.abc import Mapping

IN_ORDER = cmp_to_key(sp.Basic.compare)


def written(value: Any, variables: tuple[sp.Expr, ...]) -> sp.Expr:  # noqa: ANN401 - flint ships no types
    """Build the sum of the terms with everything in the order in which SymPy keeps it."""
    constant, terms = sp.S.Zero, []
    for powers, coefficient in value.to_dict().items():
        number = sp.Rational(int(coefficient.p), int(coefficient.q))
        used = [(base, int(power)) for base, power in zip(variables, powers, strict=True) if power]
        parts = [base if power == 1 else sp.Pow(base, sp.Integer(power)) for base, power in used]
        if parts:
            terms.append(_product(number, sorted(parts, key=IN_ORDER)))
        else:
            constant = number
    terms.sort(key=IN_ORDER)
    summands = terms if constant == 0 else [constant, *terms]
    return sp.Add(*summands, evaluate=False) if len(summands) > 1 else summands[0] if summands else sp.S.Zero


def _product(number: sp.Rational, parts: list[sp.Expr]) -> sp.Expr:
    if number != 1:
        parts.insert(0, number)
    return sp.Mul(*parts, evaluate=False) if len(parts) > 1 else parts[0]


def place_among_factors(factor: Any, times: int, used: list[int]) -> tuple[Any, ...]:  # noqa: ANN401
    """Order factors as SymPy does: by degree in the first variable, number of variables, exponent, coefficients."""
    if len(factor) == 1:
        return (2, 1, times, [1, 0])
    terms = {tuple(int(powers[place]) for place in used): c for powers, c in factor.to_dict().items()}
    rows = _nested(terms, len(used))
    return (len(rows), len(used), times, rows)


def _nested(terms: Mapping[tuple[int, ...], Any], size: int) -> list[Any]:
    """Write coefficients in nested lists, the highest power of the first variable first."""
    degree = max((powers[0] for powers in terms), default=-1)
    if size == 1:
        return [terms.get((power,), 0) for power in range(degree, -1, -1)]
    if not terms:
        return [_nested({}, size - 1)]
    rows: list[dict[tuple[int, ...], Any]] = [{} for _ in range(degree + 1)]
    for powers, coefficient in terms.items():
        rows[degree - powers[0]][powers[1:]] = coefficient
    return [_nested(row, size - 1) for row in rows]
