"""PDF by TeX: the same bytes, nothing run or read besides, and a message where there is no TeX."""

import shutil

import pytest

from symtutor.cli import run
from symtutor.errors import LimitError, RequestError
from symtutor.typeset import ENGINES, pdf

HERE = any(shutil.which(name) for name, _ in ENGINES)
needs_tex = pytest.mark.skipif(not HERE, reason="no TeX is on the PATH")


def page(body):
    return f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}"


@needs_tex
def test_a_solution_as_pdf(tmp_path):
    files = [tmp_path / name for name in ("first.pdf", "second.pdf")]
    for file in files:
        assert run(["solve", "dx/dt = x(1-x)(x-2)", "-o", str(file)]) == 0
    first, second = (file.read_bytes() for file in files)
    assert first.startswith(b"%PDF")
    assert first == second
    assert sorted(tmp_path.iterdir()) == files


@needs_tex
def test_what_tex_cannot_read_is_named():
    with pytest.raises(RequestError, match=r"Undefined control sequence.*texlive-latex-base"):
        pdf(page(r"\nosuchthing"))


@needs_tex
def test_no_shell_stands_behind_it(tmp_path):
    file = tmp_path / "touched"
    pdf(page(rf"\immediate\write18{{touch {file}}}x"))
    assert not file.exists()


@needs_tex
def test_files_outside_stay_unread(tmp_path):
    secret = tmp_path / "secret.tex"
    secret.write_text("x")
    with pytest.raises(RequestError):
        pdf(page(rf"\input{{{secret}}}"))


@needs_tex
def test_endless_work_is_stopped():
    with pytest.raises(LimitError, match="stopped after 2 seconds"):
        pdf(page(r"\def\again{\again}\again"), seconds=2)


def test_no_tex_says_what_to_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["solve", "x' = -x", "-o", str(tmp_path / "solution.pdf")]) == 2
    assert "texlive-latex-base" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
