from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from symtutor.errors import RequestError
from symtutor.laboratory import descend, euler
from symtutor.plot.animation import _paths
from symtutor.solving import solve


def test_states_move_with_the_flow_in_time():
    paths = _paths(lambda state: -state, np.array([[1.0, -0.5]]), np.array([[-2.0, 2.0]]))
    steps = np.diff(np.log(np.abs(paths[:, 0])), axis=0)
    assert paths.shape == (60, 1, 2)
    np.testing.assert_allclose(steps, steps[0, 0], rtol=1e-6, err_msg="e^(-t) at even times")
    assert (steps < 0).all()


def test_states_end_at_the_window_and_at_a_pole():
    with np.errstate(all="ignore"):
        paths = _paths(lambda state: -1 / state, np.array([[1.0, -1.0]]), np.array([[-2.0, 2.0]]))
    right, left = paths[:, 0].T
    assert np.nanmin(right) > 0
    assert np.nanmax(left) < 0


@pytest.mark.parametrize("system", ["x' = x - x^3", "x' = y, y' = -x"])
def test_a_film_of_the_flow(system, tmp_path):
    files = [tmp_path / "first.gif", tmp_path / "second.gif"]
    for file in files:
        solve(system).animate(file)
    assert files[0].read_bytes() == files[1].read_bytes()
    with Image.open(files[0]) as picture:
        assert 10 < picture.n_frames <= 60
        assert picture.info["loop"] == 0
        assert picture.info["comment"].decode().endswith("States move along the flow.")
        frames = []
        for number in (0, 8):
            picture.seek(number)
            frames.append(np.asarray(picture.convert("RGB"), dtype=int))
    changed = (frames[0] != frames[1]).any(axis=2)
    assert 0.0001 < changed.mean() < 0.2, "the dots move, the background does not"


def test_a_film_of_the_polygon(tmp_path):
    euler("x' = -x", {"x": 1}, 2, "1/2").animate(tmp_path / "run.gif", dark=True)
    with Image.open(tmp_path / "run.gif") as picture:
        assert picture.n_frames == 12
        assert picture.info["duration"] == 700


@pytest.mark.parametrize(
    ("film", "message"),
    [
        (lambda path: solve("x' = t").animate(path), "one state or two, without time"),
        (lambda path: solve("x' = -x, y' = -y, z' = -z").animate(path), "one state or two, without time"),
        (lambda path: descend("L = x^2", {"x": 1}, "0.1").animate(path), "Only Euler's polygons move"),
    ],
)
def test_what_does_not_move(film, message, tmp_path):
    with pytest.raises(RequestError, match=message):
        film(tmp_path / "flow.gif")
    assert list(tmp_path.iterdir()) == []
