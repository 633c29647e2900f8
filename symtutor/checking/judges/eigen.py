"""Judging eigenvalues and eigenvectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import point, series
from symtutor.checking.claims import CharacteristicPolynomial
from symtutor.checking.equality import agree, pair_up, same
from symtutor.checking.judges.matrices import NO_POINT, matrix_at, theirs_at
from symtutor.checking.judges.simple import as_said
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.matrices import EIGENVALUE_SLIPS
from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import Eigenvalues, Eigenvector, Given, Place
    from symtutor.checking.context import Context
    from symtutor.model import Classification


def judge_eigenvalues(claim: Eigenvalues, context: Context) -> Judgement:
    """Compare as sets, by the characteristic polynomial where a value is not in the list."""
    found = context.the_one(claim.at)
    if found is None:
        return Judgement(Verdict.NOT_DECIDED, why=NO_POINT)
    truth = found.eigenvalues
    true_values = [value for value, _ in truth]
    listed = [value for value, multiplicity in truth for _ in range(multiplicity)]
    wrong, _, decided = pair_up(claim.values, listed, agree)
    strangers = [given for given in wrong if not any(agree(given, value) for value in true_values)]
    _, missing, _ = pair_up(claim.values, true_values, agree)
    counted = bool(wrong) and len(claim.values) >= len(listed) and not missing  # all of them, but too often
    if (strangers or counted) and decided:
        return _eigenvalue_slip(claim, strangers or wrong, found, context)
    if not decided:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether these are the eigenvalues is not decided."))
    if missing and not claim.one_of_them:
        return Judgement(
            Verdict.INCOMPLETE,
            where=paragraph(
                "A matrix of this size has more eigenvalues, unless one counts twice. Do these add up to the trace?"
            ),
            why=paragraph("{value} is an eigenvalue too.", value=series(missing)),
            how=paragraph("The eigenvalues are {all}.", all=series(true_values)),
            share=(len(claim.values), len(listed)),
        )
    return as_said(
        claim.values, exactly=all(any(same(given.value, value) for value in true_values) for given in claim.values)
    )


def _eigenvalue_slip(
    claim: Eigenvalues, strangers: Sequence[Given], found: Classification, context: Context
) -> Judgement:
    """Name the slip; trace and determinant are the check that a student can make."""
    theirs = theirs_at(context, claim.at)
    if theirs is not None:
        values = [value for value, count in theirs[1].eigenvals().items() for _ in range(count)]
        if not pair_up(claim.values, values, agree)[0]:
            return Judgement(
                Verdict.FOLLOWS, why=paragraph("Right for the matrix in line {line}.", line=theirs[0]), share=(1, 1)
            )
    for earlier in context.mistaken(CharacteristicPolynomial):
        if all(same(sp.expand(earlier.value.subs(earlier.unknown, given.value)), sp.S.Zero) for given in claim.values):
            return Judgement(
                Verdict.FOLLOWS,
                why=paragraph("Right for the equation in line {line}.", line=earlier.said.line),
                share=(1, 1),
            )
    matrix = found.linearization.jacobian
    slips = suspects(EIGENVALUE_SLIPS, claim, context, lambda answer: not any(pair_up(claim.values, answer, agree)[:2]))
    trace, total = sp.expand(matrix.trace()), sp.expand(sum(given.value for given in claim.values))
    determinant, product = sp.expand(matrix.det()), sp.expand(sp.prod([given.value for given in claim.values]))
    if len(claim.values) == context.system.dimension and same(trace, total) is False:
        check = paragraph(
            "The eigenvalues add up to the trace, {trace}; these add up to {total}.", trace=trace, total=total
        )
    elif len(claim.values) == context.system.dimension and same(determinant, product) is False:
        check = paragraph(
            "The product of the eigenvalues is the determinant, {det}; the product of these is {product}.",
            det=determinant,
            product=product,
        )
    else:
        check = paragraph("{value} is not an eigenvalue.", value=strangers[0].value)
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            slips[0].asks if slips else "Their sum is the trace and their product the determinant. Do yours fit?"
        ),
        why=paragraph("{check}{told}", check=check, told=told(slips)),
        how=paragraph(
            "At {at} the eigenvalues are {values}.",
            at=point(found.at),
            values=series(value for value, _ in found.eigenvalues),
        ),
        misconceptions=tuple(slip.name for slip in slips),
    )


def judge_eigenvector(claim: Eigenvector, context: Context) -> Judgement:
    """Multiply: J v must be λ v, and v not zero."""
    matrix = matrix_at(context, claim.at)
    if matrix is None or len(claim.vector) != context.system.dimension:
        return Judgement(Verdict.NOT_DECIDED, why=NO_POINT)
    vector = sp.Matrix([given.value for given in claim.vector])
    image = (matrix * vector).applyfunc(sp.expand)
    if all(same(entry, sp.S.Zero) for entry in vector):
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Is this vector a direction?"),
            why=paragraph("The zero vector is no eigenvector: it has no direction."),
        )
    values = [claim.eigenvalue.value] if claim.eigenvalue else [value for value, _ in _spectrum(context, claim.at)]
    verdicts = [is_eigenvector(image, vector, value) for value in values]
    if True in verdicts:
        return as_said(claim.vector)
    if None in verdicts:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether J v is a multiple of v is not decided."))
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Multiply the matrix by your vector. Is the result a multiple of the vector?"),
        why=paragraph(
            "The matrix takes this vector to {image}, which is not {multiple} times the vector.",
            image=_tuple(image),
            multiple=values[0] if claim.eigenvalue else "an eigenvalue",
        ),
        how=paragraph("Solve (J − λ I) v = 0 for each eigenvalue λ."),
    )


def _spectrum(context: Context, place: Place | None) -> Sequence[tuple[sp.Expr, int]]:
    found = context.the_one(place)
    return found.eigenvalues if found else ()


def _tuple(vector: sp.Matrix) -> object:
    return point(tuple(vector))


def is_eigenvector(image: sp.Matrix, vector: sp.Matrix, value: sp.Expr) -> bool | None:
    """Decide whether an image is a multiple of its vector."""
    verdicts = [same(sp.expand(a), sp.expand(value * b)) for a, b in zip(image, vector, strict=True)]
    return False if False in verdicts else None if None in verdicts else True
