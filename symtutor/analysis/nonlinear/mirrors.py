"""Which reflections can turn a field round: those that turn its linear part round, and fit a term beyond it."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.jets import jets
from symtutor.analysis.size import within
from symtutor.analysis.structure.exact import algebraic, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.analysis.nonlinear.frames import Frame
    from symtutor.analysis.nonlinear.jets import Jet

Mirror = tuple[tuple[sp.Expr, sp.Expr], tuple[sp.Expr, sp.Expr]]
"""A 2 × 2 matrix whose square is the identity, acting on the displacements of the states."""

ONE, ZERO = sp.S.One, sp.S.Zero

PLAIN: tuple[Mirror, ...] = (
    ((ONE, ZERO), (ZERO, -ONE)),  # in the horizontal through the point: every x″ = F(x, (x′)²)
    ((-ONE, ZERO), (ZERO, ONE)),  # in the vertical
    ((ZERO, ONE), (ONE, ZERO)),  # in the diagonal
    ((ZERO, -ONE), (-ONE, ZERO)),  # in the other diagonal
)

DEGREE = 3
SIZE_LIMIT = 120
"""Operations in the coefficients that decide a reflection, beyond which it is not tried."""


def oblique_mirrors(frame: Frame) -> Iterator[Mirror]:
    """Find the reflections that fit a linear center in its normal form, from one term of lowest degree.

    In coordinates with z′ = iω z + Σ gⱼₖ zʲ z̄ᵏ a reflection that turns the linear part round is z ↦ q z̄ with |q| = 1.
    It turns the term gⱼₖ round where q^(j − k − 1) = −ḡⱼₖ/gⱼₖ. One term of this kind leaves few q.
    """
    plain = jets(frame.field, frame.states, frame.at, DEGREE)
    if plain is None or not algebraic(c for component in plain for c in component.terms.values()):
        return
    expanded = frame.jets(DEGREE)
    if expanded is None:
        return
    for degree in range(2, DEGREE + 1):
        for (j, k), (real, imaginary) in _complex_terms(expanded, degree).items():
            turns = j - k - 1
            if not turns or (real == 0 and imaginary == 0):
                continue
            if not within((real, imaginary), SIZE_LIMIT):
                return
            size = real**2 + imaginary**2
            cosine = normal((imaginary**2 - real**2) / size)
            sine = normal(2 * real * imaginary / size) * sp.sign(turns)
            if not within((cosine, sine, *frame.first, *frame.second), SIZE_LIMIT):
                return
            for q in _roots(cosine, sine, abs(turns)):
                yield _in_states(frame, *q)
            return


def _complex_terms(field: tuple[Jet, Jet], degree: int) -> dict[tuple[int, int], tuple[sp.Expr, sp.Expr]]:
    """Write the terms of one degree by powers of z and z̄: real and imaginary parts of the coefficients.

    u = (z + z̄)/2 and w = (z − z̄)/2i, so uⁱ wʲ is a sum of integers over 2ᵈ iʲ.
    """
    total: dict[tuple[int, int], list[sp.Expr]] = {}
    for component, added in zip(field, (0, 1), strict=True):
        for (i, j), c in component.form(degree).items():
            quarter = (added - j) % 4  # the power of the imaginary unit in front
            for k in range(degree + 1):
                number = sum((-1) ** (k - m) * comb(i, m) * comb(j, k - m) for m in range(k + 1))
                parts = total.setdefault((degree - k, k), [ZERO, ZERO])
                parts[quarter % 2] += (-1) ** (quarter // 2) * sp.Rational(number, 2**degree) * c
    return {powers: (normal(parts[0]), normal(parts[1])) for powers, parts in total.items()}


def _roots(cosine: sp.Expr, sine: sp.Expr, degree: int) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Solve qᵏ = cosine + i sine for q on the unit circle, for k = 1, 2 and for k = 3 where the right side is ±1."""
    if degree == 1:
        yield cosine, sine
    elif degree == 2:
        if cosine == -1:
            yield from ((ZERO, ONE), (ZERO, -ONE))
            return
        first = sp.sqrt(normal((1 + cosine) / 2))
        second = normal(sine / (2 * first))
        yield from ((first, second), (-first, -second))
    elif sine == 0:
        yield cosine, ZERO


def _in_states(frame: Frame, cosine: sp.Expr, sine: sp.Expr) -> Mirror:
    """Carry the reflection (u, w) ↦ (c u + s w, s u − c w) over to the displacements of the states."""
    old = sp.Matrix([frame.first, frame.second]).T
    mirrored = old * sp.Matrix([[cosine, sine], [sine, -cosine]]) * old.inv()
    a, b, c, d = (normal(entry) for entry in mirrored)
    return (a, b), (c, d)
