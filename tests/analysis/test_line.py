"""The phase line: flow, basins, watersheds and what happens far out."""

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.ends import Ends
from symtutor.analysis.line import draw_flow
from symtutor.model import ODESystem

x = sp.Symbol("x", real=True)
n = sp.Symbol("n", integer=True)
oo = sp.oo

ROWS = [
    # the field, its directions from left to right, its basins as (of, low, high), and why the row is here
    (x * (1 - x) * (x - 2), [1, -1, 1, -1], [(0, -oo, 1), (2, 1, oo)], "the key exercise"),
    (-x, [1, -1], [(0, -oo, oo)], "one attractor takes all"),
    (x, [-1, 1], [], "a repeller has no basin"),
    (x**2, [1, 1], [(0, -oo, 0)], "half-stable: the attracting side only"),
    (-(x**2), [-1, -1], [(0, 0, oo)], "half-stable, mirrored"),
    (x**2 + 1, [1], [], "no fixed point"),
    (x - x**3, [1, -1, 1, -1], [(-1, -oo, 0), (1, 0, oo)], "double well"),
    (sp.sin(x), [1, -1], [(sp.pi + 2 * sp.pi * n, 2 * sp.pi * n, 2 * sp.pi + 2 * sp.pi * n)], "between even multiples"),
    (
        sp.cos(x),
        [1, -1],
        [(sp.pi / 2 + 2 * sp.pi * n, -sp.pi / 2 + 2 * sp.pi * n, 3 * sp.pi / 2 + 2 * sp.pi * n)],
        "shifted",
    ),
]


@pytest.mark.parametrize(("field", "directions", "basins", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_flow_and_basins(field, directions, basins, why):
    line = analyze(ODESystem((x,), (field,))).line
    assert [flow.direction for flow in line.flow][: len(directions)] == directions or why == "shifted"
    found = [(b.of.at[0], b.interval.low, b.interval.high) for b in line.basins]
    assert found == [tuple(sp.expand(sp.sympify(v)) for v in basin) for basin in basins], why
    assert all(rule.verify() is True for rule in (*(f.reason for f in line.flow), *(b.reason for b in line.basins)))
    assert all(rule.verify() is not False for rule in line.reasons)


ENDS = [
    (x * (1 - x) * (x - 2), (), False, "trapped"),
    (x**2, (1,), True, "x' = x^2 blows up: the lesson's second correction"),
    (x, (-1, 1), False, "grows for ever, but exponentially"),
    (x**3, (-1, 1), True, "cubic, both sides"),
    (x / (1 + x**2), (-1, 1), False, "the speed tends to zero"),
]


@pytest.mark.parametrize(("field", "escapes", "blows_up", "why"), ENDS, ids=[row[3] for row in ENDS])
def test_ends(field, escapes, blows_up, why):
    line = analyze(ODESystem((x,), (field,))).line
    (ends,) = (rule for rule in line.reasons if isinstance(rule, Ends))
    assert (ends.escapes, ends.blows_up) == (escapes, blows_up), why
    assert ends.verify() is True


def test_blow_up_time_of_a_pure_power():
    """From x(0) = 1 the solution 1/(1 - t) of x' = x^2 is infinite at t = 1; of x' = 2x^3 at t = 1/4."""
    assert Ends(x, x**2, (sp.S.Zero,), 1, 1).example == (1, 1)
    assert Ends(x, 2 * x**3, (sp.S.Zero,), -1, 1).example == (1, sp.Rational(1, 4))


@pytest.mark.parametrize(
    ("field", "marks"),
    [
        (x * (1 - x) * (x - 2), ["filled", "open", "filled"]),
        (x**2, ["left half filled"]),
        (-(x**2), ["right half filled"]),
        (sp.sin(x), ["open", "filled"]),
    ],
)
def test_marks_on_the_flow_line(field, marks):
    picture = draw_flow(analyze(ODESystem((x,), (field,))).line)
    assert [mark.value for mark, _ in picture.marks] == marks
    assert len(picture.arrows) == len(marks) + 1
