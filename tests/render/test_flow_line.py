"""The line in text: every mark, long labels, a line too long for one row."""

import pytest
from sympy import Integer

from symtutor.document import FlowLine, Mark
from symtutor.render.flow_line import ASCII, draw, legend


def line(marks, arrows, *, endless=False):
    return FlowLine(tuple((mark, Integer(0)) for mark in marks), tuple(arrows), endless)


CASES = [
    ("no fixed point", line([], [1]), [], ["──▶──"]),
    (
        "half-stable on either side",
        line([Mark.LEFT, Mark.RIGHT], [1, 1, -1]),
        ["0", "1"],
        ["──▶──◐──▶──◑──◀──", "     0     1"],
    ),
    (
        "a continuum between two marks is dotted",
        line([Mark.UNKNOWN, Mark.UNKNOWN], [1, 0, -1]),
        ["0", "1"],
        ["──▶──?┄┄┄┄┄?──◀──", "     0     1"],
    ),
    (
        "a periodic field goes on at both ends",
        line([Mark.STABLE], [1, -1], endless=True),
        ["π"],
        ["… ──▶──●──◀── …", "       π"],
    ),
    (
        "long labels push the marks apart",
        line([Mark.STABLE, Mark.UNSTABLE], [1, -1, 1]),
        ["(1 − √5)/2", "(1 + √5)/2"],
        ["──▶──●─────◀─────○──▶──", " (1 − √5)/2  (1 + √5)/2"],
    ),
]


@pytest.mark.parametrize(("flow", "labels", "drawn"), [pytest.param(*row, id=why) for why, *row in CASES])
def test_line(flow, labels, drawn):
    assert draw(flow, labels) == drawn


def test_a_long_line_is_broken_between_marks_and_repeats_the_arrow():
    flow = line([Mark.STABLE, Mark.UNSTABLE, Mark.STABLE], [1, -1, 1, -1])
    assert draw(flow, ["0", "1", "2"], width=20) == [
        "──▶──●──◀──○──▶── …",
        "     0     1",
        "… ──▶──●──◀──",
        "       2",
    ]


def test_labels_never_touch():
    for length in range(1, 12):
        label = "9" * length
        _, names = draw(line([Mark.STABLE] * 4, [1, -1, 1, -1, 1]), [label] * 4, width=200)
        assert names.split() == [label] * 4
        assert f"{label}  " in names


def test_legend_names_each_mark_once():
    flow = line([Mark.LEFT, Mark.STABLE, Mark.LEFT], [1, 1, -1, 1])
    assert legend(flow, ASCII) == "* stable, *o half-stable, attracting from the left"
