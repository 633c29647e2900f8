"""The analysis as JSON, schema 1: exact expressions as strings, decimals beside them, and the words of every step.

Every key is described in ``schema/solve.json``, a JSON Schema of draft 2020-12; beside it stand those of the other
commands. A new key is written there too, or the tests refuse it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sympy import S, re

from symtutor.document import Paragraph
from symtutor.render.sympy_string import expression_string, symbol_string
from symtutor.render.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Expr, Symbol

    from symtutor.document import Document
    from symtutor.model import (
        Analysis,
        Basin,
        Break,
        Classification,
        FixedPointSet,
        Flow,
        Interval,
        LimitCycle,
        Line,
    )
    from symtutor.rule import Rule
    from symtutor.verification import Verification

__all__ = ["expression_string", "render"]

SCHEMA = 1

_UNWRAPPED = 1_000_000
"""A width that no paragraph reaches: who reads JSON wraps for himself."""

_DIGITS = 20
"""Digits computed for a decimal of double precision."""


def render(analysis: Analysis, document: Document, verification: Verification, partial: str | None = None) -> str:
    """Write what was found as JSON.

    Parameters
    ----------
    analysis : Analysis
        The conclusions.
    document : Document
        The worked solution, whose steps are told in plain text.
    verification : Verification
        How many claims held.
    partial : str, optional
        What is missing and why, for an answer that a limit cut short.

    Returns
    -------
    str
        One JSON object, indented, ending in a newline.
    """
    content = _Content(analysis).everything(document, verification)
    if partial is not None:
        content["partial"] = partial
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


class _Content:
    """One analysis, taken apart into what JSON holds."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        system = analysis.system
        named = (*system.states, *system.parameters, *(symbol for symbol, _ in system.values))
        self.names = frozenset(symbol.name for symbol in named)

    def string(self, expr: Expr) -> str:
        """Write an expression."""
        return expression_string(expr, self.names)

    def everything(self, document: Document, verification: Verification) -> dict[str, Any]:
        """Give the whole object, in the order of the schema."""
        analysis = self.analysis
        structure = analysis.structure
        known = (("gradient_of", structure.gradient_of), ("hamiltonian", structure.hamiltonian))
        return {
            "schema": SCHEMA,
            "system": self.system(),
            "fixed_points": self.fixed_points(analysis.fixed_points),
            "line": None if analysis.line is None else self.line(analysis.line),
            "explicit": [self.explicit(rule) for rule in analysis.explicit],
            "fates": [_rule(rule) for rule in analysis.fates],
            "structure": {
                name: None if found is None else self.string(found)
                for name, found in (*known, ("first_integral", structure.first_integral))
            }
            | {"limit_cycles": [self.limit_cycle(cycle) for cycle in structure.limit_cycles]},
            "bifurcations": [
                self.bifurcation(rule) for rule in analysis.bifurcations if not getattr(rule, "silent", False)
            ],
            "verification": {
                "held": verification.held,
                "failed": verification.failed,
                "undecided": verification.undecided,
            },
            "steps": [
                {"title": step.title, "text": blocks_text(step.blocks, width=_UNWRAPPED)} for step in document.steps
            ],
        }

    def system(self) -> dict[str, Any]:
        """Give the system as it was read."""
        system = self.analysis.system
        given = {symbol_string(symbol): self.string(value) for symbol, value in system.values}
        free = {symbol_string(symbol): None for symbol in system.parameters if symbol_string(symbol) not in given}
        return {
            "states": [symbol_string(state) for state in system.states],
            "field": [self.string(component) for component in system.field],
            "parameters": given | free,
            "assumptions": [self.string(assumption) for assumption in system.assumptions],
        }

    def fixed_points(self, found: FixedPointSet) -> dict[str, Any]:
        """Give the fixed points and what is proved about others."""
        window = getattr(found.reason, "window", None)
        sides = () if window is None else window.sides
        return {
            "completeness": found.completeness.value,
            "window": {symbol_string(state): [self.string(low), self.string(high)] for state, low, high in sides}
            or None,
            "reason": _summary(found.reason),
            "points": [self.point(classification) for classification in self.analysis.classifications],
        }

    def point(self, classified: Classification) -> dict[str, Any]:
        """Give one fixed point, or a family by its index."""
        point = classified.point
        states = [symbol_string(state) for state in self.analysis.system.states]
        return {
            "at": self.coordinates(point.at),
            "decimal": {
                state: _real(_first_member(coordinate, point.index))
                for state, coordinate in zip(states, point.at, strict=True)
            },
            "index": [symbol_string(symbol) for symbol in point.index],
            "when": None if point.when is S.true else self.string(point.when),
            "kind": classified.kind.value,
            "stability": classified.stability.value,
            "hyperbolic": _hyperbolic([value for value, _ in classified.eigenvalues]),
            "jacobian": [[self.string(entry) for entry in row] for row in classified.linearization.jacobian.tolist()],
            "eigenvalues": [
                self.eigenvalue(value, multiplicity, point.index) for value, multiplicity in classified.eigenvalues
            ],
            "decided_by": _theorems(classified.reasons),
        }

    def limit_cycle(self, cycle: LimitCycle) -> dict[str, Any]:
        """Give a limit cycle in decimals, and its period exactly where that is known."""
        states = [symbol_string(state) for state in self.analysis.system.states]
        return {
            "through": dict(zip(states, map(_real, cycle.through), strict=True)),
            "extent": {
                state: [_real(low), _real(high)] for state, (low, high) in zip(states, cycle.extent, strict=True)
            },
            "period": _real(cycle.period),
            "exact_period": self.string(cycle.period) if cycle.exact else None,
            "multiplier": _real(cycle.multiplier),
            "stability": cycle.stability.value,
            "proved": cycle.proved,
        }

    def bifurcation(self, rule: Rule) -> dict[str, Any]:
        """Give a bifurcation: its words, and its data where it has a place."""
        content = _rule(rule)
        kind = getattr(rule, "kind", None)
        if kind is None:
            return content
        content["kind"] = kind
        candidate = getattr(rule, "candidate", None)
        if candidate is None:
            return content | self._cusp(rule)
        conditions = getattr(rule, "conditions", ())
        branches = getattr(rule, "branches", ())
        return content | {
            "parameter": symbol_string(candidate.parameter),
            "value": self.string(candidate.value),
            "decimal": _real(candidate.value),
            "at": self.coordinates(candidate.at),
            "index": [symbol_string(symbol) for symbol in candidate.index],
            "when": None if candidate.when is S.true else self.string(candidate.when),
            "conditions": [
                {"derivative": list(each.order), "value": self.string(each.value), "sign": each.sign}
                for each in conditions
            ],
            "branches": [
                {
                    "at": self.coordinates(branch.at),
                    "when": None if branch.when is S.true else self.string(branch.when),
                    "kind": branch.kind.value,
                    "stability": branch.stability.value,
                }
                for branch in branches
            ],
        }

    def _cusp(self, rule: Any) -> dict[str, Any]:  # noqa: ANN401 - a rule of a module that is imported late
        """Give the saddle-node curve and its cusps."""
        names = [symbol_string(symbol) for symbol in rule.parameters]
        curve = None if rule.curve is None else dict(zip(names, map(self.string, rule.curve), strict=True))
        return {
            "parameters": names,
            "curve": curve,
            "equation": None if rule.eliminated is None else self.string(rule.eliminated),
            "at": [
                {**self.coordinates(place[:1]), **dict(zip(names, map(self.string, place[1:]), strict=True))}
                for place in rule.points
            ],
        }

    def coordinates(self, at: Sequence[Expr]) -> dict[str, str]:
        """Give a point by the names of its states."""
        states = self.analysis.system.states
        return {symbol_string(state): self.string(value) for state, value in zip(states, at, strict=True)}

    def eigenvalue(self, value: Expr, multiplicity: int, index: tuple[Symbol, ...]) -> dict[str, Any]:
        """Give an eigenvalue exactly and as two decimals."""
        real, imaginary = _complex(_first_member(value, index))
        return {"value": self.string(value), "re": real, "im": imaginary, "multiplicity": multiplicity}

    def line(self, line: Line) -> dict[str, Any]:
        """Give the flow on the line, the basins, and where the line is cut."""
        return {
            "flow": [self.flow(flow) for flow in line.flow],
            "basins": [self.basin(basin) for basin in line.basins],
            "breaks": [self.interruption(found) for found in line.breaks],
        }

    def interruption(self, found: Break) -> dict[str, Any]:
        """Give a place at which, or beside which, f is not defined or not bounded."""
        return {
            "at": self.string(found.at),
            "index": [symbol_string(symbol) for symbol in found.index],
            "pole": found.pole,
            "defined": {"left": found.left, "at": found.defined, "right": found.right},
        }

    def explicit(self, rule: Rule) -> dict[str, Any]:
        """Give a solution as a formula in t and the start, where the equation is solved for the state."""
        formula = getattr(rule, "formula", None)
        if formula is None:
            return _rule(rule) | {"solution": None, "start": None, "starts": None}
        return _rule(rule) | {
            "solution": self.string(formula.value),
            "start": symbol_string(formula.start),
            "starts": None if formula.starts is S.true else self.string(formula.starts),
        }

    def flow(self, flow: Flow) -> dict[str, Any]:
        """Give the direction on one interval."""
        return {**self.interval(flow.interval), "direction": flow.direction}

    def basin(self, basin: Basin) -> dict[str, Any]:
        """Give the starts that end at one point."""
        return {"of": self.coordinates(basin.of.at), **self.interval(basin.interval)}

    def interval(self, interval: Interval) -> dict[str, Any]:
        """Give an open interval, with the index of a family."""
        ends: dict[str, Any] = {"interval": [self.string(interval.low), self.string(interval.high)]}
        return ends | ({"index": [symbol_string(symbol) for symbol in interval.index]} if interval.index else {})


