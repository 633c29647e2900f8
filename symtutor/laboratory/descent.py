"""Gradient descent with several learning rates: what :func:`symtutor.descend` returns and Jupyter shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.laboratory.descent_document import tell
from symtutor.laboratory.shown import Shown
from symtutor.model import Window
from symtutor.numerics.descent import descent_table
from symtutor.numerics.escape import escape
from symtutor.numerics.gradient import DescentDictionary
from symtutor.numerics.heavy_ball import HeavyBall
from symtutor.numerics.minima import rate_limits
from symtutor.numerics.step_cycle import cycles_of
from symtutor.numerics.step_limit import Regime
from symtutor.numerics.watershed import RestsAtStart, StaysOnLine, leaps
from symtutor.vocabulary import RunPicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from symtutor.document import Document
    from symtutor.model import Analysis
    from symtutor.numerics.basin_fractions import BasinFractions
    from symtutor.numerics.descent_table import DescentTable
    from symtutor.numerics.rate_limit import RateLimit
    from symtutor.numerics.step_cycle import StepCycle
    from symtutor.numerics.two_cycle import TwoCycle
    from symtutor.plot.runs import Runs
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class Training:
    """Gradient descent with one learning rate.

    Attributes
    ----------
    table : DescentTable
        Every step, exactly as far as fractions go.
    regime : Regime or None
        What the linear part does at the minimum that the rates are judged by; None where there is none.
    """

    table: DescentTable
    regime: Regime | None

    @property
    def rate(self) -> sp.Expr:
        """The learning rate η."""
        return self.table.rate

    @property
    def weights(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """The weights w₀, w₁, …."""
        return self.table.weights

    @property
    def losses(self) -> tuple[sp.Expr | None, ...]:
        """The losses L(w₀), L(w₁), …; None where L has no real value."""
        return self.table.losses

    @property
    def final(self) -> tuple[sp.Expr, ...]:
        """The last weights."""
        return self.table.final


@dataclass(frozen=True, slots=True)
class Draws:
    """Random starts: how many, how they can be drawn again, and the box that they come from."""

    count: int = 0
    seed: int = 0
    window: Window = Window()  # noqa: RUF009 - a window is immutable


NO_DRAWS = Draws()


class Descent(Shown):
    """A loss with one run of gradient descent for every learning rate.

    Attributes
    ----------
    loss : Expr
        L, in the states of the system.
    momentum : Expr
        β; 0 for plain gradient descent.
    partial : str or None
        What is missing and why, where a limit stopped the work.

    Examples
    --------
    >>> from symtutor.laboratory import descend
    >>> descent = descend("L = x^2/2 + y^2", {"x": 2, "y": 1}, "0.1, 1.0", steps=50)
    >>> descent.stable_below, descent.best_rate, descent.contraction, descent.condition_number
    (1, 2/3, 1/3, 2)
    >>> [run.regime.value for run in descent.runs]
    ['monotone', 'two-cycle']
    """

    _usual = RunPicture.DESCENT
    _later: ClassVar[Mapping[str, object]] = dict.fromkeys(("minima", "cycles", "fractions", "remarks"), ())

    def __init__(
        self,
        analysis: Analysis,
        loss: sp.Expr,
        start: tuple[sp.Expr, ...],
        rates: tuple[sp.Expr, ...],
        steps: int,
        momentum: sp.Expr = sp.S.Zero,
        draws: Draws = NO_DRAWS,
    ) -> None:
        self.analysis = analysis
        self.loss = loss
        self.start = start
        self.steps = steps
        self.momentum = momentum
        self.draws = draws
        self.partial: str | None = None
        self.tables = tuple(descent_table(analysis.system, loss, start, rate, steps, momentum) for rate in rates)

    @cached_property
    def minima(self) -> tuple[RateLimit, ...]:
        """The minima that the rates are judged by, each with its curvatures and limits."""
        held = [rule for rule in self.remarks if isinstance(rule, RestsAtStart | StaysOnLine)]
        return () if held else rate_limits(self.analysis, self.tables)

    @cached_property
    def momenta(self) -> tuple[HeavyBall, ...]:
        """The same with momentum; empty without it."""
        if self.momentum.is_zero:
            return ()
        return tuple(HeavyBall(limit, self.momentum) for limit in self.minima)

    @cached_property
    def remarks(self) -> tuple[Rule, ...]:
        """What happens on the way: leaps over a watershed, the escape from a saddle."""
        found = (*leaps(self.analysis, self.tables), escape(self.analysis, self.tables))
        return tuple(rule for rule in found if rule is not None)

    @cached_property
    def cycles(self) -> tuple[tuple[TwoCycle | StepCycle, ...], ...]:
        """For every run beyond the limit, without momentum, the cycles of the step; empty for the others."""
        return tuple(
            cycles_of(self.system, run.rate, run.weights, descent=True)
            if run.regime is Regime.DIVERGENT and run.table.halt is None and not self.momenta
            else ()
            for run in self.runs
        )

    @cached_property
    def fractions(self) -> tuple[BasinFractions, ...]:
        """For every rate, where many random starts end; empty where none were asked for."""
        if not self.draws.count:
            return ()
        from symtutor.numerics.basin_fractions import basin_fractions  # noqa: PLC0415 - few ask for it

        rates = [table.rate for table in self.tables]
        return basin_fractions(
            self.analysis, self.draws.window, rates, self.momentum, self.draws.count, self.draws.seed
        )

    @cached_property
    def runs(self) -> tuple[Training, ...]:
        """One run for every learning rate, in the order given."""
        judges = self.momenta or self.minima
        return tuple(
            Training(table, next((judge.regime(table.rate) for judge in judges if _judges(judge, table)), None))
            for table in self.tables
        )

    @property
    def stable_below(self) -> sp.Expr | None:
        """The learning rate below which descent settles at the first of the minima."""
        judges = self.momenta or self.minima
        return judges[0].stable_below if judges else None

    @property
    def best_rate(self) -> sp.Expr | None:
        """2/(λ_min + λ_max) for a quadratic loss with λ_min > 0, without momentum."""
        return self.minima[0].best_rate if self.minima and not self.momenta else None

    @property
    def contraction(self) -> sp.Expr | None:
        """(κ − 1)/(κ + 1), by which a step with the best rate multiplies the distance at most."""
        return self.minima[0].contraction if self.minima and not self.momenta else None

    @property
    def condition_number(self) -> sp.Expr | None:
        """λ_max/λ_min at the first of the minima."""
        return self.minima[0].condition_number if self.minima else None

    def rules(self) -> Iterator[Rule]:
        """Yield every claim in the order of the document."""
        yield from self.system.origin
        yield self.gradient
        yield from self.tables
        yield from self.momenta or self.minima
        yield from chain.from_iterable(self.cycles)
        yield from self.remarks
        yield from self.fractions

    @property
    def gradient(self) -> DescentDictionary:
        """That the flow is the one down this loss."""
        return DescentDictionary(self.system, self.loss)

    @cached_property
    def document(self) -> Document:
        """The computation, before any format."""
        return tell(self)

    def _json(self) -> str:
        from symtutor.laboratory.descent_json import render  # noqa: PLC0415 - only this format needs it

        return render(self)

    def _csv(self) -> str:
        from symtutor.laboratory.as_csv import descent_csv  # noqa: PLC0415 - likewise

        return descent_csv(self)

    def _drawable(self) -> Runs:
        from symtutor.plot.runs import Iterates, Runs, states_of  # noqa: PLC0415 - likewise

        return Runs(
            self.analysis,
            tuple(Iterates(table.rate, states_of(table.weights)) for table in self.tables),
            limit=self.minima[0].limit if self.minima else None,
            letter="eta",
            loss=self.loss,
        )

    def __repr__(self) -> str:
        return f"<Descent in {', '.join(state.name for state in self.system.states)}: {len(self.tables)} rates>"


def _judges(judge: HeavyBall | RateLimit, table: DescentTable) -> bool:
    """Tell whether a minimum is the one that this run is judged by."""
    limit = judge.minimum if isinstance(judge, HeavyBall) else judge
    return table.rate in limit.limit.steps
