"""What a picture costs: a whole process against the imports that it cannot do without, and a map of basins."""

from __future__ import annotations

import time

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from symtutor.numerics.basin_map import basin_map, widened
from symtutor.numerics.field import compile_field
from symtutor.numerics.traps import trap
from symtutor.reading import read_system

pytestmark = pytest.mark.benchmark

IMPORTS = "import sympy, matplotlib.figure, matplotlib.backends.backend_agg"
GOAL = 2
"""A phase portrait at 300 dpi costs less than this many times its imports."""

SIDE, SAMPLE, LONG = 512, 2000, 120.0
CORES, SECONDS, FASTER = 2, 3, 20


def test_a_phase_portrait_costs_little_more_than_its_imports(least_cpu_seconds, tmp_path):
    plot = ["-m", "symtutor", "plot", "x' = x(3-x-2y), y' = y(2-x-y)", "--dpi", "300", "-o", str(tmp_path / "flow.png")]
    least = least_cpu_seconds(
        {"plot": plot, "imports": ["-c", IMPORTS]}, lambda found: found["plot"] <= GOAL * found["imports"]
    )
    print(f"\nphase portrait {least['plot']:.2f} s, {least['plot'] / least['imports']:.2f} x its imports")
    assert least["plot"] <= GOAL * least["imports"]


def test_a_map_of_two_basins():
    # x″ + x′/4 − x + x³ = 0 has its wells at ±1, where the Jacobian is (0 1; −2 −1/4).
    system = read_system("x'' + x'/4 - x + x^3 = 0")
    field, side = compile_field(system), np.linspace(-2.5, 2.5, SIDE)
    grid = np.stack(np.meshgrid(side, side))
    began = time.process_time()
    wells = [trap(field, np.array([x, 0.0]), np.array([[0.0, 1.0], [-2.0, -0.25]]), 1.0) for x in (-1.0, 1.0)]
    labels = basin_map(field, widened(field, wells, far=100.0), grid, far=100.0)
    mine = time.process_time() - began
    inside = labels[1:-1, 1:-1]
    shifts = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    clear = np.all([np.roll(labels, shift, axis=(0, 1))[1:-1, 1:-1] == inside for shift in shifts], axis=0)
    places = np.argwhere(clear) + 1
    chosen = places[np.random.default_rng(7).choice(len(places), SAMPLE, replace=False)].T
    starts = grid[:, chosen[0], chosen[1]]
    began = time.process_time()
    ends = reference(starts)
    theirs = (time.process_time() - began) / SAMPLE * SIDE**2
    agree = np.mean(labels[chosen[0], chosen[1]] == (ends > 0))
    print(f"\n{SIDE} x {SIDE} starts: {mine:.2f} s of CPU; DOP853 {theirs / mine:.0f} x; {100 * agree:.2f} % agree")
    assert mine <= CORES * SECONDS
    assert theirs >= FASTER * mine
    assert agree >= 0.999


def reference(starts):
    """Follow all starts at once by SciPy's DOP853 and give x at the end."""

    def velocity(_, state):
        x, v = state.reshape(2, -1)
        return np.concatenate([v, -v / 4 + x - x**3])

    path = solve_ivp(velocity, (0, LONG), starts.ravel(), method="DOP853", rtol=1e-9, atol=1e-11, t_eval=[LONG])
    return path.y[:, -1].reshape(2, -1)[0]
