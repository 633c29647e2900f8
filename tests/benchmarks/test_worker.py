"""What a hard limit costs: the CPU time of a command with its worker, less that of the same command without one."""

import resource
import subprocess
import sys
from statistics import median

import pytest

ROUNDS = 9

COMMAND = "from symtutor.cli import main; main(['solve', 'dx/dt = x(1-x)(x-2)'])"
WITHOUT = """
import symtutor.worker

def finish(job, limits):
    *_, tell = job()
    return tell(None)

symtutor.worker.finish = finish
"""
PROGRAMS = {"sympy": "import sympy", "with": COMMAND, "without": WITHOUT + COMMAND}


def cpu_seconds(program, environment):
    """Run a program once and return the CPU time of the process and of all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.benchmark
def test_the_worker_costs_less_than_a_fifth_of_import_sympy(plain_environment, capsys):
    samples = {name: [] for name in PROGRAMS}
    for _ in range(ROUNDS):  # interleaved, so that a slow moment of the machine hits all alike
        for name, program in PROGRAMS.items():
            samples[name].append(cpu_seconds(program, plain_environment))
    medians = {name: median(times) for name, times in samples.items()}
    cost = medians["with"] - medians["without"]
    ratio = cost / medians["sympy"]
    with capsys.disabled():
        print(f"\n    the worker               {ratio:5.2f} x import sympy ({cost * 1000:.0f} ms CPU)")
    assert ratio <= 0.2
