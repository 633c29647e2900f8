"""Judging the direction of the flow on parts of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import point
from symtutor.checking.judges.basins import common, in_words, is_end
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Chain, Name, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.claims import FlowOn
    from symtutor.checking.context import Context


def judge_flow(claim: FlowOn, context: Context) -> Judgement:
    """Take one number in each part between the fixed points; f keeps its sign there."""
    component, state = context.system.field[0], context.system.states[0]
    line = context.analysis.line
    if line is None or line.period is not None:
        return Judgement(
            Verdict.NOT_DECIDED, why=paragraph("Whether the flow has this direction everywhere there is not decided.")
        )
    corners = [end for flow in line.flow for end in (flow.interval.low, flow.interval.high)]
    low, high = (next((end for end in corners if is_end(given, end)), given.value) for given in claim.part.ends)
    for flow in line.flow:
        inside = common(low, high, flow.interval)
        if inside is not None and flow.direction != claim.direction:
            value = sp.expand(component.subs(state, inside))
            chain = Chain(
                (Name("f", args=(inside,), value=value), value, sp.S.Zero), ("=", "<" if flow.direction < 0 else ">")
            )
            way = "left" if flow.direction < 0 else "right"
            return Judgement(
                Verdict.WRONG,
                where=paragraph("Put one number from that interval into f."),
                why=paragraph(f"{{chain}}, so the flow goes to the {way} there.", chain=chain),
                how=paragraph(f"On {{set}} the flow goes to the {way}.", set=in_words(flow.interval, context)),
                witness=chain,
                misconceptions=("direction of the flow reversed",),
            )
    crossed = [found for found in line.points if _strictly_inside(found.at[0], low, high)]
    if crossed:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Is the velocity different from zero everywhere there?"),
            why=paragraph("{at} lies in it, and there the velocity is zero.", at=point(crossed[0].at)),
        )
    return RIGHT


def _strictly_inside(value: sp.Expr, low: sp.Expr, high: sp.Expr) -> bool:
    above = low is sp.S.NegativeInfinity or sign(value - low) == 1
    return above and (high is sp.S.Infinity or sign(high - value) == 1)
