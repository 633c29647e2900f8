from __future__ import annotations

import dataclasses

import pytest
import sympy as sp

from symtutor.model import ODESystem
from symtutor.numerics.step_limit import Regime, StepLimit

x, y = sp.symbols("x y", real=True)
R = sp.Rational
H = R(1, 2)


def limit_of(field, at, steps=()):
    states = (x, y)[: len(field)]
    system = ODESystem(states, tuple(field))
    jacobian = sp.ImmutableMatrix(sp.Matrix(field).jacobian(states).subs(dict(zip(states, at, strict=True))))
    eigenvalues = tuple(sp.Matrix(jacobian).eigenvals().items())
    return StepLimit(system, tuple(map(sp.sympify, at)), jacobian, eigenvalues, tuple(map(R, steps)))


@pytest.mark.parametrize(
    ("field", "at", "stable", "monotone", "why"),
    [
        ((-x,), (0,), 2, 1, "the lesson: 2/|−1|"),
        ((x * (1 - x) * (x - 2),), (2,), 1, H, "2/|−2|"),
        ((-x, -2 * y), (0, 0), 1, H, "the faster direction decides: 2/|−2|"),
        ((y, -x - y), (0, 0), 1, None, "λ = (−1 ± i√3)/2: −2 Re λ/|λ|² = 1"),
        ((-x + 2 * y, -2 * x - y), (0, 0), R(2, 5), None, "λ = −1 ± 2i: 2/5"),
        ((y, -x), (0, 0), None, None, "a center: no step is small enough"),
        ((-(x**3),), (0,), None, None, "λ = 0: the linear part sets no limit"),
        ((y, -x - 4 * y), (0, 0), 2 / (2 + sp.sqrt(3)), 1 / (2 + sp.sqrt(3)), "λ = −2 ± √3"),
    ],
)
def test_limits_by_hand(field, at, stable, monotone, why):
    rule = limit_of(field, at)
    for found, expected in ((rule.stable_below, stable), (rule.monotone_below, monotone)):
        if expected is None:
            assert found is None, why
        else:
            assert sp.simplify(found - expected) == 0, why
    assert rule.verify() is True, why


@pytest.mark.parametrize(
    ("field", "step", "regime", "why"),
    [
        ((-x,), H, Regime.MONOTONE, "the factor is 1/2"),
        ((-x,), 1, Regime.ONE_STEP, "the factor is 0"),
        ((-x,), R(3, 2), Regime.OSCILLATING, "the factor is −1/2"),
        ((-x,), 2, Regime.TWO_CYCLE, "the factor is −1"),
        ((-x,), 3, Regime.DIVERGENT, "the factor is −2"),
        ((-x, -2 * y), H, Regime.MONOTONE, "one component arrives, the other still comes closer"),
        ((-x, -y), 1, Regime.ONE_STEP, "every direction arrives at once"),
        ((-x, -2 * y), 1, Regime.TWO_CYCLE, "y jumps for ever"),
        ((-x + y, -y), 2, Regime.DIVERGENT, "a Jordan block with factor −1 grows like n"),
        ((-x + y, -y), 1, Regime.MONOTONE, "a Jordan block with factor 0 takes two steps"),
        ((y, -x - y), H, Regime.SPIRAL_IN, "|1 + hλ|² = 3/4"),
        ((y, -x - y), 1, None, "|1 + hλ| = 1: on the boundary"),
        ((y, -x - y), 2, Regime.SPIRAL_OUT, "|1 + hλ|² = 3"),
        ((y, -x), R(1, 100), Regime.SPIRAL_OUT, "a center: |1 + hλ|² = 1 + h²"),
        ((x,), H, None, "nothing is approached"),
    ],
)
def test_regimes_by_hand(field, step, regime, why):
    assert limit_of(field, (0,) * len(field)).regime(sp.sympify(step)) is regime, why


@pytest.mark.parametrize(
    ("field", "step", "words"),
    [((-x,), R(1, 2), "monotone"), ((-x,), 3, "divergent"), ((y, -x - y), R(1, 2), "spiral in")],
)
def test_regimes_agree_with_what_the_iterates_do(field, step, words):
    rule = limit_of(field, (0,) * len(field))
    values = sp.Matrix([1] * len(field))
    whole = sp.eye(len(field)) + step * rule.jacobian
    sizes = [values.norm().evalf()]
    for _ in range(12):
        values = whole * values
        sizes.append(values.norm().evalf())
    assert rule.regime(step).value == words
    assert (sizes[-1] < sizes[0]) == (words != "divergent")


def test_a_wrong_eigenvalue_is_found():
    rule = limit_of((-x,), (0,))
    assert dataclasses.replace(rule, eigenvalues=((sp.Integer(-2), 1),)).verify() is False


def test_the_verdicts_are_in_the_words():
    step = limit_of((-x,), (0,), steps=(H, 3)).narrate()
    words = [
        piece.text for row in step.blocks[-1].rows for cell in row for piece in cell.content if hasattr(piece, "text")
    ]
    assert {"monotone", "divergent"} <= set(words)
