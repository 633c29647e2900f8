"""A fixed point that a student names and the analysis does not list: put in, and classified there and then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symtutor.analysis import by_cases, classify
from symtutor.analysis.derivative import Jacobian
from symtutor.checking.equality import same
from symtutor.document import Step, paragraph
from symtutor.model import Classification, FixedPoint, ODESystem


@dataclass(frozen=True, slots=True)
class PutIn:
    """The velocity vanishes at a point: the point was put into every right-hand side."""

    system: ODESystem
    at: tuple[sp.Expr, ...]

    def verify(self) -> bool | None:
        """Put it in once more, and decide with three values."""
        values = dict(zip(self.system.states, self.at, strict=True))
        verdicts = [same(component.subs(values, simultaneous=True), sp.S.Zero) for component in self.system.field]
        return False if False in verdicts else None if None in verdicts else True

    def narrate(self) -> Step:
        """Say so."""
        return Step("Put the point in", (paragraph("Every velocity vanishes there."),), "fixed-points")


@lru_cache(maxsize=64)
def looked_at(system: ODESystem, at: tuple[sp.Expr, ...]) -> tuple[Classification, ...]:
    """Classify a point that is a fixed point whatever the parameters are; nothing where it is none.

    Examples
    --------
    >>> x, r = sp.symbols("x r", real=True)
    >>> [(c.kind.value, c.point.when) for c in looked_at(ODESystem((x,), (r * x,), (r,)), (sp.S.Zero,))][:1]
    [('stable', r < 0)]
    """
    rule = PutIn(system, at)
    if not rule.verify():
        return ()
    return by_cases(system, (classify(system, FixedPoint(at, rule), Jacobian(system.states, system.field)),))
