"""No quantity is called by a letter that the system uses for something else."""

import pytest

from symtutor import solve

ROWS = [
    ("x' = mu x - omega y - x y^2, y' = omega x + mu y", ("omega > 0",), "ν = ω", "ω = ω", "the frequency is ω itself"),
    ("x'' + omega^2 x = 0", ("omega > 0",), "2π/ν", "ω = ω", "one turn takes 2π/ν with ν = ω"),
    ("x' = a x - y, y' = x + y/tau", (), "T = (a τ + 1)/τ", "the trace τ", "a time scale τ beside the trace"),
    (
        "x' = lambda x - y, y' = x + lambda y",
        (),
        "s² − s τ + Δ",
        "λ² − λ τ + Δ = 0 with",
        "a parameter λ beside the eigenvalues",
    ),
    ("x' = a x - y, y' = x + a y", (), "λ² − λ τ + Δ", "s τ", "where nothing is taken the letters are the usual ones"),
]


@pytest.mark.parametrize(("text", "assume", "said", "not_said", "why"), ROWS, ids=[row[4] for row in ROWS])
def test_letters_that_are_free(text, assume, said, not_said, why):
    told = " ".join(str(solve(text, assume=assume)).split())
    assert said in told, why
    assert not_said not in told, why
