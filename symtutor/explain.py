"""From an analysis to a document: order and headings only.

The words are the rules' own. What this module decides is in which order they speak, and that rules of one kind which
can speak together (a table of slopes rather than a paragraph for each) do so.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import INFINITE
from symtutor.analysis.flow_line import draw_flow
from symtutor.analysis.size import within
from symtutor.analysis.words import count, inequality, number, point, series, states_name
from symtutor.document import Document, Equation, Math, Name, Paragraph, Step, Term, Text, equals, paragraph, table
from symtutor.rule import ToldTogether
from symtutor.verification import verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sympy import Expr, Symbol

    from symtutor.derivation import Derivation
    from symtutor.document import Block, Chain, Inline
    from symtutor.model import Analysis, Basin, Classification, ODESystem
    from symtutor.rule import Rule
    from symtutor.verification import Verification

LONG = 60
"""Operations in a slope with parameters that is still shown in the summary."""

PEOPLE = {
    "bendixson-dulac": "Bendixson\N{EN DASH}Dulac",
    "hamiltonian": "Hamiltonian",
    "lienard": "Liénard",
    "lyapunov": "Lyapunov",
    "poincare-bendixson": "Poincaré\N{EN DASH}Bendixson",
    "routh-hurwitz": "Routh\N{EN DASH}Hurwitz",
}
"""How the names in those of theorems are written, where a person reads them and no program."""


def explain(
    analysis: Analysis, verification: Verification | None = None, derivation: Derivation | None = None
) -> Document:
    """Write the worked solution of an analysis.

    Parameters
    ----------
    analysis : Analysis
        What was concluded.
    verification : Verification, optional
        The outcome of checking it; made here where it is not given.
    derivation : Derivation, optional
        What is spelled out beyond it, line by line.
    """
    checked = verification or verify(analysis.rules())
    steps = [
        *tell(analysis.system.origin, derivation),
        read_as(analysis.system),
        *tell(_before_flow(analysis), derivation),
        *_flow(analysis, derivation),
        *tell(analysis.explicit, derivation),
        *tell(analysis.fates, derivation),
        *tell(analysis.structure.reasons, derivation),
        *tell(analysis.bifurcations, derivation),
        *summary(analysis),
        checked_line(checked),
    ]
    return Document(title(analysis.system), _joined(step for step in steps if step.blocks))


def _before_flow(analysis: Analysis) -> Iterator[Rule]:
    """Yield what can be said without the phase line: solutions, fixed points, derivative, stability."""
    yield analysis.smoothness
    yield analysis.fixed_points.reason
    if analysis.classifications:
        yield analysis.derivative
    # points that one theorem decides come first, then those where it was silent and another had to; remarks come last
    theorems = [[rule for rule in c.reasons if hasattr(rule, "theorem")] for c in analysis.classifications]
    yield from (rule for rules in sorted(theorems, key=lambda rules: len(rules) > 1) for rule in rules)
    yield from (rule for c in analysis.classifications for rule in c.reasons if not hasattr(rule, "theorem"))


def _flow(analysis: Analysis, derivation: Derivation | None) -> Iterator[Step]:
    """Tell the phase line: sign chart, picture, basins and what is left to say."""
    if analysis.line is None:
        return
    yield from tell((flow.reason for flow in analysis.line.flow), derivation)
    yield Step("Flow", (draw_flow(analysis.line),), "flow")
    yield from tell((basin.reason for basin in analysis.line.basins), derivation)
    yield from tell(analysis.line.reasons, derivation)


def tell(rules: Iterable[Rule], derivation: Derivation | None = None) -> Iterator[Step]:
    """Let rules speak, those of one class together where the class can, with what is spelled out around them."""
    families: dict[type, list[Rule]] = {}
    for rule in rules:
        families.setdefault(type(rule), []).append(rule)
    for family in families.values():
        if derivation is None:
            yield from _spoken(family)
        else:
            yield from _in_order(derivation.around(family))


def _in_order(rules: Iterable[Rule]) -> Iterator[Step]:
    """Let rules speak in their order, those of one class that follow each other together where the class can."""
    for _, group in groupby(rules, key=type):
        yield from _spoken(list(group))


def _spoken(family: list[Rule]) -> Iterator[Step]:
    """Let rules of one class speak."""
    together = [rule for rule in family if isinstance(rule, ToldTogether)]
    if together:
        yield together[0].narrate_all(together)
    else:
        yield from (rule.narrate() for rule in family)


def _joined(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Put steps with the same title under one heading."""
    joined: dict[str, Step] = {}
    for step in steps:
        earlier = joined.get(step.title)
        joined[step.title] = step if earlier is None else Step(step.title, earlier.blocks + step.blocks, step.topic)
    return tuple(joined.values())


def title(system: ODESystem) -> tuple[Inline, ...]:
    """Write the equations in one line."""
    content: list[Inline] = []
    for state, component in zip(system.states, system.field, strict=True):
        content += [Math(equals(Name(state.name, primes=1), component)), Text(", ")]
    return tuple(content[:-1])


def read_as(system: ODESystem) -> Step:
    """Echo what was read, so that a misreading is seen at once."""
    return Step("Read as", tuple(_echo(system)), "reading")


