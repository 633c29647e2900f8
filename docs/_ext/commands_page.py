"""The reference of the command line, from the commands themselves."""

from symtutor.commands import EXAMPLES, app

OPENING = """# Commands

`SYSTEM` is, tried in this order: the id of a problem of the [bank](gallery/index.md), `-` for standard input, the path
of a problem file, or typed mathematics. What each command prints with `--help` is this page.
"""


def page() -> str:
    """Write the page: a section a command, then examples and the exit status."""
    _, _, sections = app.generate_docs(output_format="markdown").partition("\n## symtutor")
    commands = f"## symtutor{sections}".strip()
    examples, _, status = EXAMPLES.partition("\n\n")
    lines = "\n".join(f"$ {line.strip()}" for line in examples.splitlines()[1:])
    return f"{OPENING}\n{commands}\n\n## Examples\n\n```console\n{lines}\n```\n\n## Exit status\n\n{statuses(status)}\n"


def statuses(text: str) -> str:
    """Set the statuses as a table.

    >>> print(statuses("Exit status: 0 done; 2 wrong."))
    | status | meaning |
    | --- | --- |
    | 0 | done |
    | 2 | wrong |
    """
    said = " ".join(text.split()).removeprefix("Exit status: ").rstrip(".").split("; ")
    rows = (f"| {number} | {meaning} |" for number, _, meaning in (entry.partition(" ") for entry in said))
    return "\n".join(("| status | meaning |", "| --- | --- |", *rows))
