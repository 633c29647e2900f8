"""Gradient descent by hand: iterates, limits of the rate, momentum, watersheds, saddles."""

import dataclasses

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.errors import RequestError
from symtutor.laboratory import descend
from symtutor.model import ODESystem
from symtutor.numerics.descent import descent_table
from symtutor.numerics.escape import escape
from symtutor.numerics.euler_table import Halt
from symtutor.numerics.heavy_ball import HeavyBall
from symtutor.numerics.minima import rate_limits
from symtutor.numerics.step_limit import Regime
from symtutor.numerics.watershed import Leaps, RestsAtStart, StaysOnLine, leaps

x, y = sp.symbols("x y", real=True)
R = sp.Rational


def table_of(loss, start, rate, steps, momentum=0):
    states = (x, y)[: len(start)]
    flow = ODESystem(states, tuple(-sp.diff(loss, state) for state in states))
    return descent_table(flow, loss, tuple(map(R, start)), R(rate), steps, R(momentum))


def judged(loss, start, rates, steps=3):
    tables = tuple(table_of(loss, start, rate, steps) for rate in rates)
    return rate_limits(analyze(tables[0].system), tables)


@pytest.mark.parametrize(
    ("loss", "start", "rate", "momentum", "weights", "why"),
    [
        (x**2 / 2 + y**2, ("2", "1"), "1/2", 0, [("2", "1"), ("1", "0"), ("1/2", "0")], "factors 1/2 and 0"),
        (x**2 / 2 + y**2, ("2", "1"), "1", 0, [("2", "1"), ("0", "-1"), ("0", "1")], "y jumps for ever at the limit"),
        (x**4 / 4, ("1",), "1/2", 0, [("1",), ("1/2",), ("7/16",)], "1/2 − 1/2·1/8"),
        (x**2 / 2 + 5 * y**2, ("10", "1"), "2/11", 0, [("10", "1"), ("90/11", "-9/11")], "both times ±9/11"),
        (
            x**2 / 2 + y**2,
            ("2", "1"),
            "1/10",
            "9/10",
            [("2", "1"), ("9/5", "4/5"), ("36/25", "23/50")],
            "9/5 − 9/50 − 9/10·1/5 and 4/5 − 4/25 − 9/10·1/5",
        ),
        (
            (1 - x) ** 2 + 100 * (y - x**2) ** 2,
            ("0", "0"),
            "1/1000",
            0,
            [("0", "0"), ("1/500", "0")],
            "Rosenbrock's valley: the gradient at 0 is (−2, 0)",
        ),
    ],
)
def test_iterates_by_hand(loss, start, rate, momentum, weights, why):
    table = table_of(loss, start, rate, len(weights) - 1, momentum)
    assert table.weights == tuple(tuple(map(R, place)) for place in weights), why
    assert table.losses[0] == loss.subs(dict(zip((x, y), table.start, strict=False))), why
    assert table.exact_until == len(table.rows), why
    assert table.verify() is True, why


@pytest.mark.parametrize("spoilt", ["gradient", "following"])
def test_a_wrong_step_is_found(spoilt):
    table = table_of(x**2 / 2 + y**2, ("2", "1"), "1/2", 2)
    row = dataclasses.replace(table.rows[1], **{spoilt: (R(7), R(0))})
    assert dataclasses.replace(table, rows=(table.rows[0], row)).verify() is False


def test_a_loss_whose_gradient_is_another_field_is_found():
    table = table_of(x**2 / 2 + y**2, ("2", "1"), "1/2", 2)
    assert dataclasses.replace(table, loss=x**2 / 2 + 2 * y**2).verify() is False


@pytest.mark.parametrize(
    ("loss", "start", "rate", "halt", "steps", "why"),
    [
        (x**4 / 4, ("10",), "1", Halt.OVERFLOW, 5, "x becomes about x³ every time: 10, 10³, 10⁹, …, 10²⁴³, 10⁷²⁹"),
        (sp.log(x), ("1",), "2", Halt.GRADIENT, 1, "1 − 2 = −1: 1/x has a value there, the logarithm has none"),
        (2 * sp.sqrt(x), ("1",), "3", Halt.GRADIENT, 1, "1 − 3 = −2, where the root ends"),
    ],
)
def test_a_descent_that_ends_early_keeps_its_table(loss, start, rate, halt, steps, why):
    table = table_of(loss, start, rate, 8)
    assert (table.halt, len(table.rows)) == (halt, steps), why


