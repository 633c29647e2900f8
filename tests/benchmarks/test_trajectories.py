"""What many trajectories at once cost, against a loop written by hand for the same system."""

from __future__ import annotations

import time
import tracemalloc

import numpy as np
import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.trajectories import trajectories

pytestmark = pytest.mark.benchmark

x, y = sp.symbols("x y", real=True)
LOTKA_VOLTERRA = ODESystem((x, y), (x * sp.Rational(2, 3) - x * y * sp.Rational(4, 3), x * y - y))
STEP, STEPS, STARTS, FEW = 1e-3, 100, 100_000, 200
ROUNDS = 5


def starts(count):
    return np.random.default_rng(0).uniform(0.5, 1.5, (2, count))


def by_hand(begin, steps):
    """Euler's method for this one system, in place."""
    prey, hunters = begin.copy()
    both, change = np.empty_like(prey), np.empty_like(prey)
    for _ in range(steps):
        np.multiply(prey, hunters, out=both)
        np.multiply(prey, STEP * 2 / 3, out=change)
        np.add(prey, change, out=prey)
        np.multiply(both, STEP * 4 / 3, out=change)
        np.subtract(prey, change, out=prey)
        np.subtract(both, hunters, out=change)
        np.multiply(change, STEP, out=change)
        np.add(hunters, change, out=hunters)
    return np.array([prey, hunters])


def prey_velocity(prey, hunters):
    return 2 / 3 * prey - 4 / 3 * prey * hunters


def hunters_velocity(prey, hunters):
    return prey * hunters - hunters


def one_by_one(begin, steps):
    """Follow a trajectory after the other, as one writes it: the field as functions."""
    final = []
    for start in begin.T.tolist():
        prey, hunters = start
        for _ in range(steps):
            prey, hunters = (
                prey + STEP * prey_velocity(prey, hunters),
                hunters + STEP * hunters_velocity(prey, hunters),
            )
        final.append((prey, hunters))
    return np.array(final).T


def tightest(begin, steps):
    """Do the same with the field written into the loop, shared products and no function: Python at its best."""
    final, grow, eat, h = [], STEP * 2 / 3, STEP * 4 / 3, STEP
    for start in begin.T.tolist():
        prey, hunters = start
        for _ in range(steps):
            both = prey * hunters
            prey, hunters = prey + grow * prey - eat * both, hunters + h * (both - hunters)
        final.append((prey, hunters))
    return np.array(final).T


def ours(begin, steps):
    return trajectories(LOTKA_VOLTERRA, begin, STEP, steps)


def least(function, begin, steps):
    """Give the least time of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        function(begin, steps)
        times.append(time.process_time() - began)
    return min(times)


def test_many_trajectories_cost_little_more_than_a_loop_by_hand():
    begin = starts(STARTS)
    few = begin[:, :FEW]
    np.testing.assert_allclose(ours(begin, STEPS), by_hand(begin, STEPS), rtol=1e-11)
    for loop in (one_by_one, tightest):
        np.testing.assert_allclose(ours(few, STEPS), loop(few, STEPS), rtol=1e-11)
    mine, hand = least(ours, begin, STEPS), least(by_hand, begin, STEPS)
    python, best = (least(loop, few, STEPS) * STARTS / FEW for loop in (one_by_one, tightest))
    print(
        f"\n{STARTS} starts, {STEPS} steps: {mine:.3f} s; by hand {mine / hand:.2f} x; "
        f"Python {python / mine:.0f} x, at its best {best / mine:.0f} x"
    )
    assert mine <= 2 * hand
    assert python >= 60 * mine
    assert best >= 40 * mine


def test_cost_is_linear_in_steps_and_memory_does_not_grow():
    begin = starts(STARTS)
    times = [least(ours, begin, steps) for steps in (STEPS, 2 * STEPS)]
    peaks = []
    for steps in (STEPS // 10, STEPS):
        tracemalloc.start()
        ours(begin, steps)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    print(f"\ntwice the steps cost {times[1] / times[0]:.2f} x, ten times the steps {peaks[1] / peaks[0]:.2f} x memory")
    assert times[1] <= 3 * times[0]
    assert peaks[1] <= 1.1 * peaks[0]
