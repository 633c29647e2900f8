"""An Euler run as JSON (schema 1 of the public interface)."""

from __future__ import annotations

import json
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

from sympy import Rational

from symtutor.numerics.error import decimal
from symtutor.numerics.step_cycle import StepCycle
from symtutor.render.sympy_string import expression_string, symbol_string

if TYPE_CHECKING:
    from sympy import Expr

    from symtutor.laboratory.run import EulerRun, Run
    from symtutor.numerics.runge_kutta import MethodComparison
    from symtutor.numerics.two_cycle import TwoCycle

DIGITS = 17
"""Digits of a state that is not exact."""


def render(run: EulerRun) -> str:
    """Write the run: exact numbers as strings that SymPy reads back, errors and orders as numbers."""
    names = [symbol_string(state) for state in run.system.states]
    taken = frozenset(state.name for state in run.system.states)
    formula = None if run.exact is None else [expression_string(state, taken) for state in run.exact]
    content: dict[str, Any] = {
        "schema": 1,
        "exact": None if formula is None else dict(zip(names, formula, strict=True)),
        "stable_below": optional(run.stable_below),
        "monotone_below": optional(run.monotone_below),
        "observed_order": list(run.observed_order),
        "runs": [
            _run(single, names) | cycle(found, names)
            for single, found in zip(run.runs, run.cycles or ((),) * len(run.runs), strict=True)
        ],
    }
    if run.methods is not None:
        content["methods"] = [
            {"step": expression_string(single.step)}
            | {key: _other(run.methods, final, names) for key, final in zip(("heun", "rk4"), finals, strict=True)}
            for single, finals in zip(run.runs, run.methods.finals, strict=True)
        ]
    stopped = [_stop(single) for single in run.runs if single.table.halt is not None]
    stopped += [run.partial] if run.partial is not None else []
    if stopped:
        content["partial"] = " ".join(stopped)
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _run(run: Run, names: list[str]) -> dict[str, Any]:
    """Give one run."""
    states = [
        {name: number(value, exact=run.table.is_exact(n)) for name, value in zip(names, state, strict=True)}
        for n, state in enumerate(run.states)
    ]
    return {
        "step": expression_string(run.step),
        "times": [expression_string(time) for time in run.times],
        "states": states,
        "final": states[-1],
        "error": None if run.error is None else dict(zip(names, run.error, strict=True)),
        "regime": None if run.regime is None else run.regime.value,
    }


def cycle(found: tuple[TwoCycle | StepCycle, ...], names: list[str]) -> dict[str, Any]:
    """Give the cycle of the step that a run ends in, or else the one known beside it; nothing where there is none."""
    if not found:
        return {}
    known = found[-1]
    points = known.points if isinstance(known, StepCycle) else [(point,) for point in known.points]
    exact = not isinstance(known, StepCycle)
    places = [{name: number(value, exact=exact) for name, value in zip(names, at, strict=True)} for at in points]
    return {"cycle": {"points": places, "attracts": known.attracts, "reached": known.is_reached}}


def _other(methods: MethodComparison, final: tuple[Expr, ...] | None, names: list[str]) -> dict[str, Any] | None:
    """Give the last state of another method, and its distance from the exact one."""
    error = methods.error(final)
    if final is None or error is None:
        return None
    return {
        "final": {name: number(value, exact=False) for name, value in zip(names, final, strict=True)},
        "error": decimal(error),
    }


def _stop(run: Run) -> str:
    """Say what is missing of a run, and why."""
    why = "" if run.table.halt is None else run.table.halt.value
    return f"With step {expression_string(run.step)} the computation stops at step {len(run.table.rows)}: {why}."


def number(value: Expr, *, exact: bool) -> str:
    """Write an exact number as it is, a rounded one with 17 digits."""
    if exact:
        return expression_string(value)
    return digits(value)


def digits(value: Expr) -> str:
    """Write 17 digits of a number, or fewer where they are all."""
    fraction = value if value.is_Rational else value.evalf(2 * DIGITS)
    if not fraction.is_Rational:
        fraction = Rational(fraction)
    return str(Context(prec=DIGITS).divide(Decimal(int(fraction.p)), Decimal(int(fraction.q))))


def optional(value: Expr | None) -> str | None:
    """Write a number where there is one."""
    return None if value is None else expression_string(value)
