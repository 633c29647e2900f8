"""Eigenvalues and eigenvectors by hand: determinants expanded, quadratics solved, equations for vectors reduced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.directions import Eigenvectors
from symtutor.analysis.double_eigenvalue import DoubleEigenvalue
from symtutor.analysis.eigen import LAMBDA
from symtutor.analysis.parameters.words import StabilityCase
from symtutor.analysis.plane import TraceDeterminant
from symtutor.analysis.space.routh_hurwitz import RouthHurwitz
from symtutor.analysis.words import is_long
from symtutor.derivation.differentiating import entries
from symtutor.derivation.eigen.characteristic import CharacteristicPolynomial
from symtutor.derivation.eigen.reduction import RowReduction
from symtutor.derivation.eigen.roots import FactoredPolynomial, QuadraticRoots
from symtutor.derivation.eigen.table import EigenvaluesByHand, QuantitiesByHand
from symtutor.derivation.eigen.vectors import DirectionByHand, VectorsByHand
from symtutor.derivation.placed import Place, Placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import Analysis, Classification
    from symtutor.rule import Rule

__all__ = ["eigenvalues", "eigenvectors"]

SIMPLE = 2
"""Operations in an eigenvalue for which rows are still reduced: 1 + √2."""

LONG = 12
"""Operations in an entry of J beyond which a determinant is not written out: a formula with parameters."""


def eigenvalues(analysis: Analysis) -> Iterator[Placed]:
    """Work out the eigenvalues at every point where they are short."""
    found = analysis.derivative
    if not isinstance(found, Jacobian):
        return
    general = entries(found)
    told: set[object] = set()
    for c in analysis.classifications:
        matrix = c.linearization.jacobian
        rule = next((rule for rule in c.reasons if hasattr(rule, "theorem")), None)
        if rule is None or not _short(matrix):
            continue
        if isinstance(rule, TraceDeterminant):
            line = EigenvaluesByHand(rule, found.states, general)
            if rule.eigenvalues and line.verify():
                yield Placed(line, rule, Place.INSTEAD)
        elif isinstance(rule, StabilityCase):
            if matrix.rows == 2 and (c.at, matrix) not in told:
                told.add((c.at, matrix))
                yield Placed(QuantitiesByHand(c.at, matrix, found.states, general), rule, Place.BEFORE)
        elif hasattr(rule, "jacobian"):
            polynomial = CharacteristicPolynomial(c.at, matrix)
            if isinstance(rule, RouthHurwitz) and polynomial.value in told:
                continue  # it tells points with the same polynomial together
            told.add(polynomial.value)
            yield from (Placed(line, rule, Place.BEFORE) for line in _spectrum(c, polynomial))


def _short(matrix: sp.ImmutableMatrix) -> bool:
    """Tell whether a determinant can be written out: numbers that are read at a glance."""
    if matrix.has(sp.nan) or any(is_long(entry) or hasattr(entry, "ball") for entry in matrix):
        return False
    return all(entry.count_ops() <= LONG for entry in matrix)


def _spectrum(c: Classification, polynomial: CharacteristicPolynomial) -> Iterator[Rule]:
    """Yield the determinant, its factors and the quadratics."""
    space = polynomial.jacobian.rows > 2
    if not polynomial.triangular and (polynomial.jacobian.rows > 3 or (space and polynomial.jacobian.free_symbols)):
        return
    yield polynomial
    if polynomial.triangular:
        return
    parts = polynomial.factors or (polynomial.value,)
    for part in parts:
        yield from _solved(part, c)


def _solved(part: sp.Expr, c: Classification) -> Iterator[Rule]:
    """Factor one factor further, and solve what is quadratic."""
    degree = sp.degree(part, LAMBDA)
    if degree > 2:
        if not all(coefficient.is_Rational for coefficient in sp.Poly(part, LAMBDA).all_coeffs()):
            return
        found = sp.Poly(part, LAMBDA).monic().factor_list()[1]
        if len(found) == 1 and found[0][1] == 1:
            return
        factors = sorted(((factor.monic().as_expr(), times) for factor, times in found), key=lambda f: sp.degree(f[0]))
        yield FactoredPolynomial(part, tuple(factors))
        for factor, _ in factors:
            yield from _solved(factor, c)
    elif degree == 2:
        b, det = sp.Poly(part, LAMBDA).all_coeffs()[1:]
        disc = sp.expand(b**2 - 4 * det)
        known = [value for value, _ in c.eigenvalues if sp.expand(part.xreplace({LAMBDA: value})) == 0]
        roots = known * 2 if len(known) == 1 and disc == 0 else known
        pairs = ((roots[0], roots[1]), (roots[1], roots[0])) if len(roots) == 2 else ()
        yield from [line for pair in pairs if (line := QuadraticRoots(-b, det, pair)).verify()][:1]


def eigenvectors(analysis: Analysis) -> Iterator[Placed]:
    """Solve (J − λI) v = 0 for the eigenvectors that the analysis names."""
    for c in analysis.classifications:
        if analysis.system.dimension == 3:
            yield from _reduced(c)
        for rule in c.reasons:
            if isinstance(rule, Eigenvectors) and _short(rule.jacobian):
                vectors = ((rule.low, rule.low_vector), (rule.high, rule.high_vector))
                lines = tuple(DirectionByHand(rule.jacobian, value, vector) for value, vector in vectors)
                if all(line.verify() for line in lines):
                    yield Placed(VectorsByHand(rule, lines), rule, Place.INSTEAD)
            elif isinstance(rule, DoubleEigenvalue) and rule.vector is not None and _short(rule.jacobian):
                line = DirectionByHand(rule.jacobian, rule.value, rule.vector)
                if line.verify():
                    yield Placed(VectorsByHand(rule, (line,)), rule, Place.INSTEAD)


def _reduced(c: Classification) -> Iterator[Placed]:
    """Reduce J − λI for the real eigenvalues of a point in space, where all numbers are short."""
    rule = next((rule for rule in c.reasons if hasattr(rule, "theorem")), None)
    matrix = c.linearization.jacobian
    if rule is None or matrix.free_symbols or not _short(matrix) or matrix.is_diagonal():
        return
    for value, _ in c.eigenvalues:
        if value.is_real and not is_long(value) and value.count_ops() <= SIMPLE:
            line = RowReduction(c.at, matrix, value)
            if len(line.vectors) > 0 and line.verify():
                yield Placed(line, rule, Place.AFTER)
