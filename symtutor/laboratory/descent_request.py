"""What :func:`symtutor.descend` is asked: a loss, a start, learning rates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.analysis import analyze, stages
from symtutor.errors import RequestError
from symtutor.laboratory.descent import Descent, Draws
from symtutor.laboratory.request import number_in, numbers_in
from symtutor.model import ODESystem, Window
from symtutor.numerics.copies import allow_copies
from symtutor.numerics.parameters import require_no_free_symbols
from symtutor.reading import from_sympy, read_descent, read_start, read_window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from symtutor.model import Analysis
    from symtutor.worker import Tell

MOST_DRAWS = 100_000

_EXAMPLE = "For example start='x=2,y=1', rate='0.1,0.5', steps=50."


def descend(  # noqa: PLR0913 - the public face, all but three by name only
    loss: object,
    start: str | Mapping[Any, object] | None = None,
    rate: object = None,
    steps: int = 50,
    *,
    momentum: object = 0,
    random: int = 0,
    seed: int = 0,
    window: Mapping[str, tuple[object, object]] | None = None,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
    time_limit: float | None = None,
) -> Descent:
    """Go down on a loss by gradient descent, exactly, with one learning rate or several.

    Parameters
    ----------
    loss : str, SymPy expression, or a system
        ``"L = x^2/2 + y^2"``, or a gradient flow, ``"x' = -x, y' = -2y"``; every parameter needs a value.
    start : mapping or str
        The weights at the beginning: ``{"x": 2, "y": 1}`` or ``"x=2,y=1"``.
    rate : str, number, or several
        Learning rates: ``"0.1, 1.0"``, ``[0.1, 1]``. Floats are read as they show: 0.1 is 1/10.
    steps : int
        How many steps to take.
    momentum : number or str
        β of the heavy ball, at least 0 and less than 1.
    random : int
        How many random starts to follow besides, to estimate how often each minimum is reached.
    seed : int
        What the random starts are drawn with; the same seed draws the same ones.
    window : mapping, optional
        The box that they are drawn from: ``{"x": (-2, 2)}``; chosen from the critical points where not said.
    values : mapping of str to str, optional
        Values of parameters.
    assume : sequence of str, optional
        What is known of parameters.
    time_limit : float, optional
        Seconds of CPU time; where not said, the work is done in this process and takes as long as it takes.

    Returns
    -------
    Descent

    Raises
    ------
    RequestError
        No start or one where the loss has no gradient, a rate that is not positive, a field that is no gradient.
    LimitError
        When the time was over; its `partial` is the Descent as far as it was known.

    Examples
    --------
    >>> run = descend("L = x^2/2 + y^2", "x=2,y=1", "1/2", steps=2)
    >>> run.runs[0].weights, run.runs[0].losses
    (((2, 1), (1, 0), (1/2, 0)), (3, 1/2, 1/8))
    """
    if time_limit is None:
        system, typed, asked = _asked(loss, start, rate, steps, momentum, values or {}, tuple(assume))
        analysis = analyze(system)
        return Descent(analysis, _loss(analysis, typed), *asked, _draws(system, random, seed, window))
    from symtutor.worker import Limits, finish  # noqa: PLC0415 - only who sets a limit needs another process

    allow_copies()
    job = partial(descending, loss, start, rate, steps, momentum=momentum, values=values, assume=assume)
    job = partial(job, random=random, seed=seed, window=window)
    return finish(job, Limits(time_limit))


def descending(  # noqa: PLR0913 - likewise
    loss: object,
    start: str | Mapping[Any, object] | None = None,
    rate: object = None,
    steps: int = 50,
    *,
    momentum: object = 0,
    random: int = 0,
    seed: int = 0,
    window: Mapping[str, tuple[object, object]] | None = None,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
) -> Iterator[Tell[Descent]]:
    """Descend step by step: after each comes a function that gives what is known by then."""
    system, typed, asked = _asked(loss, start, rate, steps, momentum, values or {}, tuple(assume))
    *_, (analysis, _) = stages(system, Window())
    exact = _loss(analysis, typed)
    begin, _, count, beta = asked
    yield partial(Descent(analysis, exact, begin, (), count, beta).so_far, "the tables, and what follows from them")
    run = Descent(analysis, exact, *asked, _draws(system, random, seed, window))
    yield partial(run.so_far, "the limits of the learning rate and the check")
    _ = run.runs, run.cycles, run.remarks
    yield partial(run.so_far, "the random starts and the check")
    _ = run.fractions
    yield partial(run.so_far, "the check of every claim by a second route")
    _ = run.document  # this is where it is checked
    yield partial(_whole, run)


def _draws(system: ODESystem, count: int, seed: int, window: Mapping[str, tuple[object, object]] | None) -> Draws:
    """Read what is asked of random starts."""
    if not 0 <= count <= MOST_DRAWS or seed < 0:
        raise RequestError(
            f"The number of random starts is from 0 to {MOST_DRAWS}, their seed at least 0.", suggestion="Take 1000."
        )
    return Draws(count, seed, read_window(window or {}, system.states))


def _whole(run: Descent, why: str | None) -> Descent:
    """Give the descent; where the time was over before it was written, without claiming to be all of it."""
    return run if why is None else run.so_far("what was left to write", why)


Asked = tuple[tuple[sp.Expr, ...], tuple[sp.Expr, ...], int, sp.Expr]


def _asked(
    loss: object,
    start: str | Mapping[Any, object] | None,
    rate: object,
    steps: int,
    momentum: object,
    values: Mapping[str, str],
    assume: tuple[str, ...],
) -> tuple[ODESystem, sp.Expr | None, Asked]:
    """Read the loss, where to start, the rates, the number of steps and the momentum."""
    system, typed = _read(loss, values, assume)
    require_no_free_symbols(system.field, (*system.states, system.time))
    if not system.autonomous:
        raise RequestError("The field of a gradient flow does not mention time.", suggestion="Leave time out.")
    rates = numbers_in(rate, "rate", _EXAMPLE)
    place, _ = read_start(system, start)
    return system, typed, (place, rates, steps, number_in(momentum, "momentum", _EXAMPLE))


def _read(loss: object, values: Mapping[str, str], assume: tuple[str, ...]) -> tuple[ODESystem, sp.Expr | None]:
    """Read what stands for a loss."""
    if isinstance(loss, ODESystem):
        return loss, None
    if isinstance(loss, str):
        return read_descent(loss, values=values, assume=assume)
    if isinstance(loss, sp.Expr) and not loss.has(sp.Derivative):
        return _down(loss, values, assume)
    return from_sympy(loss, values=values, assume=assume), None


def _down(loss: sp.Expr, values: Mapping[str, str], assume: tuple[str, ...]) -> tuple[ODESystem, sp.Expr | None]:
    """Make the flow down a SymPy expression, in all its symbols that were given no value."""
    given = {str(getattr(name, "name", name)) for name in values}
    weights = sorted((symbol for symbol in loss.free_symbols if symbol.name not in given), key=sp.default_sort_key)
    time = sp.Symbol("t")
    moving = {symbol: sp.Function(symbol.name)(time) for symbol in weights}
    slopes = {symbol: sp.diff(loss, symbol).subs(moving) for symbol in weights}
    equations = [sp.Eq(moving[symbol].diff(time), -slopes[symbol]) for symbol in weights]
    flow = from_sympy(equations, values=values, assume=assume)
    names = {state.name: state for state in (*flow.states, *dict(flow.values))}
    typed = loss.subs({symbol: names[symbol.name] for symbol in loss.free_symbols if symbol.name in names})
    exact: sp.Expr = typed.subs(dict(flow.values))
    return flow, exact


def _loss(analysis: Analysis, typed: sp.Expr | None) -> sp.Expr:
    """Take the loss as typed, else the one whose gradient the analysis found the field to be."""
    known = analysis.structure.gradient_of if typed is None else typed
    if known is None:
        raise RequestError(
            "This field is not known to be the gradient of a loss.", suggestion='Write the loss: "L = x^2/2 + y^2".'
        )
    return known
