"""What a worker may use, and how the kernel is told: CPU time rather than time on the clock, and memory.

On a loaded machine a limit on the clock stops work that was only waiting, so CPU time is what is budgeted; the limit
on the clock is far above it.
"""

from __future__ import annotations

import math
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum

from symtutor.errors import RequestError

LONGEST = 86_400
"""Seconds that a limit may have: a day."""

SILENT = 64
"""Exit statuses from here on say which limit Python itself noticed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use.

    Attributes
    ----------
    seconds : float
        CPU time.
    memory : int
        Bytes of address space.

    Examples
    --------
    >>> Limits(20).clock
    65
    >>> Limits(0)
    Traceback (most recent call last):
        ...
    symtutor.errors.RequestError: A time limit of 0 s makes no sense. Give more than 0 and at most 86400 seconds.
    """

    seconds: float
    memory: int = 4 << 30

    def __post_init__(self) -> None:
        """Refuse what no clock can count."""
        if not 0 < self.seconds <= LONGEST:
            raise RequestError(
                f"A time limit of {self.seconds:g} s makes no sense.",
                suggestion=f"Give more than 0 and at most {LONGEST} seconds.",
            )

    @property
    def clock(self) -> float:
        """Seconds on the clock, for work that sleeps or is never given the processor."""
        return 3 * self.seconds + 5


class Stop(IntEnum):
    """Why work stopped before its end."""

    TIME = SILENT
    MEMORY = SILENT + 1
    DEPTH = SILENT + 2
    MISTAKE = SILENT + 3
    CRASH = SILENT + 4

    @classmethod
    def of(cls, code: int) -> Stop:
        """Read how a process ended, as :func:`os.waitstatus_to_exitcode` gives it: negative for a signal."""
        by_signal = {
            "SIGPROF": cls.TIME,
            "SIGALRM": cls.TIME,
            "SIGXCPU": cls.TIME,
            "SIGABRT": cls.MEMORY,  # how GMP and FLINT answer when they are refused memory
            "SIGKILL": cls.MEMORY,  # how the system chooses whom to stop when memory runs out
        }
        if code < 0:
            return by_signal.get(signal.Signals(-code).name, cls.CRASH)
        return cls(code) if code in set(cls) else cls.CRASH

    def why(self, limits: Limits) -> str:
        """Say it in a sentence."""
        match self:
            case Stop.TIME:
                return f"The time limit of {limits.seconds:g} s was reached."
            case Stop.MEMORY:
                return f"The memory limit of {limits.memory / 2**30:g} GiB was reached."
            case Stop.DEPTH:
                return "An expression is nested more deeply than the program allows."
            case Stop.MISTAKE:
                return "A mistake in this program stopped the work."
            case Stop.CRASH:
                return "A library that the work needs broke off."


def confine(limits: Limits, telling: float) -> None:
    """Limit this process and those it will start, for ever: memory, no core files, and CPU time as a last resort."""
    import resource  # noqa: PLC0415 - exists only where there is fork

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, math.ceil(limits.seconds + telling)),
    ):
        _, allowed = resource.getrlimit(kind)
        bound = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        with suppress(ValueError, OSError):  # a system that does not count this
            resource.setrlimit(kind, (bound, allowed))


def arm(cpu: float, clock: float) -> None:
    """Have the kernel stop this process, be it in C code, after so many seconds of CPU time and on the clock."""
    signal.setitimer(signal.ITIMER_PROF, max(cpu, 0.001))
    signal.setitimer(signal.ITIMER_REAL, max(clock, 0.001))


def disarm() -> None:
    """Let this process run."""
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def die_with(lifeline: int) -> None:
    """Have the kernel stop the process group of this process when the other end of the pipe `lifeline` closes.

    Nothing is ever written there: it closes when the process that holds it ends, however that comes about.
    """
    import fcntl  # noqa: PLC0415 - exists only where there is fork

    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC)


def default_signals() -> None:
    """Undo what this process has inherited: here every signal does what the kernel says."""
    for number in signal.valid_signals():
        with suppress(OSError, ValueError):  # those that nobody may change
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
