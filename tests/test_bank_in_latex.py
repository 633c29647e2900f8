"""Every problem of the bank on paper, at every depth: TeX complains of nothing, and nothing leaves the page."""

import re
import shutil
import subprocess

import pytest

from symtutor.extent import DETAILS
from symtutor.laboratory import euler
from symtutor.problems import bank
from symtutor.render.latex import PREAMBLE
from symtutor.solving import solve
from symtutor.worksheet import answering, worksheet

FAR = 5
"""Points that a line may stick out: less than the width of a letter."""


def bodies():
    """Yield the body of every document by its name."""
    names = [problem.id for problem in bank()]
    yield "sheet", worksheet(names).to("fragment")
    yield "key", [*answering(names)][-1](None).to("fragment")
    for problem in bank():
        solution = solve(problem.id)
        for detail in DETAILS:
            yield f"{problem.id} ({detail})", solution.told(detail).to("fragment")
        if asked := problem.euler:
            run = euler(problem.system, dict(asked.start), asked.until, list(asked.steps))
            yield f"{problem.id} (euler)", run.to("fragment")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex here, so nothing was compiled")
def test_the_bank_fits_the_page(tmp_path):
    """One run of TeX over all of them, each announced in the log."""
    pages = "\n\\clearpage\n".join(f"\\typeout{{<<{name}>>}}\n{body}" for name, body in bodies())
    whole = f"{PREAMBLE}\n\\begin{{document}}\n{pages}\n\\end{{document}}\n"
    (tmp_path / "bank.tex").write_text(whole, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "bank.tex"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300)
    log = run.stdout.decode("latin-1")
    assert run.returncode == 0, log[-2000:]
    told = re.split(r"<<(.*?)>>", log.replace("\n", " "))
    by_name = dict(zip(told[1::2], told[2::2], strict=True))
    assert {
        name: wide
        for name, said in by_name.items()
        if (wide := [far for far in re.findall(r"Overfull \\hbox \(([\d.]+)pt", said) if float(far) > FAR])
    } == {}
    assert len(by_name) > 3 * len(bank())
    assert "Missing character" not in log
    assert re.findall(r"Warning: .*", log) == []
