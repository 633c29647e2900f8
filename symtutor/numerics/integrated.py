"""The solution by SciPy's DOP853, where there is neither a formula nor a power series: on fields with corners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Approx, Chain, Equation, Name, Power, Step, paragraph
from symtutor.numerics.guards import guards

if TYPE_CHECKING:
    from symtutor.model import ODESystem

_TIGHT, _LOOSE = (1e-12, 1e-14), (1e-9, 1e-11)
"""Relative and absolute tolerance of the two runs."""

_WORST = 1e-6
"""An estimated error above this is no reference."""

_JUMPS = (sp.sign, sp.Piecewise, sp.Heaviside, sp.floor, sp.ceiling)
"""What makes a field jump: there solutions may end or slide, and the method knows nothing of that."""

_CORNERS = (sp.Abs, sp.Max, sp.Min)

_ENDS = {"log", "asin", "acos", "RealRoot", "LambertW"}
"""Functions with an end of their domain, or an infinite slope."""

_STEPS = 4096


@dataclass(frozen=True, slots=True)
class IntegratedReference:
    """The solution at one time by an integrator of order 8, with its error estimated by a second run.

    Method: DOP853, the method of Dormand and Prince of order 8 (Hairer, Nørsett and Wanner, *Solving Ordinary
    Differential Equations I*, section II.5), with a relative tolerance of 10⁻¹² and once more with 10⁻⁹. The
    difference of the two estimates the error; nothing is proved.

    Attributes
    ----------
    system : ODESystem
    start : tuple of Expr
    until, begin : Expr
    final : tuple of Expr
        The state at `until`, Rational.
    estimate : Expr
        The largest difference of the two runs.
    """

    system: ODESystem
    start: tuple[sp.Expr, ...]
    until: sp.Expr
    final: tuple[sp.Expr, ...]
    estimate: sp.Expr
    begin: sp.Expr = sp.S.Zero

    def verify(self) -> bool | None:
        """Compute again by many steps of the classical Runge–Kutta method."""
        import numpy as np  # noqa: PLC0415 - late

        from symtutor.numerics.trajectories import Method, trajectories  # noqa: PLC0415 - late

        begin, span = float(self.begin), float(self.until - self.begin)
        starts = np.array([[float(value)] for value in self.start])
        again = trajectories(self.system, starts, span / _STEPS, _STEPS, begin=begin, method=Method.RK4)[:, 0]
        gaps = [abs(float(value) - other) for value, other in zip(self.final, again.tolist(), strict=True)]
        scale = 1 + max(abs(float(value)) for value in self.final)
        return True if max(gaps) < _WORST * scale else None

    def narrate(self) -> Step:
        """Give the value and how far it can be trusted."""
        digits = max(1, min(12, 1 - int(f"{float(self.estimate) + 1e-15:e}".partition("e")[2])))
        rows = tuple(
            Chain((Name(symbol.name, args=(self.until,)), Approx(value, digits)), ("≈",))
            for symbol, value in zip(self.system.states, self.final, strict=True)
        )
        return Step(
            "The solution, by an integrator",
            (
                paragraph(
                    "No formula for this solution is known here, and the field has corners where no power series goes "
                    "on. Its value is computed with SciPy's DOP853, of order 8, at a relative tolerance of {tight}; a "
                    "run at {loose} differs by about {estimate}:",
                    tight=Power(sp.Integer(10), sp.Integer(-12)),
                    loose=Power(sp.Integer(10), sp.Integer(-9)),
                    estimate=Approx(self.estimate, 2),
                ),
                Equation(rows),
            ),
            topic="euler",
        )


def integrated(
    system: ODESystem, start: tuple[sp.Expr, ...], until: sp.Expr, begin: sp.Expr = sp.S.Zero
) -> IntegratedReference | None:
    """Integrate twice; None without SciPy, where it fails, and on fields without corners or with more than corners."""
    if not any(component.has(*_CORNERS) for component in system.field) or not all(map(_is_lipschitz, system.field)):
        return None
    tight, loose = (_run(system, start, (begin, until), tolerance) for tolerance in (_TIGHT, _LOOSE))
    if tight is None or loose is None:
        return None
    estimate = max(abs(first - second) for first, second in zip(tight, loose, strict=True))
    if estimate > _WORST * (1 + max(map(abs, tight))):
        return None
    final = tuple(map(sp.Rational, tight))
    return IntegratedReference(system, start, until, final, sp.Rational(estimate), begin)


def _is_lipschitz(component: sp.Expr) -> bool:
    """Tell whether nothing in a component jumps, has a pole, or has an infinite slope or an end of its domain."""
    roots = any(not power.exp.is_Integer and power.base is not sp.E for power in component.atoms(sp.Pow))
    named = {function.func.__name__ for function in component.atoms(sp.Function)}
    return not (component.has(*_JUMPS) or guards([component]) or roots or named & _ENDS)


def _run(
    system: ODESystem, start: tuple[sp.Expr, ...], ends: tuple[sp.Expr, sp.Expr], tolerance: tuple[float, float]
) -> list[float] | None:
    """Integrate once; None where SciPy is not there or gives up."""
    try:
        from scipy.integrate import solve_ivp  # noqa: PLC0415 - optional, and slow to import
    except ImportError:
        return None
    import numpy as np  # noqa: PLC0415 - late

    from symtutor.numerics.field import compile_expressions  # noqa: PLC0415 - late

    field = compile_expressions(system.field, (*system.states, system.time))
    begin, until = map(float, ends)
    with np.errstate(all="ignore"):
        found = solve_ivp(
            lambda time, state: field(np.append(state, time)[:, np.newaxis])[:, 0],
            (begin, until),
            [float(value) for value in start],
            method="DOP853",
            rtol=tolerance[0],
            atol=tolerance[1],
        )
    final: list[float] = found.y[:, -1].tolist()
    return final if found.success and np.isfinite(final).all() else None
