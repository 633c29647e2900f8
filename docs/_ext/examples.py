"""What a page shows of the program: its transcripts, the files they need, and the pictures they draw."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = re.compile(r"^```(?P<kind>[\w{}-]+)[^\n]*\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED = re.compile(r"save (?:this|it) as `([\w.-]+)`:\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """A command with what it prints; `at` is where that begins in the page."""

    command: str
    printed: str
    at: int


def transcripts(text: str) -> Iterator[Shown]:
    r"""List the commands of a page.

    >>> page = "```console\n$ symtutor check a b\nno\n$ echo $?\n2\n```\n"
    >>> [(shown.command, shown.printed) for shown in transcripts(page)]
    [('symtutor check a b', 'no\n'), ('echo $?', '2\n')]
    """
    for block in FENCE.finditer(text):
        if block["kind"] == "console":
            starts = [found.start() for found in re.finditer(r"^\$ ", block["body"], re.MULTILINE)]
            for begin, end in zip(starts, [*starts, len(block["body"])][1:], strict=True):
                command, _, printed = block["body"][begin:end].partition("\n")
                yield Shown(command.removeprefix("$ "), printed, block.start("body") + begin + len(command) + 1)


def saved(text: str) -> dict[str, str]:
    r"""Find the files that a page tells its reader to save.

    >>> saved("Save this as `a.txt`:\n\n```text\nx = 1\n```\n")
    {'a.txt': 'x = 1\n'}
    """
    return {name[1]: block["body"] for block in FENCE.finditer(text) if (name := SAVED.search(text[: block.start()]))}


def drawn(text: str) -> dict[str, list[str]]:
    r"""Find the pictures that a page shows and draws itself, each with the arguments that draw it.

    >>> drawn("```console\n$ symtutor plot \"x' = x\" -o a.svg\n$ symtutor plot b -o b.svg\n```\n\n![An a.](a.svg)\n")
    {'a.svg': ['plot', "x' = x", '-o', 'a.svg']}
    """
    commands = [shlex.split(shown.command) for shown in transcripts(text)]
    return {words[-1]: words[1:] for words in map(_output_last, commands) if f"]({words[-1]})" in text}


def _output_last(words: list[str]) -> list[str]:
    """Put the name of the output behind everything else."""
    at = words.index("-o") if "-o" in words else len(words)
    return [*words[:at], *words[at + 2 :], *words[at : at + 2]]
