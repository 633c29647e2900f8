from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from symtutor.errors import RequestError
from symtutor.plot import alt_text, draw, save
from symtutor.solving import solve

HEADS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.fixture(scope="module")
def analysis():
    return solve("x' = x(1-x)(x-2)").analysis


@pytest.mark.parametrize("ending", HEADS)
def test_the_same_picture_has_the_same_bytes(analysis, ending, tmp_path):
    files = [tmp_path / f"{name}{ending}" for name in ("first", "second")]
    for file in files:
        save(draw(analysis), file)
    first, second = (file.read_bytes() for file in files)
    assert first.startswith(HEADS[ending])
    assert first == second


def test_the_words_are_in_the_file(analysis, tmp_path):
    save(draw(analysis), tmp_path / "flow.svg")
    text = (tmp_path / "flow.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    title, told = (root.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
    assert title.text == "Phase line of x′ = x(1 − x)(x − 2)"
    assert told.text == alt_text(analysis)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), told.get("id")]
    assert "<dc:date>" not in text


def test_the_words_are_in_a_bitmap_and_in_a_pdf(analysis, tmp_path):
    for ending in (".png", ".pdf"):
        save(draw(analysis), tmp_path / f"flow{ending}")
    with Image.open(tmp_path / "flow.png") as picture:
        assert picture.info["Description"] == alt_text(analysis)
    title = "Phase line of x′ = x(1 − x)(x − 2)".encode("utf-16-be")
    assert title in (tmp_path / "flow.pdf").read_bytes().replace(b"\\(", b"(").replace(b"\\)", b")")


def test_dots_per_inch(analysis, tmp_path):
    sizes = []
    for dpi in (50, 100):
        save(draw(analysis), tmp_path / "flow.png", dpi)
        with Image.open(tmp_path / "flow.png") as picture:
            sizes.append(picture.size)
    assert sizes == [(320, 230), (640, 460)]


def test_another_ending_is_refused_and_leaves_nothing(analysis, tmp_path):
    with pytest.raises(RequestError, match=r"does not end like a picture.*\.png, \.svg, \.pdf"):
        save(draw(analysis), tmp_path / "flow.bmp")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_is_kept_when_drawing_fails(analysis, tmp_path):
    target = tmp_path / "flow.png"
    target.write_bytes(b"before")
    figure = draw(analysis)
    figure.axes[0].set_title("$\\nonsense$")
    with pytest.raises(ValueError, match="nonsense"):
        save(figure, target)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_notebook_shows_a_figure_without_pyplot(analysis):
    assert draw(analysis)._repr_png_().startswith(HEADS[".png"])
