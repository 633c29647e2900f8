"""The sense of turning, the time of a turn and half-lives: by hand from J, after Strogatz §5.2."""

import pytest
import sympy as sp

from symtutor.analysis import analyze
from symtutor.analysis.double_eigenvalue import DoubleEigenvalue
from symtutor.analysis.turning import Turning
from symtutor.model import ODESystem
from symtutor.render.text import blocks_text
from symtutor.verification import verify

x, y = sp.symbols("x y", real=True)
mu = sp.Symbol("mu", positive=True)


def remark_of(*field):
    (first, *_) = analyze(ODESystem((x, y), field)).classifications
    return next((rule for rule in first.reasons if isinstance(rule, (Turning, DoubleEigenvalue))), None)


TURNING = [
    ((-y, x), 1, 0, 1, "polar angle grows: a circle once in 2 pi"),
    ((y, -x), -1, 0, 1, "the harmonic oscillator in x and x': clockwise"),
    ((-x - y, x - y), 1, -1, 1, "lambda = -1 +- i"),
    ((2 * x - 5 * y, 2 * x - 4 * y), 1, -1, 1, "Strogatz 5.2.3 by another matrix: trace -2, det 2"),
    ((y, -x + (1 - x**2) * y), -1, sp.Rational(1, 2), sp.sqrt(3) / 2, "van der Pol: lambda = (1 +- i sqrt 3)/2"),
    ((-y, x - y**3), 1, 0, 1, "a weak spiral turns like its linear part"),
    ((y, -sp.sin(x)), -1, 0, 1, "the pendulum: small swings take 2 pi"),
    ((y, -mu * x), -1, 0, sp.sqrt(mu), "x'' + mu x = 0: 2 pi / sqrt(mu)"),
]


@pytest.mark.parametrize(("field", "sense", "rate", "frequency", "why"), TURNING, ids=[row[-1] for row in TURNING])
def test_turning(field, sense, rate, frequency, why):
    rule = remark_of(*field)
    assert (rule.sense, rule.rate, rule.frequency) == (sense, rate, frequency), why
    assert rule.verify() is (None if rule.jacobian.free_symbols else True)
    assert ("*clockwise*" in words_of(rule)) is (sense < 0)


def words_of(rule):
    return "".join(
        f"*{piece.text}*" if type(piece).__name__ == "Term" else getattr(piece, "text", "")
        for piece in rule.block([rule]).content
    )


def test_a_wrong_sense_fails_its_check():
    right = remark_of(-y, x)
    wrong = Turning(right.states, right.at, (), right.jacobian, right.rate, right.frequency, -1, 0, linear=True)
    assert wrong.verify() is False


def test_where_there_is_no_linear_part_to_turn_nothing_is_said():
    assert remark_of(y, -(x**3)) is None


DOUBLE = [
    ((-x, -x - y), (0, 1), "one eigenvector, along y"),
    ((2 * x, 2 * y), None, "a star: every direction"),
    ((-x + y, -y), (1, 0), "Strogatz 5.2.5: a Jordan block"),
    ((3 * x - 4 * y, x - y), (2, 1), "lambda = 1 twice: (A - I)(2, 1) = 0"),
]


@pytest.mark.parametrize(("field", "vector", "why"), DOUBLE, ids=[row[-1] for row in DOUBLE])
def test_double_eigenvalue(field, vector, why):
    rule = remark_of(*field)
    assert rule.vector == vector, why
    assert rule.verify() is True


def test_every_claim_about_a_degenerate_node_is_checked():
    outcome = verify(analyze(ODESystem((x, y), (-x, -x - y))).rules())
    assert (outcome.failed, outcome.undecided) == (0, 0)


def test_a_saddle_tells_how_fast_it_throws_out():
    (saddle,) = analyze(ODESystem((x, y), (2 * x, -y))).classifications
    text = " ".join(blocks_text(saddle.reasons[0].narrate().blocks).split())
    assert "halves every ln(2) ≈ 0.6931" in text
    assert "doubles every ln(2)/2 ≈ 0.3466" in text


def test_points_with_the_same_linear_part_are_told_together():
    reasons = [c.reasons[0] for c in analyze(ODESystem((x, y), (y, x - x**3))).classifications]
    step = Turning.narrate_all([rule for rule in reasons if isinstance(rule, Turning)])
    assert len(step.blocks) == 1


def test_a_negative_determinant_is_enough_for_a_saddle():
    # J(2 pi n, 0) has the trace 1 - 4 pi^2 n^2, of either sign, and the determinant -1
    first, second = analyze(ODESystem((x, y), (y, sp.sin(x) + y * (1 - x**2)))).classifications
    assert first.kind.value == "saddle"
    # J(pi + 2 pi n, 0): the determinant is 1 and the trace at most 1 - pi^2 < -2, so both eigenvalues are negative
    assert second.kind.value == "stable node"
    assert first.reasons[-1].verify() is True
    assert "eigenvalues are" not in blocks_text(first.reasons[-1].narrate().blocks).replace(
        "eigenvalues are the roots", ""
    )
