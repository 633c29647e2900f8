"""Judging potentials and what is conserved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.equality import same
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, equals, paragraph

if TYPE_CHECKING:
    from symtutor.checking.claims import Potential
    from symtutor.checking.context import Context

CONSERVED = "HEW"


def judge_potential(claim: Potential, context: Context) -> Judgement:
    """Differentiate what was said: −∇V must be the field, or H must be constant along it."""
    states, field = context.system.states, context.system.field
    gradient = [sp.diff(claim.value, state) for state in states]
    downhill = [same(-slope, component) for slope, component in zip(gradient, field, strict=True)]
    if all(verdict is True for verdict in downhill):
        return RIGHT
    along = sp.expand(sum((slope * component for slope, component in zip(gradient, field, strict=True)), sp.S.Zero))
    if claim.letter in CONSERVED and len(states) > 1:
        verdict = same(along, sp.S.Zero)
        constant = all(slope == 0 for slope in gradient)
        if verdict and not constant:
            return RIGHT
        reason = (
            paragraph("A constant is conserved by every field and says nothing.")
            if constant
            else paragraph(
                "Along solutions it changes: its derivative along the field is {along}, not zero.", along=along
            )
        )
        return Judgement(
            Verdict.WRONG if verdict is not None else Verdict.NOT_DECIDED,
            where=paragraph("Differentiate it along the field: does that vanish?"),
            why=reason,
        )
    if False not in downhill:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether minus its gradient is the field is not decided."))
    reversed_sign = all(same(slope, component) for slope, component in zip(gradient, field, strict=True))
    name = Name(claim.letter, args=states, primes=1) if len(states) == 1 else None
    position = downhill.index(False)
    slope = (
        paragraph(
            "Differentiate: −{letter}′ is {slope}, and f is {field}.",
            letter=Name(claim.letter),
            slope=sp.expand(-gradient[position]),
            field=sp.expand(field[position]),
        )
        if name
        else paragraph(
            "Minus its derivative by {state} is {slope}, and the right-hand side is {field}.",
            state=states[position],
            slope=sp.expand(-gradient[position]),
            field=sp.expand(field[position]),
        )
    )
    told_sign = " The sign is reversed: a flow that runs downhill is f = −V′." if reversed_sign else ""
    loss = context.analysis.structure.gradient_of
    how = (
        paragraph("{potential} plus any constant.", potential=equals(Name(claim.letter, value=loss), loss))
        if loss is not None
        else paragraph("This field is no gradient.")
    )
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Differentiate it, and mind the sign: the flow runs downhill."),
        why=paragraph("{slope}{sign}", slope=slope, sign=told_sign),
        how=how,
        misconceptions=("f = V' instead of f = -V'",) if reversed_sign else (),
    )