@pytest.mark.parametrize(
    ("rate", "steps", "momentum", "message"),
    [
        ("0", 5, "0", "learning rate must be greater than 0"),
        ("-1", 5, "0", "learning rate must be greater than 0"),
        ("1", 0, "0", "from 1 to 10000"),
        ("1", 5, "1", "at least 0 and less than 1"),
        ("1", 5, "-1/2", "at least 0 and less than 1"),
    ],
)
def test_numbers_that_make_no_sense(rate, steps, momentum, message):
    with pytest.raises(RequestError, match=message):
        table_of(x**2, ("1",), rate, steps, momentum)


@pytest.mark.parametrize(
    ("loss", "start", "curvatures", "stable", "best", "why"),
    [
        (x**2 / 2 + y**2, ("2", "1"), (1, 2), 1, (R(2, 3), R(1, 3), 2), "2/2; 2/(1 + 2); (2 − 1)/(2 + 1)"),
        (x**2 / 2 + 5 * y**2, ("1", "1"), (1, 10), R(1, 5), (R(2, 11), R(9, 11), 10), "Boyd and Vandenberghe, γ = 10"),
        (x**2 + x * y + y**2, ("1", "0"), (1, 3), R(2, 3), (R(1, 2), R(1, 2), 3), "H = [[2, 1], [1, 2]]"),
        (3 * x**2, ("1",), (6,), R(1, 3), (R(1, 6), 0, 1), "one curvature: one step suffices"),
        (x**4 / 4 - x**2 / 2, ("1/2",), (2,), 1, (None, None, 1), "at 1, L″ = 3 − 1; not quadratic"),
    ],
)
def test_limits_of_the_rate(loss, start, curvatures, stable, best, why):
    (limit,) = judged(loss, start, ["1/10"])
    assert limit.curvatures == curvatures, why
    assert limit.stable_below == stable, why
    assert (limit.best_rate, limit.contraction, limit.condition_number) == best, why
    assert limit.verify() is True, why


def test_the_lesson_s_four_rates():
    (limit,) = judged(x**2 / 2 + y**2, ("2", "1"), ["1/10", "1/2", "9/10", "1", "11/10"])
    assert [limit.regime(rate) for rate in limit.limit.steps] == [
        Regime.MONOTONE,  # 9/10 and 4/5
        Regime.MONOTONE,  # 1/2 and 0
        Regime.OSCILLATING,  # 1/10 and −4/5
        Regime.TWO_CYCLE,  # 0 and −1
        Regime.DIVERGENT,  # −1/10 and −6/5
    ]


def test_of_two_minima_each_run_is_judged_by_the_nearest():
    double = (x**2 - 1) ** 2 / 4 + y**2 / 2
    (limit,) = judged(double, ("-1/10", "1"), ["1/2"], steps=12)
    assert limit.at == (-1, 0)


def heavy(loss, start, momentum, rates=("1/10",)):
    (limit,) = judged(loss, start, list(rates))
    return HeavyBall(limit, R(momentum))


@pytest.mark.parametrize(
    ("momentum", "stable", "explicit", "why"),
    [
        ("9/10", R(19, 50), R(1, 100), "2·1.9/10 and 0.1/10"),
        ("1/2", R(3, 10), R(1, 20), "2·1.5/10 and 0.5/10"),
        ("9999999/10000000", R(19999999, 50000000), R(1, 100000000), "roots within 10⁻⁷ of the unit circle"),
    ],
)
def test_momentum_has_two_limits(momentum, stable, explicit, why):
    ball = heavy(x**2 / 2 + 5 * y**2, ("1", "1"), momentum)
    assert (ball.stable_below, ball.euler_stable_below) == (stable, explicit), why
    assert ball.verify() is True, why


def test_the_best_pair_of_polyak():
    ball = heavy(x**2 / 2 + R(9, 2) * y**2, ("1", "1"), "1/2")
    assert ball.best == (R(1, 4), R(1, 4)), "√λ = 1 and 3: 4/(1 + 3)², ((3 − 1)/(3 + 1))²"


