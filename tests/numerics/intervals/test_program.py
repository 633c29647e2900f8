"""Bounds on boxes hold what they bound: the law of interval arithmetic, and what narrowing may not lose."""

import flint
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symtutor.numerics.intervals.newton import approach, krawczyk, proves_one_zero
from symtutor.numerics.intervals.program import Program, UnboundedError
from symtutor.numerics.intervals.spans import EVERYTHING, thin
from symtutor.reading.roots import RealRoot

x, y = sp.symbols("x y", real=True)
R = sp.Rational

FUNCTIONS = [
    x**3 - 2 * x * y + 1,
    sp.exp(x) - y / (1 + sp.exp(-x)),
    sp.sin(3 * x) * sp.cos(y) + sp.tanh(x * y),
    1 / (2 + x**2) - sp.atan(y),
    sp.Abs(x - y) - sp.Max(x, y, 0),
    RealRoot(x, 3) ** 2 - RealRoot(y, 5),
    sp.cosh(x) - sp.sinh(y) + sp.asinh(x) * sp.erf(y),
    sp.sqrt(x + 4) + sp.log(y + 4) + (x + 4) ** sp.pi,
    sp.asin(x / 4) - sp.acos(y / 4) + sp.atanh(x / 5) + sp.acosh(y + 5),
    (x + 4) ** R(5, 2) - sp.Min(x, y) + sp.sec(x / 4) + sp.tan(y / 4),
]

number = st.integers(-48, 48).map(lambda n: R(n, 16))


def ball(value):
    return flint.arb(flint.fmpq(int(value.p), int(value.q)))


def value_at(function, at):
    """Evaluate by SymPy, which knows nothing of spans."""
    plain = function.replace(RealRoot, lambda base, degree: sp.sign(base) * sp.Abs(base) ** (1 / degree))
    return flint.arb(str(plain.subs(at).evalf(25)))


TINY = flint.arb(10) ** -12


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FUNCTIONS), number, number, number, number, st.data())
def test_every_value_lies_within_the_bounds(function, a, b, c, d, data):
    box = ((ball(min(a, b)), ball(max(a, b))), (ball(min(c, d)), ball(max(c, d))))
    ((low, high),) = Program([function], [x, y]).bounds(box)
    shares = [R(data.draw(st.integers(0, 8)), 8) for _ in range(2)]
    at = {x: min(a, b) + shares[0] * abs(a - b), y: min(c, d) + shares[1] * abs(c - d)}
    value = value_at(function, at)
    assert not low > value + TINY
    assert not high < value - TINY


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FUNCTIONS), number, number, number)
def test_difference_quotients_lie_within_the_slopes(function, a, b, c):
    if a == b:
        return
    low, high = sorted((a, b))
    program = Program([function], [x, y])
    values = program.run(((ball(low), ball(high)), thin(ball(c))))
    ((slope, _),) = program.jacobian(values)
    quotient = (value_at(function, {x: high, y: c}) - value_at(function, {x: low, y: c})) / ball(high - low)
    assert not slope[0] > quotient + TINY
    assert not slope[1] < quotient - TINY


@pytest.mark.parametrize(
    ("function", "low", "high", "zero", "why"),
    [
        (sp.tanh(2 * x) - x, None, None, "0.9575", "from the whole line: |tanh| ≤ 1"),
        (sp.sqrt(x) - x, -20, 20, "1", "the domain is kept"),
        (sp.exp(x) - 3 * x, 0, 20, "0.619061286735945", "both sides narrow each other"),
        (x**2 - 2, -5, 5, "-1.4142135623730951", "even powers keep both roots"),
        (RealRoot(x, 3) - x / 2, -20, 20, "-2.8284271247461903", "odd roots of negative numbers"),
        (sp.cosh(x) - 2, -9, 9, "1.3169578969248166", "even functions keep both sides"),
        (sp.log(x) + 1, -20, 20, "0.36787944117144233", "inside a domain that is open"),
        (1 / (1 + sp.exp(-x)) - R(9, 10), None, None, "2.1972245773362196", "the logistic function is inverted"),
        (sp.Max(x, 1 - x) - 3, -9, 9, "-2", "the greater of two"),
        (sp.atan(x) - 1, None, None, "1.5574077246549023", "tan of the value"),
    ],
)
def test_narrowing_never_loses_a_zero(function, low, high, zero, why):
    program = Program([function], [x])
    box = (EVERYTHING if low is None else (flint.arb(low), flint.arb(high)),)
    for _ in range(5):
        box = program.contract(box)
        assert box is not None, why
        (side,) = box
        assert not side[0] > flint.arb(zero) + flint.arb(10) ** -9, why
        assert not side[1] < flint.arb(zero) - flint.arb(10) ** -9, why


@pytest.mark.parametrize(
    ("function", "low", "high", "why"),
    [
        (sp.log(x), -3, -1, "log of negative numbers"),
        (sp.sqrt(x), -3, -1, "even roots of negative numbers"),
        (sp.exp(x) + 1, -3, 3, "never zero"),
        (sp.asin(x) - 2, -1, 1, "an angle is at most π/2"),
        (sp.acosh(x), -3, 0, "outside the domain"),
        (sp.log(x), -3, 0, "the edge does not belong to the domain of log"),
    ],
)
def test_boxes_without_zeros_are_thrown_out(function, low, high, why):
    assert Program([function], [x]).contract(((flint.arb(low), flint.arb(high)),)) is None, why


@pytest.mark.parametrize(
    ("function", "low", "high", "defined", "why"),
    [
        (1 / x, 1, 2, True, "away from the pole"),
        (1 / x, -1, 2, False, "across the pole"),
        (sp.sqrt(x), 0, 2, True, "the edge of a root belongs to its domain"),
        (sp.log(x), 0, 2, False, "the edge of a logarithm does not"),
        (sp.tan(x), 0, 2, False, "π/2 lies between"),
        (RealRoot(x, 3), -1, 1, True, "odd roots are real everywhere"),
        (x**x, -1, 1, False, "powers with a varying exponent need a positive base"),
    ],
)
def test_domains(function, low, high, defined, why):
    program = Program([function], [x])
    assert program.defined(program.run(((flint.arb(low), flint.arb(high)),))) is defined, why


@pytest.mark.parametrize("function", [sp.floor(x), sp.Function("g")(x), sp.sign(x), sp.Heaviside(x), x + y])
def test_functions_without_bounds_are_refused(function):
    with pytest.raises(UnboundedError):
        Program([function], [x])


def test_krawczyk_proves_a_zero_and_its_enclosure_shrinks():
    program = Program([sp.tanh(x + y) - x, sp.tanh(x - y) - y], [x, y])
    box = ((flint.arb("0.8"), flint.arb("0.9")), (flint.arb("0.38"), flint.arb("0.45")))
    assert proves_one_zero(program, box)
    first, second = approach(program, box, 200)
    assert first.rad() < flint.arb(2) ** -190
    assert abs(first - flint.arb("0.852678448")) < flint.arb(10) ** -8
    assert abs(second - flint.arb("0.413206579")) < flint.arb(10) ** -8


def test_krawczyk_says_nothing_at_a_double_zero():
    program = Program([x**2], [x])
    assert not proves_one_zero(program, ((flint.arb(-1), flint.arb("1.1")),))
    assert krawczyk(program, ((flint.arb("-0.5"), flint.arb("0.5")),)) is None
