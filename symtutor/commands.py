"""The commands: what each takes, and which part of the program answers it. No mathematics is done here."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from cyclopts import App, Parameter

import symtutor
from symtutor.errors import LimitError, RequestError, SymtutorError
from symtutor.output import Terminal, format_for, picture_name, whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from symtutor.document import Document
    from symtutor.problems import Statement
    from symtutor.solution import Solution
    from symtutor.worker import Job, Tell


class Answer(Protocol):
    """What a command can deliver."""

    @property
    def document(self) -> Document:
        """Give the answer before any format."""
        ...

    def to(self, format_: str, /) -> str:
        """Give the answer in a format."""
        ...


LONGEST = 10_000
"""Characters read from standard input; one more is enough for the reader to refuse it."""

EXAMPLES = """Examples:
  symtutor solve "dx/dt = x(1-x)(x-2)"
  symtutor solve "x' = x(3-x-2y), y' = y(2-x-y)" -o solution.tex
  symtutor solve "x' = r x - x^3" --set r=1/2 --to json
  symtutor solve "x' = x^2.123 - 0.3 x^1.001 + 1" --time-limit 60
  symtutor euler "dx/dt = -x" --start x=1 --until 1/2 --step 1/2,1/4,1/10
  symtutor plot three-fixed-points -o flow.svg
  symtutor problem three-fixed-points