@pytest.mark.parametrize(
    ("rate", "regime", "why"),
    [
        ("1/100", Regime.MONOTONE, "ηλ = 1/100 ≤ (1 − 3/10)²: real positive roots"),
        ("1", Regime.SPIRAL_IN, "between (1 − 3/10)² and (1 + 3/10)²: complex roots"),
        ("2", Regime.OSCILLATING, "ηλ = 2 > (13/10)²: real negative roots"),
        ("109/50", Regime.TWO_CYCLE, "ηλ = 2(1 + 9/100): a root −1"),
        ("3", Regime.DIVERGENT, "beyond"),
    ],
)
def test_regimes_with_momentum(rate, regime, why):
    ball = heavy(x**2 / 2, ("1",), "9/100", [rate])
    assert ball.regime(R(rate)) is regime, why
    size = sp.Abs(ball.slowest(R(rate))) - 1
    assert (size < 0) == (regime not in {Regime.TWO_CYCLE, Regime.DIVERGENT}), why


def remarks(loss, start, rate, steps):
    table = table_of(loss, start, rate, steps)
    return list(leaps(analyze(table.system), (table,)))


def test_a_step_leaps_over_the_hill():
    hills = x**4 / 4 - x**3 + x**2
    (found,) = remarks(hills, ("5/2",), "1", 1)
    # L′(5/2) = 125/8 − 75/4 + 5 = 15/8: from 5/2 to 5/8, over the hill at 1
    assert isinstance(found, Leaps)
    assert [(leap.n, leap.before, leap.after, leap.over) for leap in found.leaps] == [(0, R(5, 2), R(5, 8), 1)]
    assert found.verify() is True
    assert remarks(hills, ("5/2",), "1/10", 20) == []


def test_a_leap_that_is_none_is_found():
    (found,) = remarks(x**4 / 4 - x**3 + x**2, ("5/2",), "1", 1)
    short = dataclasses.replace(found.leaps[0], after=R(2))
    assert dataclasses.replace(found, leaps=(short,)).verify() is False


def test_a_start_on_top_stays():
    (found,) = remarks(x**4 / 4 - x**3 + x**2, ("1",), "1/2", 2)
    assert isinstance(found, RestsAtStart)
    assert found.what == "a maximum"
    assert found.verify() is True
    assert dataclasses.replace(found, at=(R(1, 2),)).verify() is False


def test_a_start_on_the_line_to_the_saddle_stays_on_it():
    (found,) = remarks((x**2 - 1) ** 2 / 4 + y**2 / 2, ("0", "1"), "1/10", 2)
    assert isinstance(found, StaysOnLine)
    assert (found.position, found.saddle) == (0, (0, 0))
    assert found.verify() is True
    assert dataclasses.replace(found, position=1).verify() is False, "on y = 0 the loss rises to both sides"


def escaping(loss, start, rate, steps):
    table = table_of(loss, start, rate, steps)
    return escape(analyze(table.system), (table,))


@pytest.mark.parametrize(
    ("loss", "start", "rate", "seen", "why"),
    [
        (x**2 / 2 - y**2 / 2, ("1", "1/100"), "1/2", 12, "ln 100/ln 1.5 = 11.36"),
        (x**2 / 2 - y**2 / 2, ("1", "1/64"), "1", 6, "2⁶ = 64 exactly"),
        (x * y, ("3/100", "-2/100"), "1", None, "along (1, −1)/√2 it is 0.0354: ln 28.3/ln 2 = 4.8, more than 4"),
    ],
)
def test_escape_from_a_saddle(loss, start, rate, seen, why):
    found = escaping(loss, start, rate, 4 if seen is None else 20)
    assert found.seen(found.runs[0]) == seen, why
    assert found.verify() is True, why


def test_on_the_stable_manifold_nothing_escapes():
    found = escaping(x**2 / 2 - y**2 / 2, ("1", "0"), "1/2", 5)
    assert found.component(found.runs[0].start) == 0
    assert found.verify() is True
    assert dataclasses.replace(found, direction=(sp.S.One, sp.S.Zero)).verify() is False


def test_curvatures_at_a_root_known_by_its_place_stand_on_the_diagonal():
    # H = diag(12 r² − 4, 2) at the root r of 4x³ − 4x + 1/10 near −1.0123: 8.29636 and 2.
    run = descend("L = x^4 - 2x^2 + y^2 + x/10", "x=0,y=1", "1/20", steps=5)
    text = " ".join(str(run).split())
    assert "are 2, −4 + 12·(−1.0122…)²" in text
    assert "η < 2/λₘₐₓ = −2/(4 − 12·(−1.0122…)²) ≈ 0.24107" in text
