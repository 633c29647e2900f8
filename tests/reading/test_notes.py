"""Where a reader could be misled a note says how it was read; elsewhere nothing is said."""

from __future__ import annotations

import pytest

from symtutor.document import Math, Paragraph
from symtutor.reading import read_system

READ_AS = "Here {} is read as {}; for the other reading write {}."

TABLE = [
    ("x' = 1/2x", READ_AS.format("1/2x", "(1/2)·x", "1/(2x)")),
    ("x' = a/bx + b", READ_AS.format("a/bx", "(a/b)·x", "a/(bx)")),
    ("x' = 1/2(x+1)", READ_AS.format("1/2(x+1)", "(1/2)·(x+1)", "1/(2(x+1))")),
    ("x' = x^1/2", READ_AS.format("x^1/2", "(x^1)/2", "x^(1/2)")),
    ("x' = e^2x", READ_AS.format("e^2x", "(e^2)·x", "e^(2x)")),
    ("x' = e^-2x", READ_AS.format("e^-2x", "(e^-2)·x", "e^(-2x)")),
    ("x' = sin x(1-x)", READ_AS.format("sin x(1-x)", "sin(x)·(1-x)", "sin(x(1-x))")),
    ("x' = sin 2*x", READ_AS.format("sin 2*x", "sin(2)·x", "sin(2*x)")),
    ("x' = sin t x", READ_AS.format("sin t x", "sin(t·x)", "sin(t)·x")),
    ("\N{DOT ABOVE}x = -x", "A dot before a letter was read as the dot over it."),
    ("x' = sin x/2", READ_AS.format("sin x/2", "sin(x)/2", "sin(x/2)")),
    ("x' = √2x", READ_AS.format("√2x", "√2·x", "√(2x)")),
    ("x' = √x²", READ_AS.format("√x²", "(√x)²", "√(x²)")),
    ("x' = x2 - 1", "Here x2 is a parameter; for a power write x^2."),
    ("x' = ab - x", "Here ab is one parameter; for a product write a b."),
    ("r x - x^3", "Here x is taken as the state: no left-hand side was given."),
    ("y, -x", "Here x, y are taken as the states, in this order: no left-hand sides were given."),
    ("gradient flow of x^2 + y^2", "The gradient is taken along x and y."),
    ("x' = xÂ²", "The characters “Â²” were read as “²”."),
    ("x' =\N{ZERO WIDTH SPACE} x", "Invisible characters in the text were left out."),
    ("𝑥' = 𝑥", "Letters in mathematical or wide type were read as plain letters."),
]
CLEAR = [
    "x' = x(1-x)(x-2)",
    "x' = x^4/4 - x^2y/2, y' = y",
    "x' = 1/2 x",
    "x' = x/2 + a/b",
    "x' = a/(bx) + b",
    r"x' = \frac{1}{2}x",
    "x' = e^(2x) + e^{-x}",
    "x' = sin 2x cos x + sin(x)/2",
    "x' = √(2x)",
    "x1' = x2, x2' = -x1",
    "x' = rate x",
    "x' = sin ω t + cos 2 x",
    "x' = f(x), f(x) = x^2",
    "x' = rx(1-x/K)",
]


def words(note: Paragraph) -> str:
    assert not any(isinstance(part, Math) for part in note.content)
    return "".join(part.text for part in note.content)


@pytest.mark.parametrize(("text", "note"), TABLE, ids=[row[0] for row in TABLE])
def test_note(text, note):
    assert [words(each) for each in read_system(text).notes] == [note]


@pytest.mark.parametrize("text", CLEAR)
def test_what_is_clear_needs_no_note(text):
    assert read_system(text).notes == ()
