"""Judging the Jacobian and what is computed from it: trace, determinant, discriminant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.derivative import Jacobian as TrueJacobian
from symtutor.checking.claims import Jacobian, JacobianEntry, MatrixNumber, Quantity
from symtutor.checking.equality import agree, same
from symtutor.checking.judges.calculus import judge_sign
from symtutor.checking.judges.simple import as_said
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.matrices import MATRIX_SLIPS, NUMBER_SLIPS
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, equals, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import Given, Place
    from symtutor.checking.context import Context

NAMES = {Quantity.TRACE: "tr", Quantity.DETERMINANT: "det", Quantity.DISCRIMINANT: "disc"}
NO_POINT = paragraph("It is not said, and not plain, at which point this is meant.")


def matrix_at(context: Context, place: Place | None) -> sp.ImmutableMatrix | None:
    """Evaluate the Jacobian at the point that is meant; None where that is not plain."""
    jacobian = TrueJacobian(context.system.states, context.system.field)
    if place is not None:
        found = context.the_one(place)
        return jacobian.at(found.at if found is not None and not found.point.index else place.values)
    only = context.the_one(None)
    return None if only is None else only.linearization.jacobian


def judge_jacobian(claim: Jacobian, context: Context) -> Judgement:
    """Compare entry by entry."""
    states, field = context.system.states, context.system.field
    truth = TrueJacobian(states, field).at(claim.at.values) if claim.at else sp.Matrix(field).jacobian(states)
    size = len(states)
    verdicts = {(i, j): agree(claim.rows[i][j], truth[i, j]) for i in range(size) for j in range(size)}
    wrong = [place for place, verdict in verdicts.items() if verdict is False]
    if wrong:
        return _followed_matrix(claim, context) or _matrix_slip(claim, wrong, truth, context)
    if None in verdicts.values():
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether every entry is right is not decided."))
    return as_said([given for row in claim.rows for given in row] if claim.at else ())


def judge_entry(claim: JacobianEntry, context: Context) -> Judgement:
    """Compare with one derivative."""
    states, field = context.system.states, context.system.field
    truth = sp.diff(field[claim.row], states[claim.column])
    verdict = agree(claim.value, truth)
    if verdict is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether this is the derivative is not decided."))
    if verdict:
        return RIGHT
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Differentiate this right-hand side once more; the other states count as constants."),
        why=paragraph(
            "The derivative of the right-hand side of {equation} by {state} is {right}, not {said}.",
            equation=equals_prime(states[claim.row], field[claim.row]),
            state=states[claim.column],
            right=truth,
            said=claim.value.value,
        ),
    )


def _followed_matrix(claim: Jacobian, context: Context) -> Judgement | None:
    """Give credit for putting a point into the Jacobian found before."""
    if claim.at is None:
        return None
    for earlier in context.mistaken(Jacobian):
        if earlier.at is None:
            theirs = [[context.at(given.value, claim.at.values) for given in row] for row in earlier.rows]
            if all(
                agree(given, value)
                for row, values in zip(claim.rows, theirs, strict=True)
                for given, value in zip(row, values, strict=True)
            ):
                return Judgement(
                    Verdict.FOLLOWS,
                    why=paragraph("Right for the Jacobian in line {line}.", line=earlier.said.line),
                    share=(1, 1),
                )
    return None


def _matrix_slip(claim: Jacobian, wrong: Sequence[tuple[int, int]], truth: sp.Matrix, context: Context) -> Judgement:
    """Name the slip, and the first entry that is wrong."""
    size = context.system.dimension
    said = sp.Matrix(size, size, [given.value for row in claim.rows for given in row])
    slips = suspects(
        MATRIX_SLIPS, claim, context, lambda answer: all(same(a, b) for a, b in zip(answer, said, strict=True))
    )
    i, j = wrong[0]
    states = context.system.states
    partial = paragraph(
        "row {i}, column {j} holds the derivative of the right-hand side of {equation} by {state}",
        i=i + 1,
        j=j + 1,
        equation=equals_prime(states[i], context.system.field[i]),
        state=states[j],
    )
    where = (
        slips[0].asks
        if slips
        else "Which entry belongs in which row and column? Differentiate each right-hand side once more."
    )
    return Judgement(
        Verdict.WRONG,
        where=paragraph(where),
        why=paragraph(
            "The entry {said} is wrong: {partial}, which is {right}.{told}",
            said=said[i, j],
            partial=partial,
            right=truth[i, j],
            told=told(slips),
        ),
        how=paragraph(
            "{jacobian}.",
            jacobian=equals(Name("J", args=claim.at.values if claim.at else states), sp.ImmutableMatrix(truth)),
        ),
        misconceptions=tuple(slip.name for slip in slips),
        share=(size * size - len(wrong), size * size),
    )


def equals_prime(state: sp.Symbol, component: sp.Expr) -> object:
    """Write one equation of the system."""
    return equals(Name(state.name, primes=1), component)


def number_of(quantity: Quantity, matrix: sp.Matrix) -> sp.Expr:
    """Compute trace, determinant or discriminant of a matrix."""
    trace, determinant = sp.expand(matrix.trace()), sp.expand(matrix.det())
    return {
        Quantity.TRACE: trace,
        Quantity.DETERMINANT: determinant,
        Quantity.DISCRIMINANT: sp.expand(trace**2 - 4 * determinant),
    }[quantity]


def theirs_at(context: Context, place: Place | None) -> tuple[int, sp.Matrix] | None:
    """Give the wrong matrix that the student found before for a point, and its line."""
    for earlier in context.mistaken(Jacobian):
        size = context.system.dimension
        entries = sp.Matrix(size, size, [given.value for row in earlier.rows for given in row])
        if earlier.at is not None and (place is None or earlier.at.values == place.values):
            return earlier.said.line, entries
        if earlier.at is None and place is not None:
            return earlier.said.line, entries.applyfunc(lambda entry: context.at(entry, place.values))
    return None


def judge_number(claim: MatrixNumber, context: Context) -> Judgement:
    """Compare with the trace, determinant or discriminant at the point."""
    matrix = matrix_at(context, claim.at)
    if matrix is None:
        return Judgement(Verdict.NOT_DECIDED, why=NO_POINT)
    truth = number_of(claim.quantity, matrix)
    if claim.sign is not None and (judged := judge_sign(claim.sign, truth, Name(NAMES[claim.quantity]))):
        return judged
    if claim.value is None:
        return RIGHT
    return _judge_value(claim, claim.value, truth, context)


def _judge_value(claim: MatrixNumber, value: Given, truth: sp.Expr, context: Context) -> Judgement:
    """Compare the value that is given."""
    matrix = matrix_at(context, claim.at)
    verdict = agree(value, truth)
    if verdict is None:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether this is the value is not decided."))
    if verdict:
        return as_said((value,), exactly=bool(same(value.value, truth)))
    theirs = theirs_at(context, claim.at)
    if theirs is not None and agree(value, number_of(claim.quantity, theirs[1])):
        return Judgement(
            Verdict.FOLLOWS, why=paragraph("Right for the matrix in line {line}.", line=theirs[0]), share=(1, 1)
        )
    slips = suspects(NUMBER_SLIPS, claim, context, lambda answer: agree(value, answer))
    formulas = {
        Quantity.TRACE: "the sum of the diagonal",
        Quantity.DETERMINANT: "ad − bc for the rows (a, b) and (c, d)",
        Quantity.DISCRIMINANT: "the trace squared less four determinants",
    }
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            slips[0].asks
            if slips
            else f"The {claim.quantity.value} is {formulas[claim.quantity]}. Compute it once more."
        ),
        why=paragraph(
            f"The {claim.quantity.value} is {formulas[claim.quantity]}: {{truth}}, not {{said}}.{{told}}",
            truth=truth,
            said=value.value,
            told=told(slips),
        ),
        how=paragraph(
            f"With {{matrix}} the {claim.quantity.value} is {{truth}}.", matrix=equals(Name("J"), matrix), truth=truth
        ),
        misconceptions=tuple(slip.name for slip in slips),
    )
