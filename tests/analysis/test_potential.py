"""Gradient flow: saddles by their Morse index, and valleys."""

import pytest

import symtutor

TOLD = [
    ("gradient flow of x^2 + y^2 - 2z^2 - w^2", ["two negative eigenvalues", "strict saddle", "e^(4t)"], "index 2"),
    ("gradient flow of x^2/2 + y^2", ["a minimum"], "no saddle"),
    ("gradient flow of (x y - 1)^2/2", ["a valley", "one negative eigenvalue"], "a hyperbola of minima: xy = 1"),
]


@pytest.mark.parametrize(("flow", "words", "why"), TOLD, ids=[row[2] for row in TOLD])
def test_the_landscape_is_told(flow, words, why):
    text = " ".join(str(symtutor.solve(flow)).split())
    assert all(word in text for word in words), why
    assert ("strict saddle" in text) == ("negative" in " ".join(words))
    assert "has no minimum" not in text or "valley" not in text
