"""What a problem file may hold: the words of the TOML and their limits.

A :class:`Problem` is what an author wrote, checked: unknown words are refused, sizes are bounded, every number is
exact and every piece of mathematics can be read. The expected answers are worked by hand; they are what a solution
and a student are held against, never what a program printed.

For developers
--------------
All mistakes of a file are reported at once, each with its path (``expected.basins.0.interval``). A new word is a new
field here; nothing else reads the TOML.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from symtutor.checking.points import POINTS
from symtutor.errors import SymtutorError
from symtutor.model import Kind, Stability
from symtutor.reading import read_number, read_system


class Asked(StrEnum):
    """What a student can be asked for."""

    FIXED_POINTS = "fixed-points"
    DERIVATIVE = "derivative"
    STABILITY = "stability"
    BASINS = "basins"
    JACOBIAN = "jacobian"
    EIGENVALUES = "eigenvalues"
    EULER = "euler"
    BIFURCATIONS = "bifurcations"


def _number(text: str) -> str:
    """Refuse a string that is no exact number."""
    try:
        read_number(text)
    except SymtutorError as error:
        raise ValueError(error.message) from error
    return text


def _printable(text: str) -> str:
    """Refuse characters that would steer a terminal or break a line."""
    if not text.isprintable():
        message = "holds a control character"
        raise ValueError(message)
    return text


Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_printable)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=5000, strip_whitespace=True)]
Letter = Annotated[str, StringConstraints(pattern=r"^\w{1,20}$")]
Formula = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_printable)]
Number = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_number)]
Coordinates = Annotated[Mapping[Letter, Number], Field(min_length=1, max_length=10)]
Place = Annotated[Mapping[Letter, Formula], Field(min_length=1, max_length=10)]


def _counted(word: str) -> str:
    """Refuse a word for which no points are given."""
    if word not in POINTS:
        message = f"is nothing that earns points; what does: {', '.join(POINTS)}"
        raise ValueError(message)
    return word


Counted = Annotated[str, AfterValidator(_counted)]


class _Record(BaseModel):
    """A table of the file: frozen, and no word in it but those listed."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))


class ExpectedPoint(_Record):
    """A fixed point, or a family with integer indices; on the line its one eigenvalue is f′ there.

    With a parameter left free, `when` says for which values it is there and what is said of it holds:
    ``"-1/4 < r < 0"``.
    """

    at: Place
    index: tuple[Letter, ...] = Field((), max_length=5)
    when: Formula | None = None
    kind: Kind
    stability: Stability
    eigenvalues: tuple[Formula, ...] = Field(min_length=1, max_length=10)


class ExpectedBasin(_Record):
    """The open interval of starts that end at the fixed point `of`."""

    of: Place
    index: tuple[Letter, ...] = Field((), max_length=5)
    interval: tuple[Formula, Formula]


class ExpectedBifurcation(_Record):
    """The value that a parameter passes, where in the states, and what happens."""

    parameter: Letter
    value: Formula
    at: Place
    kind: Annotated[
        str, StringConstraints(pattern="^(saddle-node|transcritical|((sub|super)critical )?(pitchfork|Hopf))$")
    ]


class ExpectedRun(_Record):
    """The iterates of Euler's method for one step size, and the error at the end to five places."""

    step: Number
    states: tuple[Coordinates, ...] = Field(min_length=1, max_length=1000)
    error: Coordinates


class ExpectedEuler(_Record):
    """The exact solution, the two limits of the step, and a run for each step size."""

    exact: Place
    stable_below: Number
    monotone_below: Number
    runs: tuple[ExpectedRun, ...] = Field((), max_length=20)


class Expected(_Record):
    """The answers, worked by hand."""

    derivative: Formula | None = None
    jacobian: tuple[tuple[Formula, ...], ...] | None = Field(None, max_length=10)
    potential: Formula | None = None
    fixed_points: tuple[ExpectedPoint, ...] = Field((), max_length=100)
    basins: tuple[ExpectedBasin, ...] = Field((), max_length=100)
    bifurcations: tuple[ExpectedBifurcation, ...] = Field((), max_length=100)
    euler: ExpectedEuler | None = None


