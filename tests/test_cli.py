"""The command line: what it prints, where, and with which exit status."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from html import unescape
from importlib.metadata import version
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from symtutor.cli import run
from symtutor.output import DOCUMENTS, SOLUTIONS, Terminal, whole_file
from symtutor.render import FORMATS

FULL = Path("/dev/full")
KEY_EXERCISE = "dx/dt = x(1-x)(x-2)"


class TestStatus:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            # mathematics that cannot be read: a caret under the place
            (["solve", "x' = "], "^"),
            (["solve", "x' = x +* 2"], "^"),
            (["solve", "x = 2"], "^"),
            (["solve", "x' = x(1-x(x-2)"], "^"),
            (["solve", "x' = x, x' = -x"], "^"),
            (["solve", "x' = foo(x)"], "^"),
            (["solve", ""], ""),
            (["solve", '__import__("os").system("id")'], "^"),
            # a slip in the name of a problem
            (["solve", "three-fixed-point"], "Did you mean three-fixed-points?"),
            (["problem", "sine-flwo"], "Did you mean sine-flow?"),
            (["problem", "nothing-like-it"], "The bank has"),
            (["solve", "missing.toml"], "no problem file"),
            # the command line itself
            (["slove", "x' = x"], 'Did you mean "solve"?'),
            (["solve"], "SYSTEM"),
            (["solve", "x' = x", "--tow", "json"], "--to"),
            (["solve", "x' = x", "--to", "word"], "latex"),
            (["solve", "dx/dt", "=", "x"], "quotes"),
            (["solve", "x' = r x", "--set", "r"], "--set r=1/2"),
            (["solve", "x' = x", "-o", "solution.docx"], ".tex"),
            (["euler", "x' = -x", "--start", "x=1"], "--until and --step"),
            (["solve", "x' = -x", "--to", "pdf"], "-o solution.pdf"),
            (["plot", "x' = -x", "-o", "flow.bmp"], ".svg"),
            (["plot", "x' = -x"], "-o"),
        ],
    )
    def test_a_wrong_request_gets_one_message(self, arguments, says, capsys):
        assert run(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert says in printed.err
        assert "Traceback" not in printed.err
        assert printed.err.strip()

    def test_a_message_cannot_steer_the_terminal(self, capsys):
        assert run(["solve", "x' = x \x1b[2J\x07"]) == 2
        assert run(["problem", "a\x1b[2Jb"]) == 2
        printed = capsys.readouterr().err
        assert "\x1b" not in printed
        assert "\x07" not in printed


class TestSystem:
    def test_a_problem_by_its_id(self, capsys):
        assert run(["solve", "three-fixed-points", "--to", "json"]) == 0
        by_id = json.loads(capsys.readouterr().out)
        assert run(["solve", KEY_EXERCISE, "--to", "json"]) == 0
        typed = json.loads(capsys.readouterr().out)
        assert by_id["fixed_points"] == typed["fixed_points"]

    def test_standard_input(self, capsys, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("x′ = −x".encode())))
        assert run(["solve", "-", "--to", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["system"]["field"] == ["-x"]

    def test_standard_input_that_is_no_text(self, capsys, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe")))
        assert run(["solve", "-"]) == 2
        assert "UTF-8" in capsys.readouterr().err

    def test_standard_input_without_end(self, capsys, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 1_000_000)))
        assert run(["solve", "-"]) == 2
        assert "10,000" in capsys.readouterr().err.replace("10000", "10,000")

    def test_mathematics_may_begin_with_a_minus(self, capsys):
        assert run(["solve", "-x + 1", "--to", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["system"]["states"] == ["x"]

    def test_a_problem_file(self, capsys, tmp_path):
        file = tmp_path / "decay.toml"
        file.write_text(
            'title = "Decay"\ntopic = "line"\nsource = "own"\nquestion = "Where does `x\' = -k x` end?"\n'
            'system = "x\' = -k x"\nvalues = { k = "1/2" }\nask = ["fixed-points"]\n[expected]\n'
        )
        assert run(["solve", str(file), "--to", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["fixed_points"]["points"][0]["jacobian"] == [["-1/2"]]
        assert run(["solve", str(file), "--set", "k=3", "--to", "json"]) == 0  # the command line has the last word
        assert json.loads(capsys.readouterr().out)["fixed_points"]["points"][0]["jacobian"] == [["-3"]]


class TestEuler:
    def test_a_problem_brings_its_own_run(self, capsys):
        assert run(["euler", "euler-by-hand", "--to", "json"]) == 0
        steps = [entry["step"] for entry in json.loads(capsys.readouterr().out)["runs"]]
        assert steps == ["1/2", "1/4", "1/10"]

    def test_the_command_line_has_the_last_word(self, capsys):
        assert run(["euler", "euler-by-hand", "--step", "1/8", "--to", "json"]) == 0
        assert [entry["step"] for entry in json.loads(capsys.readouterr().out)["runs"]] == ["1/8"]


class TestProblem:
    def test_the_list_names_title_and_topic(self, capsys):
        assert run(["problem"]) == 0
        line = next(line for line in capsys.readouterr().out.splitlines() if "three-fixed-points" in line)
        assert "Three fixed points on the line" in line
        assert line.rstrip(" |│").endswith("line")

    def test_one_problem_is_the_question_without_the_answer(self, capsys):
        assert run(["problem", "three-fixed-points"]) == 0
        printed = capsys.readouterr().out
        assert KEY_EXERCISE in printed
        assert "Find every fixed point" in printed
        assert "-oo" not in printed
        assert "`" not in printed


class TestFiles:
    def test_every_format_has_an_option_and_an_ending(self):
        formats = {*FORMATS, "json"} - {"fragment"}
        assert formats == set(DOCUMENTS.values())
        assert all(run(["solve", "x' = -x", "--to", format_, "-o", os.devnull]) == 0 for format_ in formats)

    @pytest.mark.parametrize(("ending", "format_"), {**DOCUMENTS, ".ipynb": SOLUTIONS[".ipynb"]}.items())
    def test_the_ending_says_the_format(self, ending, format_, tmp_path, capsys):
        file = tmp_path / f"solution{ending}"
        assert run(["solve", "x' = -x", "-o", str(file)]) == 0
        assert capsys.readouterr().out == ""
        begins = {"text": "", "markdown": "#", "latex": "\\documentclass", "html": "<!DOCTYPE html>"}
        begins |= {"json": "{", "notebook": "{"}
        assert file.read_text(encoding="utf-8").startswith(begins[format_])
        pictures = {f"solution-{name}.pdf" for name in ("phase-line", "solutions", "potential")}
        beside = pictures if format_ == "latex" else set()
        assert {path.name for path in tmp_path.iterdir()} == {file.name, *beside}

    def test_the_option_outweighs_the_ending(self, tmp_path):
        file = tmp_path / "solution.txt"
        assert run(["solve", "x' = -x", "--to", "json", "-o", str(file)]) == 0
        assert json.loads(file.read_text())["schema"] == 1

    def test_a_fragment_is_the_body_of_the_document(self, tmp_path):
        whole, body = tmp_path / "whole.tex", tmp_path / "body.tex"
        assert run(["solve", "x' = -x", "-o", str(whole), "--no-figures"]) == 0
        assert run(["solve", "x' = -x", "-o", str(body), "--no-figures", "--fragment"]) == 0
        assert "document" not in body.read_text()
        assert body.read_text() in whole.read_text()

    def test_only_latex_has_a_fragment(self, capsys):
        assert run(["solve", "x' = -x", "--to", "markdown", "--fragment"]) == 2
        assert "--to latex" in capsys.readouterr().err

    @pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
    def test_a_picture(self, ending, tmp_path):
        file = tmp_path / f"flow.{ending}"
        assert run(["plot", "x' = -x", "-o", str(file)]) == 0
        begins = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}
        assert file.read_bytes().startswith(begins[ending])
        assert [path.name for path in tmp_path.iterdir()] == [file.name]

    def test_a_picture_by_name_with_layers_and_starts(self, tmp_path):
        file = tmp_path / "flow.svg"
        options = ["--picture", "solutions", "--layers", "curves,points", "--start", "x=1", "--window", "t=0:3"]
        assert run(["plot", "x' = -x", "-o", str(file), *options, "--dark"]) == 0
        assert "Solutions against time of x′ = −x." in file.read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["euler", "x' = -x", "--start", "x=1", "--until", "2", "--step", "1,1/2"], "Euler's polygons"),
            (["euler", "euler-by-hand", "--picture", "error", "--dark"], "The error of Euler's method"),
            (["descend", "L = x^2/2 + y^2", "--start", "x=2,y=1", "--rate", "0.1,1.0"], "Iterates of gradient descent"),
        ],
    )
    def test_a_picture_of_runs(self, arguments, says, tmp_path):
        file = tmp_path / "run.svg"
        assert run([*arguments, "-o", str(file)]) == 0
        assert says in unescape(file.read_text(encoding="utf-8"))

    def test_the_starts_of_a_problem_are_drawn(self, tmp_path, monkeypatch):
        seen = []
        monkeypatch.setattr("symtutor.worker.finish", lambda job, *_: [*job()][-1](None))
        monkeypatch.setattr("symtutor.plot.draw", lambda *_, starts, **__: seen.append(starts) or Figure())
        assert run(["plot", "gradient-flow-2d", "-o", str(tmp_path / "flow.svg")]) == 0
        assert len(seen[-1]) == 14
        assert run(["plot", "gradient-flow-2d", "-o", str(tmp_path / "flow.svg"), "--start", "x=1,y=2"]) == 0
        assert [list(start.values()) for start in seen[-1]] == [[1, 2]]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("a\x00b.txt", "control character"),
            ("a/b/../../../c.txt", "leaves a folder"),
            ("file:///etc/passwd.txt", "address"),
            ("~root/x.txt", "~"),
            ("", "empty"),
            ("nowhere/at/all.txt", "no such file"),
            (".", "folder"),
        ],
    )
    def test_a_name_that_would_not_mean_what_it_says(self, name, says, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        assert run(["solve", "x' = -x", "--to", "text", "-o", name]) == 2
        assert says in capsys.readouterr().err
        assert not list(tmp_path.iterdir())

    def test_what_was_there_stays_when_writing_fails(self, tmp_path):
        file = tmp_path / "solution.txt"
        file.write_text("before")

        def fail_half_way():
            with whole_file(str(file)) as path:
                path.write_text("half")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail_half_way()
        assert file.read_text() == "before"
        assert [path.name for path in tmp_path.iterdir()] == [file.name]

    @pytest.mark.skipif(os.name != "posix", reason="links and devices are those of POSIX")
    def test_links_stay_links_and_devices_stay_devices(self, tmp_path):
        file, link = tmp_path / "solution.txt", tmp_path / "link.txt"
        file.write_text("before")
        link.symlink_to(file)
        with whole_file(str(link)) as path:
            path.write_text("after")
        assert link.is_symlink()
        assert file.read_text() == "after"
        with whole_file("/dev/null") as path:
            path.write_text("gone")
        assert path.is_char_device()


class TestTerminal:
    @pytest.mark.parametrize(
        ("columns", "width"),
        [("20", 40), ("72", 72), ("300", 100)],  # a narrow screen wraps by itself; long lines are hard to read
    )
    def test_width(self, columns, width, monkeypatch):
        monkeypatch.setenv("COLUMNS", columns)
        assert Terminal.of(sys.stdout).width == width

    @pytest.mark.parametrize(("encoding", "unicode"), [("utf-8", True), ("ascii", False), ("latin-1", False)])
    def test_glyphs(self, encoding, unicode):
        assert Terminal.of(io.TextIOWrapper(io.BytesIO(), encoding=encoding)).unicode is unicode

    def test_ascii_output_has_no_unicode(self, symtutor):
        done = symtutor("solve", KEY_EXERCISE, PYTHONIOENCODING="ascii")
        assert done.returncode == 0
        done.stdout.decode("ascii")
        assert b"?" not in done.stdout
        assert b"<--" in done.stdout

    def test_no_escape_codes_in_a_pipe(self, symtutor):
        assert b"\x1b" not in symtutor("solve", KEY_EXERCISE, FORCE_COLOR="1").stdout


class TestProcess:
    def test_module_and_version(self, symtutor):
        done = symtutor("--version")
        assert (done.returncode, done.stdout.decode()) == (0, f"symtutor {version('symtutor')}\n")

    def test_help_has_examples(self, symtutor):
        for command in ([], ["solve"], ["euler"], ["plot"], ["problem"]):
            done = symtutor(*command, "--help")
            assert done.returncode == 0
            assert "Examples:" in done.stdout.decode()

    @pytest.mark.skipif(os.name != "posix", reason="signals and pipes are those of POSIX")
    def test_a_closed_pipe_is_quiet(self, plain_environment):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, "-m", "symtutor", "problem"],
            stdout=write,
            stderr=subprocess.PIPE,
            env=plain_environment,
            check=False,
        )
        os.close(write)
        assert (done.returncode, done.stderr) == (141, b"")

    @pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
    def test_a_full_disk_gets_a_message(self, plain_environment):
        with FULL.open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "symtutor", "problem"],
                stdout=full,
                stderr=subprocess.PIPE,
                env=plain_environment,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr.decode().startswith("The output cannot be written")
        assert b"Traceback" not in done.stderr

    @pytest.mark.skipif(os.name != "posix", reason="signals and pipes are those of POSIX")
    def test_ctrl_c_is_quiet(self, plain_environment):
        # It waits for standard input, which never comes.
        with subprocess.Popen(
            [sys.executable, "-m", "symtutor", "solve", "-"],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=plain_environment,
        ) as process:
            time.sleep(2)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate()
        assert (process.returncode, errors) == (130, b"")
