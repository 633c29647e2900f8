"""Subscripts: ``x_1``, ``x₁``, ``x_{max}``; they belong to the name before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.reading import latex, limits
from symtutor.reading.environments import argument_end
from symtutor.reading.spelling import LETTERS, PLAIN_SUBSCRIPT, SUBSCRIPTS

if TYPE_CHECKING:
    from symtutor.reading.lexer import Scanner


def subscript(scanner: Scanner, text: str, start: int, end: int) -> int:
    """Give the name before it its subscript; primes may stand between (x'₁)."""
    if text == "_":
        end, raw = _after_underscore(start, scanner)
    else:
        raw = text
    at = len(scanner.tokens) - 1
    while at >= 0 and scanner.tokens[at].kind == "PRIME":
        at -= 1
    if at < 0 or scanner.tokens[at].kind != "WORD":
        raise scanner.error("This subscript belongs to no name.", start, end, "Write it right after one: x_1.")
    if scanner.tokens[at].subscript:
        raise scanner.error("This name has a subscript already.", start, end, "Write one: x_12.")
    inner = "".join(SUBSCRIPTS.get(character, LETTERS.get(character, character)) for character in raw)
    if "+" in inner or "-" in inner:
        message = "A subscript that counts steps belongs to a map (a difference equation), not to a differential one."
        raise scanner.error(message, start, end, "Write x' = f(x) for a differential equation.")
    if not inner.isalnum() or not inner.isascii() or len(inner) > limits.NAME_LENGTH:
        raise scanner.error("A subscript is made of letters and digits.", start, end, "Write x_1 or x_max.")
    scanner.tokens[at] = scanner.tokens[at]._replace(subscript="_" + inner, stop=scanner.source.span(start, end)[1])
    return end


def _after_underscore(start: int, scanner: Scanner) -> tuple[int, str]:
    """Return the end and the text of the subscript after an underscore."""
    if (plain := PLAIN_SUBSCRIPT.match(scanner.text, start + 1)) is not None:
        return plain.end(), plain.group().strip()
    end = argument_end(scanner.text, start + 1)
    if end is None or scanner.text[start + 1 : start + 2] not in {"{", "\\"}:
        raise scanner.error("This _ has no subscript.", start, start + 1, "Write x_1.")
    if scanner.text[start + 1] == "\\" and scanner.text[end : end + 1] == "{":
        end = argument_end(scanner.text, end) or end
    return end, latex.subscript_text(scanner.text[start + 1 : end])
