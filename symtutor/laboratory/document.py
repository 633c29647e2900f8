"""The hand computation as a document: order and headings; the words are the rules' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Document, Equation, Math, Name, Product, Step, Sum, Text, equals, paragraph
from symtutor.explain import checked_line, not_finished, read_as
from symtutor.numerics.clock import clock_of
from symtutor.numerics.step_limit import StepLimit
from symtutor.numerics.wording import called, indexed, velocity_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Inline
    from symtutor.laboratory.run import EulerRun
    from symtutor.model import ODESystem


def tell(run: EulerRun) -> Document:
    """Set out the computation: problem, method, tables, exact solution, error, limit of the step, descent."""
    steps = [
        *(rule.narrate() for rule in run.system.origin),
        read_as(run.system),
        _method(run.system),
        *(_verdicts(run) if run.partial is None else (rule.narrate() for rule in run.claims)),
        *((run.dictionary.narrate(),) if run.system.autonomous else ()),
        checked_line(run.verify()) if run.partial is None else not_finished(run.partial),
    ]
    return Document(_title(run), tuple(steps))


def _verdicts(run: EulerRun) -> Iterator[Step]:
    """Tell what is claimed, and say where nothing can be."""
    for rule in run.claims:
        yield rule.narrate()
    if run.reference is None:
        yield Step(
            "The error",
            (
                paragraph(
                    "No exact value is known here to measure these against: there is no formula, and the series that "
                    "would give many digits does not reach this time. Compare the runs with each other: where halving "
                    "the step no longer changes a digit, that digit can be trusted."
                ),
            ),
            topic="euler",
        )
    if run.system.autonomous and not any(isinstance(rule, StepLimit) for rule in run.claims):
        yield Step(
            "Is the step small enough to settle?",
            (
                paragraph(
                    "It is not known which fixed point this solution approaches, if any, so there is no limit to "
                    "compare the steps with."
                ),
            ),
            topic="euler",
        )


def _method(system: ODESystem) -> Step:
    """Say what Euler's method does in one sentence, with its formula."""
    n, h, t = sp.Symbol("n"), Name("h"), indexed(system.time, sp.Symbol("n"))
    now, clock = [indexed(state, n) for state in system.states], clock_of(system)
    arguments = [*now, *(indexed(symbol, n) for symbol in clock)]
    rows = [
        equals(indexed(state, n + 1), Sum((here, Product((h, called(velocity_name(position, len(now)), arguments))))))
        for position, (state, here) in enumerate(zip(system.states, now, strict=True))
    ]
    names = [velocity_name(position, len(now)) for position in range(len(now))]
    laws = [
        equals(called(name, [*system.states, *clock], component), component)
        for name, component in zip(names, system.field, strict=True)
    ]
    return Step(
        "The method",
        (
            paragraph(
                "Euler's method follows the tangent: for a short time {h} it moves with the velocity of {where}, "
                "then looks again.",
                h=h,
                where="the place and the moment where it stands" if clock else "the place where it stands",
            ),
            Equation((*rows, equals(indexed(system.time, n + 1), Sum((t, h))))),
            *(() if len(now) == 1 and not clock else (paragraph("Here"), Equation(tuple(laws)))),
        ),
        topic="euler",
    )


def _title(run: EulerRun) -> tuple[Inline, ...]:
    """Name the initial value problem."""
    content: list[Inline] = [Text("Euler's method for ")]
    for state, component in zip(run.system.states, run.system.field, strict=True):
        content += [Math(equals(Name(state.name, primes=1), component)), Text(", ")]
    for state, value in zip(run.system.states, run.start, strict=True):
        content += [Math(equals(Name(state.name, args=(run.begin,)), value)), Text(", ")]
    return tuple(content[:-1])
