"""Words that stand for a picture, written from the analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import inequality, point, series
from symtutor.document import Approx, Listing, Name, equals, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.clock import starts_at
from symtutor.render.text import blocks_text
from symtutor.vocabulary import Picture

if TYPE_CHECKING:
    from symtutor.document import Chain, Paragraph
    from symtutor.model import Analysis, Line, ODESystem

_TITLES = {
    Picture.PHASE_LINE: "Phase line of",
    Picture.POTENTIAL: "Potential of",
    Picture.SOLUTIONS: "Solutions against time of",
    Picture.PHASE_PORTRAIT: "Phase portrait of",
    Picture.CONTOURS: "Levels of the loss and solutions of",
    Picture.TRACE_DETERMINANT: "Trace–determinant plane with the fixed points of",
    Picture.SPACE: "Projected trajectories of",
}
_FALLS = "Solutions run downhill on {loss}."
_DIRECTIONS = {1: "right", -1: "left"}
_UNWRAPPED = 1_000_000


def alt_text(analysis: Analysis, picture: Picture | None = None) -> str:
    """Say in plain words what a picture of a system shows; where none is named, the one that fits.

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
    if picture is None:
        usual = {1: Picture.PHASE_LINE, 2: Picture.PHASE_PORTRAIT}.get(system.dimension, Picture.SPACE)
        picture = usual if system.autonomous else Picture.SLOPE_FIELD
    if picture is Picture.SLOPE_FIELD:
        return sentences(*_slopes(system, laws))
    told = [paragraph(f"{_TITLES[picture]} {{laws}}.", laws=series(laws)), _points(analysis)]
    loss = analysis.structure.gradient_of
    if loss is not None and picture in {Picture.POTENTIAL, Picture.CONTOURS}:
        told.append(paragraph(_FALLS, loss=equals(Name("L", args=system.states, value=loss), loss)))
    if picture is Picture.PHASE_PORTRAIT:
        told += _portrait(analysis)
    if picture is Picture.TRACE_DETERMINANT:
        told += _traces(analysis)
    if analysis.line is not None:
        told += _line(analysis, analysis.line)
    return sentences(*told)


def _portrait(analysis: Analysis) -> list[Paragraph]:
    """Say what a phase portrait shows besides the points."""
    sentences = []
    saddles = [point(found.at) for found in analysis.classifications if found.kind is Kind.SADDLE]
    if saddles:
        sentences.append(paragraph("The separatrices of {saddles} are drawn.", saddles=series(saddles)))
    for cycle in analysis.structure.limit_cycles:
        kind = {Stability.ASYMPTOTIC: "A stable", Stability.UNSTABLE: "An unstable"}.get(cycle.stability, "A")
        through = (
            point(cycle.through) if cycle.exact else Listing(tuple(Approx(value, 4) for value in cycle.through), "()")
        )
        sentences.append(paragraph(f"{kind} limit cycle passes through {{through}}.", through=through))
    attracting = [found for found in analysis.classifications if found.stability is Stability.ASYMPTOTIC]
    if len(attracting) > 1:
        basins = series(point(found.at) for found in attracting)
        sentences.append(paragraph("Tints show the basins of {basins}.", basins=basins))
    return sentences


def _traces(analysis: Analysis) -> list[Paragraph]:
    """Say where the fixed points lie in the trace–determinant plane."""
    sentences = []
    for found in analysis.classifications:
        matrix = found.linearization.jacobian
        if not matrix.has(sp.nan):
            values = {"trace": matrix.trace(), "det": sp.expand(matrix.det())}
            sentences.append(paragraph("{at} has trace {trace} and determinant {det}.", at=point(found.at), **values))
    return sentences


def sentences(*parts: Paragraph) -> str:
    """Write sentences as plain text."""
    return " ".join(blocks_text((sentence,), width=_UNWRAPPED) for sentence in parts)


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
