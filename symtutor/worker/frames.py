"""What a worker reports: a few records on a pipe, written and read by this program only."""

from __future__ import annotations

import io
import pickle
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from symtutor.errors import InternalError, LimitError, SymtutorError

if TYPE_CHECKING:
    from symtutor.worker.limits import Limits, Stop

T = TypeVar("T")
Tell = Callable[[str | None], T]
Job = Callable[[], Iterator[Tell[T]]]


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer."""

    answer: object


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known where the work was stopped."""

    answer: object


@dataclass(frozen=True, slots=True)
class Refused:
    """What the job says to its user."""

    error: SymtutorError


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why the work ended early."""

    stop: Stop


@dataclass(frozen=True, slots=True)
class Failed:
    """A mistake: where, and how."""

    error: str
    details: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """There is an answer, and it cannot be sent."""


Frame = Done | Partial | Refused | Stopped | Failed | NotSent


def packed(frame: Frame) -> bytes:
    """Turn a frame into bytes; an answer that does not allow it becomes :class:`NotSent`."""
    try:
        return pickle.dumps(frame)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return pickle.dumps(NotSent())


def unpacked(data: bytes) -> Iterator[Frame]:
    """Read frames up to the first that is not whole."""
    stream = io.BytesIO(data)
    while True:
        try:
            yield pickle.load(stream)  # noqa: S301 - our own worker wrote it
        except (EOFError, pickle.UnpicklingError):
            return


def failure(error: Exception) -> Failed:
    """Note a mistake for the report."""
    return Failed(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


def conclude(data: bytes, job: Job[T], limits: Limits, crash: Stop) -> T:
    """Give the answer that a worker reported, or raise what stopped it.

    An answer that cannot be sent is computed again here: that it ends within the limits is known by then.
    """
    found: dict[type, Frame] = {type(frame): frame for frame in unpacked(data)}
    partial = found.get(Partial)
    known = partial.answer if isinstance(partial, Partial) else None
    match found.get(Done) or found.get(Refused) or found.get(Failed) or found.get(Stopped) or found.get(NotSent):
        case Done(answer):
            return answer  # type: ignore[return-value]  # what the job of a T tells is a T
        case Refused(error):
            raise error
        case Failed(error, details):
            raise InternalError(f"A mistake in symtutor stopped the work ({error}).", partial=known, details=details)
        case Stopped(stop):
            raise stopped(stop, limits, known)
        case NotSent():
            *_, tell = job()
            return tell(None)
        case _:
            raise stopped(crash, limits, known)


def stopped(stop: Stop, limits: Limits, partial: object) -> LimitError:
    """Build the error of a limit."""
    longer = {stop.TIME: "Give it longer with a higher time limit."}
    rest = "" if partial is None else " The answer is partial."
    return LimitError(f"{stop.why(limits)}{rest}", suggestion=longer.get(stop), partial=partial)
