"""Ellipses that solutions cross one way: their sense and their reach, known from the fields."""

from math import hypot

import pytest

from symtutor.numerics.nest import nest

FIELDS = [
    (lambda x, y: (-x, -2 * y), -1, "a node along the axes"),
    (lambda x, y: (-x, -y), -1, "a star, in which every direction is an eigenvector"),
    (lambda x, y: (x - y, x + y), 1, "a spiral outward"),
    (lambda x, y: (-600 * x, x - y / 50), -1, "a stiff node"),
]


@pytest.mark.parametrize(("velocity", "sense"), [row[:2] for row in FIELDS], ids=[row[2] for row in FIELDS])
def test_a_linear_field_is_crossed_one_way_at_every_distance(velocity, sense):
    found = nest(velocity, (0.0, 0.0), 1.0)
    assert found.sense == sense
    assert found.radius > 10


def test_a_saddle_has_none():
    assert nest(lambda x, y: (x, -y), (0.0, 0.0), 1.0).radius == 0


def test_it_ends_before_the_closed_orbit():
    """The unit circle attracts everything but the origin."""
    found = nest(lambda x, y: (x - y - x * hypot(x, y) ** 2, x + y - y * hypot(x, y) ** 2), (0.0, 0.0), 1.0)
    assert found.sense == 1
    assert 0.5 < found.radius < 1


def test_it_goes_around_no_other_fixed_point():
    assert not nest(lambda x, y: (-x, -y), (0.0, 0.0), 1.0, [(2.0, 0.0)]).holds(2.0, 0.0)
