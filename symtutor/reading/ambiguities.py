"""Ambiguities: where the convention of the grammar could mislead, a note says how to write the other reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import Paragraph, paragraph
from symtutor.reading.functions import GREEK
from symtutor.reading.tokens import CLOSING, OPENING, Token, operand_end

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.reading.names import Names


def name_notes(names: Names) -> list[Paragraph]:
    """Return a note for every name that could have been meant as a product or a power."""
    notes: list[Paragraph] = []
    for key, name in names.spelled.items():
        if key in names.states or key in names.declared:
            continue
        stem, digit = name[:-1], name[-1]
        if (
            digit in "23"
            and stem in names.states
            and not any(f"{stem}{other}" in names.spelled for other in "0123" if other != digit)
        ):
            template = "Here {name} is a parameter; for a power write {power}."
            notes.append(paragraph(template, name=name, power=f"{stem}^{digit}"))
        elif 1 < len(name) < 4 and name.isalpha() and name.islower() and name not in GREEK:
            template = "Here {name} is one parameter; for a product write {product}."
            notes.append(paragraph(template, name=name, product=" ".join(name)))
    return notes


_SHORT = frozenset({"NUMBER", "NAME", "CONSTANT"})
_STARTS = frozenset({"NUMBER", "NAME", "CONSTANT", "FUNCTION", "LPAR", "ROOT", "_BAR_OPEN"})
_LONGEST = 40


def ambiguities(names: Names, tokens: Sequence[Token]) -> list[Paragraph]:
    """Return a note for every place of a resolved statement that readers take in two ways."""
    found: dict[str, Paragraph] = {}
    for index in range(len(tokens)):
        for look in _LOOKS:
            said = look(names, tokens, index)
            if said is not None:
                typed, read, other = said
                template = "Here {typed} is read as {read}; for the other reading write {other}."
                found.setdefault(typed, paragraph(template, typed=typed, read=read, other=other))
    return list(found.values())


_Said = tuple[str, str, str] | None


def _quotient(names: Names, tokens: Sequence[Token], index: int) -> _Said:
    """Look for ``1/2x`` and ``a/bc``."""
    if tokens[index].kind != "OVER" or index == 0 or index + 2 >= len(tokens) or tokens[index + 1].kind not in _SHORT:
        return None
    after = _past_power(tokens, index + 2)
    if after >= len(tokens) or tokens[after].kind not in _STARTS or tokens[after].loose:
        return None
    first = _operand_before(tokens, index)
    top, bottom, rest = (
        _text(names, tokens[first:index]),
        _text(names, tokens[index + 1 : after]),
        _text(names, tokens[after : operand_end(tokens, after)]),
    )
    return f"{top}/{bottom}{rest}", f"({top}/{bottom})·{rest}", f"{top}/({bottom}{rest})"


def _exponent(names: Names, tokens: Sequence[Token], index: int) -> _Said:
    """Look for ``x^1/2`` and ``e^2x``."""
    if tokens[index].kind != "CARET" or index == 0:
        return None
    at = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].kind == "MINUS")
    if at + 1 >= len(tokens) or tokens[at].kind != "NUMBER":
        return None
    base = _text(names, tokens[_operand_before(tokens, index) : index])
    exponent, following = _text(names, tokens[index + 1 : at + 1]), tokens[at + 1]
    divided = following.kind == "OVER" and at + 2 < len(tokens) and tokens[at + 2].kind == "NUMBER"
    if divided and tokens[at].text == "1" and not following.loose:  # nobody misreads x^4/4
        divisor = tokens[at + 2].text
        return f"{base}^{exponent}/{divisor}", f"({base}^{exponent})/{divisor}", f"{base}^({exponent}/{divisor})"
    if (
        following.kind in {"NAME", "CONSTANT"}
        and not following.loose
        and tokens[index - 1].kind in {"CONSTANT", "NUMBER"}
    ):
        rest = _text(names, [following])
        return f"{base}^{exponent}{rest}", f"({base}^{exponent})·{rest}", f"{base}^({exponent}{rest})"
    return None


def _argument(names: Names, tokens: Sequence[Token], index: int) -> _Said:
    """Look for ``sin x(1-x)``, ``sin 2*x`` and ``sin x/2``."""
    if tokens[index].kind != "FUNCTION" or index + 2 >= len(tokens) or tokens[index + 1].kind not in _SHORT:
        return None
    after = index + 1
    while after < len(tokens) and tokens[after].kind in _SHORT:
        after = _past_power(tokens, after + 1)
    if after >= len(tokens):
        return None
    name, inside, sign = tokens[index].text, _text(names, tokens[index + 1 : after]), tokens[after]
    if sign.kind == "LPAR":
        rest = _text(names, tokens[after : operand_end(tokens, after)])
        return f"{name} {inside}{rest}", f"{name}({inside})·{rest}", f"{name}({inside}{rest})"
    if sign.kind in {"TIMES", "OVER"} and after + 1 < len(tokens) and tokens[after + 1].kind in _SHORT:
        mark, rest = "·" if sign.kind == "TIMES" else "/", _text(names, [tokens[after + 1]])
        typed = "*" if sign.kind == "TIMES" else "/"
        return f"{name} {inside}{typed}{rest}", f"{name}({inside}){mark}{rest}", f"{name}({inside}{typed}{rest})"
    return None


def _two_names(names: Names, tokens: Sequence[Token], index: int) -> _Said:
    """Look for ``sin x y``, where the first name is a state or the time."""
    if tokens[index].kind != "FUNCTION" or [token.kind for token in tokens[index + 1 : index + 3]] != ["NAME", "NAME"]:
        return None
    first, second = tokens[index + 1 : index + 3]
    if not second.loose or first.key not in names.states | {names.time}:
        return None
    name, shown, rest = tokens[index].text, _text(names, [first]), _text(names, [second])
    return f"{name} {shown} {rest}", f"{name}({shown}·{rest})", f"{name}({shown})·{rest}"


def _radical(names: Names, tokens: Sequence[Token], index: int) -> _Said:
    """Look for ``√2x`` and ``√x²``."""
    if tokens[index].kind != "ROOT" or index + 2 >= len(tokens) or tokens[index + 1].kind not in _SHORT:
        return None
    sign = names.source.typed[tokens[index].start]
    if sign not in "√∛∜":
        return None
    under, following = _text(names, [tokens[index + 1]]), tokens[index + 2]
    if following.kind == "CARET":
        power = _text(names, tokens[index + 2 : _past_power(tokens, index + 2)])
        return f"{sign}{under}{power}", f"({sign}{under}){power}", f"{sign}({under}{power})"
    if following.kind in {"NAME", "CONSTANT"} and not following.loose:
        rest = _text(names, [following])
        return f"{sign}{under}{rest}", f"{sign}{under}·{rest}", f"{sign}({under}{rest})"
    return None


_LOOKS: tuple[Callable[[Names, Sequence[Token], int], _Said], ...] = (
    _quotient,
    _exponent,
    _argument,
    _two_names,
    _radical,
)


def _text(names: Names, tokens: Sequence[Token]) -> str:
    text = names.source.typed[tokens[0].start : tokens[-1].stop]
    return text if len(text) <= _LONGEST else "(…)"


def _past_power(tokens: Sequence[Token], index: int) -> int:
    """Return the index after an exponent at `index`, if there is one."""
    if index >= len(tokens) or tokens[index].kind != "CARET":
        return index
    at = index + 1
    while at < len(tokens) and tokens[at].kind in {"MINUS", "PLUS"}:
        at += 1
    return operand_end(tokens, at)


def _operand_before(tokens: Sequence[Token], index: int) -> int:
    """Return the index where the operand before `index` begins, its base included."""
    depth = 0
    for at in range(index - 1, -1, -1):
        depth += (tokens[at].kind in CLOSING) - (tokens[at].kind in OPENING)
        if depth <= 0:
            return _operand_before(tokens, at - 1) if at > 1 and tokens[at - 1].kind == "CARET" else at
    return 0
