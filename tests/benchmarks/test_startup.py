"""What a call costs: the CPU time of whole processes, as a ratio to `import sympy` measured in the same run."""

import pytest

COMMANDS = {
    "import sympy": ["-c", "import sympy"],
    "symtutor --help": ["-m", "symtutor", "--help"],
    "symtutor solve, the line": ["-m", "symtutor", "solve", "dx/dt = x(1-x)(x-2)"],
    "symtutor solve, the plane": ["-m", "symtutor", "solve", "dx/dt = -x, dy/dt = -2y"],
}
GOALS = {"symtutor --help": 0.7, "symtutor solve, the line": 2.0, "symtutor solve, the plane": 2.0}


def met(seconds):
    return all(seconds[name] <= goal * seconds["import sympy"] for name, goal in GOALS.items())


@pytest.mark.benchmark
def test_start_up_is_paid_on_every_call(least_cpu_seconds, capsys):
    least = least_cpu_seconds(COMMANDS, goal=met)
    with capsys.disabled():
        print()
        for name, seconds in least.items():
            ratio = seconds / least["import sympy"]
            print(f"    {name:<28} {seconds * 1000:6.0f} ms CPU   {ratio:5.2f} x import sympy")
    assert met(least)
