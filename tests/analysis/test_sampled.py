"""Rules with parameters are checked at numbers that the assumptions allow."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis.flow import SignOnInterval
from symtutor.analysis.sampled import at_samples
from symtutor.model import Interval

x = sp.Symbol("x", real=True)
r = sp.Symbol("r", positive=True)

ROWS = [
    ("x' = r - x^2", ["r > 0"], "zeros with a root of the parameter"),
    ("x' = r + x^2", ["r > 0"], "no zeros, and a time to infinity"),
    ("x' = r + x^2", ["r < 0"], "the other sign"),
    ("x' = 1/(a - x)", [], "a pole at the parameter"),
    ("N' = r N (1 - N/K)", ["r > 0", "K > 0"], "two parameters"),
    ("x' = a - b x", ["a > 0", "b > 0"], "a quotient"),
]


@pytest.mark.parametrize(("text", "assume", "why"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_every_claim_is_checked(text, assume, why):
    verification = symtutor.solve(text, assume=assume).verify()
    assert (verification.failed, verification.undecided) == (0, 0), why


def test_the_edge_of_a_domain_that_is_a_parameter():
    (point,) = symtutor.solve("x' = sqrt(x - a)").fixed_points
    assert point.kind.value == "unstable"


def test_a_false_claim_fails():
    """r - x^2 is positive between its zeros, not to the right of them."""
    wrong = SignOnInterval(x, r - x**2, Interval(sp.sqrt(r), sp.oo), sp.S.Zero)
    assert at_samples(wrong, {r}) is False
