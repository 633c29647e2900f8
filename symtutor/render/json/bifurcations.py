"""Bifurcations as JSON: their words, and their data where they have a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symtutor.render.json.numbers import real
from symtutor.render.json.reasons import in_words
from symtutor.render.json.writer import names
from symtutor.render.sympy_string import symbol_string

if TYPE_CHECKING:
    from symtutor.render.json.writer import Writer
    from symtutor.rule import Rule


def bifurcation(rule: Rule, writer: Writer) -> dict[str, Any]:
    """Give a bifurcation: its words, and its data where it has a place."""
    content = in_words(rule)
    kind = getattr(rule, "kind", None)
    if kind is None:
        return content
    candidate = getattr(rule, "candidate", None)
    data = _cusp(rule, writer) if candidate is None else _at(candidate, rule, writer)
    return {**content, "kind": kind, **data}


def _at(candidate: Any, rule: Rule, writer: Writer) -> dict[str, Any]:  # noqa: ANN401 - of a module imported late
    """Give where it happens, the derivatives that say so, and the fixed points on both sides."""
    return {
        "parameter": symbol_string(candidate.parameter),
        "value": writer.string(candidate.value),
        "decimal": real(candidate.value),
        "at": writer.point(candidate.at),
        "index": names(candidate.index),
        "when": writer.condition(candidate.when),
        "conditions": [
            {"derivative": list(each.order), "value": writer.string(each.value), "sign": each.sign}
            for each in getattr(rule, "conditions", ())
        ],
        "branches": [
            {
                "at": writer.point(branch.at),
                "when": writer.condition(branch.when),
                "kind": branch.kind.value,
                "stability": branch.stability.value,
            }
            for branch in getattr(rule, "branches", ())
        ],
    }


def _cusp(rule: Any, writer: Writer) -> dict[str, Any]:  # noqa: ANN401 - likewise
    """Give the saddle-node curve and its cusps."""
    letters = names(rule.parameters)
    curve = None if rule.curve is None else dict(zip(letters, map(writer.string, rule.curve), strict=True))
    return {
        "parameters": letters,
        "curve": curve,
        "equation": None if rule.eliminated is None else writer.string(rule.eliminated),
        "at": [
            {**writer.point(place[:1]), **dict(zip(letters, map(writer.string, place[1:]), strict=True))}
            for place in rule.points
        ],
    }
