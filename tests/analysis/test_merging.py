"""Points on curves of fixed points: each row worked by hand; a point is told apart exactly where it is isolated."""

import pytest
import sympy as sp

from symtutor.analysis.fixed_points import find_fixed_points
from symtutor.model import Completeness, Window
from symtutor.reading import read_system

x, y, z = sp.symbols("x y z", real=True)

CURVES = [
    # as typed, isolated points, number of curves, why
    ("x' = x(x^2+y^2-1); y' = y(x^2+y^2-1)", [(0, 0)], 2, "(±1, 0) and (0, ±1) lie on the two half circles"),
    ("x' = (x^2+y^2-1)(x-2); y' = (x^2+y^2-1)(y-3)", [(2, 3)], 2, "the crossing lies off the circle"),
    ("x' = (x^2+y^2-1)(x-1); y' = (x^2+y^2-1) y", [], 2, "the crossing lies on the circle"),
    ("x' = (x^2-y^2-1) x; y' = (x^2-y^2-1) y", [(0, 0)], 2, "a hyperbola: no real square root between −1 and 1"),
    ("x' = sin(x) sin(y); y' = sin(x) cos(y)", [], 2, "families of points on families of lines"),
    ("x' = x^2-yz; y' = y^2-xz; z' = z^2-xy", [], 1, "0 was found apart from the diagonal, and lies on it"),
    ("x' = (xy-1)(x-2); y' = (xy-1)(y-1/2)", [], 1, "(2, 1/2) lies on the hyperbola"),
    ("x' = (xy-1)(x-2); y' = (xy-1)(y-1)", [(2, 1)], 1, "(2, 1) does not"),
    ("x' = (x^2+y^2)(x-1); y' = (x^2+y^2) y", [(0, 0), (1, 0)], 0, "a curve without real points but one"),
    ("x' = (y^2-x^2(x-1))(x-1); y' = (y^2-x^2(x-1))(y-2)", [(0, 0), (1, 2)], 2, "a curve with an isolated point"),
    (
        "x' = x(x^2+y^2+z^2-1); y' = y(x^2+y^2+z^2-1); z' = z(x^2+y^2+z^2-1)",
        [(0, 0, 0)],
        2,
        "circles on the sphere are no curves of their own",
    ),
]


@pytest.mark.parametrize(("text", "isolated", "curves", "why"), CURVES, ids=[row[0] for row in CURVES])
def test_a_point_on_a_curve_of_fixed_points_is_not_told_apart(text, isolated, curves, why):
    system = read_system(text)
    found = find_fixed_points(system, Window())
    assert found.completeness is Completeness.PROVED
    free = [point for point in found.points if sp.Tuple(*point.at).free_symbols & set(system.states)]
    assert [point.at for point in found.points if point not in free] == isolated, why
    assert len(free) == curves, why
    assert all(point.found_by.verify() is not False for point in found.points)


def test_the_ends_of_a_half_circle_belong_to_it():
    circle = find_fixed_points(read_system("x' = x(x^2+y^2-1); y' = y(x^2+y^2-1)"), Window()).points[1]
    assert circle.when.subs(x, 1) == sp.true
    assert circle.when.subs(x, 2) == sp.false
