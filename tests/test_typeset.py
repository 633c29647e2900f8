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


FAKE = """#!{shell}
echo "$0" "$@" > "{log}"
test -f document.tex && test -f flow.pdf || exit 9
printf '%%PDF of {name}' > document.pdf
"""


def install(folder, name, body=FAKE):
    """Put a program on the PATH that notes how it was called and makes a PDF where all that it needs is there."""
    program = folder / name
    program.write_text(body.format(shell=shutil.which("sh"), log=folder / "called", name=name))
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("there", "called", "options"),
    [
        (["pdflatex", "tectonic", "latexmk"], "latexmk", ["-pdf", "-norc", "-no-shell-escape"]),
        (["pdflatex", "tectonic"], "tectonic", ["--untrusted"]),
        (["pdflatex"], "pdflatex", ["-halt-on-error", "-no-shell-escape"]),
    ],
)
def test_the_first_engine_on_the_path_is_called(there, called, options, tmp_path, monkeypatch):
    for name in there:
        install(tmp_path, name)
    monkeypatch.setenv("PATH", str(tmp_path))
    made = pdf(page("x"), pictures=[("flow.pdf", b"%PDF")])
    assert made == f"%PDF of {called}".encode()
    program, *arguments = (tmp_path / "called").read_text().split()
    assert program == str(tmp_path / called)
    assert arguments[-1] == "document.tex"
    assert {*options} <= {*arguments}


def test_an_engine_that_makes_nothing_is_an_error(tmp_path, monkeypatch):
    install(tmp_path, "tectonic", "#!{shell}\nexit 0\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RequestError, match="its log names no error"):
        pdf(page("x"))
