"""The shades of right: exact, rounded, or not simplified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.verdict import RIGHT, Judgement, Verdict
from symtutor.document import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symtutor.checking.claims import Given

OPERATION = re.compile(r"(?<=[\w)\]²³])\s*[-+*/·^]|\d\s*\(|\)\s*\(")


def is_simplified(given: Given) -> bool:
    """Tell whether a number is written about as shortly as it can be: 2, not 4/2; a formula counts as simplified.

    Examples
    --------
    >>> from symtutor.checking.claims import Given
    >>> is_simplified(Given(sp.Integer(2), "4/2")), is_simplified(Given(sp.Rational(1, 2), "1/2"))
    (False, True)
    """
    if not given.value.is_Rational or given.places is not None:
        return True
    if given.value.is_Integer:
        return OPERATION.search(given.text) is None
    fraction = re.fullmatch(r"\(?[-−]?\(?\s*(\d+)\s*/\s*(\d+)\s*\)?\)?", given.text.strip())
    return (fraction is None and len(OPERATION.findall(given.text)) <= 1) or bool(
        fraction and sp.Integer(int(fraction[2])) == given.value.q
    )


def as_said(values: Iterable[Given], *, exactly: bool = True) -> Judgement:
    """Choose the shade of right for values that are right."""
    values = tuple(values)
    if not exactly:
        return Judgement(Verdict.APPROXIMATE, why=paragraph("Right to the digits that are given."), share=(1, 1))
    if not all(map(is_simplified, values)):
        return Judgement(Verdict.NOT_SIMPLIFIED, why=paragraph("Right; it can be written shorter."), share=(1, 1))
    return RIGHT
