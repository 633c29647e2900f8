from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.field import compile_field
from symtutor.plot.curves import STEP, spread_starts, through, trace, with_air

x, y = sp.symbols("x y", real=True)
BOX = ((-2.0, 2.0), (-2.0, 2.0))


def field_of(*components):
    return compile_field(ODESystem((x, y), tuple(map(sp.sympify, components))))


@pytest.mark.parametrize(
    ("field", "start", "invariant", "why"),
    [
        ((y, -x), (1.0, 0.0), lambda u, v: u**2 + v**2, "circles"),
        ((x, -y), (0.2, 1.9), lambda u, v: u * v, "hyperbolas"),
        ((-x, -2 * y), (1.5, 1.5), lambda u, v: v / u**2, "parabolas: y dies twice as fast"),
        ((y, -sp.sin(x)), (1.0, 0.0), lambda u, v: v**2 / 2 - np.cos(u), "the energy of the pendulum"),
    ],
)
def test_curves_keep_the_first_integral(field, start, invariant, why):
    (curve,) = through(field_of(*field), np.array([[start[0]], [start[1]]]), BOX)
    moving = curve[:, np.hypot(*curve) > 0.1]  # the last steps before a fixed point are as long as the way left
    values = invariant(*moving)
    assert moving.shape[1] > 50, why
    np.testing.assert_allclose(values, invariant(*start), rtol=1e-4, err_msg=why)


def test_a_closed_curve_ends_where_it_began():
    path = trace(field_of(y, -x), np.array([[1.0], [0.0]]), BOX, np.array([4.0, 4.0]))
    length = np.isfinite(path[:, 0, 0]).sum() * STEP * 4
    assert length == pytest.approx(2 * np.pi, rel=0.01)


def test_a_curve_ends_at_the_edge_and_at_a_fixed_point():
    leaving, arriving = (through(field_of(*field), np.array([[0.5], [0.5]]), BOX)[0] for field in ((x, y), (-x, -y)))
    for curve in (leaving, arriving):
        assert np.abs(curve).max() <= 2.0
        assert np.hypot(*curve).min() < 0.03
    assert np.abs(leaving[:, -1]).max() > 1.95, "time runs outwards"
    assert np.abs(arriving[:, 0]).max() > 1.95, "time runs inwards"


def test_a_curve_ends_where_the_field_is_not_defined():
    (curve,) = through(field_of(-1, sp.sqrt(x)), np.array([[1.0], [0.0]]), BOX)
    assert curve[0].min() >= 0


def test_curves_leave_air_between_them():
    starts = spread_starts(BOX)
    field = field_of(1, 0)
    kept = with_air(through(field, starts, BOX), starts, BOX)
    heights = np.sort([curve[1, 0] for curve in kept])
    assert len(kept) == 9, "one line a row of the grid, not one a point"
    assert np.diff(heights).min() > 0.3
