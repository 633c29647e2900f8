"""The README says only what happens: its transcripts and examples are run again, its picture is drawn again."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURE = ROOT / "docs" / "three-fixed-points.svg"


def blocks(language):
    """Collect the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


TRANSCRIPTS = [
    tuple(part.split("\n", 1))
    for block in blocks("console")
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
]
SETUP = [line for block in blocks("sh") for line in block.splitlines() if line]


def test_there_is_something_to_run():
    assert any(command.startswith("symtutor solve") for command, _ in TRANSCRIPTS)
    assert any("symtutor.euler" in example for example in blocks("python"))


@pytest.mark.parametrize(("command", "printed"), TRANSCRIPTS, ids=[command for command, _ in TRANSCRIPTS])
def test_transcripts(command, printed, symtutor):
    program, *arguments = shlex.split(command)
    assert program == "symtutor"
    done = symtutor(*arguments)
    assert (done.returncode, done.stderr.decode()) == (1 if arguments[0] == "check" else 0, "")
    assert done.stdout.decode() == printed


@pytest.mark.parametrize("example", blocks("python"))
def test_python_examples(example):
    parsed = doctest.DocTestParser().get_doctest(example, {}, "README", "README.md", 0)
    assert parsed.examples
    outcome = doctest.DocTestRunner(verbose=False).run(parsed)
    assert outcome.failed == 0


def test_two_commands_set_everything_up():
    main_job, tests = SETUP
    assert "symtutor solve" in main_job
    assert ".venv/bin/pytest" in tests


def test_continuous_integration_runs_the_command_of_the_readme_last():
    lines = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line]
    assert lines[-1] == SETUP[1]


def test_the_picture_is_what_the_program_draws(symtutor, tmp_path):
    """The same words at the same places; curves are compared by their number, as their digits depend on matplotlib."""
    again = tmp_path / PICTURE.name
    assert symtutor("plot", "three-fixed-points", "-o", str(again)).returncode == 0
    assert f"docs/{PICTURE.name}" in README
    old, new = (file.read_text(encoding="utf-8") for file in (PICTURE, again))
    assert re.findall(r"<!--(.*?)-->", new) == re.findall(r"<!--(.*?)-->", old)  # the words of each label
    assert re.findall(r'<g id="([a-z]+_?\d*)"', new) == re.findall(r'<g id="([a-z]+_?\d*)"', old)
