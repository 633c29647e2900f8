"""Judging basins, the direction of the flow, and potentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import inequality, point
from symtutor.checking.equality import agree, member_of, same
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.regions import BASIN_SLIPS
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Chain, Name, equals, paragraph
from symtutor.model import Interval
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.claims import Basin, FlowOn, Given, Potential
    from symtutor.checking.context import Context
    from symtutor.document import Paragraph

UNKNOWN = Judgement(Verdict.NOT_DECIDED, why=paragraph("The basin of this point was not decided."))


def true_basin(claim: Basin, context: Context) -> Interval | None:
    """Find the basin of the point that is meant, the member of a family included."""
    line = context.analysis.line
    for basin in line.basins if line is not None else ():
        truth = basin.of.point
        if not truth.index and agree(claim.of.at[0], truth.at[0]):
            return basin.interval
        if truth.index and not claim.of.index and member_of(claim.of.values, truth.at, truth.index):
            index = truth.index[0]
            slope = sp.diff(truth.at[0], index)
            number = sp.cancel((claim.of.values[0] - truth.at[0].subs(index, 0)) / slope)
            return Interval(basin.interval.low.subs(index, number), basin.interval.high.subs(index, number))
        if truth.index and claim.of.index:
            renamed = dict(zip(truth.index, claim.of.index, strict=True))
            if same(truth.at[0].xreplace(renamed), claim.of.values[0]):
                return Interval(basin.interval.low.xreplace(renamed), basin.interval.high.xreplace(renamed))
    return None


def as_set(interval: Interval) -> sp.Interval:
    """Write an open interval as a set."""
    return sp.Interval.open(interval.low, interval.high)


def judge_basin(claim: Basin, context: Context) -> Judgement:
    """Compare the ends of the interval, and whether they belong to it."""
    truth = true_basin(claim, context)
    if truth is None:
        return _no_basin(claim, context)
    low, high = (given.value for given in claim.starts.ends)
    ends = tuple(map(_is_end, claim.starts.ends, (truth.low, truth.high)))
    if ends == (True, True) and not any(claim.starts.closed):
        return RIGHT
    if None in ends:
        return Judgement(Verdict.NOT_DECIDED, why=paragraph("Whether this set is the basin is not decided."))
    if ends == (True, True):
        return _closed(claim, truth, claim.starts.closed, context)
    if _inside(low, high, truth):
        return Judgement(
            Verdict.INCOMPLETE,
            where=paragraph("All these starts do end there. Are there more?"),
            why=paragraph(
                "All of these end at {at}, but so do others: {set}.",
                at=point(claim.of.values),
                set=_words(truth, context),
            ),
            how=paragraph("The basin of {at} is {set}.", at=point(claim.of.values), set=_words(truth, context)),
            share=(1, 2),
        )
    slips = suspects(BASIN_SLIPS, claim, context, lambda answer: _same_ends(answer, (low, high)))
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            slips[0].asks if slips else "Follow the arrows from both ends of your interval: where do they lead?"
        ),
        why=paragraph("{reason}{told}", reason=_counterexample(claim, low, high, context), told=told(slips)),
        how=paragraph("The basin of {at} is {set}.", at=point(claim.of.values), set=_words(truth, context)),
        misconceptions=tuple(slip.name for slip in slips),
    )


def _is_end(given: Given, truth: sp.Expr) -> bool | None:
    """Decide whether an end is the true one, exactly or rounded."""
    if given.value.is_infinite or truth.is_infinite:
        return bool(given.value == truth)
    return agree(given, truth)


def _same_ends(first: tuple[sp.Expr, sp.Expr], second: tuple[sp.Expr, sp.Expr]) -> bool:
    return all(same(a, b) is True for a, b in zip(first, second, strict=True))


def _inside(low: sp.Expr, high: sp.Expr, truth: Interval) -> bool:
    """Tell whether an interval is proved to lie in the true one."""
    above = truth.low is sp.S.NegativeInfinity or (low.is_finite is not False and sign(low - truth.low) in {0, 1})
    below = truth.high is sp.S.Infinity or (high.is_finite is not False and sign(truth.high - high) in {0, 1})
    return bool(above and below)


def _words(interval: Interval, context: Context) -> Paragraph:
    return inequality(context.system.states[0], interval)


def _no_basin(claim: Basin, context: Context) -> Judgement:
    """Say that a point attracts nothing."""
    found = context.classified(claim.of)
    if found and found[0].kind.value == "unstable":
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Does that point attract anything?"),
            why=paragraph("{at} is unstable: no other start ends there.", at=point(claim.of.values)),
            how=paragraph("Only attracting points have a basin of attraction."),
        )
    if context.system.dimension == 1 and not found:
        residue = context.at(context.system.field[0], claim.of.values)
        if same(residue, sp.S.Zero) is False:
            return Judgement(
                Verdict.WRONG,
                where=paragraph("Is that a fixed point?"),
                why=paragraph("{at} is not a fixed point, so nothing settles there.", at=point(claim.of.values)),
            )
    return UNKNOWN


def _closed(claim: Basin, truth: Interval, closed: tuple[bool, bool], context: Context) -> Judgement:
    """Say that a watershed belongs to no basin."""
    end = truth.low if closed[0] else truth.high
    value = context.at(context.system.field[0], (end,))
    name = Name("f", args=(end,), value=value)
    if same(value, sp.S.Zero) is not True:
        return UNKNOWN
    return Judgement(
        Verdict.WRONG,
        where=paragraph("What happens to a start exactly at the end of your interval?"),
        why=paragraph(
            "{end} does not belong to it: {chain}, so {end} is a fixed point itself and stays where it is.",
            end=end,
            chain=equals(name, sp.S.Zero),
        ),
        how=paragraph("The basin of {at} is {set}.", at=point(claim.of.values), set=_words(truth, context)),
        witness=equals(name, sp.S.Zero),
        misconceptions=("basin closed at the unstable point",),
        share=(1, 2),
    )


def _counterexample(claim: Basin, low: sp.Expr, high: sp.Expr, context: Context) -> Paragraph:
    """Name a start in the claimed set that ends elsewhere."""
    line = context.analysis.line
    for basin in line.basins if line is not None else ():
        if basin.interval.index or basin.of.point.index:
            continue
        start = _common(low, high, basin.interval)
        if start is not None and same(basin.of.at[0], claim.of.values[0]) is False:
            return paragraph(
                "A start at {start} ends at {there}, not at {at}.",
                start=start,
                there=point(basin.of.at),
                at=point(claim.of.values),
            )
    return paragraph("That is not the set of starts which end at {at}.", at=point(claim.of.values))


def _common(low: sp.Expr, high: sp.Expr, other: Interval) -> sp.Expr | None:
    """Choose a number in two intervals."""
    left, right = sp.Max(low, other.low), sp.Min(high, other.high)
    if left.is_infinite and right.is_infinite:
        return sp.S.Zero
    if left.is_infinite:
        return right - 1
    if right.is_infinite:
        return left + 1
    return (left + right) / 2 if sign(right - left) == 1 else None


def judge_flow(claim: FlowOn, context: Context) -> Judgement:
    """Take one number in each part between the fixed points; f keeps its sign there."""
    component, state = context.system.field[0], context.system.states[0]
    line = context.analysis.line
    if line is None or line.period is not None:
        return Judgement(
            Verdict.NOT_DECIDED, why=paragraph("Whether the flow has this direction everywhere there is not decided.")
        )
    corners = [end for flow in line.flow for end in (flow.interval.low, flow.interval.high)]
    low, high = (next((end for end in corners if _is_end(given, end)), given.value) for given in claim.part.ends)
    for flow in line.flow:
        inside = _common(low, high, flow.interval)
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
                how=paragraph(f"On {{set}} the flow goes to the {way}.", set=_words(flow.interval, context)),
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
