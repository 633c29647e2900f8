"""Words that stand for a picture, written from the analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.words import inequality, point, series
from symtutor.document import Name, equals, paragraph
from symtutor.numerics.clock import starts_at
from symtutor.render.text import blocks_text

if TYPE_CHECKING:
    from symtutor.document import Chain, Paragraph
    from symtutor.model import Analysis, Line, ODESystem

_DIRECTIONS = {1: "right", -1: "left"}
_UNWRAPPED = 1_000_000


def alt_text(analysis: Analysis) -> str:
    """Say in plain words what the picture of a system shows.

    Examples
    --------
    >>> from symtutor import solve
    >>> alt_text(solve("x' = x^2 + 1").analysis)
    'Phase line of x′ = x² + 1. No fixed point is known. Flow: right for every x.'
    """
    system = analysis.system
    laws = [
        equals(Name(state.name, primes=1), component)
        for state, component in zip(system.states, system.field, strict=True)
    ]
    if system.dimension == 1 and not system.autonomous:
        return _sentences(*_slopes(system, laws))
    title = paragraph(f"Phase {'line' if system.dimension == 1 else 'portrait'} of {{laws}}.", laws=series(laws))
    sentences = [title, _points(analysis)]
    if analysis.line is not None:
        sentences += _line(analysis, analysis.line)
    return _sentences(*sentences)


def _sentences(*sentences: Paragraph) -> str:
    """Write sentences as plain text."""
    return " ".join(blocks_text((sentence,), width=_UNWRAPPED) for sentence in sentences)


def _slopes(system: ODESystem, laws: list[Chain]) -> list[Paragraph]:
    """Say what a slope field shows: nothing is at rest in it."""
    (state,) = system.states
    sentences = [
        paragraph("Slope field of {laws}.", laws=series(laws)),
        paragraph(
            "Time {t} runs to the right, {state} upwards; short lines show the slopes, curves some solutions.",
            t=system.time,
            state=state,
        ),
    ]
    value = dict(system.start).get(state)
    if value is not None:
        given = equals(Name(state.name, args=(starts_at(system),)), value)
        sentences.append(paragraph("The solution with {given} is marked.", given=given))
    return sentences


def _points(analysis: Analysis) -> Paragraph:
    """List the fixed points with their kinds."""
    if not analysis.classifications:
        return paragraph("No fixed point is known.")
    found = [paragraph(f"{{at}} ({found.kind.value})", at=point(found.at)) for found in analysis.classifications]
    return paragraph("Fixed points: {found}.", found=series(found))


def _line(analysis: Analysis, line: Line) -> list[Paragraph]:
    """Say where the flow goes, and what ends where."""
    state = analysis.system.states[0]
    sentences = []
    if line.flow:
        flow = [
            paragraph(f"{_DIRECTIONS[part.direction]} for {{where}}", where=inequality(state, part.interval))
            for part in line.flow
        ]
        sentences.append(paragraph("Flow: {flow}.", flow=series(flow)))
    if line.basins:
        basins = [
            paragraph("{where} of {at}", where=inequality(state, basin.interval), at=point(basin.of.at))
            for basin in line.basins
        ]
        sentences.append(paragraph("Basins: {basins}.", basins=series(basins)))
    return sentences
