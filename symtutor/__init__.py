"""symtutor: a symbolic-analysis tutor for ordinary differential equations.

>>> import symtutor
>>> solution = symtutor.solve("dx/dt = x(1-x)(x-2)")
>>> [c.stability.value for c in solution.fixed_points]
['asymptotically stable', 'unstable', 'asymptotically stable']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symtutor.checking.report import Report
    from symtutor.errors import LimitError, ParseError, RequestError, SymtutorError
    from symtutor.grading import check
    from symtutor.laboratory import Descent, EulerRun, descend, euler
    from symtutor.model import Completeness, Kind, ODESystem, Stability
    from symtutor.solution import Solution
    from symtutor.solving import solve
    from symtutor.verification import Verification

__version__ = "0.1.0"

_HOMES = {
    "Completeness": "model",
    "Descent": "laboratory",
    "EulerRun": "laboratory",
    "Kind": "model",
    "LimitError": "errors",
    "ODESystem": "model",
    "ParseError": "errors",
    "Report": "checking.report",
    "RequestError": "errors",
    "Solution": "solution",
    "Stability": "model",
    "SymtutorError": "errors",
    "Verification": "verification",
    "check": "grading",
    "descend": "laboratory",
    "euler": "laboratory",
    "solve": "solving",
}

__all__ = [
    "Completeness",
    "Descent",
    "EulerRun",
    "Kind",
    "LimitError",
    "ODESystem",
    "ParseError",
    "Report",
    "RequestError",
    "Solution",
    "Stability",
    "SymtutorError",
    "Verification",
    "check",
    "descend",
    "euler",
    "solve",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that importing symtutor costs nothing."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'symtutor' has no attribute {name!r}")
    return getattr(import_module(f"symtutor.{home}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted([*__all__, "__version__"])
