"""Every block as text: the page as it should look is written out beside it."""

import pytest
from sympy import Integer, Rational, expand, sqrt, symbols

from symtutor.document import (
    Approx,
    Chain,
    Document,
    Equation,
    Figure,
    FlowLine,
    Mark,
    Name,
    Step,
    Text,
    equals,
    paragraph,
    table,
)
from symtutor.render.text import blocks_text, render

x, y = symbols("x y", real=True)
LINE = FlowLine(
    ((Mark.STABLE, Integer(0)), (Mark.UNSTABLE, Integer(1)), (Mark.STABLE, Integer(2))),
    (1, -1, 1, -1),
)

BLOCKS = [
    (
        "a formula moves to the next line whole",
        paragraph("Where the velocity is zero, {f}.", f=equals(x * (1 - x) * (x - 2), Integer(0))),
        40,
        """\
Where the velocity is zero,
x(1 − x)(x − 2) = 0.""",
    ),
    (
        "a short formula stays with its word",
        paragraph("They point at both and away from {one}.", one=Integer(1)),
        34,
        """\
They point at both and away
from 1.""",
    ),
    (
        "rows are aligned at the first relation",
        Equation((equals(Name("f", args=(x,)), x**2), Chain((Name("L"), Integer(1)), ("<",)))),
        40,
        """\
    f(x) = x²
       L < 1""",
    ),
    (
        "a long chain continues under its first relation",
        Equation((equals(Name("f", args=(x,)), (x + 1) ** 2 - 2 * x, x**2 + 1),)),
        24,
        """\
    f(x) = (x + 1)² − 2x
         = x² + 1""",
    ),
    (
        "a side longer than the line is broken between its terms",
        Equation((equals(Name("f", args=(x,)), expand((x + y) ** 4)),)),
        32,
        """\
    f(x) = x⁴ + 4x³y + 6x²y²
               + 4x y³ + y⁴""",
    ),
    (
        "a table",
        table((Name("x", star=True), "kind"), [(Rational(-1, 2), "stable"), (sqrt(2), "")]),
        40,
        """\
x*     kind
─────────────
−1/2   stable
√2""",
    ),
    (
        "words in a narrow table are wrapped, formulas are not",
        table(("reason", "λ"), [("a reason that is told at length", Approx(sqrt(2)))]),
        24,
        """\
reason            λ
────────────────────────
a reason that     1.4142
is told at
length""",
    ),
    (
        "the flow on the line",
        LINE,
        60,
        """\
    ──▶──●──◀──○──▶──●──◀──
         0     1     2""",
    ),
    ("a figure is its words", Figure("flow.png", "The flow on the line"), 60, "[The flow on the line (flow.png)]"),
]


@pytest.mark.parametrize(("block", "width", "shown"), [pytest.param(*row, id=why) for why, *row in BLOCKS])
def test_block(block, width, shown):
    assert blocks_text([block], width=width) == shown


def test_ascii_draws_the_line_with_a_legend():
    assert blocks_text([LINE], unicode=False) == (
        "    -->--*--<--o-->--*--<--\n         0     1     2\n    (* stable, o unstable)"
    )


def test_ascii_page_holds_nothing_but_ascii():
    blocks = tuple(block for _, block, _, _ in BLOCKS)
    document = Document((Text("“Flow” – x′ ≈ λx"),), (Step("Ṡtep ✓", blocks),))
    assert render(document, unicode=False).isascii()


def test_document_numbers_its_steps_and_aligns_their_text():
    steps = tuple(Step(f"Part {k}", (paragraph("Said."),)) for k in range(1, 11))
    lines = render(Document((Text("Title"),), steps)).splitlines()
    assert lines[:5] == ["Title", "═════", "", "1.  Part 1", "    Said."]
    assert lines[-2:] == ["10. Part 10", "    Said."]


def test_no_line_has_trailing_space_or_is_wider_than_the_page():
    blocks = tuple(block for _, block, _, _ in BLOCKS)
    lines = render(Document((Text("T"),), (Step("S", blocks),)), width=44).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if len(line) > 44] == []


def test_terms_and_titles_are_bold_only_in_colour():
    document = Document((Text("T"),), (Step("S", (paragraph("It is *stable*."),)),))
    assert "\x1b" not in render(document)
    assert "It is \x1b[1mstable\x1b[22m." in render(document, color=True)


def test_text_from_outside_cannot_steer_the_terminal_or_pretend_to_be_bold():
    document = Document((Text("T"),), (Step("\x1b]0;title\x07", (paragraph("{said}", said="\x1b[2J\x02x\x03"),)),))
    shown = render(document, color=True).replace("\x1b[1m", "").replace("\x1b[22m", "")
    assert all(character.isprintable() or character == "\n" for character in shown)
