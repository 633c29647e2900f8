"""The bank of problems: one TOML file an exercise, in a folder a topic.

In a wheel the files ship inside the package (``symtutor/bank``); a checkout and an editable install read ``problems/``
beside it. Names are looked up by file name alone, so typed mathematics never pays for checking the bank; a file is
read and checked in full (:mod:`symtutor.schema`) only when it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from symtutor.errors import SymtutorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    from symtutor.schema import Problem

LARGEST = 64_000
"""Bytes a problem file may have: a page of text is about three thousand."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def ids() -> tuple[str, ...]:
    """Name every problem of the bank, in the order of topics and names.

    Examples
    --------
    >>> "three-fixed-points" in ids()
    True
    """
    return tuple(_files())


def bank() -> tuple[Problem, ...]:
    """Read every problem of the bank."""
    return tuple(_read(file, name) for name, file in _files().items())


def load(name: str) -> Problem:
    """Read the problem with the id `name`.

    Raises
    ------
    SymtutorError
        When there is no such problem, with the nearest name.

    Examples
    --------
    >>> load("three-fixed-points").title
    'Three fixed points on the line'
    """
    known = _files()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        remedy = f"Did you mean {near[0]}?" if near else f"The bank has {', '.join(known)}."
        raise SymtutorError(f"There is no problem named {name}.", suggestion=remedy)
    return _read(known[name], name)


def find(text: str) -> Problem | None:
    """Find the problem that `text` names: by its id in the bank, else as the path of a problem file.

    None means that `text` is neither, so it is mathematics. A text that is almost an id is a slip, not mathematics.

    Examples
    --------
    >>> find("dx/dt = x(1-x)(x-2)") is None
    True
    >>> find("three-fixed-point")
    Traceback (most recent call last):
        ...
    symtutor.errors.SymtutorError: There is no problem named three-fixed-point. Did you mean three-fixed-points?
    """
    if text.endswith(".toml") and text.isprintable():
        path = Path(text)
        if not path.is_file():
            raise SymtutorError(f"There is no problem file {text}.")
        return _read(path, re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-"))
    if not _NAME.fullmatch(text):
        return None
    known = ids()
    slip = "-" in text and get_close_matches(text, known, n=1, cutoff=0.8)
    return load(text) if text in known or slip else None


def named(text: str) -> Problem:
    """Give the problem that `text` names, by its id in the bank or as the path of a problem file.

    Raises
    ------
    SymtutorError
        When it names neither.

    Examples
    --------
    >>> named("sine-flow").title
    'The flow of the sine'
    """
    return find(text) or load(text)


@dataclass(frozen=True, slots=True)
class Statement:
    """A system as it was stated: equations as typed, what was said besides them, and the problem they are from."""

    system: str
    values: Mapping[str, str]
    assume: Sequence[str]
    window: Mapping[str, tuple[object, object]]
    problem: Problem | None = None


def stated(
    text: str,
    *,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
    window: Mapping[str, tuple[object, object]] | None = None,
) -> Statement:
    """Look up what `text` states: a problem brings its own values and window, and what is said here outweighs them.

    Examples
    --------
    >>> stated("euler-by-hand", window={"x": (0, 2)}).system
    'dx/dt = -x'
    """
    values, window = values or {}, window or {}
    problem = find(text)
    if problem is None:
        return Statement(text, values, assume, window)
    return Statement(
        problem.system,
        {**problem.values, **values},
        (*problem.assume, *assume),
        {**problem.window, **window},
        problem,
    )


def _files() -> dict[str, Traversable]:
    """Map the id of every problem to its file."""
    from importlib.resources import files  # noqa: PLC0415 - typed mathematics does not pay for it

    shipped = files("symtutor") / "bank"
    root = shipped if shipped.is_dir() else Path(__file__).parent.parent / "problems"
    topics = sorted((folder for folder in root.iterdir() if folder.is_dir()), key=lambda folder: folder.name)
    return {
        file.name.removesuffix(".toml"): file
        for folder in topics
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }


def _read(file: Traversable, name: str) -> Problem:
    """Read one problem file and check all of it."""
    import tomllib  # noqa: PLC0415 - paid for, like pydantic, only by those who use a problem

    from symtutor.schema import problem_of  # noqa: PLC0415

    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise SymtutorError(f"{file} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise SymtutorError(f"{file} is larger than a problem file may be ({LARGEST} bytes).")
    try:
        table = tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        raise SymtutorError(f"{file} is not text in UTF-8.") from error
    except RecursionError as error:
        raise SymtutorError(f"{file} is nested too deeply.") from error
    except ValueError as error:
        raise SymtutorError(f"{file} is not TOML: {error}.") from error
    return problem_of(table, name, str(file))
