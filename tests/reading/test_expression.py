"""Single expressions in known names."""

from __future__ import annotations

import pytest
from sympy import Ne, Rational, Symbol, pi, sqrt

from symtutor.errors import ParseError
from symtutor.reading.expression import expression_of, read_expression
from symtutor.reading.lexer import lex
from symtutor.reading.repair import repair

x, y, w_1 = (Symbol(name, real=True) for name in ("x", "y", "w_1"))
n = Symbol("n", integer=True)
r = Symbol("r", positive=True)


@pytest.mark.parametrize(
    ("text", "symbols", "value"),
    [
        ("-3x^2 + 6x - 2", [x], -3 * x**2 + 6 * x - 2),
        ("2nπ", [n], 2 * pi * n),
        ("xy", [x, y], x * y),
        ("sqrt(r)", [r], sqrt(r)),
        (r"\frac{x^4}{4}", [x], x**4 / 4),
        ("w₁/2", [w_1], w_1 / 2),
        ("0.5", [], Rational(1, 2)),
    ],
)
def test_symbols_keep_their_assumptions(text, symbols, value):
    assert read_expression(text, symbols).value == value


def test_domain_comes_along():
    assert read_expression("x/x", [x]).domain == (Ne(x, 0),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x + z", "z is not known here."),
        ("x +", "Something is missing after +."),
        ("x = 1", "An equals sign has no place here."),
        ("", "There is nothing to read here."),
    ],
)
def test_refused(text, message):
    with pytest.raises(ParseError) as caught:
        read_expression(text, [x])
    assert caught.value.message == message


def test_a_part_of_a_line_keeps_its_place():
    source = repair("f'(0) = -2 + q")
    tokens = lex(source)
    with pytest.raises(ParseError) as caught:
        expression_of(source, tokens[6:], [x])
    assert caught.value.span == (13, 14)
