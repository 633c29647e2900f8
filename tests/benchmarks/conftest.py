"""The CPU time of whole processes, measured so that a busy machine cannot fail a run: noise only ever adds time."""

import resource
import subprocess
import sys

import pytest

FEWEST_ROUNDS, MOST_ROUNDS = 4, 30


def cpu_seconds(arguments, environment):
    """Run Python once and return the CPU time of the process and of all its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.fixture
def least_cpu_seconds(plain_environment):
    """Measure commands side by side: the least CPU time of each, over more rounds while a goal is not yet met."""

    def measure(commands, goal):
        for arguments in commands.values():  # the first run writes the bytecode
            cpu_seconds(arguments, plain_environment)
        least = dict.fromkeys(commands, float("inf"))
        for done in range(1, MOST_ROUNDS + 1):
            for name, arguments in commands.items():
                least[name] = min(least[name], cpu_seconds(arguments, plain_environment))
            if done >= FEWEST_ROUNDS and goal(least):
                break
        return least

    return measure
