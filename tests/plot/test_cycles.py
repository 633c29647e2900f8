from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure

from symtutor.model import Window
from symtutor.plot import alt_text
from symtutor.plot.cycles import limit_cycles, orbit
from symtutor.plot.window import choose_window
from symtutor.solving import solve

SPANS = ((-2.0, 2.0), (-2.0, 2.0))


@pytest.mark.parametrize(
    ("system", "label", "clockwise"),
    [
        ("x' = y - x(x^2+y^2-1), y' = -x - y(x^2+y^2-1)", "stable limit cycle", True),
        ("x' = -y + x(x^2+y^2-1), y' = x + y(x^2+y^2-1)", "unstable limit cycle", False),
    ],
)
def test_the_unit_circle_is_drawn_once_round(system, label, clockwise):
    drawn = limit_cycles(solve(system).analysis, Figure().add_subplot(), SPANS)
    assert set(drawn) == {label}
    line, heads = drawn[label]
    x, y = line.get_data()
    np.testing.assert_allclose(np.hypot(x, y), 1, atol=1e-6)
    turned = np.sum(np.diff(np.unwrap(np.arctan2(y, x))))
    assert turned == pytest.approx(-2 * np.pi if clockwise else 2 * np.pi, rel=1e-6)
    assert ((heads.U * heads.Y - heads.V * heads.X > 0) == clockwise).all()


def test_the_cycle_of_van_der_pol_is_in_the_window_and_in_the_words():
    analysis = solve("x'' - (1-x^2) x' + x = 0").analysis
    spans = choose_window(analysis, Window())
    curve = orbit(analysis, analysis.structure.limit_cycles[0], spans)
    assert np.abs(curve[0]).max() == pytest.approx(2.009, abs=2e-3), "its known amplitude"
    for side, (low, high) in zip(curve, spans, strict=True):
        assert low < side.min()
        assert side.max() < high
    assert "A stable limit cycle passes through (2.009, 0)." in alt_text(analysis)


def test_without_cycles_nothing_is_drawn():
    assert not limit_cycles(solve("x' = y, y' = -x").analysis, Figure().add_subplot(), SPANS)
