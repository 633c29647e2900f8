"""Judging a hand calculation: what :func:`symtutor.check` returns."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from symtutor.analysis import analyze
from symtutor.checking.context import Context
from symtutor.checking.hand import read_work
from symtutor.checking.marking import mark
from symtutor.checking.omissions import missing
from symtutor.checking.points import POINTS
from symtutor.checking.report import Report
from symtutor.errors import RequestError
from symtutor.model import ODESystem
from symtutor.problems import stated
from symtutor.reading import from_sympy, read_number, read_system, read_window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from symtutor.problems import Statement
    from symtutor.worker import Tell

ASKED = ("fixed-points", "derivative", "stability", "basins", "jacobian", "eigenvalues", "euler", "bifurcations")


def check(
    system: object,
    work: str,
    asked: str | Iterable[str] | None = None,
    *,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
    window: Mapping[str, tuple[object, object]] | None = None,
    hint: int | None = None,
) -> Report:
    """Judge a hand calculation, line by line.

    Parameters
    ----------
    system : str, SymPy object or ODESystem
        The equations as typed, the id of a problem, or SymPy objects. A problem brings what it asks.
    work : str
        The text of the work, one claim or a chain a line.
    asked : str or iterable of str, optional
        What the student was asked: ``fixed-points``, ``derivative``, ``stability``, ``basins``, ``jacobian``,
        ``eigenvalues``, ``euler``, ``bifurcations``. Leaving part of it out counts; otherwise only what was said is
        judged.
    values, assume, window
        As for :func:`symtutor.solve`.
    hint : int, optional
        How much the report says: 1 where, 2 why, 3 how. Everything where not said.

    Returns
    -------
    Report

    Raises
    ------
    SymtutorError
        Where the system cannot be read, or something is asked that cannot be.

    Examples
    --------
    >>> report = check("dx/dt = x(1-x)(x-2)", "x = 1, 2", asked="fixed-points")
    >>> [(found.verdict.value, found.judgement.misconceptions) for found in report.claims]
    [('incomplete', ('lost a root by dividing',))]
    """
    if isinstance(system, str):
        return _judged(stated(system, values=values, assume=assume, window=window), work, asked, hint)
    read = system if isinstance(system, ODESystem) else from_sympy(system, values=values or {}, assume=assume)
    box = read_window(window or {}, read.states)
    return _report(Context(analyze(read, box), _topics(asked)), work, hint)


def checking(
    said: Statement, work: str, asked: str | None = None, *, hint: int | None = None
) -> Iterator[Tell[Report]]:
    """Judge in one step, as a worker does."""
    yield partial(_told, _judged(said, work, asked, hint))


def _told(report: Report, why: str | None) -> Report:  # noqa: ARG001 - a report is whole or not there
    return report


def _judged(said: Statement, work: str, asked: str | Iterable[str] | None, hint: int | None) -> Report:
    """Judge work on a system as it was stated; a problem brings what it asks and the run it asks for."""
    read = read_system(said.system, values=said.values, assume=said.assume)
    context = Context(analyze(read, read_window(said.window, read.states)), _topics(asked))
    if said.problem is not None:
        if asked is None:
            context = replace(context, asked=tuple(topic.value for topic in said.problem.ask))
        if (run := said.problem.euler) is not None:
            names = {state.name: state for state in read.states}
            start = tuple((names[name], read_number(value)) for name, value in run.start.items())
            context = replace(context, start=start, step=read_number(run.steps[0]) if len(run.steps) == 1 else None)
    return _report(context, work, hint, said.problem.points if said.problem is not None else {})


def _report(context: Context, work: str, hint: int | None, points: Mapping[str, int] = {}) -> Report:
    """Read, judge, and look for what is missing; a problem says what counts more or less than usual."""
    findings = mark(read_work(work, context.system, context.asked), context)
    return Report(context.system, (*findings, *missing(findings, context)), hint, {**POINTS, **points})


def _topics(asked: str | Iterable[str] | None) -> tuple[str, ...]:
    """Read what was asked, and refuse what nobody can be asked."""
    if asked is None:
        return ()
    parts = asked.split(",") if isinstance(asked, str) else list(asked)
    topics = tuple(str(part).strip() for part in parts if str(part).strip())
    stray = [topic for topic in topics if topic not in ASKED]
    if stray:
        raise RequestError(f"{stray[0]} is nothing that can be asked.", suggestion=f"What can be: {', '.join(ASKED)}.")
    return topics
