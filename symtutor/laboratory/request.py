"""What :func:`symtutor.euler` is asked: text and numbers become one exact initial value problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.analysis import analyze, stages
from symtutor.errors import RequestError
from symtutor.laboratory.run import EulerRun
from symtutor.model import ODESystem, Window
from symtutor.numerics.copies import allow_copies
from symtutor.numerics.parameters import require_no_free_symbols
from symtutor.reading import from_sympy, read_numbers, read_start, read_system
from symtutor.reading.starts import read_exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.worker import Tell

_EXAMPLE = "For example until='1/2', step='1/4'."


def euler(  # noqa: PLR0913 - the public face, all but four by name only
    system: object,
    start: str | Mapping[Any, object] | None = None,
    until: object = None,
    step: object = None,
    *,
    digits: int | None = None,
    compare: bool = False,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
    time_limit: float | None = None,
) -> EulerRun:
    """Compute with Euler's method by hand, exactly, for one step size or several.

    Parameters
    ----------
    system : str, SymPy object or ODESystem
        Every parameter needs a value; time may occur.
    start : mapping or str
        The state at t = 0: ``{"x": 1}`` or ``"x=1"``; an initial condition typed with the system serves too. Another
        time is named beside the state, ``"x=1,t=2"``, or typed with the system, ``x(2) = 1``.
    until : str or number
        The time to reach, later than that of the start. Floats are read as they show: 0.1 is 1/10.
    step : str, number, or several
        Step sizes that divide the time: ``"1/4"``, ``"1/2, 1/4"``, ``[0.5, 0.25]``.
    digits : int, optional
        Compute in decimals of so many significant digits, rounding at every step, as on a pocket calculator.
    compare : bool
        Whether to set Heun's method and the classical Runge–Kutta method beside it.
    values : mapping of str to str, optional
        Values of parameters.
    assume : sequence of str, optional
        What is known of parameters.
    time_limit : float, optional
        Seconds of CPU time; where not said, the work is done in this process and takes as long as it takes.

    Returns
    -------
    EulerRun

    Raises
    ------
    RequestError
        No start or one outside the domain, a step that is not positive or does not divide the time, a parameter
        without a value.
    LimitError
        When the time was over; its `partial` is the EulerRun as far as it was known.
    """
    if time_limit is None:
        read, asked = _asked(system, start, until, step, values or {}, tuple(assume))
        return EulerRun(analyze(read), *asked, digits, compare=compare)
    from symtutor.worker import Limits, finish  # noqa: PLC0415 - only who sets a limit needs another process

    allow_copies()
    job = partial(computing, system, start, until, step, digits=digits, compare=compare, values=values, assume=assume)
    return finish(job, Limits(time_limit))


def computing(  # noqa: PLR0913 - likewise
    system: object,
    start: str | Mapping[Any, object] | None = None,
    until: object = None,
    step: object = None,
    *,
    digits: int | None = None,
    compare: bool = False,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
) -> Iterator[Tell[EulerRun]]:
    """Compute step by step: after each comes a function that gives the run as far as it is known by then."""
    read, (begin, time, steps, clock) = _asked(system, start, until, step, values or {}, tuple(assume))
    analysis_by_parts = stages(read, Window())
    known, _ = next(analysis_by_parts)
    yield partial(EulerRun(known, begin, time, (), clock).so_far, "the tables, and what follows from them")
    run = EulerRun(known, begin, time, steps, clock, digits, compare=compare)
    yield partial(run.so_far, "the exact solution, the error, the limit of the step and the check")
    _ = run.errors
    yield partial(run.so_far, "the limit of the step and the check")
    *_, (run.analysis, _) = analysis_by_parts
    _ = run.runs
    yield partial(run.so_far, "the check of every claim by a second route")
    _ = run.document  # this is where it is checked
    yield partial(_whole, run)


def _whole(run: EulerRun, why: str | None) -> EulerRun:
    """Give the run; where the time was over before it was written, without claiming to be all of it."""
    return run if why is None else run.so_far("what was left to write", why)


Asked = tuple[tuple[sp.Expr, ...], sp.Expr, tuple[sp.Expr, ...], sp.Expr]


def _asked(
    system: object,
    start: str | Mapping[Any, object] | None,
    until: object,
    step: object,
    values: Mapping[str, str],
    assume: tuple[str, ...],
) -> tuple[ODESystem, Asked]:
    """Read the system, where to start, the time to reach, the steps and the time of the start."""
    read = _read_system(system, values, assume)
    require_no_free_symbols(read.field, (*read.states, read.time))
    time, steps = number_in(until, "until"), numbers_in(step, "step")
    place, clock = read_start(read, start)
    return read, (place, time, steps, clock)


def _read_system(system: object, values: Mapping[str, str], assume: tuple[str, ...]) -> ODESystem:
    """Read what stands for a system."""
    if isinstance(system, ODESystem):
        return system
    if isinstance(system, str):
        return read_system(system, values=values, assume=assume)
    return from_sympy(system, values=values, assume=assume)


def number_in(value: object, what: str, example: str = _EXAMPLE) -> sp.Expr:
    """Read one number; a float is what it shows, so 0.1 is 1/10."""
    if value is None:
        raise RequestError(f"There is no {what!r} given.", suggestion=example)
    return read_exact(value, what)


def numbers_in(values: object, what: str, example: str = _EXAMPLE) -> tuple[sp.Expr, ...]:
    """Read one number or several, each once."""
    if isinstance(values, str):
        values = read_numbers(values)
    found = values if isinstance(values, Iterable) else [values]
    steps = tuple(dict.fromkeys(number_in(value, what, example) for value in found))
    if not steps:
        raise RequestError(f"The argument {what!r} is empty.", suggestion=example)
    return steps
