"""The same input gives the same bytes, whatever the seed of hashes, the language and the time zone are."""

import pytest

SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4", "TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8"},
]


@pytest.mark.parametrize("format_", ["text", "html"])
@pytest.mark.parametrize(
    "problem",
    [
        "brusselator",  # a difference of equations: 1 − x = 0 or x − 1 = 0
        "jump-and-hysteresis",
    ],
)
def test_same_bytes(problem, format_, symtutor):
    arguments = ["solve", problem, "--detail", "full", "--to", format_]
    first, second = (symtutor(*arguments, **surroundings) for surroundings in SURROUNDINGS)
    assert first.returncode == 0
    assert first.stdout == second.stdout
