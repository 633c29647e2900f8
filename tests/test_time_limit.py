"""A time limit, as users meet it: on the command line and in Python. What is printed then says what is missing."""

import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

import symtutor
from symtutor import solution, solving, worker
from symtutor.cli import run
from symtutor.laboratory import request
from symtutor.worker import spawned

pytestmark = pytest.mark.skipif(not spawned.FORKS, reason="the tests hang a copy of this process")

LOTKA = "x' = x(3-x-2y), y' = y(2-x-y)"
LIMIT = ("--time-limit", "1")
WHY = "The time limit of 1 s was reached."
HASHED = (
    "x' = x(1-x)(x-2)",
    LOTKA,
    "x' = sin(x) cos(y), y' = -cos(x) sin(y)",
    "x' = a x + b x^2 - c x^3",
    "x' = x^2 + y^2 - 5, y' = x y - 2",
    "x' = y, y' = z, z' = -x - 2y - 3z",
    "N' = r N (1 - N/K) - a N P, P' = b N P - m P",
)
EULER = ("euler", "x' = -x", "--start", "x=1", "--until", "1/2", "--step", "1/4")


@pytest.fixture(autouse=True)
def copies(monkeypatch):
    """Let other tests have loaded what runs threads of its own: a copy is needed to inherit what is changed here."""
    monkeypatch.setattr(worker, "_threads", lambda: 1)


@pytest.fixture
def hang_after(monkeypatch):
    """Let the analysis do so many parts, and then compute without end in C."""

    def hang(parts):
        stages = solving.stages

        def some(*arguments):
            yield from islice(stages(*arguments), parts)
            yield None, 3 ** (10**10)

        monkeypatch.setattr(solving, "stages", some)
        monkeypatch.setattr(request, "stages", some)

    return hang


class TestCommandLine:
    @pytest.mark.parametrize(
        ("parts", "missing", "known"),
        [
            (1, "the fixed points and everything that follows", "Read as"),
            (3, "the kind of some fixed points", "So the fixed points are (0, 0), (0, 2), (1, 1) and (3, 0)."),
            (5, "the kind of some fixed points", "stable node"),
            (7, "what is known of the field as a whole", "saddle"),
            (8, "the check of every claim", "saddle"),
        ],
    )
    def test_what_is_known_is_printed_with_what_is_missing(self, parts, missing, known, hang_after, capsys):
        hang_after(parts)
        assert run(["solve", LOTKA, *LIMIT]) == 3
        printed = capsys.readouterr()
        text = " ".join(printed.out.split())
        assert known in text
        assert f"Not finished Missing here: {missing}" in text
        assert text.endswith(WHY)
        assert "re-derived" not in text
        assert printed.err == f"{WHY} The answer is partial. Give it longer with a higher time limit.\n"

    def test_points_that_were_not_reached_are_undecided(self, hang_after, capsys):
        hang_after(5)
        assert run(["solve", LOTKA, "--to", "json", *LIMIT]) == 3
        answer = json.loads(capsys.readouterr().out)
        assert [point["kind"] for point in answer["fixed_points"]["points"]] == [
            "unstable node",
            "stable node",
            "undecided",
            "undecided",
        ]
        assert answer["partial"].endswith(WHY)
        assert answer["verification"]["held"] == 0

    def test_a_file_holds_the_partial_answer(self, hang_after, tmp_path, capsys):
        hang_after(1)
        file = tmp_path / "solution.tex"
        assert run(["solve", LOTKA, "-o", str(file), *LIMIT]) == 3
        assert WHY in file.read_text()
        assert file.read_text().endswith("\\end{document}\n")
        assert [path.name for path in tmp_path.iterdir()] == [file.name]
        assert capsys.readouterr().out == ""

    def test_a_picture_shows_what_is_known(self, hang_after, tmp_path, capsys):
        hang_after(3)
        file = tmp_path / "flow.svg"
        assert run(["plot", LOTKA, "-o", str(file), "--time-limit", "3"]) == 3
        assert file.read_text().endswith("</svg>\n")
        assert "Missing here: the kind of some" in capsys.readouterr().out

    def test_no_picture_is_left_where_nothing_is_known(self, hang_after, tmp_path, capsys):
        hang_after(0)
        assert run(["plot", LOTKA, "-o", str(tmp_path / "flow.svg"), *LIMIT]) == 3
        assert not list(tmp_path.iterdir())
        assert capsys.readouterr().err.startswith(WHY)

    def test_tables_are_computed_before_the_analysis(self, hang_after, capsys):
        """What was asked for needs no fixed points: only the limit of the step does."""
        hang_after(1)
        assert run([*EULER, *LIMIT]) == 3
        text = " ".join(capsys.readouterr().out.split())
        assert "9/16" in text
        assert "0.60653" in text
        assert f"Missing here: the limit of the step and the check. {WHY}" in text
        assert run([*EULER, "--to", "json", *LIMIT]) == 3
        answer = json.loads(capsys.readouterr().out)
        assert answer["runs"][0]["final"] == {"x": "9/16"}
        assert answer["partial"].endswith(WHY)

    def test_a_mistake_is_no_traceback(self, monkeypatch, capsys):
        def fail(*_):
            raise ZeroDivisionError("on purpose")

        monkeypatch.setattr(solution, "explain", fail)
        assert run(["solve", LOTKA]) == 3
        assert capsys.readouterr().err == (
            "A mistake in symtutor stopped the work (ZeroDivisionError: on purpose). "
            "Please report it together with the input.\n"
        )

    @pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e300", "soon"])
    def test_a_limit_that_is_none(self, seconds, capsys):
        assert run(["solve", "x' = x", f"--time-limit={seconds}"]) == 2
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", -15), ("SIGKILL", -9)])
    def test_nothing_is_left_when_the_program_is_stopped(self, name, status, plain_environment, tmp_path):
        program = (
            "import os, sys, symtutor.solving as solving\n"
            "def hang(*_):\n"
            "    print(os.getpid(), os.getppid(), file=open(sys.argv[1] + '~', 'w'), flush=True)\n"
            "    os.rename(sys.argv[1] + '~', sys.argv[1])\n"
            "    yield 3 ** (10**10)\n"
            "solving.stages = hang\n"
            "from symtutor.cli import main\n"
            "main(['solve', 'x = -x'.replace('x', 'x\\'', 1)])"
        )
        names = tmp_path / "names"
        with subprocess.Popen(
            [sys.executable, "-c", program, str(names)], stderr=subprocess.PIPE, env=plain_environment
        ) as process:
            _wait_for(names.exists)
            time.sleep(0.5)  # the worker is faster than its parent, who has to be waiting for it
            process.send_signal(getattr(signal, name))
            _, errors = process.communicate()
        assert (process.returncode, errors) == (status, b"")
        everyone = names.read_text().split()
        _wait_for(lambda: not any(map(_runs, everyone)))


