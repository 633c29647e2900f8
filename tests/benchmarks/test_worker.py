"""What a hard limit costs: the CPU time of a command with its worker, less that of the same command without one."""

import pytest

COMMAND = "from symtutor.cli import main; main(['solve', 'dx/dt = x(1-x)(x-2)'])"
WITHOUT = """
import symtutor.worker

def finish(job, limits, watch=None):
    *_, tell = job()
    return tell(None)

symtutor.worker.finish = finish
"""
PROGRAMS = {"sympy": ["-c", "import sympy"], "with": ["-c", COMMAND], "without": ["-c", WITHOUT + COMMAND]}


def ratio(seconds):
    return (seconds["with"] - seconds["without"]) / seconds["sympy"]


@pytest.mark.benchmark
def test_the_worker_costs_less_than_a_fifth_of_import_sympy(least_cpu_seconds, capsys):
    seconds = least_cpu_seconds(PROGRAMS, goal=lambda least: ratio(least) <= 0.2)
    cost = seconds["with"] - seconds["without"]
    with capsys.disabled():
        print(f"\n    the worker               {ratio(seconds):5.2f} x import sympy ({cost * 1000:.0f} ms CPU)")
    assert ratio(seconds) <= 0.2
