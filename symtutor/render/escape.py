r"""Text from outside made safe, one function a format.

Words in a document may come from a user: a title, the name of a symbol, a line of work. Every renderer passes
every such word through its function here, and nothing else in the house escapes anything.
"""

from __future__ import annotations

import re

from symtutor.render.alphabet import GREEK_LETTERS, greek_latex

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    '"': "''",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "\N{NO-BREAK SPACE}": "~",
}

_LATEX_SIGNS = {
    "−": "-",
    "±": r"\pm",
    "×": r"\times",
    "·": r"\cdot",
    "′": r"'",
    "″": r"''",
    "≈": r"\approx",
    "≠": r"\neq",
    "≤": r"\leq",
    "≥": r"\geq",
    "∈": r"\in",
    "→": r"\rightarrow",
    "←": r"\leftarrow",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
    "∞": r"\infty",
    "∇": r"\nabla",
    "ℝ": r"\mathbb{R}",
    "√": r"\surd",
    "∂": r"\partial",
    "∫": r"\int",
    "●": r"\bullet",
    "○": r"\circ",
    "✓": r"\checkmark",
}

_LATEX_SIGNS |= {sign: f"^{{{k}}}" for k, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹") if sign not in "¹²³"}
_LATEX_SIGNS |= {sign: f"_{{{k}}}" for k, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")}

_LATIN = 0x17F
"""The last letter that the T1 fonts of texlive-latex-base draw."""

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_MARKDOWN = re.compile(r"([\\`*_\[\]<>$|~&])")
_MARKDOWN_START = re.compile(r"^(\s*)([-+#=]|\d+[.)])")


def printable(text: str) -> str:
    r"""Replace whatever would steer a terminal or reorder the line; a newline becomes a space.

    Examples
    --------
    >>> printable("red \x1b[31m")
    'red �[31m'
    """
    spaced = re.sub(r"[\t\r\n]+", " ", text)
    return "".join(c if c.isprintable() or c == "\N{NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}" for c in spaced)


def ascii_only(text: str) -> str:
    r"""Spell `text` in ASCII, for terminals that have nothing else.

    Examples
    --------
    >>> print(ascii_only("f′(0) ≈ −2 → “stable”"))
    f'(0) ~ -2 -> "stable"
    """
    return "".join(_ASCII.get(c, c if c.isascii() else "?") for c in printable(text))


def latex_text(text: str) -> str:
    r"""Escape `text` for the text mode of LaTeX.

    Examples
    --------
    >>> print(latex_text(r"50 % of \input{x} ≈ −2"))
    50 \% of \textbackslash{}input\{x\} $\approx$ $-$2
    """
    return "".join(map(_latex_character, printable(text)))


def markdown_text(text: str) -> str:
    r"""Escape `text` for Markdown, so that no markup, HTML or mathematics begins in it.

    Examples
    --------
    >>> print(markdown_text("a|b <b> $x$"))
    a\|b \<b\> \$x\$
    """
    return _MARKDOWN.sub(r"\\\1", printable(text))


def markdown_start(line: str) -> str:
    r"""Keep a paragraph that begins like a list or a heading a paragraph.

    Examples
    --------
    >>> print(markdown_start("1. is no list"))
    1\. is no list
    """
    return _MARKDOWN_START.sub(lambda start: f"{start[1]}{start[2][:-1]}\\{start[2][-1]}", line)


def html_text(text: str) -> str:
    r"""Escape `text` for HTML and SVG, between tags as well as between the quotes of an attribute.

    Examples
    --------
    >>> print(html_text("<b> & \"x\""))
    &lt;b&gt; &amp; &quot;x&quot;
    """
    return printable(text).translate(_HTML)


def _latex_character(character: str) -> str:
    """Give one character of text as LaTeX."""
    if character in _LATEX:
        return _LATEX[character]
    if character in _LATEX_SIGNS:
        return f"${_LATEX_SIGNS[character]}$"
    if character in GREEK_LETTERS:
        return f"${greek_latex(GREEK_LETTERS[character])}$"
    if ord(character) <= _LATIN:
        return character
    return "?"


_ASCII = {
    **GREEK_LETTERS,
    "−": "-",
    "–": "-",
    "—": "--",
    "′": "'",
    "″": "''",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "≈": "~",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "∈": "in",
    "→": "->",
    "←": "<-",
    "⇒": "=>",
    "⇔": "<=>",
    "∞": "oo",
    "·": "*",
    "×": "x",
    "±": "+-",
    "√": "sqrt",
    "ℝ": "R",
    "∇": "grad ",
    "∂": "d",
    "é": "e",
    "á": "a",
    "ö": "o",
    "ü": "u",
    "ä": "a",
    "\N{NO-BREAK SPACE}": " ",
}
