"""Where a start in the plane ends: by an explicit solution, on an invariant line, or followed in decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.fate.by_distance import by_distance
from symtutor.analysis.fate.by_energy_lost import by_energy_lost
from symtutor.analysis.fate.followed import followed
from symtutor.analysis.fate.invariant_line import on_an_invariant_line
from symtutor.analysis.fate.linear import linear_path

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.model import Analysis
    from symtutor.rule import Rule

WAYS = (
    linear_path,  # the solution itself
    on_an_invariant_line,  # one dimension less
    by_distance,  # likewise, in polar coordinates
    by_energy_lost,  # proved for every start
    followed,  # decimals, and no proof
)


def from_a_start(analysis: Analysis, start: tuple[sp.Expr, ...]) -> tuple[Rule, ...] | None:
    """Give the first answer, in the order of how much it claims."""
    answers = (way(analysis, start) for way in WAYS)
    return next((answer for answer in answers if answer is not None), None)
