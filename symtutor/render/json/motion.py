"""How states move, as JSON: the flow on the line and its basins, explicit solutions, limit cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symtutor.render.json.numbers import real
from symtutor.render.json.reasons import in_words
from symtutor.render.json.writer import names
from symtutor.render.sympy_string import symbol_string

if TYPE_CHECKING:
    from symtutor.model import Break, Interval, LimitCycle, Line
    from symtutor.render.json.writer import Writer
    from symtutor.rule import Rule


def line(found: Line, writer: Writer) -> dict[str, Any]:
    """Give the flow on the line, the basins, and where the line is cut."""
    return {
        "flow": [{**_interval(flow.interval, writer), "direction": flow.direction} for flow in found.flow],
        "basins": [{"of": writer.point(basin.of.at), **_interval(basin.interval, writer)} for basin in found.basins],
        "breaks": [_break(each, writer) for each in found.breaks],
    }


def _interval(interval: Interval, writer: Writer) -> dict[str, Any]:
    """Give an open interval, with the index of a family."""
    ends: dict[str, Any] = {"interval": [writer.string(interval.low), writer.string(interval.high)]}
    return ends | ({"index": names(interval.index)} if interval.index else {})


def _break(found: Break, writer: Writer) -> dict[str, Any]:
    """Give a place at which, or beside which, f is not defined or not bounded."""
    return {
        "at": writer.string(found.at),
        "index": names(found.index),
        "pole": found.pole,
        "defined": {"left": found.left, "at": found.defined, "right": found.right},
    }


def explicit(rule: Rule, writer: Writer) -> dict[str, Any]:
    """Give a solution as a formula in t and the start, where the equation is solved for the state."""
    formula = getattr(rule, "formula", None)
    if formula is None:
        return in_words(rule) | {"solution": None, "start": None, "starts": None}
    return in_words(rule) | {
        "solution": writer.string(formula.value),
        "start": symbol_string(formula.start),
        "starts": writer.condition(formula.starts),
    }


def limit_cycle(cycle: LimitCycle, writer: Writer) -> dict[str, Any]:
    """Give a limit cycle in decimals, and its period exactly where that is known."""
    return {
        "through": dict(zip(writer.states, map(real, cycle.through), strict=True)),
        "extent": {
            state: [real(low), real(high)] for state, (low, high) in zip(writer.states, cycle.extent, strict=True)
        },
        "period": real(cycle.period),
        "exact_period": writer.string(cycle.period) if cycle.exact else None,
        "multiplier": real(cycle.multiplier),
        "stability": cycle.stability.value,
        "proved": cycle.proved,
    }
