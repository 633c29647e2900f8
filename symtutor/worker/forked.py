"""A worker that is a copy of this process, with everything that is loaded.

The worker leaves copies of itself behind, at the beginning and after every second or so: *keepers*, which wait for
the one that works on. When the kernel stops that one, its keeper holds the state of a moment ago, works on up to the
step that was reached, and tells what is known there. So the ordinary run renders no partial answer, and a run that is
stopped in the middle of C code still has one.
"""

from __future__ import annotations

import gc
import mmap
import os
import select
import signal
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NoReturn, TypeVar

from symtutor.errors import SymtutorError
from symtutor.worker.frames import Done, Frame, Partial, Refused, Stopped, conclude, failure, packed
from symtutor.worker.limits import Limits, Stop, arm, confine, default_signals, die_with, disarm
from symtutor.worker.progress import LISTENER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symtutor.worker.frames import Job, Tell
    from symtutor.worker.progress import Watch

T = TypeVar("T")

PATIENCE = 1
"""Seconds of CPU time after which one more copy is left behind."""

TELLING = 5
"""Seconds of CPU time that telling a partial answer may take."""

PULSE = 0.1
"""Seconds between two looks at how far the work is."""

_HEARD = 60
"""Bytes of what the work says of itself."""

FAILED = 1
"""Exit status of a keeper that could not tell."""


def finish(job: Job[T], limits: Limits, watch: Watch | None = None) -> T:
    """Do a job in a copy of this process: see :func:`symtutor.worker.finish`."""
    return conclude(work(job, limits, watch), job, limits, Stop.CRASH)


def work(job: Job[T], limits: Limits, watch: Watch | None = None) -> bytes:
    """Do a job in a copy of this process and give what it reports; no process is left behind, however this ends."""
    answers, report = os.pipe()
    lifeline, held = os.pipe()
    reached = Reached()
    worker = os.fork()
    if worker == 0:
        os.close(answers)
        os.close(held)
        _Worker(job, limits, report, reached).begin(lifeline)
    try:
        os.close(report)
        os.close(lifeline)
        with suppress(OSError):  # the worker does so too: whoever comes first
            os.setpgid(worker, worker)
        return _all_of(answers, None if watch is None else partial(reached.show, watch))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(worker, signal.SIGKILL)
        with suppress(ChildProcessError):  # a program that does not care about its children loses them by itself
            os.waitpid(worker, 0)
        os.close(answers)
        os.close(held)
        reached.close()


def _all_of(pipe: int, look: Callable[[], None] | None) -> bytes:
    """Read until every process that may write has ended; look up again and again while nothing comes."""
    parts = []
    while look is not None and not select.select([pipe], [], [], PULSE)[0]:
        look()
    while part := os.read(pipe, 1 << 16):
        parts.append(part)
    return b"".join(parts)


class Reached:
    """How many steps are done, why the work stopped and how far it is, in memory that all copies share."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 8 + _HEARD + 2)

    @property
    def steps(self) -> int:
        """The number of steps that are done."""
        return int.from_bytes(self._shared[:4])

    @steps.setter
    def steps(self, number: int) -> None:
        self._shared[:4] = number.to_bytes(4)

    @property
    def stop(self) -> Stop | None:
        """Why the work stopped, where it did."""
        number = int.from_bytes(self._shared[4:8])
        return Stop(number) if number else None

    @stop.setter
    def stop(self, reason: Stop) -> None:
        self._shared[4:8] = int(reason).to_bytes(4)

    def hear(self, what: str, share: float) -> None:
        """Keep what the work says of how far it is."""
        self._shared[8:] = round(1000 * share).to_bytes(2) + what.encode()[:_HEARD].ljust(_HEARD)

    def show(self, watch: Watch) -> None:
        """Pass on what was heard last."""
        share, what = int.from_bytes(self._shared[8:10]) / 1000, self._shared[10:].strip(b" \0")
        watch(what.decode(errors="replace"), share)

    def close(self) -> None:
        """Give the memory back."""
        self._shared.close()


class _Worker:
    """The work in the copied process and in the copies of it; its methods do not return to who called for the work."""

    def __init__(self, job: Job[T], limits: Limits, report: int, reached: Reached) -> None:
        self.job, self.limits, self.report, self.reached = job, limits, report, reached
        self.deadline = time.monotonic() + limits.clock
        self.spent: float = 0
        """CPU time that was used before this copy was made, which counts its own from zero."""

    def begin(self, lifeline: int) -> NoReturn:
        """Shut this process off from the one it is a copy of, and work."""
        try:
            os.setpgid(0, 0)
            default_signals()
            die_with(lifeline)
            confine(self.limits, TELLING)
            LISTENER.set(self.reached.hear)
            gc.freeze()  # looking through what was there before would only copy its memory
            quiet = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(quiet, stream)
            self.work()
        finally:
            os._exit(FAILED)

    def work(self) -> NoReturn:
        """Do every step, then tell the whole answer."""
        try:
            steps, done, tell = self.job(), 0, None
            self.leave_a_keeper(steps, done, tell)
            for done, tell in enumerate(steps, start=1):
                self.reached.steps = done
                self.reached.hear("", 0)
                if time.process_time() > PATIENCE:
                    self.leave_a_keeper(steps, done, tell)
            self.send(Done(tell and tell(None)))
        except SymtutorError as error:
            self.send(Refused(error))
        except MemoryError:
            os._exit(Stop.MEMORY)
        except RecursionError:
            os._exit(Stop.DEPTH)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is reported
            self.send(failure(error))
            os._exit(Stop.MISTAKE)
        os._exit(0)

    def leave_a_keeper(self, steps: Iterator[Tell[T]], done: int, tell: Tell[T] | None) -> None:
        """Copy this process: the copy returns and works on, and this one waits to tell what is known if it must."""
        used = self.spent + time.process_time()
        copy = os.fork()
        if copy == 0:
            self.spent = used
            arm(self.limits.seconds - used, self.deadline - time.monotonic())
            return
        disarm()
        ended = _code(copy)
        if ended == 0:
            os._exit(0)
        stop = self.reached.stop
        if stop is None:
            stop = self.reached.stop = Stop.of(ended)
            self.send(Stopped(stop))
        self.tell_what_is_known(steps, done, tell, stop.why(self.limits))

    def tell_what_is_known(self, steps: Iterator[Tell[T]], done: int, tell: Tell[T] | None, why: str) -> NoReturn:
        """Tell the partial answer after the step that was reached; where that fails, after the first step."""
        for goal in dict.fromkeys((self.reached.steps, min(self.reached.steps, 1))):
            if goal < max(done, 1):
                break  # an earlier keeper can
            self.reached.steps = 1
            copy = os.fork()
            if copy == 0:
                arm(TELLING, 3 * TELLING)
                while done < goal:
                    tell, done = next(steps), done + 1
                self.send(Partial(tell and tell(why)))
                os._exit(0)
            if _code(copy) == 0:
                os._exit(0)
        os._exit(FAILED)

    def send(self, frame: Frame) -> None:
        """Report; once this begins the work is done, and the limits do not cut it in half."""
        data = memoryview(packed(frame))
        disarm()
        while data:
            data = data[os.write(self.report, data) :]


def _code(process: int) -> int:
    """Wait for a process and give its exit status, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
