"""The phase line: flow, basins, watersheds and what happens far out."""

import pytest
import sympy as sp

import symtutor
from symtutor.analysis import analyze
from symtutor.analysis.ends import Escape, Trapped
from symtutor.analysis.flow_line import draw_flow
from symtutor.analysis.into_breaks import IntoBreak
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
    # the field, for each side on which the flow escapes whether in finite time, and why the row is here
    (x * (1 - x) * (x - 2), {}, "trapped"),
    (x**2, {1: True}, "x' = x^2 blows up: the lesson's second correction"),
    (x, {-1: False, 1: False}, "grows for ever, but exponentially"),
    (x**3, {-1: True, 1: True}, "cubic, both sides"),
    (x / (1 + x**2), {-1: False, 1: False}, "the speed tends to zero"),
    (sp.exp(x) - 1, {-1: False, 1: True}, "faster than every power on one side, bounded on the other"),
    (x + sp.sin(x), {-1: False, 1: False}, "the bounded term does not matter"),
    (2 + sp.sin(x), {1: False}, "bounded, without a limit"),
    (x * sp.log(x), {1: False}, "∫ dx/(x ln x) = ln ln x diverges"),
    (x * sp.log(x) ** 2, {1: True}, "∫ dx/(x ln² x) = −1/ln x converges"),
    (1 / x, {-1: False, 1: False}, "away from the pole for ever"),
]


@pytest.mark.parametrize(("field", "escapes", "why"), ENDS, ids=[row[2] for row in ENDS])
def test_ends(field, escapes, why):
    line = analyze(ODESystem((x,), (field,))).line
    ends = [rule for rule in line.reasons if isinstance(rule, (Escape, Trapped))]
    assert {rule.side: rule.blows_up for rule in ends if isinstance(rule, Escape)} == escapes, why
    assert all(rule.verify() is not False for rule in ends)


TIMES = [
    (x**2, 1 / x, "x = x0/(1 - x0 t); Hirsch, Smale, Devaney §7.2"),
    (2 * x**3, 1 / (4 * x**2), "from 1 at t = 1/4"),
    (1 + x**2, sp.pi / 2 - sp.atan(x), "x = tan(t + arctan x0)"),
    (sp.exp(x), sp.exp(-x), "x = -ln(e^(-x0) - t)"),
    (x**2 - 1, (sp.log(x + 1) - sp.log(x - 1)) / 2, "above both fixed points"),
]


@pytest.mark.parametrize(("field", "time", "why"), TIMES, ids=[row[2] for row in TIMES])
def test_blow_up_time(field, time, why):
    line = analyze(ODESystem((x,), (field,))).line
    (escape,) = (rule for rule in line.reasons if isinstance(rule, Escape) and rule.side == 1)
    for place in (2, 5):
        assert sp.simplify((escape.time - time).subs(x, place)) == 0, why
    assert escape.verify() is True


BROKEN = [
    # the field, its intervals with directions, its basins, its breaks, where the flow runs into one in finite time
    (1 / x, [(-oo, 0, -1), (0, oo, 1)], [], [0], [], "a pole that repels"),
    (1 / (1 - x), [(-oo, 1, 1), (1, oo, -1)], [], [1], [(1, True)], "a pole that attracts"),
    (
        x / (x**2 - 1),
        [(-oo, -1, -1), (-1, 0, 1), (0, 1, -1), (1, oo, 1)],
        [(0, -1, 1)],
        [-1, 1],
        [],
        "a basin that ends at poles",
    ),
    (sp.log(x), [(0, 1, -1), (1, oo, 1)], [], [0], [(0, True)], "the edge of the domain, reached in finite time"),
    (x * sp.log(x), [(0, 1, -1), (1, oo, 1)], [], [0], [(0, False)], "an edge that is never reached"),
    (sp.sqrt(x), [(0, oo, 1)], [], [], [], "the edge is a fixed point, no break"),
    (-sp.sqrt(x), [(0, oo, -1)], [(0, 0, oo)], [], [], "arrives at the edge"),
    (-1 - sp.sqrt(x), [(0, oo, -1)], [], [0], [(0, True)], "runs into an edge at which f is not zero"),
    (sp.sqrt(1 - x**2), [(-1, 1, 1)], [(1, -1, 1)], [], [], "from one edge to the other"),
]


