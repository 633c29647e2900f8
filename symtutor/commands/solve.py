"""`symtutor solve`."""

from __future__ import annotations

from functools import partial

from symtutor.commands.shared import NOTHING, USUAL, Given, System, Wanted, deliver, statement
from symtutor.output import format_for


def solve(system: System, /, *, given: Given = NOTHING, wanted: Wanted = USUAL) -> str | None:
    """Print the worked solution: fixed points, stability and flow, each with its reason."""
    from symtutor.solution import solving  # noqa: PLC0415

    chosen = format_for(wanted.to, wanted.output)
    said = statement(system, given)
    job = partial(solving, said.system, values=said.values, assume=said.assume, window=said.window)
    return deliver(job, chosen, wanted)
