"""A case split says at every value of the parameters what the system with these values put in says."""

from random import Random

import pytest
import sympy as sp

from symtutor import solve
from symtutor.analysis import analyze
from symtutor.analysis.parameters.cells import truth
from symtutor.model import ODESystem, Stability
from symtutor.numerics.balls import enclose

SYSTEMS = [
    ("x' = r x - x^3", ()),
    ("x' = r x + x^3 - x^5", ()),
    ("x' = x(a - x)(b - x)", ()),
    ("x' = a x - b x^3", ()),
    ("x' = h + r x - x^3", ()),
    ("x' = a log(x) - b", ()),
    ("x' = x exp(a x) - 1", ()),
    ("x' = a tanh(x) - b", ()),
    ("x' = r - x - exp(-x)", ()),
    ("n' = G n (N0 - a n) - k n", ()),
    ("x' = r x(1 - x/10) - x^2/(1+x^2)", ("r > 0",)),
    ("x' = x(a - x - b y), y' = y(1 - y - x)", ()),
    ("x' = x(a - x - b y), y' = y(1 - y - x)", ("a > 0", "b > 0")),
    ("x' = a - (b+1) x + x^2 y, y' = b x - x^2 y", ()),
    ("x'' + a x' + b x = 0", ()),
    ("x' = mu x - y - x(x^2+y^2), y' = x + mu y - y(x^2+y^2)", ()),
    ("x' = mu x - omega y + a x (x^2+y^2), y' = omega x + mu y + a y (x^2+y^2)", ("omega > 0",)),
    ("x' = mu x + y - x^2, y' = -x + mu y + 2 x^2", ()),
    ("x' = s(y-x), y' = x(r-z) - y, z' = x y - b z", ("s > 0", "r > 0", "b > 0")),
]

TRIALS = 6
SPECIAL = (-1, 0, 1)
"""Values at which cases often begin and end; a third of the choices are among them."""


def _choices(system, seed):
    """Yield random values of the parameters that the assumptions allow."""
    random = Random(seed)  # noqa: S311 - samples, not secrets
    for _ in range(TRIALS):
        special = [random.randint(0, 2) == 0 for _ in system.parameters]
        values = {
            p: sp.Integer(random.choice(SPECIAL)) if plain else sp.Rational(random.randint(-30, 30), 7)
            for p, plain in zip(system.parameters, special, strict=True)
        }
        values = {p: abs(v) or sp.S.One if p.is_positive else v for p, v in values.items()}
        yield values


def _close(first, second):
    gaps = [enclose(a - b) for a, b in zip(first, second, strict=True)]
    return all(gap is not None and abs(gap) < 1e-9 for gap in gaps)


@pytest.mark.parametrize(("text", "assume"), SYSTEMS, ids=[f"{text} {' '.join(assume)}" for text, assume in SYSTEMS])
def test_exactly_one_case_of_each_point_holds_and_says_what_the_numbers_say(text, assume):
    solution = solve(text, assume=assume, time_limit=None)
    assert solution.verify().failed == 0
    system, states = solution.system, set(solution.system.states)
    for values in _choices(system, text):
        field = tuple(component.subs(values) for component in system.field)
        plain = analyze(ODESystem(system.states, field, domain=tuple(d.subs(values) for d in system.domain)))
        expected = [c for c in plain.classifications if not sp.Tuple(*c.at).free_symbols & states]
        here = []
        for c in solution.fixed_points:
            if not sp.Tuple(*c.at).free_symbols & states and not c.point.index:
                holds = truth(c.point.when, values)
                assert holds is not None
                if holds:
                    here.append((tuple(x.subs(values) for x in c.at), c))
        if len(expected) < len(plain.classifications):  # among fixed points that are not isolated kinds differ in name
            continue
        assert len(here) == len(expected), values
        for c in expected:
            same = [told for at, told in here if _close(at, c.at)]
            assert len(same) == 1, (values, c.at)
            if Stability.UNDECIDED not in (same[0].stability, c.stability):
                assert same[0].stability is c.stability, (values, c.at)
            if same[0].kind.value != "undecided" and c.kind.value != "undecided":
                assert same[0].kind is c.kind, (values, c.at)
