"""Work under a hard limit, in a process that can be killed.

A signal handler or a thread stops C code only when it returns, which may be never; a process is stopped by the kernel
at any moment. So work that may take for ever is done in a process of its own, with budgets that the kernel keeps.

A *job* is a function without arguments that works step by step: a generator. After every step it yields a *tell*, a
function that says what is known by then: ``tell(None)`` after the last step gives the whole answer, ``tell(why)``
earlier gives a partial one that names what is missing and why. Telling costs, so it is done only where it is needed.

Where there is fork the worker is a copy of this process, with everything that is loaded (:mod:`.forked`); else, or
where this process has other threads, whose locks a copy would inherit, it is a fresh one (:mod:`.spawned`).
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, TypeVar

from symtutor.worker.frames import Job, Tell
from symtutor.worker.limits import Limits, Stop

if TYPE_CHECKING:
    from symtutor.worker.progress import Watch

__all__ = ["Job", "Limits", "Stop", "Tell", "finish"]


T = TypeVar("T")


def finish(job: Job[T], limits: Limits, watch: Watch | None = None) -> T:
    """Do a job in a worker process.

    Parameters
    ----------
    job : callable
        Returns a generator that yields a tell after every step. A fresh process must be able to import it.
    limits : Limits
        What the worker may use.
    watch : callable, optional
        Called several times a second with what is being done and how much of it is, where there is fork.

    Returns
    -------
    object
        The whole answer.

    Raises
    ------
    LimitError
        When a limit was reached; it carries the partial answer.
    InternalError
        When the job itself failed, likewise.
    SymtutorError
        What the job raised for its user.
    """
    if hasattr(os, "fork") and _threads() == 1:
        from symtutor.worker.forked import finish as finish_in_a_copy  # noqa: PLC0415 - one of the two is used

        return finish_in_a_copy(job, limits, watch)
    from symtutor.worker.spawned import finish as finish_afresh  # noqa: PLC0415

    return finish_afresh(job, limits)


def _threads() -> int:
    """Count the threads of this process, those that Python does not know included where the system tells."""
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - a count, and os is there
    except OSError:
        return threading.active_count()
