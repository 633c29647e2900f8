"""Gradient descent as a document: order and headings; the words are the rules' own."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import (
    Document,
    Equation,
    Listing,
    Math,
    Name,
    Negative,
    Product,
    Step,
    Sum,
    Text,
    equals,
    paragraph,
)
from symtutor.explain import checked_line, not_finished
from symtutor.numerics.wording import indexed, slope_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Inline
    from symtutor.laboratory.descent import Descent


def tell(run: Descent) -> Document:
    """Set out the descent: loss, method, tables, limits of the rate, what happens on the way."""
    steps = [
        *(rule.narrate() for rule in run.system.origin),
        _method(run),
        *(rule.narrate() for rule in run.tables),
        *_limits(run),
        *(rule.narrate() for rule in (*chain.from_iterable(run.cycles), *run.remarks, *run.fractions)),
        checked_line(run.verify()) if run.partial is None else not_finished(run.partial),
    ]
    return Document(_title(run), tuple(steps))


def _limits(run: Descent) -> Iterator[Step]:
    """Tell the limits of the rate, or say that there is nothing to compare the rates with."""
    for rule in run.momenta or run.minima:
        yield rule.narrate()
    if not run.minima and not run.remarks and run.partial is None:
        yield Step(
            "How large may the learning rate be?",
            (paragraph("No minimum is known that this descent approaches, so there is no limit to compare with."),),
            topic="descent",
        )


def _method(run: Descent) -> Step:
    """Say what a step does, with its formula and the gradient."""
    states, n, eta = run.system.states, sp.Symbol("n"), Name("eta")
    now = [indexed(state, n) for state in states]
    rows = []
    for position, state in enumerate(states):
        terms = [now[position], Negative(Product((eta, slope_name(states, position, now))))]
        if not run.momentum.is_zero:
            speed = Sum((now[position], Negative(indexed(state, n - 1))))
            terms.append(Product((Name("beta"), speed)))
        rows.append(equals(indexed(state, n + 1), Sum(tuple(terms))))
    slopes = tuple(
        equals(slope_name(states, position, states, -component), sp.expand(-component))
        for position, component in enumerate(run.system.field)
    )
    plain = run.momentum.is_zero
    repeated = "" if plain else ", the *momentum* {beta} how much of the step before the next one repeats"
    return Step(
        "The method",
        (
            *run.system.notes,
            paragraph(
                "The loss grows fastest along its gradient, so descent goes the other way. The *learning rate* {eta} "
                f"says how far{repeated}:",
                eta=eta,
                beta=equals(Name("beta"), run.momentum),
            ),
            Equation(tuple(rows)),
            paragraph("Here {slopes}.", slopes=Listing(slopes)),
            paragraph(
                "That is Euler's method with step {eta} on {flow}."
                if plain
                else "Without the momentum that is Euler's method with step {eta} on {flow}.",
                eta=eta,
                flow=equals(Name("w", primes=1), Negative(Name("∇L", args=(Name("w"),)))),
            ),
        ),
        topic="descent",
    )


def _title(run: Descent) -> tuple[Inline, ...]:
    """Name the loss and the start."""
    content: list[Inline] = [
        Text("Gradient descent on "),
        Math(equals(Name("L", args=run.system.states, value=run.loss), run.loss)),
        Text(" from "),
    ]
    for position, (state, value) in enumerate(zip(run.system.states, run.start, strict=True)):
        content += [Text(", ")] if position else []
        content.append(Math(equals(indexed(state, 0, value), value)))
    return tuple(content)
