from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from symtutor.errors import RequestError
from symtutor.model import ODESystem
from symtutor.numerics.field import compile_field
from symtutor.reading.roots import RealRoot

x, y = sp.symbols("x y", real=True)


@pytest.mark.parametrize(
    ("field", "states", "at", "expected", "why"),
    [
        ((x * (1 - x) * (x - 2),), (x,), [[-1.0, 0.5, 1.5, 3.0]], [[6.0, -0.375, 0.375, -6.0]], "by hand"),
        ((-x, -2 * y), (x, y), [[1.0, 2.0], [3.0, -4.0]], [[-1.0, -2.0], [-6.0, 8.0]], "each column is a state"),
        ((y, sp.Integer(3)), (x, y), [[0.0, 0.0], [5.0, 6.0]], [[5.0, 6.0], [3.0, 3.0]], "a constant is broadcast"),
        ((sp.sin(x),), (x,), [0.0], [0.0], "one state, no further axis"),
        ((sp.real_root(x, 3),), (x,), [[-8.0, 8.0]], [[-2.0, 2.0]], "the real cube root of a negative number"),
        ((RealRoot(x, 3),), (x,), [[-8.0, 27.0]], [[-2.0, 3.0]], "as the reader writes it"),
        ((sp.CRootOf(x**5 - x - 1, 0),), (x,), [[0.0]], [[1.1673039782614187]], "Bring's number (OEIS A160155)"),
    ],
)
def test_the_field_on_arrays(field, states, at, expected, why):
    values = compile_field(ODESystem(states, field))(np.array(at))
    assert values.shape == np.shape(at), why
    np.testing.assert_allclose(values, expected, rtol=1e-14, err_msg=why)


def test_further_axes_are_kept():
    field = compile_field(ODESystem((x, y), (x * y, sp.Integer(1))))
    assert field(np.ones((2, 4, 5))).shape == (2, 4, 5)


@pytest.mark.parametrize("name", ["lambda", "x0", "numpy", "__import__('os')", "state_0", "_Dummy_1"])
def test_no_name_of_a_user_reaches_the_compiler(name):
    state, other = sp.Symbol(name, real=True), sp.Symbol("x1", real=True)
    field = compile_field(ODESystem((state, other), (state * sp.sin(state + other), sp.sin(state + other))))
    expected = np.sin(3.0)
    np.testing.assert_allclose(field(np.array([[1.0], [2.0]])), [[expected], [expected]])


def test_outside_the_domain_the_field_is_not_finite_and_nothing_warns():
    values = compile_field(ODESystem((x, y), (sp.log(x), 1 / y)))(np.array([[-1.0], [0.0]]))
    assert not np.isfinite(values).any()


def test_a_free_parameter_is_named():
    r = sp.Symbol("r", real=True)
    with pytest.raises(RequestError, match=r"r has no value.*--set r=1"):
        compile_field(ODESystem((x,), (r * x,), parameters=(r,)))