class EulerRequest(_Record):
    """The run of Euler's method that the question asks for."""

    start: Coordinates
    until: Number
    steps: tuple[Number, ...] = Field(min_length=1, max_length=20)


class Problem(_Record):
    """An exercise.

    Attributes
    ----------
    id : str
        The name of its file without the ending.
    title, topic, source : str
        One line each.
    question : str
        What the student reads; typed mathematics stands between backticks.
    system : str
        The equations, as typed.
    values, assume, window, starts
        What `solve` and `plot` take besides: values of parameters, assumptions, the box to draw, starting points.
    ask : tuple of Asked
        What the answer must contain.
    points : mapping
        What each kind of claim is worth, where that is not the usual: ``jacobian = 4``.
    euler : EulerRequest or None
        The hand computation that is asked for.
    expected : Expected
        The answers, worked by hand.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    title: Line
    topic: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
    source: Line
    question: Prose
    system: Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
    values: Mapping[Letter, Number] = Field({}, max_length=20)
    assume: tuple[Formula, ...] = Field((), max_length=20)
    ask: tuple[Asked, ...] = Field(min_length=1, max_length=len(Asked))
    points: Mapping[Counted, Annotated[int, Field(ge=0, le=100)]] = Field({}, max_length=len(POINTS))
    window: Mapping[Letter, tuple[Number, Number]] = Field({}, max_length=10)
    starts: tuple[Coordinates, ...] = Field((), max_length=64)
    euler: EulerRequest | None = None
    expected: Expected

    @model_validator(mode="after")
    def _about_one_system(self) -> Problem:
        """Refuse a system that cannot be read, and places in other letters than its states."""
        try:
            system = read_system(self.system, values=self.values, assume=self.assume)
        except SymtutorError as error:
            raise ValueError(f"system: {error.message}") from error
        states = {symbol.name for symbol in system.states}
        places = {f"starts.{position}": start for position, start in enumerate(self.starts)}
        places |= {f"expected.fixed-points.{n}.at": point.at for n, point in enumerate(self.expected.fixed_points)}
        places |= {f"expected.bifurcations.{n}.at": each.at for n, each in enumerate(self.expected.bifurcations)}
        places |= {"euler.start": self.euler.start} if self.euler else {}
        stray = [path for path, place in places.items() if set(place) != states]
        stray += [f"window.{state}" for state in self.window if state not in states]
        free = {symbol.name for symbol in system.parameters} - {symbol.name for symbol, _ in system.values}
        unknown = [each.parameter for each in self.expected.bifurcations if each.parameter not in free]
        if unknown:
            raise ValueError(f"expected.bifurcations: {unknown[0]} is no parameter of the system that is left free")
        if stray:
            raise ValueError(f"{stray[0]} is not in the letters of the system ({', '.join(sorted(states))})")
        return self


def problem_of(data: Mapping[str, Any], name: str, file: str) -> Problem:
    """Check the table of a problem file and freeze it.

    Raises
    ------
    SymtutorError
        With every mistake of the file, a line each, and its path.
    """
    try:
        return Problem.model_validate({**data, "id": name})
    except ValidationError as error:
        complaints = "".join(f"\n    {_complaint(entry)}" for entry in error.errors())
        raise SymtutorError(f"{file} is no problem that can be used:{complaints}") from error


def _complaint(entry: Mapping[str, Any]) -> str:
    """Say one mistake: its path, and what is wrong."""
    path = ".".join(map(str, entry["loc"]))
    match entry["type"]:
        case "missing":
            return f"{path} is missing"
        case "extra_forbidden":
            words = {
                field.alias or word for table in _Record.__subclasses__() for word, field in table.model_fields.items()
            }
            near = get_close_matches(str(entry["loc"][-1]), sorted(words - {"id"}), n=1)
            return f"{path} is not a word of a problem file" + (f"; did you mean {near[0]}?" if near else "")
        case "string_type":
            return f"{path} must be text in quotes, also where it is a number: numbers are read exactly"
        case "value_error":
            return ": ".join(filter(None, (path, str(entry["ctx"]["error"]))))
        case _:
            return f"{path}: {entry['msg'][:200]}"
