"""Judging what is said of the motion: a formula for it, its time scale, its directions, its characteristic equation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import number, point
from symtutor.checking.claims import EulerSetting, Pace
from symtutor.checking.equality import agree, same
from symtutor.checking.judges.eigen import is_eigenvector
from symtutor.checking.judges.matrices import NO_POINT, matrix_at
from symtutor.checking.judges.remarks import undecided
from symtutor.checking.judges.simple import as_said
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, equals, paragraph
from symtutor.model import Stability
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import CharacteristicPolynomial, Direction, ExplicitSolution, TimeScale
    from symtutor.checking.context import Context


PLANAR = (
    "The coefficient after the first is minus the trace, and the trace is {trace}.",
    "The constant is the determinant, and the determinant is {det}.",
)


def judge_characteristic(claim: CharacteristicPolynomial, context: Context) -> Judgement:
    """Compare coefficient by coefficient with det(λI − J), after division by the first."""
    matrix = matrix_at(context, claim.at)
    if matrix is None:
        return Judgement(Verdict.NOT_DECIDED, why=NO_POINT)
    said = sp.Poly(sp.expand(claim.value), claim.unknown)
    truth = sp.Poly((claim.unknown * sp.eye(matrix.rows) - matrix).det(), claim.unknown)
    right = [sp.expand(each) for each in truth.all_coeffs()]
    if said.degree() == truth.degree() and sign(said.LC()) in {-1, 1}:
        theirs = [sp.cancel(each / said.LC()) for each in said.all_coeffs()]
        verdicts = [same(a, b) for a, b in zip(theirs, right, strict=True)]
        if False not in verdicts:
            return RIGHT if None not in verdicts else undecided("Whether every coefficient is right is not decided.")
        slip = verdicts.index(False)
    else:
        slip = 0
    trace, determinant = sp.expand(matrix.trace()), sp.expand(matrix.det())
    planar = matrix.rows == len(PLANAR)
    reasons = (f"A matrix with {matrix.rows} rows has a characteristic polynomial of degree {matrix.rows}.", *PLANAR)
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            "In the plane it is λ² less the trace times λ, plus the determinant. Does yours fit, sign by sign?"
            if planar
            else "Expand det(λI − J) once more, and mind the signs."
        ),
        why=paragraph(
            reasons[slip] if slip == 0 or planar else "One of the coefficients differs.", trace=trace, det=determinant
        ),
        how=paragraph(
            "With trace {trace} and determinant {det} it is {polynomial}.",
            trace=trace,
            det=determinant,
            polynomial=truth.as_expr(),
        ),
    )


def judge_solution(claim: ExplicitSolution, context: Context) -> Judgement:
    """Put the formula into the equation, and the time 0 into the formula."""
    system = context.system
    component = system.field[system.states.index(claim.state)]
    if component.free_symbols & (set(system.states) - {claim.state}):
        return undecided("This state depends on the others; a formula for one alone is not judged.")
    slope, field = sp.diff(claim.value, system.time), component.subs(claim.state, claim.value)
    verdict = same(sp.powsimp(sp.expand(slope - field)), sp.S.Zero)
    if verdict is None:
        return undecided("Whether this formula solves the equation is not decided.")
    if not verdict:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Differentiate your formula, and put it into the right-hand side. Are the two equal?"),
            why=paragraph(
                "The derivative of your formula is {slope}, but the right-hand side gives {field}.",
                slope=sp.expand(slope),
                field=sp.expand(field),
            ),
            how=paragraph("A solution makes both sides of the equation equal at every time."),
        )
    first = sp.expand(claim.value.subs(system.time, 0))
    start = claim.start or (None if claim.constants else _start(claim.state, context))
    if start is not None and same(first, start) is False:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("It does solve the equation. Does it begin where it should?"),
            why=paragraph(
                "It solves the equation, but {value}, and the start is {start}.",
                value=equals(Name(claim.state.name, args=(sp.S.Zero,), value=first), first),
                start=start,
            ),
            share=(1, 2),
        )
    return RIGHT


def _start(state: sp.Symbol, context: Context) -> sp.Expr | None:
    """Give the start of a state that was said before, or that the problem gives."""
    said = (dict(setting.by_name).get(state) for setting in context.earlier(EulerSetting))
    known = {**dict(context.system.start), **dict(context.start)}
    return next((value for value in said if value is not None), known.get(state))


def judge_time_scale(claim: TimeScale, context: Context) -> Judgement:
    """Compare with one over the size of the real part of an eigenvalue, or with ln 2 over it."""
    points = context.classified(claim.at) or (
        tuple(found for found in context.points if found.stability is Stability.ASYMPTOTIC) if claim.at is None else ()
    )
    rates = [
        sp.Abs(sp.re(value)) for found in points for value, _ in found.eigenvalues if sign(sp.re(value)) in {-1, 1}
    ]
    if not rates:
        return undecided("No eigenvalue sets a time scale here, or it is not plain which point is meant.")
    factor = sp.log(2) if claim.pace is Pace.HALF_LIFE else sp.S.One
    truths = [sp.cancel(factor / rate) for rate in rates]
    right = next((truth for truth in truths if agree(claim.value, truth)), None)
    if right is not None:
        return as_said((claim.value,), exactly=bool(same(claim.value.value, right)))
    if any(same(claim.value.value, truth) is None for truth in truths):
        return undecided("Whether this is the value is not decided.")
    formula = "ln 2 over" if claim.pace is Pace.HALF_LIFE else "one over"
    return Judgement(
        Verdict.WRONG,
        where=paragraph(f"How does the {claim.pace.value} depend on the rate: does a larger rate make it longer?"),
        why=paragraph(
            f"A small distance changes like exp(λt), so the {claim.pace.value} is {formula} the size of λ: {{truth}}.",
            truth=truths[0],
        ),
    )


def judge_direction(claim: Direction, context: Context) -> Judgement:
    """Multiply by the matrix: the vector has an eigenvalue, and that must be the one that is meant."""
    found = context.the_one(claim.at)
    if found is None or len(claim.vector) != context.system.dimension:
        return Judgement(Verdict.NOT_DECIDED, why=NO_POINT)
    vector = sp.Matrix([given.value for given in claim.vector])
    image = (found.linearization.jacobian * vector).applyfunc(sp.expand)
    values = [value for value, _ in found.eigenvalues]
    verdicts = [is_eigenvector(image, vector, value) for value in values]
    if any(given.places is not None for given in claim.vector) or (None in verdicts and True not in verdicts):
        return undecided("Whether this is the direction of an eigenvector is not decided.")
    if True not in verdicts or vector.is_zero_matrix:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Multiply the matrix by your vector. Is the result a multiple of the vector?"),
            why=paragraph(
                "The matrix takes this vector to {image}, which is no multiple of it.", image=point(tuple(image))
            ),
        )
    value = values[verdicts.index(True)]
    fits = _is_meant(claim.which, value, values)
    if fits is None:
        return undecided("There is no slow and no fast direction here that one could compare with.")
    if fits:
        return RIGHT
    return Judgement(
        Verdict.WRONG,
        where=paragraph("It is an eigenvector. What does its eigenvalue say about the speed and the sign?"),
        why=paragraph(
            "It is an eigenvector, but its eigenvalue is {value}. " + MEANS[claim.which],
            value=number(value),
        ),
        misconceptions=("direction of the other eigenvalue",),
    )


MEANS = {
    "slow": "The slow direction belongs to the eigenvalue nearest to zero.",
    "fast": "The fast direction belongs to the eigenvalue farthest from zero.",
    "arriving": "Solutions arrive along the eigenvector of a negative eigenvalue.",
    "leaving": "Solutions leave along the eigenvector of a positive eigenvalue.",
}


def _is_meant(which: str, value: sp.Expr, values: Sequence[sp.Expr]) -> bool | None:
    """Tell whether an eigenvalue is the one that a word means; None where the word means none."""
    if which in {"arriving", "leaving"}:
        known = sign(sp.re(value))
        return None if known is None else known == (-1 if which == "arriving" else 1)
    others = [other for other in values if other != value]
    if not others or any(sign(sp.re(other * value)) != 1 for other in others):
        return None
    longer = [sign(sp.expand(sp.re(other) ** 2 - sp.re(value) ** 2)) for other in others]
    return None if None in longer else all(each == (1 if which == "slow" else -1) for each in longer)
