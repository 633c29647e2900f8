import pytest
import sympy as sp

from symtutor.errors import ParseError
from symtutor.reading.loss import read_descent

x, y, w1, w2 = sp.symbols("x y w1 w2", real=True)


@pytest.mark.parametrize(
    ("text", "field", "loss", "why"),
    [
        ("L = x^2/2 + y^2", (-x, -2 * y), x**2 / 2 + y**2, "named"),
        ("x^2/2 + y^2", (-x, -2 * y), x**2 / 2 + y**2, "bare"),
        ("L(x, y) = x^2/2 + y^2", (-x, -2 * y), x**2 / 2 + y**2, "with its arguments"),
        ("x^4/4 - x^2/2 + 5", (x - x**3,), x**4 / 4 - x**2 / 2 + 5, "the constant is kept"),
        ("L = w1^2 + 3 w2^2", (-2 * w1, -6 * w2), w1**2 + 3 * w2**2, "weights with numbers"),
        ("loss = x^2", (-2 * x,), x**2, "a longer name"),
        (r"\frac{x^2}{2}", (-x,), x**2 / 2, "LaTeX"),
        ("L = x^2 + y^2; y = 3", (-2 * x,), x**2 + 9, "a letter that is given a value is no weight"),
        ("x' = -x", (-x,), None, "a system has no loss typed"),
        ("x' = -grad(x^2)", (-2 * x,), None, "a gradient flow"),
        ("dx/dt = -x", (-x,), None, "Leibniz's derivative"),
    ],
)
def test_what_is_a_loss(text, field, loss, why):
    system, typed = read_descent(text)
    assert tuple(sp.expand(part) for part in system.field) == tuple(map(sp.expand, field)), why
    assert typed == loss, why


def test_parameters_take_their_values():
    system, loss = read_descent("L = a x^2", values={"a": "3"})
    assert (system.field, loss) == ((-6 * x,), 3 * x**2)


@pytest.mark.parametrize(
    ("text", "span", "why"),
    [
        ("L = x^2/2 +", (10, 11), "something is missing"),
        ("x^2/2 +", (6, 7), "the caret stands where it was typed"),
        ("7", (0, 1), "nothing to vary"),
        ("", (0, 1), "nothing"),
    ],
)
def test_errors_point_at_what_was_typed(text, span, why):
    with pytest.raises(ParseError) as refused:
        read_descent(text)
    assert refused.value.source == text, why
    assert refused.value.span == span, why
    assert "gradient flow of" not in str(refused.value), why
