"""What every test may use."""

import os
import subprocess
import sys

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True)  # a change is judged by the same examples everywhere
if os.environ.get("CI"):
    settings.load_profile("ci")

SCREEN = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE")


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files from what is printed now")


@pytest.fixture(scope="session")
def plain_environment():
    """The environment without what describes the screen of whoever runs the tests."""
    return {**{name: value for name, value in os.environ.items() if name not in SCREEN}, "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def symtutor(plain_environment):
    """Run the program in a process of its own."""

    def program(*arguments, stdin="", **environment):
        return subprocess.run(
            [sys.executable, "-m", "symtutor", *arguments],
            input=stdin.encode(),
            capture_output=True,
            check=False,
            env={**plain_environment, **environment},
        )

    return program
