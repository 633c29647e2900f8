from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.field import compile_expressions
from symtutor.numerics.step_program import step_program
from symtutor.numerics.trajectories import trajectories

x, y, t = sp.symbols("x y t", real=True)


@pytest.mark.parametrize(
    ("field", "most", "why"),
    [
        ((-x,), 1, "x (1 − h)"),
        ((x - x**2,), 3, "x ((1 + h) − h x)"),
        ((x - x * y, x * y - y), 6, "three operations a species: a product, a difference, a product"),
        ((y, -x), 4, "a product and a sum each"),
        ((sp.Integer(0),), 1, "a copy"),
        ((sp.sin(x),), 3, "sine, product, sum"),
    ],
)
def test_a_step_takes_few_operations(field, most, why):
    program = step_program(ODESystem((x, y)[: len(field)], field), 0.25)
    assert len(program.instructions) <= most, why


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ((x * (1 - x) * (x - 2),), "no form is shorter than the one as it stands"),
        ((x * y, -x * y), "both components lose a factor"),
        ((x**3 * y, sp.Integer(0)), "a power loses one factor, and y stands still"),
        ((y, x), "each reads what the other writes"),
        ((y, y), "two equal velocities"),
        ((1 / x, x**2 - sp.sqrt(y)), "a negative power is no factor"),
        ((sp.exp(-x) * x, t * x), "time, and x within a function too"),
    ],
)
def test_the_forms_agree_with_the_field(field, why):
    starts = np.random.default_rng(3).uniform(0.2, 1, (len(field), 50))
    step, steps = 0.0137, 20
    system = ODESystem((x, y)[: len(field)], field)
    velocity, expected = compile_expressions(field, (*system.states, t)), starts.copy()
    for n in range(steps):
        expected = expected + step * velocity(np.concatenate([expected, np.full((1, 50), n * step)]))
    np.testing.assert_allclose(trajectories(system, starts, step, steps), expected, rtol=1e-13, err_msg=why)


def test_what_no_instruction_computes_is_left_to_others():
    assert step_program(ODESystem((x,), (sp.Piecewise((x, x > 0), (0, True)),)), 0.25) is None
