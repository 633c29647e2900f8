"""Work in a process of its own: it ends within its limits, tells what it knows, and leaves nothing behind."""

import os
import pickle
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from symtutor import worker
from symtutor.errors import InternalError, LimitError, ParseError, RequestError, SymtutorError
from symtutor.worker import Limits, forked, spawned

pytestmark = pytest.mark.skipif(not spawned.FORKS, reason="what is stopped here is stopped by the signals of POSIX")

HERE = Path(__file__).parent
TIME, DEPTH = "The time limit of 0.5 s was reached.", "An expression is nested more deeply than the program allows."
MEMORY, CRASH = "The memory limit of 4 GiB was reached.", "A library that the work needs broke off."
MISTAKE = "A mistake in this program stopped the work."


@pytest.fixture
def jobs(monkeypatch):
    monkeypatch.syspath_prepend(HERE)
    import jobs  # noqa: PLC0415

    monkeypatch.setattr(forked, "PATIENCE", 0.2)
    monkeypatch.setattr(forked, "TELLING", 0.3)
    return jobs


@pytest.fixture(params=[forked, spawned], ids=["a copy", "a fresh process"])
def place(request):
    return request.param


def alive(process):
    """Tell whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return True


def comes_true(condition):
    """Wait until something is so, and tell whether that came."""
    end = time.monotonic() + 30
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


class TestAnswer:
    def test_the_whole_answer(self, jobs, place):
        assert place.finish(jobs.ends, Limits(20)) == "two"

    def test_a_job_without_steps_has_no_answer(self, jobs, place):
        assert place.finish(jobs.says_nothing, Limits(20)) is None

    def test_what_cannot_be_sent_is_computed_again_here(self, jobs, place):
        assert place.finish(jobs.cannot_be_sent, Limits(20))() == "here"

    def test_nothing_partial_is_told_on_the_way(self, jobs, place, tmp_path):
        place.finish(partial(jobs.notes_what_it_tells, tmp_path / "notes"), Limits(20))
        assert (tmp_path / "notes").read_text() == "None\n"

    def test_a_refusal_arrives_with_its_data(self, jobs, place):
        with pytest.raises(ParseError) as caught:
            place.finish(jobs.refuses, Limits(20))
        error = caught.value
        assert (error.source, error.span, error.suggestion) == ("x' = y", (5, 6), "Write z.")


class TestLimit:
    @pytest.mark.parametrize(
        ("job", "seconds", "known", "why"),
        [
            ("hangs_in_c", 0.5, "two", TIME),  # no bytecode is run, so no handler and no thread would be
            ("hangs_after_a_while", 1.5, "four", "The time limit of 1.5 s was reached."),  # the keeper is a step behind
            ("hangs_when_it_tells", 0.5, "one", TIME),  # then only what was known after the first step
            ("wants_memory", 20, "one", MEMORY),
            ("aborts", 20, "one", MEMORY),  # as GMP does when it gets none
            ("breaks_off", 20, "one", CRASH),
            ("goes_deep", 20, "one", DEPTH),
        ],
    )
    def test_the_partial_answer_says_why(self, job, seconds, known, why, jobs):
        with pytest.raises(LimitError) as caught:
            forked.finish(getattr(jobs, job), Limits(seconds))
        assert caught.value.partial == f"{known}: {why}"
        assert caught.value.message == f"{why} The answer is partial."
        assert caught.value.exit_status == 3

    def test_a_fresh_process_says_it_too(self, jobs):
        with pytest.raises(LimitError) as caught:
            spawned.finish(jobs.hangs_in_c, Limits(0.5))
        assert caught.value.partial == f"two: {TIME}"

    def test_without_a_first_step_there_is_no_answer(self, jobs, place):
        with pytest.raises(LimitError, match="time limit") as caught:
            place.finish(jobs.hangs_at_once, Limits(0.2))
        assert caught.value.partial is None

    def test_who_sleeps_is_stopped_by_the_clock(self, jobs, monkeypatch):
        monkeypatch.setattr(Limits, "clock", 1.5)
        with pytest.raises(LimitError) as caught:
            forked.finish(jobs.sleeps, Limits(20))
        assert caught.value.partial == "one: The time limit of 20 s was reached."

    def test_time_on_the_clock_is_far_above_the_time_of_the_processor(self):
        assert Limits(20).clock > 2 * 20

    def test_a_mistake_is_told_from_a_limit(self, jobs, place):
        with pytest.raises(InternalError, match="ZeroDivisionError: on purpose") as caught:
            place.finish(jobs.fails, Limits(20))
        assert caught.value.partial == f"one: {MISTAKE}"
        assert "jobs.py" in caught.value.details

    @pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e9])
    def test_a_limit_that_is_none(self, seconds):
        with pytest.raises(RequestError, match="makes no sense"):
            Limits(seconds)


class TestWithoutFork:
    """Where there is no fork a fresh process works by itself; here such a process is told that there is none."""

    @pytest.fixture(autouse=True)
    def no_fork(self, monkeypatch):
        monkeypatch.setattr(spawned, "FORKS", False)
        program = f"import sys; sys.path.insert(0, {str(HERE)!r}); from symtutor.worker import spawned\n"
        monkeypatch.setattr(spawned, "PROGRAM", ("-c", f"{program}spawned.FORKS = False\nspawned.main()"))

    def test_the_whole_answer(self, jobs):
        assert spawned.finish(jobs.ends, Limits(20)) == "two"

    @pytest.mark.parametrize(
        ("job", "known", "why"),
        [("goes_deep", "one", DEPTH), ("wants_memory", "one", MEMORY), ("sleeps_busily", "one", TIME)],
    )
    def test_limits(self, job, known, why, jobs):
        with pytest.raises(LimitError) as caught:
            spawned.finish(getattr(jobs, job), Limits(0.5))
        assert caught.value.message == f"{why} The answer is partial."
        assert caught.value.partial.startswith(known)

    def test_code_that_does_not_let_go_is_stopped_by_the_clock(self, jobs, monkeypatch):
        monkeypatch.setattr(Limits, "clock", 0.5)
        monkeypatch.setattr(spawned, "LOADING", 4)
        with pytest.raises(LimitError) as caught:
            spawned.finish(jobs.hangs_in_c, Limits(0.5))
        assert caught.value.partial == f"two: {TIME}"

    def test_a_refusal(self, jobs):
        with pytest.raises(ParseError, match="Not this"):
            spawned.finish(jobs.refuses, Limits(20))

    def test_a_mistake(self, jobs):
        with pytest.raises(InternalError, match="on purpose"):
            spawned.finish(jobs.fails, Limits(20))


class TestNothingIsLeft:
    def test_of_a_stopped_run(self, jobs, place, tmp_path):
        names = tmp_path / "names"
        with pytest.raises(LimitError):
            place.finish(partial(jobs.has_children, names), Limits(0.5))
        everyone = [int(name) for name in names.read_text().split()]
        assert comes_true(lambda: not any(map(alive, everyone)))

    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
    @pytest.mark.parametrize("place", ["forked", "spawned"])
    def test_when_the_program_is_stopped(self, name, place, plain_environment, tmp_path):
        """Also by the signal that no program can answer: then the kernel tells the worker."""
        names = tmp_path / "names"
        program = (
            f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
            f"import functools, jobs, symtutor.worker.{place} as place\n"
            f"from symtutor.worker import Limits\n"
            f"place.finish(functools.partial(jobs.has_children, {str(names)!r}), Limits(60))"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program], stderr=subprocess.DEVNULL, env=plain_environment
        ) as process:
            assert comes_true(names.exists)
            process.send_signal(getattr(signal, name))
        everyone = [int(pid) for pid in names.read_text().split()]
        assert comes_true(lambda: not any(map(alive, everyone)))

    def test_no_file_stays_open(self, jobs):
        forked.finish(jobs.ends, Limits(20))
        before = sorted(Path("/dev/fd").iterdir())
        for _ in range(3):
            forked.finish(jobs.ends, Limits(20))
        assert sorted(Path("/dev/fd").iterdir()) == before


class TestPlace:
    @pytest.mark.parametrize(("threads", "place"), [(1, forked), (2, spawned)])
    def test_a_process_with_threads_is_not_copied(self, threads, place, monkeypatch):
        monkeypatch.setattr(worker, "_threads", lambda: threads)
        monkeypatch.setattr(place, "finish", lambda job, limits, *_: (job, limits))
        assert worker.finish("job", "limits") == ("job", "limits")

    def test_a_job_that_no_fresh_process_knows(self):
        with pytest.raises(RequestError, match="cannot be handed"):
            spawned.finish(lambda: iter(()), Limits(20))


@pytest.mark.parametrize(
    "error",
    [
        SymtutorError("Wrong.", suggestion="Right."),
        ParseError("Wrong.", source="x' = y", span=(5, 6), suggestion="Right."),
        LimitError("Too long.", partial="half"),
        RequestError("No."),
        InternalError("Oh.", partial="half", details="there"),
    ],
)
def test_errors_cross_between_processes(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - it was written in this line
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_who_waits_hears_how_far_the_work_is(jobs):
    heard = []
    assert forked.finish(jobs.telling_how_far, Limits(20), lambda *news: heard.append(news)) == "done"
    assert heard[0] == ("Counting to four", 0) or heard[0] == ("", 0), "nothing is said before the work begins"
    shares = [share for what, share in heard if what == "Counting to four"]
    assert shares == sorted(shares)
    assert {0.25, 0.5, 0.75} <= set(shares), "a quarter of a second each, looked at every tenth"


def test_a_step_that_is_done_is_no_longer_told_of(jobs, monkeypatch):
    heard = []
    monkeypatch.setattr(forked, "PULSE", 0.02)
    forked.finish(jobs.says_then_is_silent, Limits(20), lambda *news: heard.append(news))
    assert ("Saying", 0.5) in heard
    assert heard[-1] == ("", 0)
