from __future__ import annotations

import pytest

from symtutor.errors import RequestError
from symtutor.plot import draw, save
from symtutor.solution import solve

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
    assert "Phase line of x′ = x(1 − x)(x − 2)." in text
    assert "<dc:date>" not in text


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
