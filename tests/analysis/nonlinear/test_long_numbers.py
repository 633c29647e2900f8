"""Points whose coordinates are roots of a quintic: what is zero there is decided in the number field, not by digits."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis import analyze
from symtutor.model import Completeness, Kind, ODESystem

x, y = sp.symbols("x y", real=True)
quintic = x**5 - x - 1
CENTER = ODESystem((x, y), (y - quintic**2, -quintic + quintic**3))


def test_a_coordinate_that_is_zero_in_the_number_field_is_zero():
    # at the real root of the quintic y = (x⁵ − x − 1)² = 0; where x⁵ − x − 1 is 1 or −1, y = 1
    found = analyze(CENTER)
    assert found.fixed_points.completeness is Completeness.PROVED
    assert [point.at[1] for point in found.fixed_points.points] == [1, 1, 1, 0, 1]


def test_a_trace_that_is_zero_in_the_number_field_leaves_imaginary_eigenvalues():
    # J = ((0, 1), (−f′, 0)) with f′ = 5x⁴ − 1 > 0
    silent = next(c for c in analyze(CENTER).classifications if c.at[1] == 0)
    assert [sp.re(value) for value, _ in silent.eigenvalues] == [0, 0]
    assert silent.reasons[0].verify() is True


def test_what_was_left_out_at_a_long_number_is_said():
    silent = next(c for c in analyze(CENTER).classifications if c.at[1] == 0)
    assert silent.kind is Kind.UNDECIDED
    (tried,) = (rule.tried for rule in silent.reasons if hasattr(rule, "tried"))
    assert any("left out" in words for words in tried)
    assert not any("zero up to degree" in words for words in tried)


@pytest.mark.parametrize(
    ("system", "decides"),
    [
        ("x' = x^5 - x - 1 - y, y' = x y - 2 y", "Δ ≈ −6.8975. Its sign is proved"),  # a saddle: only the determinant
        ("x' = -(x^5 - x - 1) - y, y' = -3 y + x y/2", "Their signs are proved"),  # a node: all three
    ],
)
def test_only_what_decides_is_said_to_be_proved(system, decides):
    text = " ".join(str(symtutor.solve(system)).split())
    assert decides in text
