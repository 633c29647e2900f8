"""What a call costs: the CPU time of whole processes, as a ratio to `import sympy` measured in the same run."""

import resource
import subprocess
import sys
from statistics import median

import pytest

ROUNDS = 5

COMMANDS = {
    "import sympy": ["-c", "import sympy"],
    "symtutor --help": ["-m", "symtutor", "--help"],
    "symtutor solve, the line": ["-m", "symtutor", "solve", "dx/dt = x(1-x)(x-2)"],
    "symtutor solve, the plane": ["-m", "symtutor", "solve", "dx/dt = -x, dy/dt = -2y"],
}


def cpu_seconds(arguments, environment):
    """Run Python once and return the CPU time of the process and of all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.benchmark
def test_start_up_is_paid_on_every_call(plain_environment, capsys):
    samples = {name: [] for name in COMMANDS}
    for arguments in COMMANDS.values():  # the first run writes the bytecode
        cpu_seconds(arguments, plain_environment)
    for _ in range(ROUNDS):  # interleaved, so that a slow moment of the machine hits all alike
        for name, arguments in COMMANDS.items():
            samples[name].append(cpu_seconds(arguments, plain_environment))
    medians = {name: median(times) for name, times in samples.items()}
    ratios = {name: time / medians["import sympy"] for name, time in medians.items()}
    with capsys.disabled():
        print()
        for name, ratio in ratios.items():
            print(f"    {name:<28} {medians[name] * 1000:6.0f} ms CPU   {ratio:5.2f} x import sympy")
    assert ratios["symtutor solve, the line"] <= 2.0
    assert ratios["symtutor --help"] <= 0.7
