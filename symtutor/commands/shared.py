"""What every command shares: its arguments, what SYSTEM may be, and how an answer is delivered."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from cyclopts import Parameter

from symtutor.errors import LimitError, RequestError, SymtutorError
from symtutor.output import Terminal, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symtutor.commands.paper import Made
    from symtutor.document import Document
    from symtutor.problems import Statement
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


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command prints where it leaves with a status of its own."""

    text: str
    status: int


LONGEST = 10_000
"""Characters read from standard input; one more is enough for the reader to refuse it."""

System = Annotated[
    str,
    Parameter(
        allow_leading_hyphen=True,
        help='The id of a problem, "-" for standard input, a problem file, or mathematics: "dx/dt = x(1-x)".',
    ),
]
Format = Annotated[
    Literal["text", "markdown", "latex", "html", "json"] | None,
    Parameter(name="--to", help="The format; where not said, what the ending of FILE says, else text."),
]
SolutionFormat = Annotated[
    Literal["text", "markdown", "latex", "pdf", "html", "json", "notebook"] | None,
    Parameter(name="--to", help="The format; where not said, what the ending of FILE says, else text."),
]
TableFormat = Annotated[
    Literal["text", "markdown", "latex", "html", "json", "csv"] | None,
    Parameter(name="--to", help="The format; where not said, what the ending of FILE says, else text. csv: the steps."),
]
File = Annotated[str | None, Parameter(name="-o", metavar="FILE", help="Write there instead of standard output.")]
TemplateFile = Annotated[
    str | None,
    Parameter(
        metavar="FILE",
        help="Your LaTeX around it, with --to latex or pdf: commands for the preamble; or a preamble from "
        "\\documentclass on; or a whole document in which $body$ marks the place.",
    ),
]
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
class Delivery:
    """Where an answer goes, and how long it may take."""

    output: File = None
    time_limit: Seconds = ENOUGH


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Wanted(Delivery):
    """How the answer is wanted."""

    to: Format = None


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class SolutionWanted(Delivery):
    """How a worked solution is wanted."""

    to: SolutionFormat = None
    template: TemplateFile = None
    figures: Annotated[
        bool,
        Parameter(
            negative="--no-figures",
            help="Put pictures into HTML and PDF, and beside a LaTeX file that is written.",
        ),
    ] = True


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class TableWanted(Delivery):
    """How an answer with tables is wanted."""

    to: TableFormat = None


NOTHING, USUAL, USUAL_SOLUTION, USUAL_TABLE = Given(), Wanted(), SolutionWanted(), TableWanted()


def statement(system: str, given: Given) -> Statement:
    """Find out what SYSTEM is: standard input, a problem by its id or file, or mathematics."""
    from symtutor.problems import Statement, stated  # noqa: PLC0415

    values, window = dict(map(_pair, given.values)), dict(map(_side, given.window))
    if system == "-":
        return Statement(_standard_input(), values, given.assume, window)
    return stated(system, values=values, assume=given.assume, window=window)


def deliver(job: Job[Answer], chosen: str, wanted: Delivery) -> str | None:
    """Have the work done; return the text for the screen, or write the file. A partial answer is delivered likewise."""
    from symtutor.commands.paper import Paper, made  # noqa: PLC0415 - it needs what is defined here
    from symtutor.commands.waiting import waiting  # noqa: PLC0415
    from symtutor.worker import Limits, finish  # noqa: PLC0415

    paper = Paper.of(chosen, None if wanted.output == "-" else wanted.output, wanted)
    screen = Terminal.of(sys.stdout) if paper.file is None and chosen == "text" else None
    try:
        with waiting() as watch:
            answer = finish(partial(_each, job, partial(made, paper, screen)), Limits(wanted.time_limit), watch)
    except LimitError as limit:
        if limit.partial is not None:
            limit.partial = paper.put(limit.partial)
        raise
    return paper.put(answer)


def _each(job: Job[Answer], write: Callable[[Answer], Made]) -> Iterator[Tell[Made]]:
    """Follow a job, and write where it would tell."""
    for tell in job():
        yield partial(_written, tell, write)


def _written(tell: Tell[Answer], write: Callable[[Answer], Made], why: str | None) -> Made:
    """Write what is told."""
    return write(tell(why))


def write(text: str, name: str) -> None:
    """Write the file."""
    with whole_file(name) as path:
        path.write_text(text, encoding="utf-8", newline="\n")


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
