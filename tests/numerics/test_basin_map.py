from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from symtutor.numerics.basin_map import ESCAPED, UNDECIDED, basin_map, widened
from symtutor.numerics.traps import trap


def duffing(state):
    x, v = state
    return np.stack([v, -v / 4 + x - x * x * x])


def wells(field=duffing):
    slope = np.array([[0.0, 1.0], [-2.0, -0.25]])
    return [trap(field, np.array([side, 0.0]), slope, 3.0) for side in (-1.0, 1.0)]


def reference(start):
    path = solve_ivp(lambda _, s: duffing(s), (0, 150), start, method="DOP853", rtol=1e-10, atol=1e-12)
    return 0 if path.y[0, -1] < 0 else 1


def test_labels_agree_with_a_reference_integrator_away_from_the_boundary():
    side = np.linspace(-3, 3, 64)
    grid = np.stack(np.meshgrid(side, side))
    labels = basin_map(duffing, widened(duffing, wells(), far=100.0), grid, far=100.0)
    inside = labels[1:-1, 1:-1]
    alone = [np.roll(labels, shift, axis=(0, 1))[1:-1, 1:-1] == inside for shift in ((0, 1), (1, 0), (0, -1), (-1, 0))]
    rows, columns = np.nonzero(np.all(alone, axis=0))
    chosen = np.random.default_rng(4).choice(len(rows), 60, replace=False)
    for row, column in zip(rows[chosen] + 1, columns[chosen] + 1, strict=True):
        assert labels[row, column] == reference(grid[:, row, column])


def test_the_map_has_the_symmetry_of_the_equation():
    side = np.linspace(-2.9, 3, 24)
    grid = np.stack(np.meshgrid(side, side))
    traps = wells()
    labels = basin_map(duffing, traps, grid, far=100.0)
    np.testing.assert_array_equal(labels, 1 - basin_map(duffing, traps, -grid, far=100.0))


def test_a_wider_trap_holds_only_starts_of_the_basin():
    small = wells()
    wide = widened(duffing, small, far=100.0)
    for number, (before, after) in enumerate(zip(small, wide, strict=True)):
        assert after.level > 2 * before.level
        starts = np.random.default_rng(5).uniform(-2, 2, (2, 400))
        starts = starts[:, after.holds(starts)]
        assert starts.shape[1] > 10
        assert (basin_map(duffing, small, starts, far=100.0) == number).all()


@pytest.mark.parametrize(
    ("field", "start", "label", "why"),
    [
        (lambda s: np.stack([s[0], -s[1]]), (0.5, 0.5), ESCAPED, "runs off to infinity"),
        (lambda s: np.stack([s[0] ** 2, -s[1]]), (1.0, 0.5), ESCAPED, "is infinite at t = 1"),
        (lambda s: np.stack([s[1], -s[0]]), (1.0, 0.0), UNDECIDED, "goes round for ever"),
        (lambda s: np.stack([-np.ones_like(s[0]), np.sqrt(s[0])]), (1.0, 0.0), ESCAPED, "leaves the domain"),
    ],
)
def test_starts_that_no_attractor_catches(field, start, label, why):
    with np.errstate(all="ignore"):
        labels = basin_map(field, [], np.array([[start[0]], [start[1]]]), far=50.0, longest=40.0)
    assert labels[0] == label, why


@pytest.mark.parametrize(
    ("slope", "why"),
    [([[1.0, 0.0], [0.0, -1.0]], "a saddle"), ([[0.0, 1.0], [-1.0, 0.0]], "a center"), ([[np.nan] * 2] * 2, "unknown")],
)
def test_only_attracting_points_have_a_trap(slope, why):
    slope = np.array(slope)
    assert trap(lambda s: np.einsum("ij,j...->i...", slope, s), np.zeros(2), slope, 1.0) is None, why


def test_the_form_decreases_on_the_whole_trap():
    (_, right) = wells()
    points = np.random.default_rng(6).uniform(0, 2, (2, 20_000)) - np.array([[0.0], [1.0]])
    points = points[:, right.holds(points)]
    away = points - right.at[:, np.newaxis]
    assert points.shape[1] > 30
    assert (np.einsum("im,ij,jm->m", away, right.form, duffing(points)) < 0).all()