Exit status: 0 done; 2 the input cannot be read or the request makes no sense;
3 a limit was reached, and the answer is partial."""

EULER_EXAMPLE = "Write --start x=1 --until 1/2 --step 1/2,1/4."

app = App(
    name="symtutor",
    help="Worked, checked solutions of ordinary differential equations.",
    help_epilogue=EXAMPLES,
    help_format="plaintext",
    version=f"symtutor {symtutor.__version__}",
    default_parameter=Parameter(show_default=False, negative=""),
    suppress_keyboard_interrupt=False,
)

System = Annotated[
    str,
    Parameter(
        allow_leading_hyphen=True,
        help='The id of a problem, "-" for standard input, a problem file, or mathematics: "dx/dt = x(1-x)".',
    ),
]
Format = Annotated[
    Literal["text", "markdown", "latex", "json"] | None,
    Parameter(name="--to", help="The format; where not said, what the ending of FILE says, else text."),
]
File = Annotated[str | None, Parameter(name="-o", metavar="FILE", help="Write there instead of standard output.")]
Picture = Annotated[str, Parameter(name="-o", metavar="FILE", help="The picture: .svg, .png or .pdf.")]
Seconds = Annotated[
    float,
    Parameter(
        name="--time-limit",
        metavar="SECONDS",
        show_default=True,
        help="CPU time after which what is not finished is given up, and what is known is printed.",
    ),
]
ENOUGH = 20
"""Seconds after which nobody expects an answer any more."""


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Given:
    """What is said about a system besides its equations."""

    values: Annotated[
        tuple[str, ...],
        Parameter(name="--set", metavar="NAME=VALUE", help="The value of a parameter, read exactly: r=1/2."),
    ] = ()
    assume: Annotated[
        tuple[str, ...],
        Parameter(metavar="CONDITION", help='What is known about a parameter left symbolic: "r > 0".'),
    ] = ()
    window: Annotated[
        tuple[str, ...],
        Parameter(metavar="NAME=LOW:HIGH", help="The box to search and to draw: x=-5:5."),
    ] = ()


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Wanted:
    """How the answer is wanted."""

    to: Format = None
    output: File = None
    time_limit: Seconds = ENOUGH


NOTHING, USUAL = Given(), Wanted()


@app.command
def solve(system: System, /, *, given: Given = NOTHING, wanted: Wanted = USUAL) -> str | None:
    """Print the worked solution: fixed points, stability and flow, each with its reason."""
    from symtutor.solution import solving  # noqa: PLC0415

    chosen = format_for(wanted.to, wanted.output)
    said = _stated(system, given)
    job = partial(solving, said.system, values=said.values, assume=said.assume, window=said.window)
    return _deliver(job, chosen, wanted)


@app.command
def euler(
    system: System,
    /,
    *,
    start: Annotated[str | None, Parameter(metavar="NAME=VALUE,...", help="Where to start, at t = 0: x=1.")] = None,
    until: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, metavar="TIME", help="The time to reach: 1/2.")
    ] = None,
    step: Annotated[
        str | None, Parameter(allow_leading_hyphen=True, metavar="H,...", help="One step size or several: 1/2,1/4.")
    ] = None,
    given: Given = NOTHING,
    wanted: Wanted = USUAL,
) -> str | None:
    """Compute Euler's method by hand: exact tables, errors, order, and the limit of the step.

    A problem that asks for a run brings its own start, time and steps.
    """
    from symtutor.laboratory import computing  # noqa: PLC0415

    chosen = format_for(wanted.to, wanted.output)
    said = _stated(system, given)
    if said.problem and (asked := said.problem.euler):
        start = start or ",".join(f"{state}={value}" for state, value in asked.start.items())
        until, step = until or asked.until, step or ",".join(asked.steps)
    if missing := [option for option, value in (("--until", until), ("--step", step)) if not value]:
        raise RequestError(f"Euler's method needs {' and '.join(missing)} too.", suggestion=EULER_EXAMPLE)
    job = partial(computing, said.system, start, until, step, values=said.values, assume=said.assume)
    return _deliver(job, chosen, wanted)


@app.command
def plot(system: System, /, *, output: Picture, given: Given = NOTHING, time_limit: Seconds = ENOUGH) -> None:
    """Draw the picture that fits the system: the phase line, or the phase portrait."""
    name = picture_name(output)
    from symtutor.solution import solving  # noqa: PLC0415
    from symtutor.worker import Limits, finish  # noqa: PLC0415

    said = _stated(system, given)
    starts = said.problem.starts if said.problem else ()
    job = partial(solving, said.system, values=said.values, assume=said.assume, window=said.window)
    limit = None
    with whole_file(name) as path:
        try:
            finish(partial(_drawings, job, starts, path), Limits(time_limit))
        except LimitError as reached:
            if not path.exists():
                raise
            limit = reached
    if limit is not None:
        raise limit


@app.command
def problem(name: Annotated[str | None, Parameter(name="ID", help="The problem to show.")] = None, /) -> str:
    """List the problem bank, or show one problem."""
    from symtutor.problems import bank, load  # noqa: PLC0415
    from symtutor.render.text import blocks_text  # noqa: PLC0415
    from symtutor.sheet import listing, sheet  # noqa: PLC0415

    screen = Terminal.of(sys.stdout)
    blocks = listing(bank()) if name is None else sheet(load(name))
    return blocks_text(blocks, unicode=screen.unicode, width=screen.width)


def _stated(system: str, given: Given) -> Statement:
    """Find out what SYSTEM is: standard input, a problem by its id or file, or mathematics."""
    from symtutor.problems import Statement, stated  # noqa: PLC0415

    values, window = dict(map(_pair, given.values)), dict(map(_side, given.window))
    if system == "-":
        return Statement(_standard_input(), values, given.assume, window)
    return stated(system, values=values, assume=given.assume, window=window)


def _deliver(job: Job[Answer], chosen: str, wanted: Wanted) -> str | None:
    """Have the work done; return the text for the screen, or write the file. A partial answer is delivered likewise."""
    from symtutor.worker import Limits, finish  # noqa: PLC0415

    file = None if wanted.output == "-" else wanted.output
    screen = Terminal.of(sys.stdout) if file is None and chosen == "text" else None
    try:
        text = finish(partial(_texts, job, chosen, screen), Limits(wanted.time_limit))
    except LimitError as limit:
        if file is not None and isinstance(limit.partial, str):
            _write(limit.partial, file)
            limit.partial = None
        raise
    if file is None:
        return text
    _write(text, file)
    return None


def _write(text: str, name: str) -> None:
    """Write the file."""
    with whole_file(name) as path:
        path.write_text(text, encoding="utf-8", newline="\n")


def _texts(job: Job[Answer], chosen: str, screen: Terminal | None) -> Iterator[Tell[str]]:
    """Follow a job, and write where it would tell."""
    for tell in job():
        yield partial(_text, tell, chosen, screen)


def _text(tell: Tell[Answer], chosen: str, screen: Terminal | None, why: str | None) -> str:
    """Write an answer, for a terminal as that is."""
    answer = tell(why)
    if screen is None:
        return answer.to(chosen)
    from symtutor.render.text import render  # noqa: PLC0415

    return render(answer.document, unicode=screen.unicode, width=screen.width, color=screen.bold)


def _drawings(job: Job[Solution], starts: Sequence[Mapping[str, str]], path: Path) -> Iterator[Tell[str | None]]:
    """Follow a job, and draw where it would tell."""
    for tell in job():
        yield partial(_drawing, tell, starts, path)


def _drawing(tell: Tell[Solution], starts: Sequence[Mapping[str, str]], path: Path, why: str | None) -> str | None:
    """Draw what is known, and say what is missing."""
    from symtutor.plot import draw, save  # noqa: PLC0415
    from symtutor.reading import read_number  # noqa: PLC0415

    solution = tell(why)
    begin: list[Mapping[object, object]] = [{state: read_number(at) for state, at in start.items()} for start in starts]
    save(draw(solution.analysis, window=solution.window, starts=begin), path)
    return solution.partial


def _standard_input() -> str:
    """Read mathematics from standard input."""
    try:
        return sys.stdin.buffer.read(4 * LONGEST + 4).decode()
    except UnicodeDecodeError as error:
        raise SymtutorError("Standard input is not text in UTF-8.") from error


def _pair(text: str) -> tuple[str, str]:
    """Split NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not (name.strip() and equals and value.strip()):
        raise RequestError(f"--set {text} does not say the value of a parameter.", suggestion="Write --set r=1/2.")
    return name.strip(), value.strip()


def _side(text: str) -> tuple[str, tuple[object, object]]:
    """Split NAME=LOW:HIGH."""
    name, equals, ends = text.partition("=")
    low, colon, high = ends.partition(":")
    if not (equals and colon):
        raise RequestError(f"--window {text} does not say two ends.", suggestion="Write --window x=-5:5.")
    return name.strip(), (low.strip(), high.strip())
