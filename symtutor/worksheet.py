"""Problems set as a sheet to print, with room to write, and the key to it: the answers in brief."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from symtutor.analysis.flow_line import draw_flow
from symtutor.document import Document, Room, Step, Table, Text
from symtutor.errors import RequestError
from symtutor.explain import checked_line, equations, not_finished, tell
from symtutor.extent import brief
from symtutor.problems import named
from symtutor.reading import read_system
from symtutor.render import FORMATS
from symtutor.schema import Asked
from symtutor.sheet import question
from symtutor.solving import solve
from symtutor.verification import Verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block
    from symtutor.schema import Problem
    from symtutor.solution import Solution
    from symtutor.worker import Tell

LINES = 4
"""Lines to write on for each thing that is asked."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet of problems, or the key to it."""

    document: Document

    def to(self, format_: str) -> str:
        """Render as ``text``, ``markdown``, ``latex`` or ``html``.

        Raises
        ------
        RequestError
            For a format that does not exist.
        """
        renderer = FORMATS.get(format_)
        if renderer is None:
            raise RequestError(
                f"A worksheet has no format {format_!r}.", suggestion=f"Formats are: {', '.join(FORMATS)}."
            )
        return renderer(self.document)


def worksheet(names: Sequence[str]) -> Worksheet:
    """Set problems of the bank as a sheet, numbered and with room to write.

    Examples
    --------
    >>> [step.title for step in worksheet(["sine-flow", "three-fixed-points"]).document.steps]
    ['The flow of the sine', 'Three fixed points on the line']
    """
    steps = tuple(
        Step(problem.title, (*_set(problem), Room(LINES * len(problem.ask)))) for problem in map(named, names)
    )
    return Worksheet(Document((Text("Worksheet"),), steps))


def setting(names: Sequence[str]) -> Iterator[Tell[Worksheet]]:
    """Set a sheet in one step, as a worker does."""
    yield partial(_whole, worksheet(names))


def answering(names: Sequence[str]) -> Iterator[Tell[Worksheet]]:
    """Write the key problem by problem: after each comes a function that gives the key as far as it is known."""
    problems = [named(name) for name in names]
    steps: tuple[Step, ...] = ()
    checked = Verification(0, 0, 0)
    for problem in problems:
        yield partial(_so_far, steps, problem.title)
        solution = solve(problem.system, values=problem.values, assume=problem.assume, window=dict(problem.window))
        steps += (Step(problem.title, (equations(solution.system), *_answers(problem, solution))),)
        more = solution.verify()
        checked = Verification(
            checked.held + more.held, checked.failed + more.failed, checked.undecided + more.undecided
        )
    yield partial(_whole, _key((*steps, checked_line(checked))))


def _set(problem: Problem) -> tuple[Block, ...]:
    """Write the question; where it does not hold the equations, they are set off."""
    *told, asked = question(problem)
    if "`" in problem.question:
        return (*told, asked)
    system = read_system(problem.system, values=problem.values, assume=problem.assume)
    return (*told, equations(system), asked)


def _answers(problem: Problem, solution: Solution) -> Iterator[Block]:
    """Write what is asked, in brief."""
    if {*problem.ask} != {Asked.EULER}:
        yield from _about_points(problem, solution)
    if problem.euler is not None:
        from symtutor.laboratory import euler  # noqa: PLC0415 - few problems ask for it

        run = euler(problem.system, dict(problem.euler.start), problem.euler.until, list(problem.euler.steps))
        computed = (step for step in run.document.steps if step.topic == "euler")
        yield from (block for step in computed for block in step.blocks if isinstance(block, Table))


def _about_points(problem: Problem, solution: Solution) -> Iterator[Block]:
    """Write the derivative where it is asked for, the flow on the line, and what the fixed points are."""
    analysis = solution.analysis
    if {Asked.DERIVATIVE, Asked.JACOBIAN} & {*problem.ask}:
        yield from (block for step in tell([analysis.derivative]) for block in step.blocks)
    if analysis.line is not None:
        yield draw_flow(analysis.line)
    for step in brief(analysis, solution.verify()).steps:
        if step.topic != "checked":
            yield from step.blocks


def _key(steps: tuple[Step, ...]) -> Worksheet:
    return Worksheet(Document((Text("Key to the worksheet"),), steps))


def _whole(sheet: Worksheet, why: str | None) -> Worksheet:  # noqa: ARG001 - it is all there
    return sheet


def _so_far(steps: tuple[Step, ...], title: str, why: str | None) -> Worksheet:
    """Give the key as far as it is written."""
    return _key((*steps, not_finished(f"Missing here: the answers from “{title}” on. {why}")))
