"""Judging basins of attraction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import inequality, point
from symtutor.checking.equality import agree, member_of, same
from symtutor.checking.judges.told import told
from symtutor.checking.misconceptions import suspects
from symtutor.checking.misconceptions.regions import BASIN_SLIPS
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, equals, paragraph
from symtutor.model import Interval
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.checking.claims import Basin, Given
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
    claim = _without_the_point(claim, truth)
    low, high = (given.value for given in claim.starts.ends)
    ends = tuple(map(is_end, claim.starts.ends, (truth.low, truth.high)))
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
                set=in_words(truth, context),
            ),
            how=paragraph("The basin of {at} is {set}.", at=point(claim.of.values), set=in_words(truth, context)),
            share=(1, 2),
        )
    slips = suspects(BASIN_SLIPS, claim, context, lambda answer: _same_ends(answer, (low, high)))
    return Judgement(
        Verdict.WRONG,
        where=paragraph(
            slips[0].asks if slips else "Follow the arrows from both ends of your interval: where do they lead?"
        ),
        why=paragraph("{reason}{told}", reason=_counterexample(claim, low, high, context), told=told(slips)),
        how=paragraph("The basin of {at} is {set}.", at=point(claim.of.values), set=in_words(truth, context)),
        misconceptions=tuple(slip.name for slip in slips),
    )


def _without_the_point(claim: Basin, truth: Interval) -> Basin:
    """Open the end that is the point itself: a half-stable point ends where it begins, so it may be counted in."""
    own = [agree(claim.of.at[0], end) is True for end in (truth.low, truth.high)]
    closed = (claim.starts.closed[0] and not own[0], claim.starts.closed[1] and not own[1])
    return replace(claim, starts=replace(claim.starts, closed=closed))


def is_end(given: Given, truth: sp.Expr) -> bool | None:
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


def in_words(interval: Interval, context: Context) -> Paragraph:
    """Write an interval as an inequality."""
    return inequality(context.system.states[0], interval)


def _no_basin(claim: Basin, context: Context) -> Judgement:
    """Say that a point attracts nothing."""
    found = context.classified(claim.of)
    if found and found[0].kind.value == "unstable":
        if all(agree(end, found[0].at[0]) for end in claim.starts.ends):
            return RIGHT  # it ends where it begins, and nothing else does
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
        how=paragraph("The basin of {at} is {set}.", at=point(claim.of.values), set=in_words(truth, context)),
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
        start = common(low, high, basin.interval)
        if start is not None and same(basin.of.at[0], claim.of.values[0]) is False:
            return paragraph(
                "A start at {start} ends at {there}, not at {at}.",
                start=start,
                there=point(basin.of.at),
                at=point(claim.of.values),
            )
    for flow in line.flow if line is not None and line.period is None else ():
        start = common(low, high, flow.interval)
        away = start is not None and sign((start - claim.of.values[0]) * flow.direction) == 1
        if start is not None and away:
            value = context.at(context.system.field[0], (start,))
            return paragraph(
                "At {start} the velocity is {value}, so it moves away from {at}, and nothing brings it back.",
                start=start,
                value=equals(Name("f", args=(start,), value=value), value),
                at=point(claim.of.values),
            )
    return paragraph("That is not the set of starts which end at {at}.", at=point(claim.of.values))


def common(low: sp.Expr, high: sp.Expr, other: Interval) -> sp.Expr | None:
    """Choose a number in two intervals."""
    left, right = sp.Max(low, other.low), sp.Min(high, other.high)
    if left.is_infinite and right.is_infinite:
        return sp.S.Zero
    if left.is_infinite:
        return right - 1
    if right.is_infinite:
        return left + 1
    return (left + right) / 2 if sign(right - left) == 1 else None
