"""Runs of the laboratory as one table: a row a step, decimals of 17 digits, for spreadsheets and data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.laboratory.as_json import digits
from symtutor.render.spreadsheet import write_csv
from symtutor.render.sympy_string import symbol_string

if TYPE_CHECKING:
    from symtutor.laboratory.descent import Descent
    from symtutor.laboratory.run import EulerRun


def euler_csv(run: EulerRun) -> str:
    """Write step size, number, time and states of every step of every run."""
    names = [symbol_string(symbol) for symbol in (run.system.time, *run.system.states)]
    rows = (
        [digits(single.step), str(n), digits(time), *map(digits, state)]
        for single in run.runs
        for n, (time, state) in enumerate(zip(single.times, single.states, strict=True))
    )
    return write_csv([_beside("h", names), _beside("n", names), *names], rows)


def descent_csv(run: Descent) -> str:
    """Write rate, number, weights and loss of every step of every run."""
    names = [symbol_string(symbol) for symbol in run.system.states]
    rows = (
        [digits(single.rate), str(n), *map(digits, weights), "" if loss is None else digits(loss)]
        for single in run.runs
        for n, (weights, loss) in enumerate(zip(single.weights, single.losses, strict=True))
    )
    return write_csv([_beside("rate", names), _beside("n", names), *names, _beside("loss", names)], rows)


def _beside(name: str, names: list[str]) -> str:
    """Name a column of ours so that no state has the name too."""
    while name in names:
        name += "_"
    return name
