"""No other zeros: proved by balls, where around the known zeros there is proved to be nothing else."""

import pytest
import sympy as sp

from symtutor.analysis.isolate import no_other_zeros

x = sp.Symbol("x", real=True)
NEAR = sp.Rational(1, 10**80)


@pytest.mark.parametrize(
    ("field", "zeros", "expected", "why"),
    [
        (sp.sin(x), [0, sp.pi], True, "simple zeros"),
        (sp.sin(x) ** 2, [0, sp.pi], True, "double zeros: f′ vanishes there, f″ does not"),
        (sp.sin(x) * (sp.cos(x) + 1), [0, sp.pi], True, "a simple and a triple one"),
        (x**2 - 2, [sp.sqrt(2)], True, "an irrational zero"),
        (sp.sin(x), [0], None, "π is missing"),
        (
            (x - sp.sqrt(2)) * (x - sp.sqrt(2) - NEAR),
            [sp.sqrt(2)],
            None,
            "two zeros closer than a ball of 50 digits resolves look like a double one",
        ),
        (x**2 - 2 + NEAR, [sp.sqrt(2)], None, "a point where f is tiny and not zero is no zero"),
    ],
)
def test_zeros_between_0_and_4(field, zeros, expected, why):
    assert no_other_zeros(field, x, list(map(sp.sympify, zeros)), sp.S.Zero, sp.Integer(4)) is expected, why
