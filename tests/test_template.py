"""Templates: a preamble that adds, one that replaces, a whole document; and what is refused."""

import re
import shutil

import pytest

from symtutor.cli import run
from symtutor.errors import RequestError
from symtutor.render.latex import PREAMBLE, within
from symtutor.typeset import ENGINES

HERE = any(shutil.which(name) for name, _ in ENGINES)
BEGIN = "\\begin{document}"


def test_commands_are_added_to_the_usual_preamble():
    whole = within("\\pagestyle{empty}\n", "BODY")
    assert whole.startswith(PREAMBLE + "\\pagestyle{empty}\n")
    assert whole.endswith(f"{BEGIN}\n\nBODY\n\\end{{document}}\n")


def test_a_class_replaces_it():
    whole = within("% \\begin{document} comes later\n\\documentclass{scrartcl}", "BODY")
    assert PREAMBLE not in whole
    assert whole.count("\\documentclass") == 1
    assert (
        whole.index("\\documentclass")
        < whole.index("\\usepackage{amsmath,amssymb,array,graphicx}")
        < whole.index(f"\n{BEGIN}")
    )


def test_a_class_in_a_comment_does_not():
    assert within("% \\documentclass{scrartcl}", "").startswith(PREAMBLE)


def test_a_whole_document_has_a_place():
    template = f"\\documentclass{{article}}\n{BEGIN}\nName:\n$body$\nGood luck!\n\\end{{document}}\n"
    assert within(template, "1 $body$ 2").endswith(f"{BEGIN}\nName:\n1 $body$ 2\nGood luck!\n\\end{{document}}\n")


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (f"\\documentclass{{article}}{BEGIN}\\end{{document}}", r"nothing in it says where.*Write \$body\$ there"),
        ("Dear class, $body$", r"no \\begin\{document\}"),
    ],
)
def test_what_has_no_place_is_refused(template, says):
    with pytest.raises(RequestError, match=says):
        within(template, "BODY")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--template", "nowhere.tex", "--to", "latex"], "'nowhere.tex' cannot be read: no such file"),
        (["--template", ".", "--to", "latex"], "cannot be read"),
        (["--template", "binary.tex", "--to", "latex"], "not text in UTF-8"),
        (["--template", "large.tex", "--to", "latex"], "larger than a template may be"),
        (["--template", "letter.tex", "--to", "latex"], "Write a whole document around it"),
        (["--template", "good.tex"], "Only LaTeX and PDF have a template"),
        (["--template", "good.tex", "--to", "html"], "Only LaTeX and PDF have a template"),
        (["--template", "good.tex", "--to", "latex", "--fragment"], "A fragment has no preamble"),
    ],
)
def test_one_clear_message(options, says, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "binary.tex").write_bytes(b"\xff\xfe")
    (tmp_path / "large.tex").write_bytes(b"%" * 1_000_001)
    (tmp_path / "letter.tex").write_text("Dear class, $body$")
    (tmp_path / "good.tex").write_text("% nothing")
    assert run(["solve", "x' = -x", *options]) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""


def test_a_worksheet_takes_one_too(tmp_path, capsys):
    file = tmp_path / "school.tex"
    file.write_text("\\newcommand{\\school}{Example School}\n")
    assert run(["worksheet", "sine-flow", "--to", "latex", "--template", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "Example School" in printed
    assert "The flow of the sine" in printed


@pytest.mark.skipif(not HERE, reason="no TeX is on the PATH, so no template was typeset")
@pytest.mark.parametrize(
    "template",
    [
        "\\input{school}\\AtBeginDocument{\\school}",
        "\\documentclass{report}\\usepackage[fleqn]{amsmath}\\input{school}",
        f"\\documentclass{{article}}\\input{{school}}{BEGIN}\\school\\hrule $body$\\end{{document}}",
    ],
)
def test_typeset_with_what_lies_beside_it(template, tmp_path):
    (tmp_path / "school.tex").write_text("\\newcommand{\\school}{Example School}")
    (tmp_path / "template.tex").write_text(template)
    page = tmp_path / "solution.pdf"
    options = ["--only", "flow", "--template", str(tmp_path / "template.tex"), "-o", str(page)]
    assert run(["solve", "x' = -x", *options]) == 0
    assert re.match(b"%PDF", page.read_bytes())
