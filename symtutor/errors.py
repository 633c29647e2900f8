"""Every error a user can meet, with its data.

An error says what is wrong, where, and what to write instead. The command line prints
``str(error)`` and leaves with :attr:`SymtutorError.exit_status`; other programs read the fields.
"""

from __future__ import annotations

import unicodedata


class SymtutorError(Exception):
    """Anything wrong with what the user asked.

    Attributes
    ----------
    message : str
        One or two sentences for a person.
    suggestion : str or None
        What to write instead, where it can be guessed.
    exit_status : int
        What the command line returns: 2 for input, 3 for a limit.
    """

    exit_status = 2

    def __init__(self, message: str, *, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion

    def __reduce__(self) -> tuple[object, ...]:
        """Cross between processes with all data: a constructor with names is not called again."""
        return _again, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        """Give the message, then the suggestion."""
        return self.message if self.suggestion is None else f"{self.message} {self.suggestion}"


class ParseError(SymtutorError):
    """Text that cannot be read as mathematics.

    Parameters
    ----------
    message : str
        What is wrong, in a student's words.
    source : str
        The whole text as typed.
    span : (int, int)
        Half-open range of characters of `source` that the message is about.
    suggestion : str, optional
        A sentence that names the remedy.

    Examples
    --------
    >>> print(ParseError("This ( is never closed.", source="x' = x(1-x", span=(6, 7)))
        x' = x(1-x
              ^
    This ( is never closed.
    """

    def __init__(self, message: str, *, source: str, span: tuple[int, int], suggestion: str | None = None) -> None:
        super().__init__(message, suggestion=suggestion)
        self.source = source
        self.span = span

    def __str__(self) -> str:
        """Draw the line with a caret under the place, then the message."""
        return f"{point_at(self.source, self.span)}\n{super().__str__()}"


class LimitError(SymtutorError):
    """A bound on size, time or memory was reached.

    Attributes
    ----------
    partial : object or None
        What was finished until then: of the kind that was asked for, and saying itself what is missing.
    """

    exit_status = 3

    def __init__(self, message: str, *, suggestion: str | None = None, partial: object = None) -> None:
        super().__init__(message, suggestion=suggestion)
        self.partial = partial


class InternalError(LimitError):
    """A mistake in symtutor itself stopped the work.

    Attributes
    ----------
    details : str
        Where and how, for the report.
    """

    def __init__(self, message: str, *, partial: object = None, details: str = "") -> None:
        super().__init__(message, suggestion="Please report it together with the input.", partial=partial)
        self.details = details


class RequestError(SymtutorError):
    """A request that makes no sense for this system (a plot of four dimensions, a step of zero)."""


def _again(kind: type[SymtutorError], arguments: tuple[object, ...], data: dict[str, object]) -> SymtutorError:
    """Build an error from the data of another one."""
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(data)
    return error


def point_at(source: str, span: tuple[int, int]) -> str:
    r"""Draw the line of `source` that holds `span`, with carets under it.

    Characters that would move the cursor or the terminal's state are shown as a replacement sign, so the
    caret stands where the eye expects it.

    Examples
    --------
    >>> print(point_at("x' = y\ny' = 2**/x", (15, 16)))
        y' = 2**/x
                ^
    """
    start, stop = span
    start = min(max(start, 0), len(source))
    head = source.rfind("\n", 0, start) + 1
    tail = source.find("\n", head)
    line = source[head : tail if tail >= 0 else len(source)]
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)
    first, last = start - head, min(max(stop - head, start - head + 1), max(len(line), start - head + 1))
    indent = " " * _columns(shown[:first])
    caret = "^" * max(1, _columns(shown[first:last]))
    return f"    {shown}\n    {indent}{caret}"


def _columns(text: str) -> int:
    """Count the terminal columns that `text` fills."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
