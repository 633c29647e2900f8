"""Spellings: the characters of mathematics, and the regular expression that cuts a text into them."""

from __future__ import annotations

import re
import unicodedata

from symtutor.reading.functions import GREEK_LETTERS, GREEK_VARIANTS
from symtutor.reading.tokens import JOINING_WORDS

LETTERS = GREEK_LETTERS | {character: name for character, (name, _) in GREEK_VARIANTS.items()}
_GREEK = "".join(LETTERS)
DOTTED = {"\N{COMBINING DOT ABOVE}": 1, "\N{COMBINING DIAERESIS}": 2, "\N{COMBINING THREE DOTS ABOVE}": 3}
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵗᵃᵇᶜᵈᵉᵏᵐᵖʳˢ", "0123456789+-()nixytabcdekmprs", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx", strict=True))
VULGAR = {
    character: unicodedata.normalize("NFKC", character).replace("\N{FRACTION SLASH}", "/")
    for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"
}
SIGNS = {
    "+": "PLUS",
    "-": "MINUS",
    "**": "CARET",
    "*": "TIMES",
    "/": "OVER",
    "^": "CARET",
    "=": "EQUALS",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    "|": "BAR",
    ",": "COMMA",
    ";": "SEMICOLON",
    "\n": "NEWLINE",
    "'": "PRIME",
    "√": "ROOT",
    "∛": "ROOT",
    "∜": "ROOT",
    "∇": "GRADIENT",
    **dict.fromkeys(("<", ">", "<=", ">=", "!=", "≤", "≥", "≠"), "RELATION"),
}
RELATIONS = {"≤": "<=", "≥": ">=", "≠": "!="}
TOKEN = re.compile(
    rf"""
    (?P<space>[ ]+)
  | (?P<hexadecimal>0[xX][0-9]+[0-9A-Fa-f]*(?![A-Za-z_^(]))
  | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<vulgar>[{"".join(VULGAR)}])
  | (?P<word>(?:[A-Za-z]+|[{_GREEK}])(?:[0-9]+)?)
  | (?P<subscript>_|[{"".join(SUBSCRIPTS)}]+)
  | (?P<primes>\^[ ]*\{{[ ]*(?:(?:\\prime[ ]*|')+)\}})
  | (?P<superscript>[{"".join(SUPERSCRIPTS)}]+)
  | (?P<sign>\*\*|<=|>=|!=|[-+*/^=()\[\]{{}}|,;\n'√∛∜<>≤≥≠∇])
  | (?P<dots>[{"".join(DOTTED)}])
  | (?P<command>\\)
  | (?P<dollar>\$\$?)
  | (?P<column>&)
  | (?P<stop>\.(?=[ ]*(?:[\n$\\}}]|$)))
    """,
    re.VERBOSE,
)
PLAIN_SUBSCRIPT = re.compile(rf"[ ]*(?:[0-9]+|[A-Za-z][A-Za-z0-9]*|[{_GREEK}]|[{''.join(SUBSCRIPTS)}]+)")
BEFORE_MATH = JOINING_WORDS | {"if", "for", "when", "of", "otherwise", "else"}
