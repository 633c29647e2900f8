"""Pictures in documents: where they stand, which files they are in, and what a page holds of them."""

import os
import re
from html import unescape
from importlib.resources import files

import pytest

from symtutor.cli import run
from symtutor.plot.style import _ON_DARK, PAPER
from symtutor.render.inline_svg import COLOURS, inline_svg
from symtutor.solution import Solution
from symtutor.solving import solve

FIELD = "x' = x - x^3"
PLOT = re.compile(r'<svg class="plot" role="img" aria-label="([^"]*)".*?</svg>', re.DOTALL)


def page_of(text, **given):
    return solve(text, **given).told(only="flow,gradient,explicit,summary").to("html")


@pytest.mark.parametrize(
    ("text", "given", "shown"),
    [
        ("x' = x - x^3", {}, ["Phase line of", "Solutions against time of", "Potential of"]),
        ("x' = -x, y' = -2y", {}, ["Levels of the loss", "Phase portrait of"]),
        ("x' = y, y' = -x - y", {}, ["Phase portrait of"]),
        ("x' = t - x", {}, ["Slope field of"]),
        ("x' = r x - x^3", {}, ["Bifurcation diagram of"]),
        ("x' = r x - x^3", {"values": {"r": "1"}}, ["Phase line of", "Solutions against time of", "Potential of"]),
        ("x' = a x - b x^3", {}, []),  # no picture has two parameters without a value
    ],
)
def test_each_step_has_its_picture(text, given, shown):
    page = solve(text, **given).to("html")
    said = PLOT.findall(page)
    assert len(said) == len(shown)
    assert all(words.startswith(begin) for words, begin in zip(said, shown, strict=True))


def test_the_words_are_those_of_the_picture():
    solution = solve("x' = r x - x^3")
    assert [unescape(words) for words in PLOT.findall(solution.to("html"))] == [solution.alt_text()]
    assert "supercritical pitchfork at r = 0, where x* = 0" in solution.alt_text()


def test_a_page_holds_its_pictures_and_nothing_that_leaves_them():
    page = page_of(FIELD)
    body = page[page.index("<main>") :]
    assert "<img" not in body
    assert "<!--" not in body  # matplotlib writes what it typesets into comments
    assert "<style" not in body  # a style within a drawing would hold for the whole page
    assert "xlink" not in body
    names = re.findall(r' id="([^"]*)"', body)
    assert len(set(names)) == len(names)
    assert {*re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', body)} <= {(n, "") for n in names} | {
        ("", n) for n in names
    }
    assert page == page_of(FIELD)


def test_colours_on_dark_paper_are_those_of_dark_pictures():
    style = files("symtutor.render").joinpath("page.css").read_text(encoding="utf-8")
    light, dark, printed = (
        {name: [*re.findall(rf"{name}: ([^;]+);", part)] for name in COLOURS.values()}
        for part in re.split(r"@media [^{]*\{", style)
    )
    paper = {COLOURS[PAPER.lower()]: ["var(--paper)"]}  # that of the page
    assert {colour.lower() for colour in _ON_DARK} == set(COLOURS)
    assert light == printed == {name: [colour] for colour, name in COLOURS.items()} | paper
    assert dark == {COLOURS[colour.lower()]: [other.lower()] for colour, other in _ON_DARK.items()} | paper


def test_what_is_no_drawing_leaves_its_words():
    assert inline_svg("<b>", "A < B") == "<p>A &lt; B</p>"


def test_latex_has_them_beside_it(tmp_path):
    file = tmp_path / "my sheet (1).tex"
    assert run(["solve", FIELD, "--only", "flow,gradient", "-o", str(file)]) == 0
    names = ["my-sheet-1-phase-line.pdf", "my-sheet-1-potential.pdf"]
    assert re.findall(r"\\includegraphics\[[^]]*\]\{([^}]*)\}", file.read_text(encoding="utf-8")) == names
    assert {path.name for path in tmp_path.iterdir()} == {file.name, *names}
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in names)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--to", "latex"], "standard output has no place beside it"),
        (["--to", "latex", "-o", os.devnull], "nor has a device"),
        (["--to", "html", "--no-figures"], "they are not wanted"),
        (["--to", "markdown"], "this format has none"),
    ],
)
def test_no_pictures(options, why, capsys, monkeypatch):
    monkeypatch.setattr("symtutor.plot.draw", lambda *_, **__: pytest.fail(why))
    assert run(["solve", FIELD, *options]) == 0
    printed = capsys.readouterr().out
    assert "includegraphics" not in printed
    assert not PLOT.search(printed)


def test_there_is_no_time_for_pictures_where_there_was_none_for_the_rest():
    whole = solve(FIELD)
    cut = Solution(whole.analysis, whole.window, "Missing here: the rest.")
    assert not PLOT.search(cut.to("html"))
