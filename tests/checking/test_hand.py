"""Reading hand work: what students write, and what is found in it."""

import pytest
import sympy as sp

from symtutor.checking.claims import (
    Argument,
    Basin,
    Bifurcation,
    Called,
    Derivative,
    Eigenvalues,
    Eigenvector,
    EulerError,
    EulerSetting,
    EulerState,
    FixedPoints,
    FlowOn,
    Jacobian,
    MatrixNumber,
    Potential,
    StepBound,
    Unread,
)
from symtutor.checking.hand import read_work
from symtutor.reading import read_system

LINE, PLANE = "x' = x(1-x)(x-2)", "x' = x(3-x-2y), y' = y(2-x-y)"


@pytest.mark.parametrize(
    ("system", "text", "kinds"),
    [
        (LINE, "x* = {0, 1, 2}", [FixedPoints]),
        (LINE, "fixed points: 0, 1, 2", [FixedPoints]),
        (LINE, "The fixed points are 0, 1 and 2.", [FixedPoints]),
        (LINE, "there are no fixed points", [FixedPoints]),
        (LINE, "x = 0 or x = 1 or x = 2", [FixedPoints]),
        (LINE, "x(1-x)(x-2) = 0  =>  x = 0 or x = 1 or x = 2", [Argument]),
        (LINE, r"$x(1-x)(x-2) = 0 \iff x = 0 \lor x = 1 \lor x = 2$", [Argument]),
        (LINE, "f'(x) = (1-x)(x-2) - x(x-2) + x(1-x) = -3x^2 + 6x - 2", [Derivative]),
        (LINE, "f'(0) = -2, f'(1) = 1, f'(2) = -2", [Derivative] * 3),
        (LINE, "f'(0) = -2 < 0 => stable", [Derivative, Called]),
        (LINE, "f''(0) = 2", [Derivative]),
        (LINE, "0 and 2 are stable, 1 is unstable", [Called, Called]),
        (LINE, "stable: 0, 2", [Called]),
        (LINE, "basin of 0 is (-oo, 1)", [Basin]),
        (LINE, "basins: (-oo,1) -> 0, (1,oo) -> 2", [Basin, Basin]),
        (LINE, "x < 1 flows to 0", [Basin]),
        (LINE, "flow: right on (-oo,0), left on (0,1)", [FlowOn, FlowOn]),
        (LINE, "V = x^4/4 - x^3 + x^2", [Potential]),
        ("x' = x^2", "x* = 0 is half-stable (attracts from the left)", [Called]),
        (PLANE, "(0,0), (3,0), (0,2), (1,1)", [FixedPoints]),
        (PLANE, "J = [[3-2x-2y, -2x], [-y, 2-x-2y]]", [Jacobian]),
        (PLANE, r"J(1,1) = \begin{pmatrix} -1 & -2 \\ -1 & -1 \end{pmatrix}", [Jacobian]),
        (PLANE, "At (1,1): tr = -2, det = -1", [MatrixNumber, MatrixNumber]),
        (PLANE, "eigenvalues at (1,1): -1 ± √2", [Eigenvalues]),
        (PLANE, "eigenvector for λ = -1+√2: (-√2, 1)", [Eigenvector]),
        (PLANE, "(1,1) is a saddle", [Called]),
        (PLANE, "(3,0) and (0,2) are sinks", [Called]),
        ("x' = -x", "h = 0.25: x1 = 0.75, x2 = 0.5625", [EulerSetting, EulerState, EulerState]),
        ("x' = -x", "x(0.5) ≈ 0.59", [EulerState]),
        ("x' = -x", "error = 0.044", [EulerError]),
        ("x' = -x", "stable for h < 2", [StepBound]),
        ("x' = r x - x^3", "bifurcation at r = 0, supercritical pitchfork", [Bifurcation]),
        ("x' = r x - x^3", "for r > 0: x = ±sqrt(r) stable", [Called]),
        (LINE, "the weather is nice", [Unread]),
        (LINE, "", []),
        (LINE, "---", []),
    ],
)
def test_what_is_found(system, text, kinds):
    assert [type(claim) for claim in read_work(text, read_system(system))] == kinds


def test_an_equation_under_another_continues_the_argument():
    first, second = read_work("x(1-x)(x-2) = 0\n(1-x)(x-2) = 0", read_system(LINE))
    assert second.steps[0] == first.steps[-1]
    assert [claim.said.line for claim in (first, second)] == [1, 2]


def test_odd_and_even_members_of_a_family():
    odd, even = read_work("nπ is stable for odd n and unstable for even n", read_system("x' = sin(x)"))
    n = sp.Symbol("n", integer=True)
    assert odd.places[0].values == ((2 * n + 1) * sp.pi,)
    assert even.places[0].values == (2 * n * sp.pi,)


def test_decimals_keep_their_places():
    (claim,) = read_work("eigenvalues at (1,1): 0.414, -2.414", read_system(PLANE))
    assert [given.places for given in claim.values] == [3, 3]
