"""Feedback on a step that loses a root, gains one, or leaves candidates of which some solve nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.equality import same
from symtutor.checking.judges.roots import listed, roots_of
from symtutor.checking.verdict import Judgement, Verdict
from symtutor.document import Name, condition, paragraph

if TYPE_CHECKING:
    from symtutor.checking.claims import Argument, Equations
    from symtutor.checking.context import Context
    from symtutor.checking.judges.roots import Roots
    from symtutor.document import Paragraph


def lost_roots(claim: Argument, position: int, lost: Roots, context: Context) -> Judgement:
    """Name the root that a step loses, and put it into the line before."""
    before, after = claim.steps[position], claim.steps[position + 1]
    name, cause = _cause(before, after, roots_of(after, context) or [], lost)
    value, index = lost[0]
    member = value.xreplace(dict.fromkeys(index, sp.S.Zero))
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Something that solves one line no longer solves the next. What happened on the way?"),
        why=paragraph(
            "{cause}The step loses {roots}: put it into the line before, and it holds.",
            cause=cause,
            roots=listed(lost, context),
        ),
        how=paragraph("Bring everything to one side and factor: a product is zero exactly when one of its factors is."),
        witness=condition(Name(context.system.states[0].name), member),
        misconceptions=(name,),
        share=(len(claim.arrows) - 1, len(claim.arrows)) if len(claim.arrows) > 1 else (0, 1),
    )


CAUSES = (
    ("one period only", "The function repeats, so there is a root in every period. "),
    ("lost one sign of a square root", "A square root has two signs. "),
    ("lost a root by dividing", "The step divides by {divisor}, which is zero there. "),
    ("lost a root", ""),
)
"""How roots get lost, in the order asked: the name of the slip and what is said of it."""


def _cause(before: Equations, after: Equations, kept: Roots, lost: Roots) -> tuple[str, Paragraph]:
    """Find out how a step loses roots."""
    divisor = _divisor(before, after)
    squared = all(any(same(value, -other) for other, _ in kept) for value, index in lost if not index)
    solved = all(
        sp.Poly(each, *each.free_symbols).total_degree() == 1 for each in after.alternatives if each.is_polynomial()
    )
    holds = (any(index for _, index in lost), squared and solved, divisor is not None, True)
    name, words = next(cause for cause, here in zip(CAUSES, holds, strict=True) if here)
    return name, paragraph(words, divisor=divisor)


def _divisor(before: Equations, after: Equations) -> sp.Expr | None:
    """Find what one side was divided by to get the next."""
    if len(before.alternatives) != 1 or len(after.alternatives) != 1:
        return None
    quotient = sp.cancel(sp.together(before.alternatives[0] / after.alternatives[0]))
    return quotient if quotient.free_symbols and sp.denom(quotient).is_number else None


def gained_roots(claim: Argument, gained: Roots, context: Context) -> Judgement:
    """Name the root that a step invents."""
    return Judgement(
        Verdict.WRONG,
        where=paragraph("Something solves a line that did not solve the one before. Which step can not be reversed?"),
        why=paragraph(
            "{roots} solves the new line but not the one before it: the step is no equivalence.",
            roots=listed(gained, context),
        ),
        how=paragraph(
            "Squaring and multiplying by something that can be zero add solutions: put each one into the "
            "first equation."
        ),
        misconceptions=("gained a root",),
        share=(len(claim.arrows) - 1, len(claim.arrows)) if len(claim.arrows) > 1 else (0, 1),
    )


def candidates(gained: Roots, context: Context) -> Judgement:
    """Say that a chain of implications gives candidates, of which some solve nothing."""
    return Judgement(
        Verdict.INCOMPLETE,
        where=paragraph("Each arrow goes one way only. Which of your solutions solve the first line?"),
        why=paragraph(
            "Every arrow is right, but they go one way: {roots} does not solve the first line.",
            roots=listed(gained, context),
        ),
        how=paragraph("Put each candidate into the first line and keep those that hold."),
        misconceptions=("gained a root",),
        share=(1, 2),
    )
