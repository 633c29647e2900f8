"""Lists in hand work: commas, "and" and "or", the braces of a set, and ±."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def unbraced(text: str) -> str:
    """Take the braces of a set off."""
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


def listed(text: str) -> list[str]:
    """Part a list at its commas, its "and" and "or", outside brackets.

    Examples
    --------
    >>> listed("(0,0), (3,0) and (1,1)")
    ['(0,0)', '(3,0)', '(1,1)']
    """
    items, depth, start = [], 0, 0
    for found in re.finditer(r"[(\[{]|[)\]}]|,\s*(?:and|or)\b|,|;|\band\b|\bor\b", text):
        mark = found.group()
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif depth == 0:
            items.append(text[start : found.start()])
            start = found.end()
    items.append(text[start:])
    return [item.strip() for item in items if item.strip()]


def both_signs(text: str) -> Iterator[str]:
    """Write out ± as two, with ∓ the other way round.

    Examples
    --------
    >>> list(both_signs("-1 ± √2"))
    ['-1 + √2', '-1 - √2']
    """
    if "±" not in text:
        yield text
        return
    for plus, minus in (("+", "-"), ("-", "+")):
        yield text.replace("±", plus).replace("∓", minus).strip().removeprefix("+").strip()
