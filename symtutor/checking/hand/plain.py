"""Hand work as plain text: LaTeX and the many ways of writing a sign become one, before claims are looked for."""

from __future__ import annotations

import re

ROWS = re.compile(r"\\begin\{[pbv]?matrix\}(.*?)\\end\{[pbv]?matrix\}", re.DOTALL)
COLUMN = re.compile(r"\\begin\{(?:[pb]?matrix)\}([^&]*?)\\end\{(?:[pb]?matrix)\}", re.DOTALL)

WRITTEN: tuple[tuple[str, str], ...] = (
    (r"\\(?:iff|Leftrightarrow|Longleftrightarrow)\b|<=>|<==>|⟺|⇔", " ⇔ "),
    (r"\\(?:implies|Rightarrow|Longrightarrow)\b|==>|=>|⟹|⇒", " ⇒ "),
    (r"\\(?:to|rightarrow|mapsto)\b|-->|->|⟶|↦", " → "),
    (r"\\leftarrow\b|<--|<-(?=\s)", " ← "),
    (r"\\therefore\b|∴", " so "),
    (r"\\(?:approx|simeq)\b|~=|≅|≃", " ≈ "),
    (r"\\pm\b|\+/-|\+-(?=\s*[\d\\√(a-z])", " ± "),
    (r"\\mp\b", " ∓ "),
    (r"\\infty\b|∞|\binfinity\b|\binf\b", "oo"),
    (r"\\in\b", " ∈ "),
    (r"\\cup\b", " ∪ "),
    (r"\\(?:lor|vee)\b|∨", " or "),
    (r"\\(?:land|wedge)\b|∧", " and "),
    (r"\\(?:le|leq|leqslant)\b|<=", " ≤ "),
    (r"\\(?:ge|geq|geqslant)\b|>=", " ≥ "),
    (r"\\(?:d|t)?frac\{d([a-z]?)\}\{d([a-z])\}", r"d\1/d\2"),
    (r"\((-?[\w./√]+)\s*\|\s*(-?[\w./√]+)\)", r"(\1, \2)"),  # a point as some schools write it
    (r"\\lambda\b", "λ"),
    (r"\\tau\b", "τ"),
    (r"\\Delta\b", "Δ"),
    (r"\\prime\b", "'"),
    (r"\^\{?\s*('+)\s*\}?", r"\1"),
    (r"[′’`´]", "'"),
    (r"″", "''"),
    (r"‴", "'''"),
    (r"[−–—](?=\s*[\d\w(√\\.±])", "-"),
    (r"\\(?:text|mathrm|operatorname|textbf|textit|emph|mbox)\{([^{}]*)\}", r" \1 "),
    (r"\\(?:quad|qquad|,|;|!|:|\s|displaystyle|left\.|right\.)", " "),
    (r"\\(?:left|right|big|Big|bigl|bigr)(?=[\s()\[\]{}|\\])", ""),
    (r"\\\{", "{"),
    (r"\\\}", "}"),
    (r"\$\$|\$|\\\(|\\\)|\\\[|\\\]", " "),
    (r"\\begin\{[a-z]+\*?\}|\\end\{[a-z]+\*?\}", " "),
    (r"(?<![\w)\]}])\*\*(?=\S)([^*\n]+)\*\*(?![\w(\[{])", r"\1"),  # bold in Markdown, not x**2
    (r"\.\.\.+|\\[cl]?dots\b", "…"),
    (r"[ \t]+", " "),
)
SUBSCRIPT = re.compile("[₀₁₂₃₄₅₆₇₈₉]+")
DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_TABLE = tuple((re.compile(pattern), replacement) for pattern, replacement in WRITTEN)


def plain(text: str) -> str:
    r"""Write a line of hand work with one sign for each thing.

    Examples
    --------
    >>> plain(r"$x(1-x) = 0 \Rightarrow x = 0 \lor x = 1$")
    'x(1-x) = 0 ⇒ x = 0 or x = 1'
    >>> plain(r"J = \begin{pmatrix} 3-2x & -2x \\ -y & 2 \end{pmatrix}")
    'J = [[3-2x, -2x], [-y, 2]]'
    """
    text = COLUMN.sub(_vector, text)
    text = ROWS.sub(_matrix, text)
    text = SUBSCRIPT.sub(lambda found: f"_{found[0].translate(DIGITS)}", text)
    for pattern, replacement in _TABLE:
        text = pattern.sub(replacement, text)
    return text.strip()


def _rows(body: str) -> list[str]:
    """Split the inside of a matrix into its rows."""
    return [row.strip() for row in body.split(r"\\") if row.strip()]


def _vector(found: re.Match[str]) -> str:
    """Write a column as a tuple."""
    return f"({', '.join(_rows(found[1]))})"


def _matrix(found: re.Match[str]) -> str:
    """Write a matrix as a list of rows."""
    rows = [", ".join(cell.strip() for cell in row.split("&")) for row in _rows(found[1])]
    return "[" + ", ".join(f"[{row}]" for row in rows) + "]"
