"""What a terminal shows while a command works for long."""

import io
import os
import select
import subprocess
import sys

import pytest

from symtutor.commands import waiting as module
from symtutor.commands.waiting import waiting

pty = pytest.importorskip("pty")

AT_ONCE = "from symtutor.commands import waiting; waiting.PATIENCE = 0; from symtutor.cli import main; main()"
"""The program, whose bars come at once: how long work takes depends on the machine."""


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_where_nobody_looks_nothing_is_shown():
    with waiting(io.StringIO()) as watch:
        assert watch is None


def test_a_dumb_terminal_shows_no_bar(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    with waiting(Terminal()) as watch:
        assert watch is None


def test_a_bar_comes_after_a_while_and_goes_without_a_trace(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    page = Terminal()
    with waiting(page) as watch:
        watch("Going down", 0.25)
        assert not page.getvalue(), "who waits less than a second sees nothing"
        monkeypatch.setattr(module, "PATIENCE", 0)
        watch("Going down", 0.5)
        assert "Going down" in page.getvalue()
        watch("", 0)
        assert "Working" in page.getvalue()
    assert page.getvalue().endswith("\x1b[2K"), "the line is erased"


def screen_of(arguments, environment):
    """Run the program with a terminal as its standard error; give its output and what the terminal was sent."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", AT_ONCE, *arguments], stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 1 << 16)
            except OSError:  # how Linux says that the other side has closed
                break
            if not part:
                break
            shown += part
        output = process.stdout.read()
    os.close(ours)
    return process.returncode, output.decode(), shown.decode()


@pytest.mark.parametrize(
    ("arguments", "words", "why"),
    [
        (["euler", "x' = x(1-x)", "--start", "x=1/10", "--until", "20", "--step", "1/100"], "step", "2000 steps"),
        (["plot", "x' = y, y' = x - x^3 - y/4", "-o", "flow.gif"], "Drawing frames", "a film"),
    ],
)
def test_long_work_is_seen_on_a_terminal(plain_environment, tmp_path, monkeypatch, arguments, words, why):
    monkeypatch.chdir(tmp_path)
    status, output, shown = screen_of(arguments, plain_environment | {"TERM": "xterm"})
    assert status == 0, shown
    assert words in shown, why
    assert "\x1b[" not in output, "the bar is on standard error"
