"""Gradient descent as JSON (schema 1 of the public interface)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from symtutor.laboratory.as_json import cycle, number, optional
from symtutor.render.sympy_string import expression_string, symbol_string

if TYPE_CHECKING:
    from symtutor.laboratory.descent import Descent, Training
    from symtutor.numerics.basin_fractions import BasinFractions
    from symtutor.numerics.rate_limit import RateLimit


def render(run: Descent) -> str:
    """Write the descent: exact numbers as strings that SymPy reads back."""
    names = [symbol_string(state) for state in run.system.states]
    taken = frozenset(state.name for state in run.system.states)
    content: dict[str, Any] = {
        "schema": 1,
        "loss": expression_string(run.loss, taken),
        "momentum": expression_string(run.momentum),
        "stable_below": optional(run.stable_below),
        "best_rate": optional(run.best_rate),
        "contraction": optional(run.contraction),
        "condition_number": optional(run.condition_number),
        "minima": [_minimum(minimum, names) for minimum in run.minima],
        "runs": [
            _run(single, names) | cycle(found, names)
            for single, found in zip(run.runs, run.cycles or ((),) * len(run.runs), strict=True)
        ],
    }
    if run.momenta:
        content["euler_stable_below"] = optional(run.momenta[0].euler_stable_below)
    if run.fractions:
        content["fractions"] = [_fractions(found, names) for found in run.fractions]
    stopped = [_stop(single) for single in run.runs if single.table.halt is not None]
    stopped += [run.partial] if run.partial is not None else []
    if stopped:
        content["partial"] = " ".join(stopped)
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _minimum(minimum: RateLimit, names: list[str]) -> dict[str, Any]:
    """Give a minimum with its curvatures."""
    return {
        "at": {name: expression_string(value) for name, value in zip(names, minimum.at, strict=True)},
        "curvatures": [expression_string(value) for value in minimum.curvatures],
        "stable_below": optional(minimum.stable_below),
    }


def _fractions(found: BasinFractions, names: list[str]) -> dict[str, Any]:
    """Give where random starts end."""
    places = [
        {
            "at": {name: expression_string(value) for name, value in zip(names, at, strict=True)},
            "starts": hits,
            "fraction": hits / found.count,
            "interval": list(interval),
        }
        for at, hits, interval in zip(found.minima, found.hits, found.intervals, strict=True)
    ]
    box = {
        name: [expression_string(low), expression_string(high)]
        for name, (low, high) in zip(names, found.box, strict=True)
    }
    return {
        "rate": expression_string(found.rate),
        "box": box,
        "starts": found.count,
        "seed": found.seed,
        "ends": places,
    }


def _run(run: Training, names: list[str]) -> dict[str, Any]:
    """Give one run."""
    exact = run.table.is_exact
    weights = [
        {name: number(value, exact=exact(n)) for name, value in zip(names, place, strict=True)}
        for n, place in enumerate(run.weights)
    ]
    return {
        "rate": expression_string(run.rate),
        "weights": weights,
        "losses": [
            None if loss is None else number(loss, exact=run.table.exact_loss(n)) for n, loss in enumerate(run.losses)
        ],
        "final": weights[-1],
        "regime": None if run.regime is None else run.regime.value,
    }


def _stop(run: Training) -> str:
    """Say what is missing of a run, and why."""
    why = "" if run.table.halt is None else run.table.halt.value
    return f"With rate {expression_string(run.rate)} the descent stops at step {len(run.table.rows)}: {why}."
