"""Judging how equations in several states are solved: together, factor by factor, case by case."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import point, series
from symtutor.checking.claims import FixedPoints, PlaneCase
from symtutor.checking.equality import family_within, same
from symtutor.checking.judges.points_told import value_there
from symtutor.checking.judges.remarks import undecided
from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import Name, condition, paragraph
from symtutor.model import Completeness
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.checking.claims import PlaneArgument, ZeroSet
    from symtutor.checking.context import Context


def judge_plane_argument(claim: PlaneArgument, context: Context) -> Judgement:
    """Put every point into the equations; linear ones with a determinant that is not zero have one solution."""
    for place in claim.places:
        for equation in claim.equations:
            left = context.at(equation, place.values)
            if same(left, sp.S.Zero) is False:
                return Judgement(
                    Verdict.WRONG,
                    where=paragraph("Put your point back into each equation. Does it hold?"),
                    why=paragraph(
                        "At {at} the expression {equation} is {left}, not zero.",
                        at=point(place.values),
                        equation=equation,
                        left=left,
                    ),
                    how=paragraph("Solve one equation for one state and put that into the other."),
                )
        if any(same(context.at(component, place.values), sp.S.Zero) is False for component in context.system.field):
            return Judgement(
                Verdict.WRONG,
                where=paragraph("Do your equations come from this system?"),
                why=paragraph(
                    "{at} solves these equations, but it is no fixed point: {value}.",
                    at=point(place.values),
                    value=value_there(context, place.values),
                ),
            )
    said = [(place.values, place.index) for place in claim.places]
    lost = [
        found
        for found in context.usual_points
        if all(same(context.at(equation, found.at), sp.S.Zero) is True for equation in claim.equations)
        and not family_within(found.at, found.point.index, said)
    ]
    if lost:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Something solves your equations and is not in your last line. Where did it go?"),
            why=paragraph("{points} solves them too.", points=point(lost[0].at)),
        )
    return (
        RIGHT
        if _all_known(claim, context, context.system.states)
        else undecided("Whether these are all the solutions is not decided.")
    )


def _all_known(claim: PlaneArgument, context: Context, states: Sequence[sp.Symbol]) -> bool:
    """Tell whether the equations have no solution beyond those of the analysis, or exactly one."""
    field = [abs_form(component) for component in context.system.field]
    if context.analysis.fixed_points.completeness is Completeness.PROVED and {
        abs_form(equation) for equation in claim.equations
    } >= set(field):
        return True
    slopes = sp.Matrix(claim.equations).jacobian(states)
    linear = not slopes.free_symbols & set(states)
    return linear and slopes.is_square and sign(sp.expand(slopes.det())) in {-1, 1}


def abs_form(expression: sp.Expr) -> sp.Expr:
    """Write an expression up to its sign."""
    expanded = sp.expand(expression)
    return sp.expand(-expanded) if expanded.could_extract_minus_sign() else expanded


def _factors(expressions: Sequence[sp.Expr], context: Context) -> set[sp.Expr] | None:
    """Give the irreducible factors of polynomials, each up to a constant; None where one is no polynomial."""
    found: set[sp.Expr] = set()
    for expression in expressions:
        if not expression.is_polynomial(*context.system.states):
            return None
        _, factors = sp.factor_list(sp.expand(expression), *context.system.states)
        found |= {sp.expand(sp.Poly(factor, *context.system.states).monic().as_expr()) for factor, _ in factors}
    return {factor for factor in found if factor.free_symbols & set(context.system.states)}


def judge_zero_set(claim: ZeroSet, context: Context) -> Judgement:
    """Compare the irreducible factors: a product vanishes exactly where one of its factors does."""
    before, after = _factors([claim.vanishes], context), _factors(claim.alternatives, context)
    if before is None or after is None:
        return undecided("Whether these vanish at the same places is not decided.")
    lost = sorted(before - after, key=sp.default_sort_key)
    gained = sorted(after - before, key=sp.default_sort_key)
    if lost:
        there = _zero_of(lost[0], after, context)
        if there is None:
            return undecided("Whether a factor that is left out vanishes somewhere is not decided.")
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Something that solves the first equation solves none of the others. What was divided by?"),
            why=paragraph(
                "The step loses {lost}: at {there} the first equation holds, and none of the others does.",
                lost=condition(lost[0], sp.S.Zero),
                there=point(there),
            ),
            how=paragraph("A product is zero exactly when one of its factors is: every factor gives a case."),
            misconceptions=("lost a root by dividing",),
        )
    if gained and not claim.only_if:
        there = _zero_of(gained[0], before, context)
        if there is None:
            return undecided("Whether these vanish at the same places is not decided.")
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Take a point on each of your curves and put it into the equation. Does it hold?"),
            why=paragraph(
                "At {there}, which solves {gained}, the equation does not hold.",
                there=point(there),
                gained=condition(gained[0], sp.S.Zero),
            ),
            misconceptions=("gained a root",),
        )
    return RIGHT


def _zero_of(factor: sp.Expr, others: set[sp.Expr], context: Context) -> tuple[sp.Expr, ...] | None:
    """Find a point with small coordinates at which a factor vanishes and none of the others does."""
    states = context.system.states
    for values in product((1, 2, -1, 3, -2, 0), repeat=len(states) - 1):
        for position, state in enumerate(states):
            rest = [s for s in states if s is not state]
            along = factor.subs(dict(zip(rest, map(sp.Integer, values), strict=True)))
            if not along.is_polynomial(state) or sp.degree(along, state) != 1:
                continue
            (root,) = sp.roots(sp.Poly(along, state))
            there = tuple(root if i == position else sp.Integer(values[i - (i > position)]) for i in range(len(states)))
            if all(same(context.at(other, there), sp.S.Zero) is False for other in others):
                return there
    return None


def judge_case(claim: PlaneCase, context: Context) -> Judgement:
    """Put the value of the case into the field, and compare the equations and the points on that line."""
    states, given = context.system.states, {claim.state: claim.value}
    restricted = [sp.expand(component.subs(given)) for component in context.system.field]
    for equation in claim.equations:
        said = _factors([each.subs(given) for each in equation], context)
        known = [_factors([component], context) for component in restricted if component != 0]
        if said is None or None in known:
            return undecided("Whether this is what is left of the equations is not decided.")
        if said not in known:
            return Judgement(
                Verdict.WRONG,
                where=paragraph("Put the value of this case into both equations once more: what is left of them?"),
                why=paragraph(
                    "For {case} what is left to solve is {left}.",
                    case=condition(Name(claim.state.name), claim.value),
                    left=series(condition(component, sp.S.Zero) for component in restricted if component != 0),
                ),
            )
    for place in claim.places:
        if any(same(context.at(component, place.values), sp.S.Zero) is False for component in context.system.field):
            return Judgement(
                Verdict.WRONG,
                where=paragraph("Put your point back into both equations. Do they hold?"),
                why=paragraph(
                    "{at} is no fixed point: {value}.",
                    at=point(place.values),
                    value=value_there(context, place.values),
                ),
            )
    position = states.index(claim.state)
    earlier = [place for said in context.earlier(PlaneCase) for place in said.places]
    earlier += [place for said in context.earlier(FixedPoints) for place in said.places]
    reached = [(place.values, place.index) for place in (*claim.places, *earlier)]
    lost = [
        found.at
        for found in context.usual_points
        if same(found.at[position], claim.value) and not family_within(found.at, found.point.index, reached)
    ]
    if lost:
        return Judgement(
            Verdict.WRONG,
            where=paragraph("Is that every solution in this case? Did you divide by something that can be zero?"),
            why=paragraph("In this case there is more: {points}.", points=series(map(point, lost))),
            misconceptions=("lost a root by dividing",) if any(sp.S.Zero in at for at in lost) else (),
            share=(len(claim.places), len(claim.places) + len(lost)),
        )
    return RIGHT
