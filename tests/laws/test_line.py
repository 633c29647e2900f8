"""Laws of the phase line: what time reversal and reflection do to kinds, sides and directions."""

import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symtutor.analysis import analyze
from symtutor.model import Kind, ODESystem

x = sp.Symbol("x", real=True)
SWAPPED = {Kind.STABLE: Kind.UNSTABLE, Kind.UNSTABLE: Kind.STABLE, Kind.HALF_STABLE: Kind.HALF_STABLE}
OTHER = {"left": "right", "right": "left", None: None}

roots = st.dictionaries(st.integers(-4, 4), st.integers(1, 3), min_size=1, max_size=3)
poles = st.sets(st.integers(-4, 4), max_size=2)
signs = st.sampled_from([-1, 1])


def field_of(multiplicities, singular, sign):
    """A rational field with these zeros and simple poles."""
    top = sp.prod((x - root) ** power for root, power in multiplicities.items())
    bottom = sp.prod(x - pole for pole in singular if pole not in multiplicities)
    return sign * top / bottom


def points_of(line):
    return [(found.at[0], found.kind, getattr(found.reasons[-1], "attracting_side", None)) for found in line.points]


def flow_of(line):
    return [(flow.interval.low, flow.interval.high, flow.direction) for flow in line.flow]


def line_of(field):
    return analyze(ODESystem((x,), (field,))).line


@given(roots, poles, signs)
@settings(max_examples=25, deadline=None)
def test_time_reversal_swaps_stable_and_unstable_and_the_attracting_side(multiplicities, singular, sign):
    field = field_of(multiplicities, singular, sign)
    forward, backward = line_of(field), line_of(-field)
    assert points_of(backward) == [(at, SWAPPED[kind], OTHER[side]) for at, kind, side in points_of(forward)]
    assert flow_of(backward) == [(low, high, -direction) for low, high, direction in flow_of(forward)]


@given(roots, poles, signs)
@settings(max_examples=25, deadline=None)
def test_reflection_keeps_kinds_and_swaps_the_attracting_side(multiplicities, singular, sign):
    field = field_of(multiplicities, singular, sign)
    here, mirrored = line_of(field), line_of(-field.subs(x, -x))
    assert points_of(mirrored) == [(-at, kind, OTHER[side]) for at, kind, side in reversed(points_of(here))]
    assert flow_of(mirrored) == [(-high, -low, -direction) for low, high, direction in reversed(flow_of(here))]


@given(roots, poles, signs)
@settings(max_examples=25, deadline=None)
def test_every_basin_flows_to_its_point(multiplicities, singular, sign):
    line = line_of(field_of(multiplicities, singular, sign))
    for basin in line.basins:
        for low, high, direction in flow_of(line):
            if low >= basin.interval.low and high <= basin.interval.high:
                assert (direction > 0) == (high <= basin.of.at[0])
