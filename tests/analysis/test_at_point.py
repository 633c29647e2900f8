"""Values at which families and cases are checked."""

from __future__ import annotations

import pytest
import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.solving import solve

k = sp.Symbol("k", positive=True)
m = sp.Symbol("m", negative=True)
n = sp.Symbol("n", integer=True)
r = sp.Symbol("r", real=True)


@pytest.mark.parametrize(
    ("symbols", "when"),
    [
        ({k, n}, k < 2),
        ({m, r}, sp.And(r > m, r < 1)),
        ({r}, sp.Or(r < -1, r > 1)),
        ({r, k}, sp.Ne(r**2 - k, 0)),
    ],
)
def test_values_agree_with_assumptions_and_condition(symbols, when):
    found = list(admissible(symbols, when))
    assert found
    for choice in found:
        assert set(choice) == symbols
        assert when.subs(choice) == sp.true
        assert choice.get(k, sp.S.One).is_positive
        assert choice.get(m, -sp.S.One).is_negative
        assert choice.get(n, sp.S.Zero).is_integer


def test_the_driven_pendulum_holds_at_its_fold_for_every_damping():
    """A family at a case of the damping is checked at one of its members: the index is an integer."""
    assert solve("x' = v, v' = c - sin(x) - k v", assume=["c > 0", "k > 0"]).verify().failed == 0
