"""Pictures as they were looked at and kept: ``pytest --update-golden`` draws them anew, to be looked at again.

The tolerance lets small differences between versions of FreeType and of processors pass, and no missing layer.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.testing.compare import compare_images

from symtutor.laboratory import descend, euler
from symtutor.plot import save
from symtutor.solving import solve

HERE = Path(__file__).parent / "baseline"
DPI = 40
TOLERANCE = 8

PICTURES = {
    "phase-line": lambda: solve("x' = x(1-x)(x-2)").plot(),
    "phase-line-with-poles": lambda: solve("x' = tan(x)").plot(),
    "potential": lambda: solve("x' = x(1-x)(x-2)").plot(kind="potential"),
    "solutions": lambda: solve("x' = x^2 - 1").plot(kind="solutions"),
    "competition": lambda: solve("x' = x(3-x-2y), y' = y(2-x-y)").plot(),
    "van-der-pol": lambda: solve("x'' - (1-x^2) x' + x = 0").plot(dark=True),
    "trace-determinant": lambda: solve("x' = x(3-x-2y), y' = y(2-x-y)").plot(kind="trace-determinant"),
    "polygons": lambda: euler("dx/dt = -x", {"x": 1}, "2", "1, 1/2, 1/4").plot(),
    "pitchfork": lambda: solve("x' = r x + x^3 - x^5").plot(dark=True),
    "error": lambda: euler("dx/dt = -x", {"x": 1}, "2", "1, 1/2, 1/4, 1/8").plot(kind="error"),
    "descent": lambda: descend("L = sin(x) cos(y)", "x=1,y=1", "1/2, 1", steps=20).plot(dark=True),
    "saddle-in-space": lambda: solve("x' = -x, y' = -2y, z' = z").plot(),
    "stability": lambda: euler("dx/dt = -x", {"x": 1}, "6", "1, 2, 3").plot(kind="stability"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_look_as_they_did(name, tmp_path, request):
    kept, drawn = HERE / f"{name}.png", tmp_path / f"{name}.png"
    save(PICTURES[name](), drawn, DPI)
    if request.config.getoption("--update-golden"):
        kept.write_bytes(drawn.read_bytes())
    assert compare_images(str(kept), str(drawn), TOLERANCE) is None


def test_a_missing_layer_is_noticed(tmp_path):
    bare = solve("x' = x(3-x-2y), y' = y(2-x-y)").plot(layers=["field", "curves", "points"])
    save(bare, tmp_path / "bare.png", DPI)
    assert compare_images(str(HERE / "competition.png"), str(tmp_path / "bare.png"), TOLERANCE) is not None
