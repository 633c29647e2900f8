"""The gallery: every problem of the bank with its picture and its solution, solved while the site is built."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from theorems import prose

from symtutor.derivation import derive
from symtutor.document import Block, FlowLine, Step
from symtutor.laboratory import EulerRun, euler
from symtutor.plot import save
from symtutor.problems import bank
from symtutor.render.escape import markdown_text
from symtutor.render.flow_svg import flow_svg
from symtutor.render.markdown import section
from symtutor.rule import Rule
from symtutor.schema import Asked, Problem
from symtutor.solution import Solution
from symtutor.solving import solve

OPENING = """# Gallery

Every problem of the bank, as the program sets, draws and solves it. The id under a title stands wherever an equation
does: `symtutor problem sine-flow` shows the question, `symtutor solve sine-flow` prints the solution.
"""
TOPICS = {"euler": "Euler's method", "line": "The line", "plane": "The plane"}
"""Headings of topics that read better than the word of the problem files."""


Answer = Solution | EulerRun


@dataclass(frozen=True)
class Solved:
    """A problem with its answers: the worked solution, and the run where one is asked for."""

    problem: Problem
    answers: tuple[Answer, ...]

    @property
    def rules(self) -> Iterator[Rule]:
        """Every theorem that was applied."""
        for answer in self.answers:
            if isinstance(answer, Solution):
                yield from answer.analysis.rules()
                yield from (line.rule for line in derive(answer.analysis).lines)
            else:
                yield from answer.rules()


def solved() -> tuple[Solved, ...]:
    """Solve the bank."""
    return tuple(Solved(problem, tuple(_answers(problem))) for problem in bank())


def applied(problems: tuple[Solved, ...]) -> Mapping[type, tuple[str, ...]]:
    """Tell for each kind of rule the problems in which it was applied."""
    found: dict[type, dict[str, None]] = {}
    for one in problems:
        for rule in one.rules:
            found.setdefault(type(rule), {})[one.problem.id] = None
    return {kind: tuple(names) for kind, names in found.items()}


def pages(problems: tuple[Solved, ...]) -> Iterator[tuple[str, str]]:
    """Write the overview, then a page a problem."""
    yield "gallery/index.md", _overview([one.problem for one in problems])
    for one in problems:
        yield f"gallery/{one.problem.id}.md", _page(one)


def draw(problems: tuple[Solved, ...], folder: Path) -> None:
    """Draw every picture on light and on dark paper."""
    for one in problems:
        for number, answer in enumerate(one.answers):
            shown, _ = _drawable(one.problem, answer)
            for dark in (False, True):
                save(shown.plot(dark=dark), folder / _picture(one.problem, number, dark=dark))


def _answers(problem: Problem) -> Iterator[Answer]:
    """Solve what is asked."""
    given = {"values": problem.values, "assume": problem.assume}
    if {*problem.ask} != {Asked.EULER}:
        yield solve(problem.system, **given, window=dict(problem.window))
    if problem.euler is not None:
        asked = problem.euler
        yield euler(problem.system, dict(asked.start), asked.until, list(asked.steps), **given)


def _drawable(problem: Problem, answer: Answer) -> tuple[Answer, str]:
    """Give every parameter but the one of the bifurcation a value: a diagram has one axis for them; say which."""
    turned = {bifurcation.parameter for bifurcation in problem.expected.bifurcations}
    free = {letter.name for letter in answer.system.parameters} - set(problem.values)
    chosen = dict.fromkeys(sorted(free - turned), "1")
    if isinstance(answer, EulerRun) or len(free) < 2 or not chosen:
        return answer, ""
    values = {**problem.values, **chosen}
    drawn = solve(problem.system, values=values, assume=problem.assume, window=dict(problem.window))
    return drawn, f"The picture is drawn for {', '.join(f'{letter} = {value}' for letter, value in chosen.items())}."


def _overview(problems: list[Problem]) -> str:
    """List the problems by topic, each with its picture."""
    parts = [OPENING]
    for topic in dict.fromkeys(problem.topic for problem in problems):
        members = [problem for problem in problems if problem.topic == topic]
        parts += [f"## {TOPICS.get(topic, topic.replace('-', ' ').capitalize())}", "::::{container} gallery"]
        parts += [_card(problem) for problem in members] + ["::::"]
    listed = "\n".join(problem.id for problem in problems)
    return "\n\n".join((*parts, f"```{{toctree}}\n:hidden:\n\n{listed}\n```\n"))


def _card(problem: Problem) -> str:
    """Show one problem in the overview."""
    pictures = "".join(
        f"![{markdown_text(problem.title)}]({_picture(problem, 0, dark=dark)}){{.only-{'dark' if dark else 'light'}}}"
        for dark in (False, True)
    )
    name = f"[{markdown_text(problem.title)}]({problem.id}.md)<br>`{problem.id}`"
    return f":::{{container}}\n[{pictures}]({problem.id}.md)\n\n{name}\n:::"


def _page(one: Solved) -> str:
    """Write the page of one problem: the question, the picture, the solution, and the theorems it rests on."""
    problem = one.problem
    parts = [f"# {markdown_text(problem.title)}", *map(prose, problem.question.split("\n\n"))]
    parts.append(f"From: {markdown_text(problem.source)}.")
    for number, answer in enumerate(one.answers):
        command = "solve" if isinstance(answer, Solution) else "euler"
        shown, choice = _drawable(problem, answer)
        parts += [
            f"```console\n$ symtutor {command} {problem.id}\n```",
            *(
                f"```{{image}} {_picture(problem, number, dark=dark)}\n:alt: {' '.join(shown.alt_text().split())}\n"
                f":class: only-{'dark' if dark else 'light'}\n```"
                for dark in (False, True)
            ),
            *filter(None, [choice]),
            *(_told(step, place) for place, step in enumerate(answer.document.steps, start=1)),
        ]
    return "\n\n".join(parts) + "\n"


def _told(step: Step, place: int) -> str:
    """Write a step of a solution; a page has room to draw the flow on the line."""
    heading, *_ = section(Step(step.title, ()), place).splitlines()
    return "\n\n".join((heading, *map(_block, step.blocks)))


def _block(block: Block) -> str:
    if isinstance(block, FlowLine):
        return f'```{{raw}} html\n<figure class="flow">{flow_svg(block)}</figure>\n```'
    return section(Step("", (block,)), 0).split("\n\n", 1)[1]


def _picture(problem: Problem, number: int, *, dark: bool) -> str:
    return f"{problem.id}{f'-{number + 1}' * (number > 0)}{'-dark' * dark}.svg"
