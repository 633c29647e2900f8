"""A worker that is a fresh process: where there is no fork, or this process has threads whose locks would be copied.

It is slower to start, since it loads everything again. Where there is fork, the fresh process has no threads and
copies itself, as usual. Elsewhere it works by itself: every step is told at once, a thread watches its CPU time, and
the process that started it stops it by the clock.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, TypeVar

from symtutor.errors import RequestError, SymtutorError
from symtutor.worker import forked
from symtutor.worker.frames import Done, Partial, Refused, Stopped, conclude, failure, packed
from symtutor.worker.limits import Limits, Stop, default_signals, die_with

if TYPE_CHECKING:
    from typing import BinaryIO

    from symtutor.worker.frames import Frame, Job

T = TypeVar("T")

FORKS = hasattr(os, "fork")
PROGRAM = ("-m", "symtutor.worker")
LOADING = 30
"""Seconds on the clock that a fresh process may take until it works."""

WATCHING = 0.1
"""Seconds between two looks at the CPU time."""


def finish(job: Job[T], limits: Limits) -> T:
    """Do a job in a fresh process: see :func:`symtutor.worker.finish`."""
    try:
        order = pickle.dumps((job, limits))
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise RequestError(
            "This system cannot be handed to another process.", suggestion="Give it as text, or give no time limit."
        ) from error
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}  # noqa: PTH109
    command = [sys.executable, "-P", *PROGRAM]
    with subprocess.Popen(  # noqa: S603 - this program itself
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        clock = threading.Timer(limits.clock + LOADING, process.kill)
        clock.daemon = True
        clock.start()
        try:
            data = _exchange(process, len(order).to_bytes(8) + order)
        finally:
            clock.cancel()
            process.kill()
    return conclude(data, job, limits, Stop.TIME if not FORKS else Stop.CRASH)


def _exchange(process: subprocess.Popen[bytes], order: bytes) -> bytes:
    """Hand over the order and read the report; standard input stays open as the line that says we are there."""
    if process.stdin is None or process.stdout is None:
        return b""
    process.stdin.write(order)
    process.stdin.flush()
    return process.stdout.read()


def main() -> None:
    """Be the fresh process: read the order from standard input, report on standard output."""
    order = sys.stdin.buffer
    size = int.from_bytes(order.read(8))
    job, limits = pickle.loads(order.read(size))  # noqa: S301 - the process that started this one wrote it
    report = sys.stdout.buffer
    if FORKS:
        default_signals()
        os.setpgid(0, 0)
        die_with(order.fileno())
        report.write(forked.work(job, limits))
    else:
        _work(job, limits, report)
    report.flush()


def _work(job: Job[T], limits: Limits, report: BinaryIO) -> None:
    """Do the job here, and report after every step what would be known if it were the last."""

    def send(frame: Frame) -> None:
        report.write(packed(frame))
        report.flush()

    threading.Thread(target=_watch, args=(limits.seconds,), daemon=True).start()
    try:
        tell = None
        for tell in job():
            send(Partial(tell(Stop.TIME.why(limits))))
        send(Done(tell and tell(None)))
    except SymtutorError as error:
        send(Refused(error))
    except MemoryError:
        send(Stopped(Stop.MEMORY))
    except RecursionError:
        send(Stopped(Stop.DEPTH))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is reported
        send(failure(error))


def _watch(seconds: float) -> None:
    """End this process when it has used so much CPU time; C code that does not let go is left to the clock."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        time.sleep(WATCHING)
    os._exit(Stop.TIME)
