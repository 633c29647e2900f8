"""Every block as LaTeX; hostile words; and the whole compiled where there is a TeX."""

import re
import shutil
import subprocess

import pytest
from sympy import Integer, Matrix, Rational, Symbol, expand, pi, sqrt, symbols

from symtutor.document import Document, Equation, Figure, FlowLine, Mark, Name, Step, Text, equals, paragraph, table
from symtutor.render.latex import render

x, y = symbols("x y", real=True)
n = Symbol("n", integer=True)

HALF = FlowLine(
    (
        (Mark.LEFT, -sqrt(2)),
        (Mark.UNKNOWN, Rational(1, 2)),
        (Mark.RIGHT, (1 + sqrt(5)) / 2),
        (Mark.UNSTABLE, Integer(17)),
    ),
    (1, -1, 0, 1, -1),
)
MANY = FlowLine(tuple((Mark.STABLE, Integer(1000 * k)) for k in range(20)), (1,) * 21)
PERIODIC = FlowLine(((Mark.STABLE, pi + 2 * pi * n), (Mark.UNSTABLE, 2 * pi * n)), (1, -1, 1), endless=True)
WIDE = table(
    ("name", *(Symbol(f"lambda_{k}") for k in range(9))),
    [("a long cell of words that has to be wrapped in its column", *((x + y) ** k / (x - 1) for k in range(9)))],
)

UP = "\\vspace{-\\baselineskip}\n"
INCLUDED = r"\includegraphics[width=0.75\linewidth,height=0.4\textheight,keepaspectratio]{flow.pdf}"
BLOCKS = [
    ("running text", paragraph("At {p} it is *stable*.", p=Integer(-2)), r"At $-2$ it is \textbf{stable}."),
    ("a displayed formula", Equation((equals(x**2, Integer(0)),)), f"{UP}\\[\nx^{{2}} = 0\n\\]"),
    (
        "aligned rows",
        Equation((equals(Name("L"), x**2), equals(Name("L", args=(Integer(1),)), Integer(1)))),
        f"{UP}\\begin{{align*}}\nL &= x^{{2}} \\\\\nL(1) &= 1\n\\end{{align*}}",
    ),
    ("a picture", Figure("flow.pdf", "50 %"),
     f"\\begin{{center}}\n{INCLUDED}\\par\\small 50 \\%\n\\end{{center}}"),
    ("of many words the first sentence stands below", Figure("flow.pdf", "Flow of x⁴₁. It falls. It ends."),
     f"\\begin{{center}}\n{INCLUDED}\\par\\small Flow of x$^{{4}}$$_{{1}}$\n\\end{{center}}"),
    ("a path that TeX would run", Figure(r"a}\input{b}.png", "flow"),
     "\\begin{center}\n\\par\\small flow\n\\end{center}"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "written"), [pytest.param(*row, id=why) for why, *row in BLOCKS])
def test_block(block, written):
    assert render(Document((), (Step("S", (block,)),)), fragment=True) == f"\\subsection*{{1. S}}\n\n{written}\n"


def test_displayed_formula_belongs_to_its_paragraph():
    body = render(Document((), (Step("S", (paragraph("Then"), Equation((x,)))),)), fragment=True)
    assert "Then\n\\[" in body


def test_table_has_a_column_for_each_cell():
    body = render(Document((), (Step("S", (table(("a", "b"), [(x, "c")]),)),)), fragment=True)
    assert "\\begin{tabular}{ll}\n\\hline\na & b \\\\\n\\hline\n$x$ & c \\\\\n\\hline" in body


def test_flow_line_draws_what_attracts_filled():
    body = render(Document((), (Step("S", (FlowLine(((Mark.STABLE, Integer(0)),), (1, -1)),)),)), fragment=True)
    assert r"\circle*{6}" in body
    assert body.index("blacktriangleright") < body.index("blacktriangleleft")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
        ("$x$ & 50 % #1 a_b ^ ~", r"\$x\$ \& 50 \% \#1 a\_b \textasciicircum{} \textasciitilde{}"),
        ("x′ ≈ −2", r"x$'$ $\approx$ $-$2"),
        ("it’s “so” – yes…", r"it's ``so'' -- yes\ldots{}"),
        ("Poincaré", "Poincaré"),
        ("λ", r"$\lambda$"),
        ("ж", "?"),
        ("a\nb\x1b", "a b?"),
    ],
)
def test_words_stay_words(said, written):
    body = render(Document((), (Step("S", (paragraph("{said}", said=said),)),)), fragment=True)
    assert body == f"\\subsection*{{1. S}}\n\n{written}\n"


def test_same_document_gives_same_bytes():
    document = Document((Text("T"),), (Step("S", (HALF, MANY, PERIODIC, WIDE)),))
    assert render(document) == render(document)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex here, so nothing was compiled")
def test_everything_compiles_and_fits_the_page(tmp_path):
    hostile = Text("\\input{x} $ | <script> `b` & % # _ ~ ^ {z} “q” é ž λ ж \x1b")
    blocks = (
        paragraph("Text {m} and {said}", m=Matrix([[-1, Rational(1, 2)], [sqrt(2), -3]]), said=hostile),
        HALF,
        MANY,
        PERIODIC,
        FlowLine((), (1,)),
        Equation((equals(Name("f", args=(x,)), expand((x + y) ** 9), expand((x - y) ** 12)),)),
        WIDE,
        Equation((Symbol("a$b\\input"),)),
    )
    source = render(Document((hostile,), (Step("Step $ _", blocks),)))
    (tmp_path / "page.tex").write_text(source, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "page.tex"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    log = run.stdout.decode("latin-1")
    assert run.returncode == 0, log[-2000:]
    overfull = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert [points for points in overfull if points > 5] == []
