"""Solutions as notebooks: the words in Markdown cells, and below each step the code that gives its numbers again.

The code uses the public names only, and what was typed stands in it as a quoted string. The file is nbformat 4.5
(*The Jupyter Notebook format*, nbformat.readthedocs.io), written without outputs: they come from running it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from symtutor.document import Document
from symtutor.render import markdown
from symtutor.render.pictures import picture_at
from symtutor.render.sympy_string import expression_string, symbol_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy.matrices.immutable import ImmutableDenseMatrix

    from symtutor.document import Step
    from symtutor.model import Analysis, ODESystem, Window

Cell: TypeAlias = dict[str, object]

_IMPORTS = "import sympy as sp\n\nimport symtutor"
_POINTS = "for point in solution.fixed_points:\n    print(point.at, {what})"

_NUMBERS = {
    "fixed-points": f"{_POINTS.format(what='point.point.when')}\nprint(solution.completeness.value)",
    "derivative": "f = sp.Matrix(system.field)\nf.jacobian(system.states)",
    "jacobian": "f = sp.Matrix(system.field)\nf.jacobian(system.states)",
    "stability": _POINTS.format(what="point.kind.value, point.stability.value, point.eigenvalues"),
    "eigenvalues": (
        "for point in solution.fixed_points:\n"
        "    for value, multiplicity, vectors in point.linearization.jacobian.eigenvects():\n"
        "        print(point.at, value, multiplicity, [tuple(vector) for vector in vectors])"
    ),
    "basins": (
        "for basin in solution.analysis.line.basins:\n    print(basin.of.at, basin.interval.low, basin.interval.high)"
    ),
    "gradient": (
        "L = solution.analysis.structure.gradient_of\n"
        "print(L, [sp.simplify(f + sp.diff(L, state)) for state, f in zip(system.states, system.field)])"
    ),
    "structure": (
        "structure = solution.analysis.structure\n"
        "print('Hamiltonian:', structure.hamiltonian, '  conserved:', structure.first_integral)\n"
        "for cycle in structure.limit_cycles:\n"
        "    print(sp.N(cycle.period), cycle.stability.value)"
    ),
    "checked": "check = solution.verify()\ncheck.held, check.failed, check.undecided",
}
"""What gives the numbers of a step again, by its topic."""


def render(analysis: Analysis, document: Document, window: Window) -> str:
    """Write a solution as a notebook.

    Parameters
    ----------
    analysis : Analysis
        What the code computes again.
    document : Document
        What the Markdown cells say.
    window : Window
        The box that was given.
    """
    heading = Document(document.title, ())
    cells = [_words("title", markdown.render(heading)), _code("setup", _setup(analysis.system, window))]
    for number, step in enumerate(document.steps, start=1):
        cells.append(_words(f"step-{number}", markdown.section(step, number)))
        cells += [_code(f"code-{number}-{part}", code) for part, code in enumerate(_again(step, analysis), start=1)]
    content = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _words(name: str, text: str) -> Cell:
    """Make a Markdown cell."""
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.strip("\n").splitlines(keepends=True)}


def _code(name: str, text: str) -> Cell:
    """Make a code cell that has not been run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": text.splitlines(keepends=True),
    }


def _setup(system: ODESystem, window: Window) -> str:
    """Write the call that solves the system again, with all that was given."""
    given = {
        "values": {symbol.name: expression_string(value) for symbol, value in system.values},
        "assume": [expression_string(assumption) for assumption in system.assumptions],
        "window": {state.name: (expression_string(low), expression_string(high)) for state, low, high in window.sides},
        "start": {symbol.name: expression_string(value) for symbol, value in system.start},
    }
    arguments = "".join(f",\n    {name}={value!r}" for name, value in given.items() if value)
    typed = system.source if system.source is not None else _as_typed(system)
    call = f"symtutor.solve(\n    {typed!r}{arguments},\n)" if arguments else f"symtutor.solve({typed!r})"
    return f"{_IMPORTS}\n\nsolution = {call}\nsystem = solution.system"


def _as_typed(system: ODESystem) -> str:
    """Write equations that were given as SymPy objects."""
    return ", ".join(
        f"{symbol_string(state)}' = {expression_string(component)}"
        for state, component in zip(system.states, system.field, strict=True)
    )


def _again(step: Step, analysis: Analysis) -> Iterator[str]:
    """Write the code that gives the numbers and pictures of a step again."""
    if step.topic in _NUMBERS and _there(step.topic, analysis):
        yield _NUMBERS[step.topic]
    picture = _picture(step.topic, analysis)
    if picture is not None:
        yield picture


def _there(topic: str, analysis: Analysis) -> bool:
    """Tell whether there is something to print."""
    match topic:
        case "fixed-points" | "stability":
            return bool(analysis.classifications)
        case "eigenvalues":
            return all(_rational(c.linearization.jacobian) for c in analysis.classifications)
        case "basins":
            return analysis.line is not None and bool(analysis.line.basins)
        case "gradient":
            return analysis.structure.gradient_of is not None
        case "structure":
            found = analysis.structure
            return bool(found.hamiltonian or found.first_integral or found.limit_cycles)
        case _:
            return True


def _picture(topic: str, analysis: Analysis) -> str | None:
    """Write the call that draws the picture of a step."""
    kind = picture_at(topic, analysis)
    if kind is None:
        return None
    return f'solution.plot(kind="{kind}")' if kind else "solution.plot()"


def _rational(jacobian: ImmutableDenseMatrix) -> bool:
    """Tell whether eigenvectors are quick to find."""
    return all(entry.is_Rational for entry in jacobian)
