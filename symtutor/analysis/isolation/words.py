"""The words of a search: how the zeros were bracketed, and why there are no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.isolation.line_words import DECIMALS, LISTED, tell_line
from symtutor.analysis.isolation.records import InSpace, OnLine, Pinned
from symtutor.analysis.isolation.shown import is_decimal, shown
from symtutor.analysis.words import EVERY_VELOCITY, function, number_word, series, star, zero_of
from symtutor.document import Approx, Chain, Equation, Listing, condition, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.analysis.isolation.rules import EveryBoxDecided
    from symtutor.document import Block, Formula, Paragraph

LETTERS = ("g", "h", "q", "s", "w")
"""Names for the left side of an equation: the first that is no state."""

OPENINGS = {
    "": "Call the left side of {equation} {g}.",
    "first": "Look at {equation}, an equation in {unknown} alone; call its left side {g}.",
    "then": "What is left is one equation in {unknown} alone, {equation}; call its left side {g}.",
}


def narrate(found: EveryBoxDecided) -> tuple[Block, ...]:
    """Tell the whole search."""
    return tuple(_blocks(found))


def _blocks(found: EveryBoxDecided) -> Iterator[Block]:
    one = len(found.states) == 1
    if one:
        yield paragraph("At a fixed point the velocity is zero, so solve {field}.", field=zero_of(found.field[0]))
    else:
        yield paragraph(EVERY_VELOCITY)
        yield Equation(tuple(map(zero_of, found.field)))
    choices = len(found.routes) != 1
    if not choices and found.routes[0].chosen != found.field:
        yield paragraph(
            "Where the field is defined, that is the same as {equations}.",
            equations=series(map(zero_of, found.routes[0].chosen)),
        )
    elif found.routes and choices:
        yield paragraph(
            "A product is zero exactly when one of its factors is: {choices}."
            if one
            else "A product is zero exactly when one of its factors is, so go through all the choices.",
            choices=series((zero_of(route.chosen[0]) for route in found.routes), last="or"),
        )
    elif choices:
        yield paragraph("None of its factors can be zero.")
    for route in found.routes:
        if choices and not one:
            yield paragraph("Choose {factors}.", factors=series(map(zero_of, route.chosen)))
        for number, part in enumerate(route.parts):
            name = function(found.states[0]) if one and route.chosen == found.field else _left_side(found.states)
            yield from _part(part, name, "" if one else "first" if number == 0 else "then")
        if choices and not one:
            solutions = series(map(shown, route.solutions)) if route.solutions else "no point"
            yield paragraph("This choice gives {solutions}.", solutions=solutions)
    if found.excluded:
        yield paragraph(
            "The field is not defined at {places}, so that is no fixed point.",
            places=series(shown(at) for at in found.excluded),
        )
    yield _conclusion(found)


def _left_side(states: Sequence[sp.Symbol]) -> sp.Symbol:
    taken = {state.name for state in states}
    return sp.Symbol(next(letter for letter in LETTERS if letter not in taken), real=True)


def _part(part: Pinned | OnLine | InSpace, name: Formula, place: str) -> Iterator[Block]:
    """Tell one step; `place` says where it stands among the steps for several unknowns."""
    match part:
        case Pinned():
            if part.equation != part.unknown:
                text = "With that, {equation} gives {value}." if place == "then" else "{equation} gives {value}."
                value = condition(part.unknown, part.value)
                yield paragraph(text, equation=zero_of(part.equation), value=value)
        case OnLine():
            if isinstance(name, sp.Symbol):
                text = OPENINGS[place]
                yield paragraph(text, equation=zero_of(part.equation), unknown=part.unknown, g=name)
            yield from tell_line(part, name)
        case InSpace():
            yield from _space(part, place)


# --- several unknowns -------------------------------------------------------------------------------------------------


def _space(part: InSpace, place: str) -> Iterator[Block]:
    opening = "What is left does not come apart: {equations}."
    yield paragraph(
        opening if place == "then" else "These equations do not come apart.",
        equations=series(map(zero_of, part.equations)),
    )
    if part.reach is not None:
        sides = [
            Chain((_short(low, up=False), unknown, _short(high, up=True)), ("≤", "≤"))
            for unknown, (low, high) in zip(part.unknowns, part.reach, strict=True)
        ]
        yield paragraph(
            "Each of them bounds an unknown by the others; put into one another, these bounds leave only {box}.",
            box=series(sides),
        )
    if not part.zeros:
        yield paragraph(
            "Cut into small boxes: in each of them bounds on one of the equations leave no room for a zero."
        )
        return
    yield paragraph(
        "Cut into small boxes: in all but {number} of them bounds on one of the equations leave no room for a zero. In "
        "the others Newton's method, carried out on the whole box, proves that there is exactly one:",
        number=number_word(len(part.zeros)),
    )
    if len(part.zeros) <= LISTED:
        header = (*(paragraph("{state}", state=unknown) for unknown in part.unknowns),)
        yield table(header, [tuple(_cell(value) for value in zero.at) for zero in part.zeros])


def _cell(value: sp.Expr) -> Formula:
    return Approx(value) if is_decimal(value) else value


def _short(end: sp.Rational, *, up: bool) -> Formula:
    """Round outward to two decimals."""
    scaled = end * 100
    return Approx((sp.ceiling(scaled) if up else sp.floor(scaled)) / sp.Integer(100), DECIMALS)


# --- conclusion -------------------------------------------------------------------------------------------------------


def _conclusion(found: EveryBoxDecided) -> Paragraph:
    rest = _why_all(found)
    if not found.points:
        if found.window is None:
            return paragraph("So there is *no fixed point*.")
        return paragraph("So there is *no fixed point* {rest}", rest=rest)
    if len(found.states) == 1:
        values = Listing(tuple(_cell(at[0]) for at in found.points))
        relation = "≈" if any(is_decimal(at[0]) for at in found.points) else "="
        listing: object = Chain((star(found.states[0]), values), (relation,), claim=False)
        return paragraph("So {listing}. {rest}", listing=listing, rest=rest)
    opening = "So, to five digits," if any(is_decimal(value) for at in found.points for value in at) else "So"
    text = (
        " the fixed points are {listing}. {rest}" if len(found.points) > 1 else " the fixed point is {listing}. {rest}"
    )
    return paragraph(opening + text, listing=series(map(shown, found.points)), rest=rest)


def _why_all(found: EveryBoxDecided) -> Paragraph:
    if found.window is None:
        return paragraph("These are all." if len(found.points) > 1 else "There is no other.")
    sides = series(Chain((low, state, high), ("≤", "≤")) for state, low, high in found.window.sides)
    opening = "These are all with" if found.points else "with"
    more = " more" if any(line.beyond for line in found.lines) else ""
    return paragraph(opening + f" {{sides}}; nothing{more} is claimed about what lies beyond.", sides=sides)
