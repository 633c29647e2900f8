"""The analysis as JSON, schema 1: exact expressions as strings, decimals beside them, and the words of every step.

Every key is described in ``schema/solve.json``, a JSON Schema of draft 2020-12; beside it stand those of the other
commands. A new key is written there too, or the tests refuse it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from symtutor.render.json.bifurcations import bifurcation
from symtutor.render.json.motion import explicit, limit_cycle, line
from symtutor.render.json.points import fixed_points
from symtutor.render.json.reasons import in_words, told
from symtutor.render.json.writer import Writer
from symtutor.render.sympy_string import symbol_string
from symtutor.rule import concludes

if TYPE_CHECKING:
    from symtutor.document import Document
    from symtutor.model import Analysis, ODESystem, Structure
    from symtutor.verification import Verification

__all__ = ["render"]

SCHEMA = 1


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
    writer = Writer(analysis.system)
    content = {
        "schema": SCHEMA,
        "system": _system(analysis.system, writer),
        "fixed_points": fixed_points(analysis, writer),
        "line": None if analysis.line is None else line(analysis.line, writer),
        "explicit": [explicit(rule, writer) for rule in analysis.explicit],
        "fates": [in_words(rule) for rule in analysis.fates],
        "structure": _structure(analysis.structure, writer),
        "bifurcations": [bifurcation(rule, writer) for rule in analysis.bifurcations if concludes(rule)],
        "verification": {
            "held": verification.held,
            "failed": verification.failed,
            "undecided": verification.undecided,
        },
        "steps": [{"title": step.title, "text": told(step.blocks)} for step in document.steps],
    }
    if partial is not None:
        content["partial"] = partial
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _system(system: ODESystem, writer: Writer) -> dict[str, Any]:
    """Give the system as it was read."""
    given = {symbol_string(symbol): writer.string(value) for symbol, value in system.values}
    free = {symbol_string(symbol): None for symbol in system.parameters if symbol_string(symbol) not in given}
    return {
        "states": writer.states,
        "field": [writer.string(component) for component in system.field],
        "parameters": given | free,
        "assumptions": [writer.string(assumption) for assumption in system.assumptions],
    }


def _structure(structure: Structure, writer: Writer) -> dict[str, Any]:
    """Give what is known of the field as a whole."""
    known = {
        "gradient_of": structure.gradient_of,
        "hamiltonian": structure.hamiltonian,
        "first_integral": structure.first_integral,
    }
    formulas = {name: None if found is None else writer.string(found) for name, found in known.items()}
    return {**formulas, "limit_cycles": [limit_cycle(cycle, writer) for cycle in structure.limit_cycles]}
