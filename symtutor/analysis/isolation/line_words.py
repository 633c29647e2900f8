"""The words of a search on the line: brackets, touching zeros, and why there are none farther out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.isolation.beyond import Argument, Beyond
from symtutor.analysis.isolation.shown import is_decimal, shown
from symtutor.analysis.words import number_word
from symtutor.document import Approx, Chain, condition, paragraph, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sympy as sp

    from symtutor.analysis.isolation.records import LineZero, OnLine
    from symtutor.document import Block, Formula, Paragraph

SIGNS = {1: "+", -1: "\N{MINUS SIGN}", 0: "not defined"}
NUMBERS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
ORDINALS = ("", "", *(f"{number} derivative" for number in NUMBERS))
DECIMALS = 20
LISTED = 12
"""More zeros than this are not listed in a table."""


def tell_line(part: OnLine, name: Formula) -> Iterator[Block]:
    """Tell how the zeros of the function called `name` were found on the line."""
    simple = [zero for zero in part.zeros if zero.multiplicity == 1 and zero.left * zero.right < 0]
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
    return Chain((unknown, shown((at,))), ("≈" if is_decimal(at) else "=",), claim=False)


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
