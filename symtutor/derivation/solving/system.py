"""The fixed points of a system by hand: a tree of cases, each solved one unknown at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import every_integer, point, series
from symtutor.derivation.placed import Place, Placed
from symtutor.derivation.solving.branches import (
    FactorsSet,
    VelocitiesZero,
)
from symtutor.derivation.solving.ends import same_ends
from symtutor.derivation.solving.equation import step
from symtutor.derivation.solving.products import ZeroProduct
from symtutor.derivation.solving.tree import Tree
from symtutor.document import paragraph
from symtutor.model import Completeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.derivation.solving.ends import End
    from symtutor.document import Paragraph, Step
    from symtutor.model import Analysis, FixedPoint, FixedPointSet
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class EveryCaseClosed:
    """No case is left open, so the points reached are all common zeros.

    Attributes
    ----------
    found : FixedPointSet
        What the analysis found, by its own route.
    ends : tuple of (tuple of Expr, Boolean)
        The points that the cases end in, with the condition on the parameters.
    """

    states: tuple[sp.Symbol, ...]
    found: FixedPointSet
    ends: tuple[End, ...]

    def verify(self) -> bool | None:
        """Compare the points reached with those of the analysis."""
        return same_ends([(found.at, found.when) for found in self.found.points], self.ends)

    def narrate(self) -> Step:
        """Name the fixed points."""
        points = self.found.points
        if not points:
            return step(paragraph("Every case is closed: there is *no fixed point*."))
        index = tuple(dict.fromkeys(symbol for found in points for symbol in found.index))
        one = len(points) == 1 and not index
        opening = "So the only fixed point is" if one else "So the fixed points are"
        return step(
            paragraph(
                opening + " {points}{every}. No case is left open, so nothing is missing.",
                points=series(map(_named, points)),
                every=every_integer(index),
            )
        )


def _named(found: FixedPoint) -> Paragraph:
    """Name a fixed point, and where it exists."""
    if found.when == sp.true:
        return paragraph("{at}", at=point(found.at))
    return paragraph("{at} where {when}", at=point(found.at), when=found.when)


def common_zeros_by_hand(analysis: Analysis) -> Iterator[Placed]:
    """Solve all equations of a system as on paper, in place of the words of the analysis; nothing where that fails.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y = sp.symbols("x y", real=True)
    >>> [type(line.rule).__name__ for line in common_zeros_by_hand(analyze(ODESystem((x, y), (y, -x))))]
    ['VelocitiesZero', 'Expressed', 'Expressed', 'PointReached', 'EveryCaseClosed']
    """
    system, found = analysis.system, analysis.fixed_points
    if system.dimension < 2 or not system.autonomous or found.completeness is not Completeness.PROVED:
        return
    if any(set(system.states) & sp.Tuple(*known.at).free_symbols for known in found.points):
        return
    taken = frozenset(symbol.name for component in system.field for symbol in component.free_symbols)
    tree = Tree(system.states, system.field, taken)
    rules = tree.walk(system.field, (), ())
    if rules is None or same_ends([(known.at, known.when) for known in found.points], tree.ends) is not True:
        return
    every = (VelocitiesZero(system.field), *rules, EveryCaseClosed(system.states, found, tuple(tree.ends)))
    for rule in _once(every):
        yield Placed(rule, found.reason, Place.INSTEAD)


def _once(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Let only the first product say why its factors are set to zero."""
    said = False
    for rule in rules:
        if isinstance(rule, (FactorsSet, ZeroProduct)):
            yield replace(rule, first=not said)
            said = said or len(rule.factors) > 1
        else:
            yield rule