def _first_member(expr: Expr, index: tuple[Symbol, ...]) -> Expr:
    """Take the member of a family whose indices are all 0."""
    return expr.xreplace(dict.fromkeys(index, S.Zero))


def _complex(number: Expr) -> tuple[float | None, float | None]:
    """Round a number to a pair of doubles, or to nothing where a symbol is left in it."""
    if number.free_symbols:
        return None, None
    real, imaginary = number.evalf(_DIGITS, chop=True).as_real_imag()
    return _finite(real), _finite(imaginary)


def _real(number: Expr) -> float | None:
    """Round a real number to a double."""
    return _complex(number)[0]


def _finite(number: Expr) -> float | None:
    """Hand a finite number over to JSON, which knows no infinity; there is no negative zero."""
    return float(number) + 0.0 if number.is_Number and number.is_finite else None


def _hyperbolic(eigenvalues: Sequence[Expr]) -> bool | None:
    """Tell whether no eigenvalue has real part zero; None where that is not decided exactly."""
    on_axis = [_on_axis(value) for value in eigenvalues]
    if any(verdict is True for verdict in on_axis):
        return False
    return None if any(verdict is None for verdict in on_axis) or not eigenvalues else True


def _on_axis(value: Expr) -> bool | None:
    """Tell whether the real part is zero."""
    if value.is_extended_real:
        verdict = value.is_zero
    elif value.is_imaginary:
        verdict = True
    else:
        verdict = re(value).is_zero
    return None if verdict is None else bool(verdict)


def _theorems(reasons: Sequence[Rule]) -> list[str]:
    """Name the theorems in the order applied, each once."""
    names = (getattr(reason, "theorem", None) for reason in reasons)
    return list(dict.fromkeys(name for name in names if name))


def _summary(rule: Rule) -> str:
    """Say a reason in a few words: its own summary, else its last paragraph."""
    summary = getattr(rule, "summary", None)
    if isinstance(summary, str):
        return summary
    paragraphs = [block for block in rule.narrate().blocks if isinstance(block, Paragraph)]
    return blocks_text(paragraphs[-1:], width=_UNWRAPPED)


def _rule(rule: Rule) -> dict[str, Any]:
    """Give a rule by its theorem and its words."""
    step = rule.narrate()
    theorem = getattr(rule, "theorem", None)
    return {"theorem": theorem, "title": step.title, "text": blocks_text(step.blocks, width=_UNWRAPPED)}