def _echo(system: ODESystem) -> Iterator[Block]:
    yield equations(system)
    one = system.dimension == 1
    yield paragraph(
        "{number}, {states}{parameters}. {field} {mentions} time, so the {subject} {autonomous}.",
        mentions="does not mention" if system.autonomous else "mentions",
        autonomous="autonomous" if system.autonomous else "not autonomous",
        number=count(system.dimension, "state").capitalize(),
        states=series(system.states),
        parameters=_parameters(system),
        field=_field_name(system) if one else "The right-hand side",
        subject="equation is" if one else "system is",
    )
    yield from system.notes


def _field_name(system: ODESystem) -> Paragraph:
    """Name the right-hand side of one equation: f(x), or f(x, t) where it mentions time."""
    variables = system.states if system.autonomous else (*system.states, system.time)
    return paragraph("{f}", f=Name("f", args=variables))


def equations(system: ODESystem) -> Equation:
    """Write the equations below each other."""
    return Equation(tuple(map(_law, system.states, system.field)))


def _law(state: Symbol, component: Expr) -> Chain:
    return equals(Name(state.name, primes=1), component)


def _parameters(system: ODESystem) -> Paragraph:
    """Name the parameters: those given a value, and those left free with what is assumed of them."""
    parts = [paragraph("{equation}", equation=equals(symbol, value)) for symbol, value in system.values]
    free = [symbol for symbol in system.parameters if symbol not in dict(system.values)]
    if not parts and not free:
        return paragraph("")
    given = paragraph("; with {values}", values=series(parts)) if parts else paragraph("")
    word = "parameter" if len(free) == 1 else "parameters"
    left = paragraph(f"; {word} left free: {{free}}", free=series(free)) if free else paragraph("")
    known = paragraph(", where {known}", known=series(system.assumptions)) if system.assumptions else paragraph("")
    return paragraph("{given}{left}{known}", given=given, left=left, known=known)


def summary(analysis: Analysis, *, decided: bool = False) -> Iterator[Step]:
    """Put the conclusions side by side, and beside each what decides it where that is wanted."""
    rows = analysis.classifications
    if not rows:
        return
    if analysis.system.dimension == 1:
        slope = Name("f", args=(states_name(analysis.system.states),), primes=1)
        basins = {basin.of: inequality(analysis.system.states[0], basin.interval) for basin in _basins(analysis)}
        header: tuple[object, ...] = (states_name(analysis.system.states), slope, "kind", "basin")
        cells: list[tuple[object, ...]] = [
            (_place(c, analysis.system), _slope(c), Term(c.kind.value), basins.get(c, "\N{EM DASH}")) for c in rows
        ]
    else:
        header = (states_name(analysis.system.states), "eigenvalues", "kind", "stability")
        cells = [
            (
                point(c.at),
                series(number(value) for value, _ in c.eigenvalues) if c.eigenvalues else "?",
                Term(c.kind.value),
                c.stability.value,
            )
            for c in rows
        ]
    if any(c.point.when != sp.true for c in rows):
        where = [("always" if c.point.when == sp.true else c.point.when) for c in rows]
        header = (header[0], "where", *header[1:])
        cells = [(cell[0], when, *cell[1:]) for cell, when in zip(cells, where, strict=True)]
        if analysis.system.dimension == 1:
            header, cells = header[:-1], [cell[:-1] for cell in cells]
    if decided:
        header = (*header, "decided by")
        cells = [(*cell, _decided(c)) for cell, c in zip(cells, rows, strict=True)]
    yield Step("Summary", (table(header, cells),), "summary")


def _decided(classification: Classification) -> str:
    """Name the theorem that decides a fixed point: the last that was tried."""
    names = [name for rule in classification.reasons if (name := getattr(rule, "theorem", None))]
    return " ".join(PEOPLE.get(word, word) for word in names[-1].split()) if names else "\N{EM DASH}"


def _place(classification: Classification, system: ODESystem) -> object:
    """Name a fixed point, or the condition for those of an interval."""
    when = classification.point.when
    interval = when.free_symbols & set(classification.at) & set(system.states)
    return when if interval else point(classification.at)


def _slope(classification: Classification) -> object:
    """Give f′ at a fixed point, or a dash where there is no derivative or nobody could read it."""
    slope = classification.linearization.jacobian[0, 0]
    unreadable = bool(slope.free_symbols) and not within((slope,), LONG)
    return "\N{EM DASH}" if unreadable or slope is sp.nan or slope.has(*INFINITE) else number(slope)


def _basins(analysis: Analysis) -> tuple[Basin, ...]:
    return analysis.line.basins if analysis.line is not None else ()


def checked_line(verification: Verification) -> Step:
    """Say how many claims were re-derived another way, and whether any was not."""
    held, claims = verification.held, verification.claims
    text = f"{held} of {claims} claims re-derived another way."
    if verification.failed:
        text += f" {count(verification.failed, 'claim').capitalize()} FAILED the check: do not trust this solution."
    if verification.undecided:
        text += f" For {count(verification.undecided, 'claim')} no independent check was available."
    return Step("Checked", (paragraph(text),), "checked")


def unfinished(document: Document, missing: str) -> Document:
    """Put what is missing where a whole solution says that it was checked."""
    steps = tuple(step for step in document.steps if step.topic != "checked")
    return Document(document.title, (*steps, not_finished(missing)))


def not_finished(missing: str) -> Step:
    """Say what a limit left undone."""
    return Step("Not finished", (Paragraph((Text(missing),)),), "partial")
