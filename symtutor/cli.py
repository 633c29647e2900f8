"""The shell of the program: arguments in, text out, one message where something is wrong.

The commands themselves are in :mod:`symtutor.commands`. Here is what every command shares: a message on standard
error and an exit status instead of a traceback, silence when the reader closes the pipe or presses Ctrl-C, and
output that the terminal can show.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from symtutor.errors import LimitError, SymtutorError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED, PIPE_CLOSED = 130, 141
"""What a shell reports for a program stopped by SIGINT or SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program in a process of its own and leave with its exit status."""
    gc.set_threshold(100_000, 50, 100)  # loading SymPy makes hardly any garbage: look for it rarely
    status = run(sys.argv[1:] if arguments is None else arguments)
    sys.stderr.flush()
    os._exit(status)  # to take SymPy down object by object would cost a quarter of `import sympy`


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _answer(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # The interpreter flushes standard output once more when it ends; let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return PIPE_CLOSED
        return _complain(f"The output cannot be written: {(error.strerror or str(error)).lower()}.", 2)


def _answer(arguments: Sequence[str]) -> int:
    """Print what the command says, or the message of what is wrong."""
    from cyclopts import CycloptsError, UnusedCliTokensError  # noqa: PLC0415 - in `run`: Ctrl-C is quiet while it loads

    from symtutor.commands import app  # noqa: PLC0415 - likewise
    from symtutor.commands.shared import Printed  # noqa: PLC0415 - likewise

    try:
        text = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except LimitError as limit:
        _show(limit.partial)
        return _complain(str(limit), limit.exit_status)
    except SymtutorError as error:
        return _complain(str(error), error.exit_status)
    except UnusedCliTokensError as error:
        rest = " ".join(error.unused_tokens or ())
        return _complain(f"One argument was expected; {rest} is left over. Put mathematics in quotes.", 2)
    except CycloptsError as error:
        return _complain(f"{error}\nTry symtutor --help.", 2)
    except (RecursionError, MemoryError):
        return _complain("This is nested more deeply, or needs more memory, than the program allows.", 3)
    if isinstance(text, Printed):
        _show(text.text)
        return text.status
    _show(text)
    return 0


def _show(text: object) -> None:
    """Print what a command says, where it says something."""
    if isinstance(text, str) and text:
        print(text.rstrip("\n"))
    sys.stdout.flush()


def _complain(message: str, status: int) -> int:
    """Print a message, with whatever could steer the terminal taken out."""
    shown = "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in message
    )
    print(shown, file=sys.stderr)
    return status
