"""The words of a search: how the zeros were bracketed, and why there are no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.zeros import EVERY_VELOCITY
from symtutor.analysis.isolation.beyond import Argument, Beyond
from symtutor.analysis.isolation.records import InSpace, OnLine, Pinned
from symtutor.analysis.words import function, number_word, series, star, states_name, zero_of
from symtutor.document import Approx, Chain, Equation, Listing, condition, paragraph, table
from symtutor.numerics.isolated import IsolatedZero

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.analysis.isolation.records import LineZero
    from symtutor.analysis.isolation.rules import EveryBoxDecided
    from symtutor.document import Block, Formula, Paragraph

SIGNS = {1: "+", -1: "\N{MINUS SIGN}", 0: "not defined"}
NUMBERS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
ORDINALS = ("", "", *(f"{number} derivative" for number in NUMBERS))
DECIMALS = 20
LETTERS = ("g", "h", "q", "s", "w")
"""Names for the left side of an equation: the first that is no state."""

OPENINGS = {
    "": "Call the left side of {equation} {g}.",
    "first": "Look at {equation}, an equation in {unknown} alone; call its left side {g}.",
    "then": "What is left is one equation in {unknown} alone, {equation}; call its left side {g}.",
}
LISTED = 12
"""More zeros than this are not listed in a table."""


def about(states: Sequence[sp.Symbol], at: Sequence[sp.Expr]) -> Formula:
    """Write a point as students do: exact coordinates as they are, others as decimals after ≈."""
    relation = "≈" if any(map(_is_decimal, at)) else "="
    return Chain((states_name(states), shown(at)), (relation,), claim=False)


def shown(at: Sequence[sp.Expr]) -> Formula:
    """Write the coordinates of a point."""
    parts = tuple(Approx(value) if _is_decimal(value) else value for value in at)
    return parts[0] if len(parts) == 1 else Listing(parts, "()")


def _is_decimal(value: sp.Expr) -> bool:
    return bool(value.atoms(IsolatedZero))


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
            yield from _line(part, name)
        case InSpace():
            yield from _space(part, place)


# --- one unknown ------------------------------------------------------------------------------------------------------


def _line(part: OnLine, name: Formula) -> Iterator[Block]:
    simple = [zero for zero in part.zeros if zero.multiplicity == 1 and zero.left * zero.right]
    listed = len(simple) <= LISTED
    if simple:
        where = (
            "the interval" if len(simple) == 1 else "each interval" if listed else f"each of {len(simple)} intervals"
        )
        yield paragraph(
            f"Bracket the {'zero' if len(simple) == 1 else 'zeros'}: on {where}{' below' if listed else ''} {{f}} only "
            "rises or only falls, and it changes sign, so exactly one zero lies in it. Halving the interval again and "
            "again gives as many digits as one wants.",
            f=name,
        )
    if simple and listed:
        rows: list[tuple[object, ...]] = [_bracket_row(zero, part.unknown) for zero in simple]
        yield table(("interval", paragraph("sign of {f} at its ends", f=name), "zero"), rows)
    for zero in part.zeros:
        if zero not in simple:
            yield _touching(zero, part.unknown, name)
    low, high = part.covered
    inside = Chain((low, part.unknown, high), ("≤", "≤"))
    yield paragraph(
        "Everywhere else with {inside}, bounds on {f} over short intervals leave no room for a zero."
        if part.zeros
        else "For {inside}, bounds on {f} over short intervals leave no room for a zero.",
        inside=inside,
        f=name,
    )
    yield from _outside(part, name)


def _bracket_row(zero: LineZero, unknown: sp.Symbol) -> tuple[object, ...]:
    low, high = (Approx(end, DECIMALS) for end in (zero.low, zero.high))
    return (
        Chain((low, unknown, high), ("<", "<")),
        paragraph(f"{SIGNS[zero.left]} and {SIGNS[zero.right]}"),
        _is_about(unknown, zero.at),
    )


def _is_about(unknown: sp.Symbol, at: sp.Expr) -> Formula:
    return Chain((unknown, shown((at,))), ("≈" if _is_decimal(at) else "=",), claim=False)


def _touching(zero: LineZero, unknown: sp.Symbol, name: Formula) -> Paragraph:
    value = _is_about(unknown, zero.at)
    if not zero.left * zero.right:
        return paragraph("{value} is a zero at the edge of where {f} is defined.", value=value, f=name)
    if zero.multiplicity == 1:
        return paragraph(
            "{value} is a zero: put it in. Next to it {f} is not zero on either side.", value=value, f=name
        )
    slope = (
        " There the slope is zero too"
        if zero.multiplicity == 2
        else f" There the first {number_word(zero.multiplicity - 1)} derivatives are zero too"
    )
    return paragraph(
        "{value} is a zero: put it in."
        + slope
        + f", but the {ORDINALS[zero.multiplicity]} is not zero near it, so {{f}} has no other zero near it.",
        value=value,
        f=name,
    )


def _outside(part: OnLine, name: Formula) -> Iterator[Block]:
    plain = [proof for proof in part.beyond if proof.argument is Argument.BOUNDS]
    if len(plain) == 2 and len({abs(proof.start) for proof in plain}) == 1:
        left, right = sorted(plain, key=lambda proof: proof.side)
        again = "" if left.sign == right.sign else f"{_word(right)} "
        yield paragraph(
            "Farther out there is none either: by bounds on its terms, {f} is "
            f"{_word(left)} for {{left}} and {again}for {{right}}.",
            f=name,
            left=_where(left, part.unknown),
            right=_where(right, part.unknown),
        )
        return
    for proof in part.beyond:
        yield _beyond(proof, part.unknown, name)


def _word(proof: Beyond) -> str:
    return "positive" if proof.sign > 0 else "negative"


def _where(proof: Beyond, unknown: sp.Symbol) -> Formula:
    return Chain((unknown, proof.start), (">" if proof.side > 0 else "<",))


def _beyond(proof: Beyond, unknown: sp.Symbol, name: Formula) -> Paragraph:
    where, sign = _where(proof, unknown), _word(proof)
    match proof.argument:
        case Argument.UNDEFINED:
            return paragraph("For {where} the field is not defined.", where=where)
        case Argument.BOUNDS:
            text = "For {where}, by bounds on its terms, {f} is " + sign + "."
        case Argument.DERIVATIVE if proof.order == 1:
            text = "At {start} {f} is " + sign + ", and for {where} its slope only drives it farther from zero."
        case Argument.DERIVATIVE:
            text = (
                "At {start} {f} is " + sign + " and moves away from zero ever faster, and for {where} its "
                f"{ORDINALS[proof.order]} keeps it so."
            )
        case _:
            text = "For {where} the term {term} is larger than all others together, so {f} is " + sign + "."
    return paragraph(text, where=where, f=name, start=condition(unknown, proof.start), term=proof.term)


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
    return Approx(value) if _is_decimal(value) else value


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
        relation = "≈" if any(_is_decimal(at[0]) for at in found.points) else "="
        listing: object = Chain((star(found.states[0]), values), (relation,), claim=False)
        return paragraph("So {listing}. {rest}", listing=listing, rest=rest)
    opening = "So, to five digits," if any(_is_decimal(value) for at in found.points for value in at) else "So"
    text = (
        " the fixed points are {listing}. {rest}" if len(found.points) > 1 else " the fixed point is {listing}. {rest}"
    )
    return paragraph(opening + text, listing=series(map(shown, found.points)), rest=rest)


def _why_all(found: EveryBoxDecided) -> Paragraph:
    if found.window is None:
        return paragraph("These are all." if len(found.points) > 1 else "There is no other.")
    sides = series(Chain((low, state, high), ("≤", "≤")) for state, low, high in found.window.sides)
    opening = "These are all with" if found.points else "with"
    return paragraph(opening + " {sides}; nothing is claimed about what lies beyond.", sides=sides)
