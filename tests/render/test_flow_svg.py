"""The flow on the line as SVG: every mark, every stretch, and the words for who does not see it."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from sympy import Integer, Symbol, pi

from symtutor.document import FlowLine, Mark
from symtutor.render.flow_svg import flow_svg

ZERO, ONE = Integer(0), Integer(1)


def drawn(line):
    return ET.fromstring(flow_svg(line))  # noqa: S314 - our own text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (FlowLine((), (1,)), "to the right."),
        (FlowLine(((Mark.STABLE, ZERO),), (1, -1)), "to the right; 0, stable; to the left."),
        (FlowLine(((Mark.LEFT, ZERO), (Mark.BREAK, ONE)), (1, 1, None)),
         "to the right; 0, half-stable, attracting from the left; to the right; 1, not defined; not defined."),
        (FlowLine(((Mark.UNKNOWN, ZERO),), (0, 1)), "at rest; 0, undecided; to the right."),
        (FlowLine(((Mark.UNSTABLE, pi),), (-1, 1), endless=True),
         "to the left; π, unstable; to the right. The pattern goes on in both directions."),
    ],
)  # fmt: skip
def test_words(line, said):
    assert drawn(line).get("aria-label") == f"The flow on the line, from left to right: {said}"


def test_stable_is_filled_and_unstable_open():
    stable, unstable = drawn(FlowLine(((Mark.STABLE, ZERO), (Mark.UNSTABLE, ONE)), (1, -1, 1))).findall("circle")
    assert stable.get("fill") == "currentColor"
    assert unstable.get("fill") == "none"


@pytest.mark.parametrize(("mark", "sweep"), [(Mark.LEFT, "0"), (Mark.RIGHT, "1")])
def test_half_stable_is_filled_where_it_attracts(mark, sweep):
    # an arc from the top of the disc to its bottom runs along the left side where its sweep flag is 0
    svg = flow_svg(FlowLine(((mark, ZERO),), (1, 1)))
    assert re.search(r"a6 6 0 0 (\d) 0 12z", svg)[1] == sweep


def test_arrows_point_the_way_of_the_flow():
    heads = re.findall(r"l(-?12) -6v12z", flow_svg(FlowLine(((Mark.STABLE, ZERO),), (1, -1))))
    assert heads == ["-12", "12"]  # the base of the head lies behind its tip


def test_no_line_where_the_field_is_not_defined():
    tree = drawn(FlowLine(((Mark.BREAK, ZERO),), (None, 1)))
    assert len([path for path in tree.findall("path") if "H" in path.get("d")]) == 1


def test_labels_keep_apart_and_inside():
    labels = [Symbol(f"a_long_name_{k}") for k in range(6)]
    tree = drawn(FlowLine(tuple((Mark.STABLE, label) for label in labels), (1,) * 7))
    places = [int(text.get("x")) for text in tree.findall("text")]
    half = 9 * len("a_long_name_0") // 2
    assert all(right - left > 2 * half for left, right in pairwise(places))
    assert places[0] >= half
    assert places[-1] + half <= int(tree.get("width"))
