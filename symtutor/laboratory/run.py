"""An initial value problem and its runs: what :func:`symtutor.euler` returns and Jupyter shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.laboratory.document import tell
from symtutor.laboratory.shown import Shown
from symtutor.numerics.approached import step_limit
from symtutor.numerics.apriori import apriori_bound
from symtutor.numerics.calculator import calculator_table
from symtutor.numerics.error import ErrorTable, decimal
from symtutor.numerics.euler import euler_table
from symtutor.numerics.gradient import DescentDictionary
from symtutor.numerics.modified_equation import modified_equation
from symtutor.numerics.reference import ExactSolution, reference
from symtutor.numerics.step_cycle import cycles_of
from symtutor.numerics.step_limit import Regime, Role
from symtutor.vocabulary import RunPicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from symtutor.document import Document
    from symtutor.model import Analysis
    from symtutor.numerics.apriori import AprioriBound
    from symtutor.numerics.apriori_system import SystemBound
    from symtutor.numerics.euler_table import EulerTable
    from symtutor.numerics.modified_equation import ModifiedEquation
    from symtutor.numerics.reference import Reference
    from symtutor.numerics.runge_kutta import MethodComparison
    from symtutor.numerics.step_cycle import StepCycle
    from symtutor.numerics.step_limit import StepLimit
    from symtutor.numerics.two_cycle import TwoCycle
    from symtutor.plot.runs import Runs
    from symtutor.rule import Rule


@dataclass(frozen=True, slots=True)
class Run:
    """Euler's method with one step size.

    Attributes
    ----------
    table : EulerTable
        Every step, exactly as far as fractions go.
    error : tuple of float, or None
        |exact − Euler| of each state at the end; None where it is not known.
    regime : Regime or None
        What Euler's linear part does at the fixed point approached; None where there is none.
    """

    table: EulerTable
    error: tuple[float, ...] | None
    regime: Regime | None

    @property
    def step(self) -> sp.Expr:
        """The step size h."""
        return self.table.step

    @property
    def times(self) -> tuple[sp.Expr, ...]:
        """The times t₀, t₀ + h, t₀ + 2h and so on."""
        return self.table.times

    @property
    def states(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """The states at these times."""
        return self.table.states

    @property
    def final(self) -> tuple[sp.Expr, ...]:
        """The last state."""
        return self.table.final


class EulerRun(Shown):
    """An initial value problem computed by Euler's method, with one run for every step size.

    Three verdicts are kept apart: the arithmetic of each run, its error against the exact solution with the order
    that shows, and whether the step lies inside the region of stability.

    Attributes
    ----------
    begin : Expr
        The time of the start.
    digits : int or None
        To how many significant digits every number is rounded; None in fractions.
    partial : str or None
        What is missing and why, where a limit stopped the work.

    Examples
    --------
    >>> from symtutor.laboratory import euler
    >>> run = euler("dx/dt = -x", {"x": 1}, "1/2", "1/2, 1/4, 1/10")
    >>> [table.final[0] for table in run.runs], run.exact
    ([1/2, 9/16, 59049/100000], (exp(-t),))
    >>> run.stable_below, run.monotone_below, [table.regime.value for table in run.runs]
    (2, 1, ['monotone', 'monotone', 'monotone'])
    """

    _usual = RunPicture.POLYGONS
    _later: ClassVar[Mapping[str, object]] = dict.fromkeys(
        ("reference", "_errors", "_limit", "methods", "_bound", "_modified"), None
    ) | {"cycles": ()}

    def __init__(
        self,
        analysis: Analysis,
        start: tuple[sp.Expr, ...],
        until: sp.Expr,
        steps: tuple[sp.Expr, ...],
        begin: sp.Expr = sp.S.Zero,
        digits: int | None = None,
        *,
        compare: bool = False,
    ) -> None:
        self.analysis = analysis
        self.start = start
        self.until = until
        self.begin = begin
        self.digits = digits
        self.compare = compare
        self.partial: str | None = None
        table = euler_table if digits is None else partial(calculator_table, digits=digits)
        self._tables: tuple[EulerTable, ...] = tuple(
            table(analysis.system, start, until, step, begin) for step in steps
        )

    @cached_property
    def reference(self) -> Reference | None:
        """What the runs are measured against."""
        return reference(self.system, self.start, self.until, self.begin)

    @cached_property
    def _errors(self) -> ErrorTable | None:
        known = self.reference is not None and self.reference.final is not None
        return ErrorTable(self._tables, self.reference) if known and self.reference else None

    @cached_property
    def _limit(self) -> StepLimit | None:
        return step_limit(self.analysis, self.start, tuple(table.step for table in self._tables))

    @cached_property
    def _bound(self) -> AprioriBound | SystemBound | None:
        return None if self.digits is not None else apriori_bound(self._errors)  # it knows nothing of rounding

    @cached_property
    def methods(self) -> MethodComparison | None:
        """Heun's method and the classical Runge–Kutta method with the same steps, where that was asked for."""
        if not self.compare:
            return None
        from symtutor.numerics.runge_kutta import method_comparison  # noqa: PLC0415 - few ask for it

        return method_comparison(self._errors)

    @cached_property
    def _modified(self) -> ModifiedEquation | None:
        return modified_equation(self.system, self.start) if self._tables else None

    @cached_property
    def cycles(self) -> tuple[tuple[TwoCycle | StepCycle, ...], ...]:
        """For every run beyond the limit the cycles of the step, the one it ends in last; empty for the others."""
        rests = self._limit is not None and self._limit.role is Role.APPROACHED
        return tuple(
            cycles_of(self.system, single.step, single.states, rests=rests)
            if single.regime in {Regime.DIVERGENT, Regime.SPIRAL_OUT} and single.table.halt is None
            else ()
            for single in self.runs
        )

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """One run for every step size, in the order given."""
        regimes = [None if self._limit is None else self._limit.regime(table.step) for table in self._tables]
        return tuple(map(Run, self._tables, self.errors, regimes))

    @property
    def exact(self) -> tuple[sp.Expr, ...] | None:
        """The exact solution in t, one expression for each state; None where no formula is known."""
        return self.reference.states if isinstance(self.reference, ExactSolution) else None

    @cached_property
    def errors(self) -> tuple[tuple[float, ...] | None, ...]:
        """For every run, ``|exact − Euler|`` of each state at the end, from 50 digits."""
        if self._errors is None:
            return (None,) * len(self._tables)
        return tuple(
            None if difference is None else tuple(abs(decimal(value) or 0) for value in difference)
            for difference in self._errors.differences
        )

    @cached_property
    def observed_order(self) -> tuple[float | None, ...]:
        """Between every run and the next, log(e₁/e₂)/log(h₁/h₂); None where an error is zero or unknown."""
        if self._errors is None:
            return (None,) * (len(self._tables) - 1)
        return tuple(None if order is None else decimal(order) for order in self._errors.orders)

    @property
    def stable_below(self) -> sp.Expr | None:
        """The step size below which Euler's method settles at the fixed point approached."""
        return None if self._limit is None else self._limit.stable_below

    @property
    def monotone_below(self) -> sp.Expr | None:
        """The step size below which it does so without changing sides."""
        return None if self._limit is None else self._limit.monotone_below

    def rules(self) -> Iterator[Rule]:
        """Yield every claim in the order of the document."""
        yield from self.system.origin
        yield from self.claims
        if self.dictionary.loss is not None:
            yield self.dictionary

    @property
    def claims(self) -> tuple[Rule, ...]:
        """The three verdicts: every table, the error and where it comes from, the limit and what lies beyond."""
        known = (self.reference, self._errors, self.methods, self._bound, self._modified, self._limit)
        return (*self._tables, *(rule for rule in known if rule is not None), *chain.from_iterable(self.cycles))

    @property
    def dictionary(self) -> DescentDictionary:
        """The same computation as gradient descent."""
        return DescentDictionary(self.system, self.analysis.structure.gradient_of)

    @cached_property
    def document(self) -> Document:
        """The hand computation, before any format."""
        return tell(self)

    def _json(self) -> str:
        from symtutor.laboratory.as_json import render  # noqa: PLC0415 - only this format needs it

        return render(self)

    def _csv(self) -> str:
        from symtutor.laboratory.as_csv import euler_csv  # noqa: PLC0415 - likewise

        return euler_csv(self)

    def _drawable(self) -> Runs:
        from symtutor.plot.runs import Iterates, Runs, states_of  # noqa: PLC0415 - likewise

        sizes = self._errors.sizes if self._errors is not None else (None,) * len(self._tables)
        return Runs(
            self.analysis,
            tuple(
                Iterates(table.step, states_of(table.states), None if size is None else decimal(size))
                for table, size in zip(self._tables, sizes, strict=True)
            ),
            begin=self.begin,
            until=self.until,
            exact=self.exact,
            end=self.reference.form.end if isinstance(self.reference, ExactSolution) else None,
            limit=self._limit,
            loss=self.analysis.structure.gradient_of,
        )

    def __repr__(self) -> str:
        return f"<EulerRun in {', '.join(state.name for state in self.system.states)}: {len(self._tables)} step sizes>"
