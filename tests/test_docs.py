"""The documentation says only what happens: its transcripts and examples are run, and nothing is left out of it.

``pytest --update-golden`` writes the transcripts anew; what it changes is read again before it is kept.
"""

import doctest
import importlib
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import commands_page
import gallery
import json_page
import pytest
import theorems
from examples import FENCE, drawn, saved, transcripts

import symtutor

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

WRITTEN = ("gallery", "theorems", "commands.md", "json.md")
"""What the program writes when the site is built."""

PAGES = [path for path in sorted(DOCS.rglob("*.md")) if path.relative_to(DOCS).parts[0] not in WRITTEN]
NAMES = [path.relative_to(DOCS).as_posix() for path in PAGES]
KINDS = {"console", "python", "text", "toml", "latex", "sh", "{toctree}", "{eval-rst}", "{literalinclude}"}
"""What a page may hold: no example of another language goes unrun unnoticed."""

DRIVER = """
import json, os, sys
from symtutor.cli import run

real, printed = os.dup(1), []
for number, (arguments, given) in enumerate(json.loads(sys.argv[1])):
    written = os.O_RDWR | os.O_CREAT | os.O_TRUNC
    for target, file, flags in ((0, given or os.devnull, os.O_RDONLY), (1, "printed", written)):
        opened = os.open(file, flags)
        os.dup2(opened, target)
        os.close(opened)
    os.dup2(1, 2)
    sys.stdin = open(0, closefd=False)
    status = run(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    printed.append((status, open("printed", encoding="utf-8").read()))
    os.remove("printed")
os.write(real, json.dumps(printed).encode())
"""
"""One process for the commands of a page: what SymPy costs to load is paid once."""


def run(commands, folder, environment):
    """Run the commands of one page, one after the other, in a folder that holds its files."""
    asked = []
    for command in commands:
        words = shlex.split(command)
        if words[0] == "symtutor":
            given = words[words.index("<") + 1] if "<" in words else None
            asked.append((words[1 : words.index("<") if given else None], given))
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(asked)],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=True,
        timeout=300,
    )
    results, status = iter(json.loads(done.stdout)), 0
    for command in commands:
        if command == "echo $?":
            yield f"{status}\n"
        else:
            status, printed = next(results)
            yield printed


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_transcripts(page, tmp_path, plain_environment, request):
    text = page.read_text(encoding="utf-8")
    shown = list(transcripts(text))
    if not shown:
        return
    for name, content in saved(text).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    printed = list(run([one.command for one in shown], tmp_path, plain_environment))
    if request.config.getoption("--update-golden"):
        for one, now in reversed(list(zip(shown, printed, strict=True))):
            text = text[: one.at] + now + text[one.at + len(one.printed) :]
        page.write_text(text, encoding="utf-8")
        return
    assert [(one.command, now) for one, now in zip(shown, printed, strict=True)] == [
        (one.command, one.printed) for one in shown
    ]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_python_examples(page):
    known = {}
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "python":
            example = doctest.DocTestParser().get_doctest(block["body"], known, page.name, str(page), 0)
            assert example.examples
            runner = doctest.DocTestRunner(verbose=False)
            runner.run(example, clear_globs=False)
            assert runner.failures == 0
            known = example.globs


def test_there_is_something_to_run():
    assert sum(len(list(transcripts(page.read_text(encoding="utf-8")))) for page in PAGES) > 20
    for page in PAGES:
        for block in FENCE.finditer(page.read_text(encoding="utf-8")):
            assert block["kind"] in KINDS
            assert block["kind"] != "console" or block["body"].startswith("$ ")


@pytest.fixture(scope="module")
def written():
    """The pages that the program writes."""
    problems = gallery.solved()
    pages = dict(gallery.pages(problems))
    pages |= dict(theorems.pages(gallery.applied(problems)))
    return pages | {"commands.md": commands_page.page(), "json.md": json_page.page()}


@pytest.fixture(scope="module")
def site(written):
    """Every page with its text."""
    return {name: page.read_text(encoding="utf-8") for name, page in zip(NAMES, PAGES, strict=True)} | written


LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?\)")
TREE = re.compile(r"^`{3,}\{toctree\}\n(.*?)^`{3,}$", re.MULTILINE | re.DOTALL)


def beside(name, address):
    """Resolve a relative address from a page."""
    return (DOCS / name).parent.joinpath(address).resolve().relative_to(DOCS).as_posix()


def test_every_link_leads_somewhere(site):
    """Sphinx sees to places on a page; here every page must be there, and every picture, drawn or kept."""
    lost = set()
    for name, text in site.items():
        made = drawn(text) if name in NAMES else {}
        for address in LINK.findall(text):
            target = address.partition("#")[0]
            if target.startswith("https://") or target in made or (name not in NAMES and target.endswith(".svg")):
                continue
            place = beside(name, target)
            if place not in site and not (DOCS / place).is_file():
                lost.add((name, address))
    assert not lost


def test_the_readme_leads_to_files_of_the_repository():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [address for address in LINK.findall(readme) if not (ROOT / address.partition("#")[0]).is_file()]


def test_every_page_is_in_the_contents(site):
    entries = [
        beside(name, f"{entry}.md")
        for name, text in site.items()
        for tree in TREE.findall(text)
        for entry in tree.splitlines()
        if entry and not entry.startswith(":")
    ]
    assert sorted([*entries, "index.md"]) == sorted(site)


def test_every_public_name_is_documented(site):
    documented = set(re.findall(r"^\.\. auto\w+:: (\w+)$", site["api.md"], re.MULTILINE))
    assert set(symtutor.__all__) <= documented


def test_every_word_of_a_problem_file_is_explained(site):
    from symtutor.schema import _Record  # noqa: PLC0415 - pydantic, for one test

    words = {field.alias or word for table in _Record.__subclasses__() for word, field in table.model_fields.items()}
    assert not {word for word in words - {"id"} if f"`{word}`" not in site["teachers/own-problems.md"]}


def test_every_rule_has_its_theorem(site):
    pages = "\n".join(text for name, text in site.items() if name.startswith("theorems/"))
    for rule in theorems.rules():
        assert pages.count(f"({theorems.anchor(rule)})=\n## {theorems.title(rule)}\n") == 1
        assert (rule.__doc__ or "").strip(), rule


@pytest.mark.parametrize("authors", dict.fromkeys(authors for authors, _ in theorems.BOOKS))
def test_a_book_in_the_list_is_cited(authors):
    assert any(authors.split(",")[0] in rule.__doc__ for rule in theorems.rules())


def test_the_search_for_rules_finds_what_solutions_are_made_of():
    """What the bank applies is all found, so no room of the house was forgotten."""
    assert set(gallery.applied(gallery.solved())) <= set(theorems.rules())


def test_every_command_has_its_section(site):
    from symtutor.commands import app  # noqa: PLC0415 - the other tests need no command line

    for name in ("solve", "check", "euler", "descend", "plot", "problem", "worksheet"):
        section = site["commands.md"].split(f"\n## symtutor {name}\n")[1].split("\n## ")[0]
        options = {
            long
            for argument in app[name].assemble_argument_collection()
            for long in argument.names
            if long.startswith("--")
        }
        unneeded = ("--no-", "--empty-")  # the command line of the program offers no opposites
        assert not {option for option in options if f"`{option}" not in section and not option.startswith(unneeded)}


@pytest.mark.parametrize("module", ["accessible", "commands_page", "examples", "json_page", "offline", "theorems"])
def test_examples_of_the_builders(module):
    outcome = doctest.testmod(importlib.import_module(module))
    assert (outcome.failed, outcome.attempted > 0) == (0, True)
