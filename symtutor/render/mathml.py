r"""Formulas as MathML, the mathematics of web pages: LaTeX translated by a library.

math-core was weighed against latex2mathml on the formulas of our documents. It escapes what stands in ``\\text``,
gives primes, signs and bars the spacing of TeX, aligns rows, and is twenty times as fast; the other passes ``<`` on.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from symtutor.render.align import latex_lines, latex_pieces
from symtutor.render.escape import html_text
from symtutor.render.notation import latex_math, unicode_math

if TYPE_CHECKING:
    from collections.abc import Sequence

    from math_core import LatexToMathML

    from symtutor.document import Formula

_LINE = 72
"""Columns of a displayed formula that fit beside each other on a page."""

_PIECE = 28
"""Columns of a formula in running text that a telephone shows on one line."""

_PRIMED = re.compile("<msup>(<mi>[^<]*</mi>)<mo>([′″‴])</mo></msup>")
_APPLIED = "\N{FUNCTION APPLICATION}"
_NEW_LINE = r" \\ "


def inline_mathml(formula: Formula, *, broken: bool = True) -> str:
    """Write a formula for running text; a long one in pieces between which a line may end, if it may be `broken`.

    Examples
    --------
    >>> from sympy import Integer
    >>> inline_mathml(Integer(-2))
    '<math><mo lspace="0" rspace="0">−</mo><mn>2</mn></math>'
    """
    pieces = latex_pieces(formula, _PIECE) if broken else [latex_math(formula)]
    return translated(pieces) or _plain([formula])


def display_mathml(rows: Sequence[Formula]) -> str:
    """Write displayed rows, aligned at their first relation where there are several."""
    lines = latex_lines(rows, _LINE)
    body = latex_math(rows[0]) if len(lines) == 1 else rf"\begin{{aligned}} {_NEW_LINE.join(lines)} \end{{aligned}}"
    return translated([body], display=True) or _plain(rows, display=True)


def translated(pieces: Sequence[str], *, display: bool = False) -> str | None:
    """Translate LaTeX; None where the library does not know it, such as a sign inside words."""
    from math_core import LatexError  # noqa: PLC0415 - only this format needs it

    try:
        found = [_converter().convert_with_local_state(piece, displaystyle=display) for piece in pieces]
    except LatexError:
        return None
    return "<wbr>".join(map(_continued, found))


def _continued(mathml: str) -> str:
    """Mend what browsers would set badly.

    An operator that begins a line keeps its distance to what follows. A prime is raised by its font, so it is no
    exponent. And no entity is named that only HTML knows.
    """
    spaced = mathml.replace("<mrow></mrow><mo>", '<mo form="infix">').replace("&ApplyFunction;", _APPLIED)
    return _PRIMED.sub(r'<mrow>\1<mo lspace="0.06em" rspace="0">\2</mo></mrow>', spaced)


def _plain(rows: Sequence[Formula], *, display: bool = False) -> str:
    """Write formulas in one line of Unicode each, for what LaTeX cannot tell the library."""
    block = ' display="block"' if display else ""
    return "<br>".join(f"<math{block}><mtext>{html_text(unicode_math(row))}</mtext></math>" for row in rows)


@cache
def _converter() -> LatexToMathML:
    """Make the translator once; it keeps nothing from one formula to the next."""
    from math_core import LatexToMathML  # noqa: PLC0415 - only this format needs it

    return LatexToMathML(fancy_error=False)
