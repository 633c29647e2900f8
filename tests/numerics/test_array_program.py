from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from symtutor.numerics.array_program import array_program

x, y = sp.symbols("x y", real=True)
XS, YS = np.array([0.5, 1.5, 2.0]), np.array([-1.0, 0.25, 3.0])


def run(*expressions):
    program = array_program(expressions, (x, y))
    return program, program.run([XS, YS], program.memory(XS.shape))


@pytest.mark.parametrize(
    ("expression", "expected", "why"),
    [
        (x**3, XS * XS * XS, "a product, as by hand"),
        (x - y, XS - YS, "a difference"),
        (-x - y, -XS - YS, "no term without a minus sign"),
        (2 * x / y, 2 * XS / YS, "a quotient"),
        (1 / (x * y**2), 1 / (XS * YS * YS), "a number over a product"),
        (-x / 3, -XS / 3, "a coefficient"),
        (sp.sqrt(x) + x ** sp.Rational(-1, 2), np.sqrt(XS) + 1 / np.sqrt(XS), "roots"),
        (sp.exp(-x) * sp.sin(y), np.exp(-XS) * np.sin(YS), "functions"),
        (x**y, XS**YS, "a power that is no number"),
        (sp.pi * x, np.pi * XS, "a constant"),
        (2**x, 2.0**XS, "a number to a power"),
        (sp.Abs(y) + sp.sign(y), np.abs(YS) + np.sign(YS), "size and sign"),
        (x**70, XS**70, "too large a power for products"),
    ],
)
def test_values(expression, expected, why):
    _, (value,) = run(expression)
    np.testing.assert_allclose(value, expected, rtol=1e-14, err_msg=why)


def test_results_that_are_arguments_constants_or_equal_have_places_of_their_own():
    program, values = run(x, sp.Integer(3), sp.Integer(3), x * y, x * y, sp.Integer(3))
    assert len(set(program.results)) == 6
    for value, expected in zip(values, (XS, 3.0, 3.0, XS * YS, XS * YS, 3.0), strict=True):
        np.testing.assert_array_equal(value, np.broadcast_to(expected, XS.shape))


def test_what_is_shared_is_computed_once_and_registers_are_used_again():
    program, _ = run(sp.exp(sp.sin(x)) + sp.sin(x) ** 2, y * sp.sin(x))
    assert [instruction.function for instruction in program.instructions].count(np.sin) == 1
    long, _ = run(sum((x + k) ** 2 for k in range(30)))
    assert long.registers <= 6, "30 squares are added one after the other"


def test_arguments_are_never_written():
    before = XS.copy(), YS.copy()
    run(x * y + x, y - x, x)
    np.testing.assert_array_equal((XS, YS), before)


def test_what_no_instruction_computes_is_left_to_others():
    assert array_program([sp.gamma(x)], [x]) is None
    assert array_program([sp.Piecewise((x, x > 0), (0, True))], [x]) is None
