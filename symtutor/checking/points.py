"""What each kind of claim is worth, where a problem does not say."""

from __future__ import annotations

from typing import Final

POINTS: Final = {
    "steps": 1,
    "fixed-points": 1,  # for each of them
    "derivative": 1,
    "jacobian": 2,
    "trace-and-determinant": 1,
    "characteristic-polynomial": 1,
    "eigenvalues": 2,
    "eigenvectors": 1,
    "stability": 1,
    "basins": 1,
    "flow": 1,
    "potential": 1,
    "solution": 1,
    "euler": 1,
    "error": 1,
    "step-bound": 1,
    "bifurcations": 2,
    "remarks": 1,
}
"""The words of the table ``points`` in a problem file, with the defaults."""
