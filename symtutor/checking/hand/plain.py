"""Hand work as plain text: LaTeX and the many ways of writing a sign become one, before claims are looked for."""

from __future__ import annotations

import re

ROWS = re.compile(r"\\begin\{[pbv]?matrix\}(.*?)\\end\{[pbv]?matrix\}", re.DOTALL)
COLUMN = re.compile(r"\\begin\{(?:[pb]?matrix)\}([^&]*?)\\end\{(?:[pb]?matrix)\}", re.DOTALL)

WRITTEN: tuple[tuple[str, str], ...] = (
    (r"\\(?:iff|Leftrightarrow|Longleftrightarrow)\b|<=>|<==>|⟺|⇔", " ⇔ "),
    (r"\\(?:implies|Rightarrow|Longrightarrow)\b|==>|=>|⟹|⇒", " ⇒ "),
    (r"\\(?:to|rightarrow|mapsto)\b|-->|->|⟶|↦", " → "),
    (r"\\leftarrow\b|<--|<-(?=\s|$)", " ← "),
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
    (r"\\(?:d|t)?frac\{\\partial\s*(\w+)\}\{\\partial\s*(\w+)\}", r"∂\1/∂\2"),
    (r"\((-?[\w./√]+)\s*\|\s*(-?[\w./√]+)\)", r"(\1, \2)"),  # a point as some schools write it
    (r"\\lambda(?![a-zA-Z])", "λ"),
    (r"\\tau(?![a-zA-Z])", "τ"),
    (r"\\Delta(?![a-zA-Z])", "Δ"),
    (r"\\mathbb\{?Z\}?|\\Z\b", "ℤ"),
    (r"\\mathbb\{?R\}?|\\R\b", "ℝ"),
    (r"\\(?:emptyset|varnothing)\b", "∅"),
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
    (r"\.\.\.+|\\[cl]?dots\b", "…"),
    (r"[ \t]+", " "),
)
SPELLED: tuple[tuple[str, str], ...] = (
    (r"(?<=\w)\^(?:\*|\{\s*\*\s*\})", "*"),  # x^* is the star of a fixed point
    (r"(?<=[A-Za-zλ])\*?_?\{?1\s*[,/]\s*2\}?(?=\s*[=≈:])", ""),  # x_{1,2} and λ1,2: both at once
    (r"(?<=λ)_?±", ""),
    (r"(?<![|'])_\{\s*(\w+)\s*\}", r"_\1"),
    (r"\b([A-Za-z])(?:\*_|_?)(\d)\*(?=\s*[=≈∈])", r"\1_\2"),
    (r"\b([A-Za-z])\*_(\d)", r"\1_\2"),
    (r"(\d+(?:\.\d+)?)\s*(?:°|\^\{?\\circ\}?)", r"(\1*π/180)"),
    (r"\)\s*\^\s*\{?(?:T|⊤|\\top|\\intercal)\}?", ")"),  # a column, written as a row
    (r"\](\s*[^\[\],;]+[,;][^\[\],;]+)\[", r"(\1)"),  # open intervals as in Germany and France
    (r"\[([^\[\],;]+[,;][^\[\],;]+)\[", r"[\1)"),
    (r"\]([^\[\],;]+[,;][^\[\],;]+)\]", r"(\1]"),
    (r"\s+\|{1,2}\s*[-:+*/·²√]\s*\(?[\w.√]*\)?$", ""),  # what is done to both sides: | :x
    (r"\b(?:fixed|equilibrium|critical) pts?\b|\bFPs?\b|\bfps?\b", "fixed points"),
    (r"\b(saddle|fixed) pt\b", r"\1 point"),
    (r"\b(?:equil|eq)\.? (?=points?|pts?)", "equilibrium "),
    (r"\b(?:e-?vals?|EVs?|EWs?|eigenvals?|eigen values?)\b", "eigenvalues"),
    (r"\b(?:e-?vecs?|eigenvecs?|eigen vectors?)\b", "eigenvectors"),
    (r"\basympt?\.? stable", "asymptotically stable"),
)
"""Abbreviations and habits of notation, after the signs."""
SUBSCRIPT = re.compile("[₀₁₂₃₄₅₆₇₈₉]+")
DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_TABLE = tuple((re.compile(pattern), replacement) for pattern, replacement in (*WRITTEN, *SPELLED))


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
