"""What systems with free parameters cost, and the two tests of numbers and formulas that they ask most often."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest
import sympy as sp
from sympy import Rational, sqrt
from sympy.core.cache import clear_cache

from symtutor.analysis import analyze
from symtutor.explain import explain
from symtutor.model import Window
from symtutor.numerics.sign_rules import SIGN, possible_signs
from symtutor.numerics.signs import sign
from symtutor.numerics.zero_bound import proved_zero
from symtutor.reading import read_system
from symtutor.render import FORMATS
from symtutor.verification import verify

pytestmark = pytest.mark.benchmark

LORENZ = "x' = s(y-x), y' = x(r-z)-y, z' = xy-bz"
SYSTEMS = {
    "the cubic of the lesson": ("x' = x(1-x)(x-2)", ()),
    "Lorenz": (LORENZ, ("s > 0", "r > 0", "b > 0")),
    "laser": ("n' = G n (N0 - a n) - k n", ("G > 0", "a > 0", "k > 0")),
    "competition": ("x' = x(a-x-b y), y' = y(1-y-x)", ("a > 0", "b > 0")),
    "Lengyel-Epstein": ("x' = a - x - 4xy/(1+x^2), y' = b x (1 - y/(1+x^2))", ("a > 0", "b > 0")),
    "budworm": ("x' = r x(1 - x/10) - x^2/(1+x^2)", ()),
}
MOST = 6
"""No system costs more than this many times `import sympy`: read, analyzed, checked, explained and written."""


def seconds(action, runs=2):
    """The least CPU time of several runs from a cold cache: noise only ever adds."""
    times = []
    for _ in range(runs):
        clear_cache()
        start = process_time()
        action()
        times.append(process_time() - start)
    return min(times)


def solved(text, assume):
    analysis = analyze(read_system(text, assume=assume), Window())
    return FORMATS["text"](explain(analysis, verify(analysis.rules())))


def test_systems_with_parameters_against_import_sympy(plain_environment, capsys):
    program = "from time import process_time as now; t = now(); import sympy; print(now() - t)"
    imports = [
        float(
            subprocess.run(
                [sys.executable, "-c", program], check=True, capture_output=True, env=plain_environment
            ).stdout
        )
        for _ in range(3)
    ]
    solved(*SYSTEMS["the cubic of the lesson"])  # loads the modules
    costs = {name: seconds(lambda system=system: solved(*system)) / min(imports) for name, system in SYSTEMS.items()}
    with capsys.disabled():
        print()
        for name, ratio in costs.items():
            print(f"    {name:<24} {ratio:5.2f} x import sympy")
    assert max(costs.values()) < MOST


def test_a_proved_zero_against_the_minimal_polynomial(capsys):
    """Equal numbers under nested roots: a ball below the separation bound, or the minimal polynomial."""
    cube = sp.Pow(Rational(5, 2) + sqrt(2121) / 18, Rational(1, 3))
    root = cube - 2 / (3 * cube)
    zeros = [sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6)), root**3 + 2 * root - 5]

    def theirs():
        assert all(sp.minimal_polynomial(zero, sp.Symbol("x")) == sp.Symbol("x") for zero in zeros)

    def ours():
        assert all(proved_zero(zero) for zero in zeros)

    ratio = seconds(theirs, runs=1) / seconds(ours)
    with capsys.disabled():
        print(f"\n    a proved zero is {ratio:.0f} times as fast as the minimal polynomial")
    assert ratio > 10


def test_rules_of_signs_against_assumptions(capsys):
    """Signs that are the same either way, mostly that nothing is known."""
    a, b, c = sp.symbols("a b c", positive=True)
    formulas = [
        a * b - c,
        a + b**2 / c,
        (a - b) ** 2 + c,
        a * (b - 1) / (c + 1),
        -a * b * (c + 2),
        (a - c) * (b - 1) - a,
    ]
    formulas += [factor * formula + formula**3 for formula in formulas for factor in (a, -b, a - b)]

    def theirs():
        return [1 if f.is_positive else -1 if f.is_negative else None for f in formulas]

    def ours():
        return [SIGN.get(possible_signs(f, sign)) for f in formulas]

    assert [known for known in theirs() if known] == [known for known in ours() if known]
    formulas = [sp.Add(*f.args, evaluate=False) if f.is_Add else f for f in formulas]  # SymPy keeps answers in formulas
    slow = seconds(theirs, runs=1)
    ratio = slow / seconds(ours)
    with capsys.disabled():
        print(f"\n    the rules of signs are {ratio:.0f} times as fast as assumptions")
    assert ratio > 3
