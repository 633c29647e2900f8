"""Sentences of whole solutions that once were wrong, empty or clumsy: what is said instead, and what no longer is."""

import pickle

import pytest

from symtutor import solve

SENTENCES = [
    # as typed, said, not said, why
    ("x' = |x^2-1| - 1/2", "solve |x² − 1| − 1/2 = 0. Undone", "Factor first", "one factor: nothing is factored"),
    ("x' = e^x - x - 1", "e^x − x − 1 = 0 gives x = 0", "Undone", "x stands twice: no chain of inverses"),
    ("x' = max(x^2-1, 1-x)", "So the only fixed point is 1.", "fixed points are", "one of them"),
    (
        "x' = max(x,0) (x+1)(x-2)",
        "Besides, there is 2.",
        "there are",
        "fixed for x ≤ 0, and at 2, which is one point",
    ),
    (
        "x' = k(T-x)",
        "So where k = 0, every real x is a fixed point",
        "every velocity",
        "one equation has one velocity",
    ),
    (
        "x' = a x(1-x) - b x",
        "every x where a = 0 and b = 0",
        "settle on it",
        "the equation is x′ = 0 there: no solution moves, and none settles",
    ),
    (
        "x' = (1+x) sin(y), y' = 1 - x - cos(y)",
        "(0, 2πn), for every integer n, has index 1;",
        "for every integer n has",
        "the condition stands between commas",
    ),
    (
        "x' = sin(x) y, y' = cos(x)",
        "Here (π/2 + 2πn, 0) and (3π/2 + 2πn, 0), for every integer n, have index 1.",
        "for every integer n and",
        "what n runs through is said once",
    ),
    ("x' = lambda x, y' = mu y", "ln(2)/|μ|", "ln(2)/|μ| = ln(2)/|μ|", "no equation says that a thing is itself"),
    (
        "x' = x - x^3/3 - y + I, y' = 0.08(x + 0.7 - 0.8y)",
        "which gives x = −∛(",
        "arsinh",
        "8x³/375 + 2x/125 only rises: one root, whatever I is, and no formulas for three",
    ),
    (
        "x' = x - b x/(a+x)",
        "x′ = x²/(b + x)",
        "not known to have derivatives",
        "0 is a fixed point only where a ≠ 0, and there 1/(a + x) is smooth",
    ),
]


@pytest.mark.parametrize(("text", "said", "unsaid", "why"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_sentence(text, said, unsaid, why):
    words = " ".join(solve(text).to("text").split())
    assert said in words, why
    assert unsaid not in words, why


def test_what_is_assumed_is_still_said_after_a_trip_to_another_process():
    """Read back by SymPy, r > 0 of a positive r would become True."""
    system = solve("x' = r - x^2", assume=["r > 0"]).system
    again = pickle.loads(pickle.dumps(system))  # noqa: S301 - what was written a moment ago
    assert str(again.assumptions) == "(r > 0,)"
