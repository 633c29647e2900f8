"""How fast hand work is judged once the system is analyzed, against the analysis itself."""

from time import process_time

import pytest
from sympy.core.cache import clear_cache

from symtutor.analysis import analyze
from symtutor.checking.context import Context
from symtutor.checking.hand import read_work
from symtutor.checking.marking import mark
from symtutor.checking.omissions import missing
from symtutor.model import Window
from symtutor.reading import read_system

SYSTEM = "dx/dt = x(1-x)(x-2)"
TEN_LINES = """x(1-x)(x-2) = 0
x = 0 or x = 1 or x = 2
f'(x) = (1-x)(x-2) - x(x-2) + x(1-x) = -3x^2 + 6x - 2
f'(0) = -2 < 0
f'(1) = 1 > 0
f'(2) = -2 < 0
0 and 2 are stable, 1 is unstable
f > 0 on (1, 2)
basin of 0 is (-oo, 1), basin of 2 is (1, oo)
V = x^4/4 - x^3 + x^2"""
ASKED = ("fixed-points", "derivative", "stability", "basins")
GOAL = 2
"""Judging ten lines costs less than this many times the analysis of the system from a cold cache, about 50 ms."""


def least(action, runs=7):
    """The least CPU time of several runs: noise only ever adds."""
    times = []
    for _ in range(runs):
        start = process_time()
        action()
        times.append(process_time() - start)
    return min(times)


def judge(analysis):
    context = Context(analysis, ASKED)
    findings = mark(read_work(TEN_LINES, analysis.system, ASKED), context)
    assert not list(missing(findings, context))
    assert all(found.verdict.is_right for found in findings)


@pytest.mark.benchmark
def test_ten_lines_against_the_analysis(capsys):
    system = read_system(SYSTEM)
    analysis = analyze(system, Window())

    def cold():
        clear_cache()
        analyze(system, Window())

    analyzing, judging = least(cold), least(lambda: judge(analysis))
    with capsys.disabled():
        print(
            f"\nten lines judged in {1000 * judging:.1f} ms of CPU time, the analysis takes {1000 * analyzing:.1f} ms, "
            f"ratio {judging / analyzing:.2f}"
        )
    assert judging < GOAL * analyzing
