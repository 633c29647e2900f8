"""Fixed points as JSON: where they are, what they are, and what is proved about others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import re

from symtutor.render.json.numbers import first_member, real, real_and_imaginary
from symtutor.render.json.reasons import summary, theorems
from symtutor.render.json.writer import names
from symtutor.render.sympy_string import symbol_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Expr, Symbol

    from symtutor.model import Analysis, Classification
    from symtutor.render.json.writer import Writer


def fixed_points(analysis: Analysis, writer: Writer) -> dict[str, Any]:
    """Give the fixed points and what is proved about others."""
    found = analysis.fixed_points
    window = getattr(found.reason, "window", None)
    sides = () if window is None else window.sides
    return {
        "completeness": found.completeness.value,
        "window": {symbol_string(state): [writer.string(low), writer.string(high)] for state, low, high in sides}
        or None,
        "reason": summary(found.reason),
        "points": [_point(classified, writer) for classified in analysis.classifications],
    }


def _point(classified: Classification, writer: Writer) -> dict[str, Any]:
    """Give one fixed point, or a family by its index."""
    point = classified.point
    return {
        "at": writer.point(point.at),
        "decimal": {
            state: real(first_member(coordinate, point.index))
            for state, coordinate in zip(writer.states, point.at, strict=True)
        },
        "index": names(point.index),
        "when": writer.condition(point.when),
        "kind": classified.kind.value,
        "stability": classified.stability.value,
        "hyperbolic": _hyperbolic([value for value, _ in classified.eigenvalues]),
        "jacobian": [[writer.string(entry) for entry in row] for row in classified.linearization.jacobian.tolist()],
        "eigenvalues": [
            _eigenvalue(value, multiplicity, point.index, writer) for value, multiplicity in classified.eigenvalues
        ],
        "decided_by": theorems(classified.reasons),
    }


def _eigenvalue(value: Expr, multiplicity: int, index: tuple[Symbol, ...], writer: Writer) -> dict[str, Any]:
    """Give an eigenvalue exactly and as two decimals."""
    x, y = real_and_imaginary(first_member(value, index))
    return {"value": writer.string(value), "re": x, "im": y, "multiplicity": multiplicity}


def _hyperbolic(eigenvalues: Sequence[Expr]) -> bool | None:
    """Tell whether no eigenvalue has real part zero; None where that is not decided exactly."""
    on_axis = [_on_axis(value) for value in eigenvalues]
    if True in on_axis:
        return False
    return None if None in on_axis or not eigenvalues else True


def _on_axis(value: Expr) -> bool | None:
    """Tell whether the real part is zero."""
    if value.is_extended_real:
        verdict = value.is_zero
    elif value.is_imaginary:
        verdict = True
    else:
        verdict = re(value).is_zero
    return None if verdict is None else bool(verdict)
