"""Partial fractions with letters: the values a student finds, worked by hand beside each row."""

from dataclasses import replace

import pytest
import sympy as sp

import symtutor
from symtutor.derivation.integrating import separation_by_hand
from symtutor.derivation.integrating.exponentials import ExponentialsTaken
from symtutor.derivation.integrating.fractions import PartialFractions, SplitUp, with_letters
from symtutor.derivation.integrating.terms import Antiderivatives
from symtutor.document import paragraph
from symtutor.verification import verify

x, a = sp.Symbol("x", real=True), sp.Symbol("a", positive=True)
A, B, D, E = sp.symbols("A B D E", real=True)
half = sp.Rational(1, 2)

FOUND = [
    ("x' = x(1-x)", {A: 1, B: -1}, "1 = A(1 − x) − Bx: at 0 A = 1, at 1 B = −1"),
    ("x' = x(1-x)(x-2)", {A: -half, B: 1, D: -half}, "at 0: 1 = −A·2; at 1: 1 = B; at 2: 1 = −2D"),
    ("x' = x^2 (1-x)", {A: 1, B: 1, D: -1}, "x⁰: 1 = B; x¹: 0 = A − B; x²: 0 = −A − D"),
    ("x' = x(x^2+1)", {A: 1, B: -1, D: 0}, "x⁰: 1 = A; x¹: 0 = D; x²: 0 = A + B"),
    ("x' = (x^2-1)/(x+2)", {A: -half, B: 3 * half}, "the numerator x + 2 is 1 at −1 and 3 at 1"),
    ("x' = x^2 - 2", {A: -sp.sqrt(2) / 4, B: sp.sqrt(2) / 4}, "the factors differ by 2√2"),
]


def by_hand(text):
    return [line.rule for line in separation_by_hand(symtutor.solve(text).analysis)]


@pytest.mark.parametrize(("text", "values", "why"), FOUND)
def test_the_letters_are_those_found_by_hand(text, values, why):
    (split,) = [rule for rule in by_hand(text) if isinstance(rule, PartialFractions)]
    assert dict(split.letters) == values, why
    assert split.verify() is True


@pytest.mark.parametrize(("text", "_values", "why"), FOUND)
def test_a_wrong_letter_fails(text, _values, why):
    (split,) = [rule for rule in by_hand(text) if isinstance(rule, PartialFractions)]
    (letter, value), *others = split.letters
    assert replace(split, letters=((letter, value + 1), *others)).verify() is False, why


@pytest.mark.parametrize(
    "text", ["x' = x(1-x)(x-2)", "x' = -2x + 1", "x' = sin(x)", "x' = x^2", "x' = x/(1+x)", "x' = 3x(x^2+x+1)"]
)
def test_every_antiderivative_is_differentiated_back(text):
    checked = verify(iter(by_hand(text)))
    assert checked.failed == 0
    assert checked.held > 0


def test_a_wrong_antiderivative_fails():
    table = Antiderivatives(x, ((x**2, x**3),), paragraph(""), "", "")
    assert table.verify() is False


def test_an_improper_fraction_is_divided_out():
    assert any(isinstance(rule, SplitUp) for rule in by_hand("x' = x/(1+x)"))


def test_a_letter_of_the_system_is_not_taken():
    letter = sp.Symbol("A", positive=True)
    split = with_letters(x * (letter - x), x, (1 / (letter * x), -1 / (letter * (x - letter))))
    assert letter.name not in {name.name for name, _ in split.letters}


TAKEN = [
    ("x' = x(1-x)", x / (x - 1), 1, "ln|x| − ln|x − 1| = t + C"),
    ("x' = -2x + 1", x - half, -2, "one logarithm, times −2"),
    ("x' = x(1+x^2)", x**2 / (x**2 + 1), 2, "ln|x| − ln(x² + 1)/2, times 2"),
]


@pytest.mark.parametrize(("text", "ratio", "rate", "why"), TAKEN)
def test_exponentials_are_taken_as_by_hand(text, ratio, rate, why):
    (taken,) = [rule for rule in by_hand(text) if isinstance(rule, ExponentialsTaken)]
    assert (sp.cancel(taken.ratio - ratio), taken.rate) == (0, rate), why
    assert taken.verify() is True
    assert replace(taken, rate=taken.rate + 1).verify() is False


def test_without_a_formula_for_the_solution_no_exponentials_are_taken():
    assert not any(isinstance(rule, ExponentialsTaken) for rule in by_hand("x' = x(1-x)(x-2)"))
