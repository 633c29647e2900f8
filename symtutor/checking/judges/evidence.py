"""Evidence that a student can check by hand: signs of f on both sides, trace and determinant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import number, point, series
from symtutor.document import Chain, Listing, Name, Paragraph, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.context import Context
    from symtutor.document import Formula
    from symtutor.model import Classification

DOES = {
    (1, -1): "the flow arrives from both sides",
    (-1, 1): "the flow leaves on both sides",
    (1, 1): "the flow arrives from the left and leaves to the right",
    (-1, -1): "the flow arrives from the right and leaves to the left",
}
VERB = {
    (1, -1): "attracts",
    (-1, 1): "repels",
    (1, 1): "attracts from the left only",
    (-1, -1): "attracts from the right only",
}
STEPS = (sp.S.Half, sp.Rational(1, 4), sp.Rational(1, 10), sp.Rational(1, 100), sp.Rational(1, 1000))


def sides_of(found: Classification, context: Context) -> tuple[sp.Expr, sp.Expr] | None:
    """Choose a number on each side of a fixed point, with no other fixed point between."""
    if found.point.index or found.at[0].free_symbols or not found.at[0].is_Rational:
        return None
    others = [other.at[0] for other in context.points if other is not found and not other.at[0].free_symbols]
    if any(other.point.index for other in context.points):
        others += [
            value
            for other in context.points
            if other.point.index
            for k in (-1, 0, 1)
            for value in [other.at[0].xreplace(dict.fromkeys(other.point.index, sp.Integer(k)))]
        ]
    for step in STEPS:
        left, right = found.at[0] - step, found.at[0] + step
        if not any(
            sign(other - left) != sign(other - found.at[0]) or sign(right - other) != sign(found.at[0] - other)
            for other in others
            if other != found.at[0]
        ):
            return left, right
    return None


def evidence(found: Classification, context: Context) -> tuple[Paragraph, Formula | None]:
    """Give the reason for what a point is, and a line of arithmetic that shows it."""
    if context.system.dimension == 1:
        return _on_the_line(found, context)
    return _by_matrix(found)


def _on_the_line(found: Classification, context: Context) -> tuple[Paragraph, Formula | None]:
    """Show the signs on both sides, or the slope where no handy numbers are near."""
    chosen = sides_of(found, context)
    slope = found.linearization.jacobian[0, 0]
    if chosen is None:
        if slope.is_finite is False or slope is sp.nan or sign(slope) in {0, None}:
            return paragraph("The sign of f on each side of {at} decides.", at=point(found.at)), None
        name = Name("f", args=found.at, primes=1, value=slope)
        relation = "<" if sign(slope) == -1 else ">"
        chain = Chain((name, slope, sp.S.Zero), ("=", relation))
        return paragraph(
            "{chain}: a small distance " + ("shrinks." if relation == "<" else "grows."), chain=chain
        ), chain
    values = [context.at(context.system.field[0], (value,)) for value in chosen]
    signs = tuple(sign(value) for value in values)
    chains = tuple(
        Chain((Name("f", args=(place,), value=value), value, sp.S.Zero), ("=", "<" if at == -1 else ">"))
        for place, value, at in zip(chosen, values, signs, strict=True)
    )
    if signs not in DOES:
        return paragraph("The sign of f on each side of {at} decides.", at=point(found.at)), None
    words = paragraph(
        f"{{left}} and {{right}}: {DOES[signs]}, so {{at}} {VERB[signs]}.",
        left=chains[0],
        right=chains[1],
        at=point(found.at),
    )
    return words, Listing(chains)


def _by_matrix(found: Classification) -> tuple[Paragraph, Formula | None]:
    """Show trace and determinant in the plane, the eigenvalues above it."""
    matrix = found.linearization.jacobian
    values = series(number(value) for value, _ in found.eigenvalues) if found.eigenvalues else paragraph("?")
    if matrix.shape != (2, 2) or matrix.has(sp.nan):
        return paragraph("The eigenvalues at {at} are {values}.", at=point(found.at), values=values), None
    trace, determinant = sp.expand(matrix.trace()), sp.expand(matrix.det())
    det_sign, trace_sign = sign(determinant), sign(trace)
    show_det = _compared("det", determinant, det_sign)
    show_trace = _compared("tr", trace, trace_sign)
    if det_sign == -1:
        return paragraph(
            "The determinant is negative, {det}: the eigenvalues {values} have opposite signs.",
            det=show_det,
            values=values,
        ), show_det
    if trace_sign == 0 and det_sign == 1:
        told = "so the linear part turns without growing or shrinking"
        return paragraph(
            f"The trace is zero, {{trace}}: the real part of the eigenvalues {{values}} is zero, {told}. The "
            f"point is {found.stability.value}.",
            trace=show_trace,
            values=values,
        ), show_trace
    turning = sign(sp.expand(trace**2 - 4 * determinant))
    shape = (
        {-1: "they are complex, so solutions turn", 0: "they coincide", 1: "they are real and differ"}.get(
            turning, "see above"
        )
        if turning is not None
        else "their signs decide"
    )
    grow = {1: "positive real part: solutions leave", -1: "negative real part: solutions arrive"}.get(
        trace_sign or 0, "real part zero"
    )
    return paragraph(
        f"{{det}} and {{trace}}: the eigenvalues {{values}} have {grow}; {shape}.",
        det=show_det,
        trace=show_trace,
        values=values,
    ), show_trace


def _compared(name: str, value: sp.Expr, known: int | None) -> Chain:
    """Write a number and how it compares with zero."""
    if known in {None, 0}:
        return Chain((Name(name), value), ("=",))
    return Chain((Name(name), value, sp.S.Zero), ("=", "<" if known == -1 else ">"))
