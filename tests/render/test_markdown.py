"""Every block as Markdown, and words that would be markup."""

import re

import pytest
from sympy import Abs, Integer, Matrix, expand, symbols

from symtutor.document import Document, Equation, Figure, FlowLine, Mark, Name, Step, Text, equals, paragraph, table
from symtutor.render.markdown import render

x, y = symbols("x y", real=True)

BLOCKS = [
    ("running text", paragraph("At {p} it is *stable*.", p=Integer(-2)), "At $-2$ it is **stable**."),
    ("a displayed formula", Equation((equals(x**2, Integer(0)),)), "$$\nx^{2} = 0\n$$"),
    (
        "aligned rows",
        Equation((equals(Name("L", args=(x,)), x**2), equals(Name("L", args=(Integer(1),)), Integer(1)))),
        "$$\n\\begin{aligned}\nL(x) &= x^{2} \\\\\nL(1) &= 1\n\\end{aligned}\n$$",
    ),
    (
        "a table with bars inside",
        table((Abs(x), "a|b"), [(Integer(1), "")]),
        "| $\\lvert x \\rvert$ | a\\|b |\n| --- | --- |\n| $1$ |   |",
    ),
    (
        "rows of a matrix in a line survive GitHub",
        paragraph("{m}", m=Matrix([[1, 2], [3, 4]])),
        r"$\begin{pmatrix} 1 & 2 \cr 3 & 4 \end{pmatrix}$",
    ),
    (
        "the flow on the line",
        FlowLine(((Mark.STABLE, Integer(0)),), (1, -1)),
        "```text\n──▶──●──◀──\n     0\n```",
    ),
    ("a picture with its words", Figure("a b.png", "The [flow]"), r"![The \[flow\]](<a b.png>)"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "written"), [pytest.param(*row, id=why) for why, *row in BLOCKS])
def test_block(block, written):
    page = render(Document((), (Step("S", (block,)),)))
    assert page == f"## 1. S\n\n{written}\n"


def test_long_chain_is_broken_at_its_relations():
    page = render(Document((), (Step("S", (Equation((equals((x + y) ** 9, expand((x + y) ** 9)),)),)),)))
    assert "(x + y)^{9} &= x^{9}" in page
    assert r"&\quad {}+ " in page


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("`code` and $x$ and *bold*", r"\`code\` and \$x\$ and \*bold\*"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("[link](http://x)", r"\[link\](http://x)"),
        ("&lt;", r"\&lt;"),
        ("one\n\ntwo", "one two"),
    ],
)
def test_words_stay_words(said, written):
    assert render(Document((), (Step("S", (paragraph("{said}", said=said),)),))) == f"## 1. S\n\n{written}\n"


def test_title_is_a_heading_with_mathematics():
    assert render(Document((Text("Solve "), *paragraph("{f}", f=x**2).content), ())) == "# Solve $x^{2}$\n"


def test_path_cannot_leave_its_brackets():
    page = render(Document((), (Step("S", (Figure("a>(b\n<c", ""),)),)))
    assert re.search(r"\(<a\(bc>\)", page)