@pytest.mark.parametrize(("field", "flow", "basins", "breaks", "into", "why"), BROKEN, ids=[row[5] for row in BROKEN])
def test_poles_and_edges(field, flow, basins, breaks, into, why):
    line = analyze(ODESystem((x,), (field,))).line
    assert [(f.interval.low, f.interval.high, f.direction) for f in line.flow] == flow, why
    assert [(b.of.at[0], b.interval.low, b.interval.high) for b in line.basins] == basins
    assert [b.at for b in line.breaks] == breaks
    found = [rule for rule in line.reasons if isinstance(rule, IntoBreak)]
    assert [(rule.at.at, rule.in_finite_time) for rule in found] == into
    assert all(rule.verify() is True for rule in found)


@pytest.mark.parametrize("field", [x - x * sp.sin(x), x * (1 + sp.sin(x)), x**2 * (1 - sp.cos(x))])
def test_a_family_beside_a_single_point_has_no_period(field):
    """One period of x(1 + sin x) does not show the others: no interval and no basin may be told as if it did."""
    assert analyze(ODESystem((x,), (field,))).line is None


def test_the_flow_between_zeros_given_by_the_lambert_function():
    """Beside 0, e^x − 2x − 1 vanishes at x₂ = 1.2564…; its slope there is 2(x₂ − 1/2) > 0, and −1 at 0."""
    line = analyze(ODESystem((x,), (sp.exp(x) - 2 * x - 1,))).line
    assert [flow.direction for flow in line.flow] == [1, -1, 1]
    assert [flow.reason.verify() for flow in line.flow] == [True] * 3


def test_a_family_of_poles():
    """Between -π/2 and π/2 the flow of tan x leaves 0 and runs into the poles; so it does shifted by nπ."""
    line = analyze(ODESystem((x,), (sp.tan(x),))).line
    assert (line.period, line.basins) == (sp.pi, ())
    assert [flow.direction for flow in line.flow] == [1, -1]
    (pole,) = line.breaks
    assert (pole.at, pole.pole) == (sp.pi / 2 + sp.pi * n, True)


@pytest.mark.parametrize(
    ("field", "marks"),
    [
        (x * (1 - x) * (x - 2), ["filled", "open", "filled"]),
        (x**2, ["left half filled"]),
        (-(x**2), ["right half filled"]),
        (sp.sin(x), ["open", "filled"]),
        (x / (x**2 - 1), ["bar", "filled", "bar"]),
        (sp.sqrt(x), ["open"]),
    ],
)
def test_marks_on_the_flow_line(field, marks):
    picture = draw_flow(analyze(ODESystem((x,), (field,))).line)
    assert [mark.value for mark, _ in picture.marks] == marks
    assert len(picture.arrows) == len(marks) + 1


def test_a_family_of_zeros_shows_its_signs_only_where_they_repeat():
    """e^x sin x has the signs of sin x everywhere; x sin x changes them at 0, so one period does not show them."""
    assert [flow.direction for flow in line_of(sp.exp(x) * sp.sin(x)).flow] == [1, -1]
    assert line_of((x - 2) * sp.sin(x)) is None
    assert [c.kind.value for c in line_of(sp.sin(x) / (2 + x**2)).points] == ["unstable", "stable"]


def line_of(field):
    return analyze(ODESystem((x,), (field,))).line


def test_a_half_stable_point_is_no_attractor():
    """x²(x² − 6) has one attractor, −√6; 0 draws from the right only, so this is no bistability."""
    text = str(symtutor.solve("x' = x^2 (x^2 - 6)"))
    assert "watershed" in text
    assert "bistability" not in text


SAID = [
    ("x' = e^(-1/x^2)", "Here f is flat", "every derivative tends to zero, and no solution arrives"),
    ("x' = 1/(1 + x^2)", "dt. Integrated: x + x³/3", "1 + x² is no sum of partial fractions"),
    ("x' = -x^3", "Every start ends at 0.", "the whole line"),
    ("x' = log(x)/x", "f is defined where x > 0.", "x ≠ 0 would say it twice"),
    ("x' = x^3", "Starts with x < 0 run off to minus infinity, those with x > 0 to infinity.", "both sides at once"),
    ("x' = 1/x", "so it keeps its sign and one sample decides", "no fixed points to lie between"),
]


@pytest.mark.parametrize(("text", "sentence", "why"), SAID, ids=[row[0] for row in SAID])
def test_what_is_said(text, sentence, why):
    assert sentence in " ".join(str(symtutor.solve(text)).split()), why
