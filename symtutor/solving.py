"""Solving: from what was typed to a :class:`~symtutor.solution.Solution`, at once or step by step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from symtutor.analysis import analyze, stages
from symtutor.analysis.unfinished import completed
from symtutor.extent import ALL, Extent
from symtutor.posed import posed
from symtutor.solution import Solution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from symtutor.model import Analysis, Window
    from symtutor.worker import Tell


def solve(
    system: object,
    *,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
    window: Mapping[str, tuple[object, object]] | None = None,
    start: str | Mapping[Any, object] | None = None,
    time_limit: float | None = None,
) -> Solution:
    """Solve f(x) = 0 exactly, classify every fixed point, and explain.

    Parameters
    ----------
    system : str, SymPy object or ODESystem
        The equations as typed (``"x' = y, y' = -x"``), the id of a problem, or SymPy equations, expressions or lists.
    values : mapping of str to str, optional
        Values of parameters; decimals are read exactly.
    assume : sequence of str, optional
        What is known of parameters left free, such as ``"r > 0"``.
    window : mapping of str to (low, high), optional
        For each state, where roots without closed form are searched and what pictures show.
    start : mapping or str, optional
        A state, ``{"x": "1/2"}`` or ``"x=1/2"``: the solution then says where that start ends, how fast and why.
    time_limit : float, optional
        Seconds of CPU time, kept by a process of its own that is stopped when they are over. Where not said, the work
        is done in this process and takes as long as it takes.

    Returns
    -------
    Solution

    Raises
    ------
    SymtutorError
        With the place and the remedy, where the input cannot be read.
    LimitError
        When the time was over; its `partial` is the Solution as far as it was known.

    Examples
    --------
    >>> solve("x' = x^2").fixed_points[0].kind.value
    'half-stable'
    """
    if time_limit is None:
        read, box = posed(system, values=values, assume=assume, window=window, start=start)
        return Solution(analyze(read, box), box)
    from symtutor.numerics.copies import allow_copies  # noqa: PLC0415 - only who sets a limit needs another process
    from symtutor.worker import Limits, finish  # noqa: PLC0415

    allow_copies()
    job = partial(solving, system, values=values, assume=assume, window=window, start=start)
    return finish(job, Limits(time_limit))


def solving(
    system: object,
    *,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
    window: Mapping[str, tuple[object, object]] | None = None,
    start: str | Mapping[Any, object] | None = None,
    extent: Extent | None = ALL,
) -> Iterator[Tell[Solution]]:
    """Solve step by step: after each step comes a function that gives the solution as far as it is known by then.

    What is only drawn needs no `extent`: it is not checked and written first.
    """
    read, box = posed(system, values=values, assume=assume, window=window, start=start)
    for known, missing in stages(read, box):
        analysis = known
        yield partial(_so_far, known, box, extent or ALL, missing or "the check of every claim by a second route")
    solution = Solution(analysis, box, extent=extent or ALL)
    if extent is not None:
        _ = solution.document  # this is where it is checked
    yield partial(_whole, solution)


def _whole(solution: Solution, why: str | None) -> Solution:
    """Give the solution; where the time was over before it was written, without claiming to be all of it."""
    return (
        solution
        if why is None
        else _so_far(solution.analysis, solution.window, solution.extent, "what was left to write", why)
    )


def _so_far(known: Analysis, window: Window, extent: Extent, missing: str, why: str | None) -> Solution:
    """Give what is known before the end."""
    return Solution(completed(known), window, f"Missing here: {missing}. {why}", extent=extent)
