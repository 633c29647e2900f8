"""Formulas in three notations: one line of Unicode, one line of ASCII, and LaTeX.

The structure of a formula is walked once (:mod:`.printer`, :mod:`.expressions`), its terms and factors in the order of
a textbook (:mod:`.order`), brackets by the levels of the pieces (:mod:`.base`); a notation says how its pieces look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.render.notation.ascii import AsciiMath
from symtutor.render.notation.latex import LatexMath
from symtutor.render.notation.unicode import UnicodeMath

if TYPE_CHECKING:
    from symtutor.formula import Formula
    from symtutor.render.notation.printer import Printer

__all__ = ["ascii_math", "latex_math", "unicode_math"]


def unicode_math(formula: Formula, *, short: bool = False) -> str:
    """Print a formula as one line of Unicode.

    Parameters
    ----------
    formula : Formula
        What to print.
    short : bool
        True where there is no room for words: a root of a polynomial is then its first digits.

    Examples
    --------
    >>> from sympy import Symbol, exp
    >>> x = Symbol("x", real=True)
    >>> unicode_math(x * (1 - x) * (x - 2)), unicode_math(6 * x - 3 * x**2 - 2), unicode_math(exp(-x))
    ('x(1 − x)(x − 2)', '−3x² + 6x − 2', 'e^(−x)')
    """
    return _text(UnicodeMath(), formula, short=short)


def ascii_math(formula: Formula, *, short: bool = False) -> str:
    """Print a formula as one line of ASCII.

    Examples
    --------
    >>> from sympy import Symbol, sqrt
    >>> ascii_math(sqrt(5) * Symbol("lambda") ** 2)
    'sqrt(5)*lambda^2'
    """
    return _text(AsciiMath(), formula, short=short)


def latex_math(formula: Formula, *, short: bool = False) -> str:
    r"""Print a formula as LaTeX for math mode, without the dollar signs.

    Examples
    --------
    >>> from sympy import Symbol
    >>> print(latex_math(Symbol("x") ** 4 / 4 - Symbol("mu")))
    \frac{x^{4}}{4} - \mu
    """
    return _text(LatexMath(), formula, short=short)


def _text(printer: Printer, formula: Formula, *, short: bool) -> str:
    """Print a formula, or what stands for it in little room."""
    return (printer.argument(formula) if short else printer.formula(formula)).text
