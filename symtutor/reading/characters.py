"""Characters that are no mathematics: what to say about each."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source

_HINTS: dict[str, tuple[str, str | None]] = {
    '"': ("Quotation marks have no meaning here.", "For a second derivative write x'' with two primes."),
    "`": ("A backquote has no meaning here.", "For a derivative write x'."),
    "%": ("The sign % has no meaning here.", "Write a percentage as a number: 0.05."),
    ":": ("The sign : has no meaning here.", "Write / for a quotient and = for an equation."),
    "!": ("The sign ! has no meaning here.", "Write factorial(5)."),
    "~": ("The sign ~ has no meaning here.", "Write - for minus."),
    "&": ("The sign & has no meaning here.", "Put each equation on a line of its own."),
    "#": ("The sign # has no meaning here.", "Leave it out."),
    "@": ("The sign @ has no meaning here.", "Leave it out."),
    "?": ("The sign ? has no meaning here.", "Leave it out."),
    ".": ("A point has no meaning here.", "Write * for a product, and 0.5 for a decimal."),
    "∞": ("∞ is not a number.", "Write a number or a name."),
    "±": ("± stands for two expressions.", "Write them as two systems."),
    "∂": (
        "This is a partial derivative, of a partial differential equation; ordinary ones are read.",
        "Write dx/dt.",
    ),
    "∫": ("An integral has no place here.", "Write the equation with a derivative: x' = …"),
    "∑": ("A sum sign is not read.", "Write the sum out."),
    "≈": ("≈ is no equation.", "Write = for an equation."),
    "\N{REPLACEMENT CHARACTER}": ("A character was lost here on the way.", "Type it again."),
}
_LOOKALIKES = {
    **dict.fromkeys("аеорсухіјѕ", "Cyrillic"),
    **dict.fromkeys("АВЕКМНОРСТХУІЈЅ", "Cyrillic"),
    **dict.fromkeys("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "Greek"),
}
_TWINS = dict(zip("аеорсухіјѕАВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aeopcyxijsABEKMHOPCTXYIJSABEZHIKMNOPTYXo", strict=True))


def illegal(source: Source, position: int) -> ParseError:
    """Say what is wrong with the character at `position` of the repaired text."""
    character = source.text[position]
    span = source.span(position, position + 1)
    if character in _HINTS:
        message, suggestion = _HINTS[character]
        return source.error(message, span, suggestion)
    if character in _TWINS:
        twin = _TWINS[character]
        message = f"This {character} is the {_LOOKALIKES[character]} letter that looks like the Latin {twin}."
        return source.error(message, span, f"Type the Latin {twin}.")
    if unicodedata.combining(character):
        return source.error("This accent over a letter has no meaning here.", span, "Use a plain letter.")
    if not character.isprintable():
        return source.error(f"There is a control character (U+{ord(character):04X}) here.", span, "Remove it.")
    if character.isdigit():
        return source.error(f"The digit {character} is not read.", span, "Use the digits 0 to 9.")
    return source.error(f"The sign {character} has no meaning here.", span, "Leave it out.")
