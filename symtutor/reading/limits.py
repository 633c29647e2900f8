"""How large an input may be: every bound is checked before anything of that size is built.

A line of text can ask for more than any computer has (``9^9^9``). The bounds are generous for people and small for
machines; each one is named in the message that refuses.
"""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = 10_000
"""Characters of text."""

TOKENS: Final = 4_000
"""Numbers, names and signs in it."""

NESTING: Final = 64
"""Brackets inside brackets, powers on powers, signs before signs."""

DEPTH: Final = 160
"""Levels of the parse tree: sums in products in powers, and functions of functions."""

DIGITS: Final = 1_000
"""Digits of a number, and the places a decimal exponent may move the point."""

BITS: Final = 4_000
"""Binary digits of an exact number, and the size (as a power of two) of any constant."""

EXPONENT: Final = 1_000
"""The exponent of an expression that is not a number."""

EQUATIONS: Final = 40
"""Equations of a system after higher orders are reduced."""

NAMES: Final = 100
"""Different names."""

NAME_LENGTH: Final = 40
"""Letters of one name."""

FACTORIAL: Final = 400
"""The argument of a factorial or a binomial coefficient."""

OPERATIONS: Final = 50_000
"""Operations carried out while building, definitions put in."""
