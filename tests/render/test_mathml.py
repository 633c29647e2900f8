"""Formulas as MathML: what the library is trusted with, and what is mended behind it."""

from xml.etree import ElementTree as ET

import pytest
from sympy import Abs, Function, Integer, Matrix, Piecewise, Rational, Symbol, exp, pi, sin, sqrt, symbols

from symtutor.document import Name, equals
from symtutor.render.mathml import display_mathml, inline_mathml

x, y = symbols("x y", real=True)

WRITTEN = [
    ("a sign before a number keeps close to it", Integer(-2),
     '<mo lspace="0" rspace="0">−</mo><mn>2</mn>'),
    ("a number of many digits is one number", Rational(1234, 7), "<mfrac><mn>1234</mn><mn>7</mn></mfrac>"),
    ("a power", x**2, "<msup><mi>x</mi><mn>2</mn></msup>"),
    ("a root", sqrt(2), "<msqrt><mn>2</mn></msqrt>"),
    ("a prime is raised by its font alone", Name("f", primes=1),
     '<mrow><mi>f</mi><mo lspace="0.06em" rspace="0">′</mo></mrow>'),
    ("two primes are one sign", Name("f", primes=2), '<mrow><mi>f</mi><mo lspace="0.06em" rspace="0">″</mo></mrow>'),
    ("a Greek letter", pi, "<mi>π</mi>"),
    ("a sign that LaTeX cannot have in words", Symbol("±iω"),
     '<mo lspace="0" rspace="0">±</mo><mtext>i</mtext><mi>ω</mi>'),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "written"), [pytest.param(*row, id=why) for why, *row in WRITTEN])
def test_formula(formula, written):
    assert inline_mathml(formula) == f"<math>{written}</math>"


@pytest.mark.parametrize(
    "formula",
    [
        Matrix([[1, 2], [3, x]]),
        Abs(x) / 2 + exp(-x) * sin(x) ** 2,
        Piecewise((x, x > 0), (0, True)),
        Function("g")(x),
        Symbol("<b>&amp;"),
        Symbol("a_<b>"),
    ],
)
def test_every_formula_is_well_formed(formula):
    for mathml in (inline_mathml(formula), display_mathml((formula, equals(x, formula)))):
        assert ET.fromstring(mathml).tag == "math"  # noqa: S314 - our own text


def test_rows_are_aligned_at_their_relations():
    tree = ET.fromstring(display_mathml((equals(x, Integer(1)), equals(x + y, Integer(2)))))  # noqa: S314
    rows = tree.findall("./mtable/mtr")
    assert [["".join(cell.itertext()) for cell in row] for row in rows] == [["x", "=1"], ["x+y", "=2"]]


def test_operator_that_begins_a_line_is_infix():
    text = inline_mathml(equals(Name("f", args=(x,)), sum(x**k for k in range(12))))
    first, *others = text.split("<wbr>")
    assert "infix" not in first
    assert len(others) > 1
    assert all(part.startswith('<math><mo form="infix">') for part in others)
