"""A fixed point with its linearization, for tests that are asked one at a time."""

import pytest
import sympy as sp

from symtutor.analysis.derivative import Jacobian
from symtutor.analysis.eigen import eigenvalues
from symtutor.model import FixedPoint, Linearization, ODESystem

x, y = sp.symbols("x y", real=True)


@pytest.fixture
def ask():
    """Ask one stability test about a planar field at a point."""

    def asking(test, field, at=(0, 0)):
        place = tuple(sp.Integer(value) if isinstance(value, int) else value for value in at)
        system = ODESystem((x, y), tuple(sp.Integer(c) if isinstance(c, int) else c for c in field))
        matrix = Jacobian(system.states, system.field).at(place)
        point = FixedPoint(place, None)
        return test(system, point, Linearization(point, matrix, eigenvalues(matrix)))

    return asking