class TestPython:
    @pytest.mark.parametrize(
        "system",
        [
            "x' = x(1-x)(x-2)",
            "x' = sin(x)",  # a family
            "x' = x^5 - x - 1",  # a root without a formula
            LOTKA,
            "x'' + x' + sin(x) = 0",
            "x' = x^5+y^3-x*y+1, y' = y^5+x^2*y-x+2",  # an algebraic point, which holds numbers of FLINT
            "x' = r x - x^3",  # a parameter
        ],
    )
    def test_the_answer_is_the_same_with_and_without(self, system):
        limited, unlimited = symtutor.solve(system, time_limit=60), symtutor.solve(system)
        assert limited.partial is None
        assert limited.to("json") == unlimited.to("json")
        assert limited.fixed_points == unlimited.fixed_points
        assert limited.verify() == unlimited.verify()

    def test_euler_too(self):
        arguments = ("dx/dt = -x", {"x": 1}, "1/2", "1/2, 1/4")
        assert symtutor.euler(*arguments, time_limit=60).to("json") == symtutor.euler(*arguments).to("json")

    def test_the_error_carries_what_is_known(self, hang_after):
        hang_after(3)
        with pytest.raises(symtutor.LimitError) as caught:
            symtutor.solve(LOTKA, time_limit=1)
        partial = caught.value.partial
        assert isinstance(partial, symtutor.Solution)
        assert [point.at for point in partial.fixed_points] == [(0, 0), (0, 2), (1, 1), (3, 0)]
        assert partial.partial.endswith(WHY)

    def test_an_input_error_is_the_same_with_and_without(self):
        errors = []
        for limit in (None, 60):
            with pytest.raises(symtutor.ParseError) as caught:
                symtutor.solve("x' = (x", time_limit=limit)
            errors.append((str(caught.value), caught.value.span))
        assert errors[0] == errors[1]

    def test_no_limit_is_no_other_process(self, monkeypatch):
        monkeypatch.setattr(os, "fork", None)
        monkeypatch.setattr(subprocess, "Popen", None)
        assert symtutor.solve("x' = -x").fixed_points[0].at == (0,)


def test_the_output_does_not_depend_on_the_order_of_hashes(plain_environment):
    """Sets of symbols come in another order in every process; nothing printed may follow it."""
    program = (
        "import sys, symtutor\n"
        "for system in sys.stdin.read().split('\\n'):\n"
        "    solution = symtutor.solve(system)\n"
        "    print(solution.to('text'), solution.to('json'))\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            input="\n".join(HASHED).encode(),
            capture_output=True,
            check=True,
            env={**plain_environment, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2", "12345")
    }
    assert len(printed) == 1


def _runs(process):
    """Tell whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        os.kill(int(process), 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return True


def _wait_for(condition):
    """Wait until something is so; the test fails where that never comes."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
