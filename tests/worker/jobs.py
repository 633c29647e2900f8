"""Jobs for a worker: each yields what it can tell after every step. A fresh process imports them by name."""

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from symtutor.errors import ParseError
from symtutor.worker.progress import progress


def told(text, why):
    return text if why is None else f"{text}: {why}"


def burn(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def compute_in_c():
    return 3 ** (10**10)


def ends():
    yield partial(told, "one")
    yield partial(told, "two")


def says_nothing():
    yield from ()


def hangs_in_c():
    yield partial(told, "one")
    yield partial(told, "two")
    compute_in_c()


def hangs_after_a_while():
    yield partial(told, "one")
    burn(0.4)
    yield partial(told, "two")
    burn(0.4)
    yield partial(told, "three")
    burn(0.1)
    yield partial(told, "four")
    compute_in_c()


def hangs_at_once():
    compute_in_c()
    yield partial(told, "one")


def hangs_when_it_tells():
    yield partial(told, "one")
    yield lambda _: compute_in_c()
    compute_in_c()


def sleeps():
    yield partial(told, "one")
    time.sleep(1000)


def sleeps_busily():
    yield partial(told, "one")
    burn(1000)


def wants_memory():
    yield partial(told, "one")
    bytearray(1 << 40)


def aborts():
    yield partial(told, "one")
    os.abort()


def breaks_off():
    yield partial(told, "one")
    os.kill(os.getpid(), 11)


def goes_deep():
    yield partial(told, "one")

    def deeper():
        return deeper()

    deeper()


def fails():
    yield partial(told, "one")
    raise ZeroDivisionError("on purpose")


def refuses():
    yield partial(told, "one")
    raise ParseError("Not this.", source="x' = y", span=(5, 6), suggestion="Write z.")


def cannot_be_sent():
    yield lambda _: lambda: "here"


def has_children(names):
    """Start two more processes, write down who is there, and hang."""
    others = [subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"]) for _ in range(2)]
    everyone = [os.getpid(), os.getppid(), *(other.pid for other in others)]
    draft = Path(f"{names}.draft")
    draft.write_text(" ".join(map(str, everyone)))
    draft.rename(names)
    yield partial(told, "one")
    compute_in_c()


def notes_what_it_tells(names):
    yield partial(_note, names)
    yield partial(_note, names)


def _note(names, why):
    with Path(names).open("a") as file:
        file.write(f"{why}\n")


def telling_how_far():
    """Say four times how far it is, with time to look up in between."""
    for done in range(4):
        progress("Counting to four", done, 4)
        time.sleep(0.25)
    yield partial(told, "done")


def says_then_is_silent():
    progress("Saying", 1, 2)
    time.sleep(0.3)
    yield partial(told, "one")
    time.sleep(0.3)
    yield partial(told, "two")
