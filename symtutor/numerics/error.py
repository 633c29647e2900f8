"""How far Euler's method is from the solution, and how that falls with the step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.document import Name, Power, Quotient, Step, paragraph, table
from symtutor.numerics.balls import enclose
from symtutor.numerics.wording import indexed, near, shown, to_places

if TYPE_CHECKING:
    from symtutor.document import Block
    from symtutor.numerics.euler_table import EulerTable
    from symtutor.numerics.reference import Reference


@dataclass(frozen=True, slots=True)
class ErrorTable:
    """The error of several runs at the same time, and the order that they show.

    Theorem: Euler's method on a field that is continuously differentiable near the solution has an error of at most
    C h at a fixed time, C independent of h (Hairer, Nørsett and Wanner, *Solving Ordinary Differential Equations I*,
    theorem I.7.3 and section II.3). So log(e₁/e₂)/log(h₁/h₂) tends to 1 as the steps shrink, where the error does
    not happen to vanish to first order.

    The error is the exact state minus Euler's: its absolute value, in more dimensions the distance.
    """

    runs: tuple[EulerTable, ...]
    reference: Reference

    @property
    def differences(self) -> tuple[tuple[sp.Expr, ...] | None, ...]:
        """For each run, the exact state minus Euler's; None where one of them does not reach the time."""
        final = self.reference.final
        return tuple(
            None
            if final is None or run.halt is not None
            else tuple(exact - value for exact, value in zip(final, run.final, strict=True))
            for run in self.runs
        )

    @property
    def sizes(self) -> tuple[sp.Expr | None, ...]:
        """For each run, the distance of Euler's state from the exact one, as an exact expression."""
        return tuple(None if difference is None else _length(difference) for difference in self.differences)

    @property
    def orders(self) -> tuple[sp.Expr | None, ...]:
        """Between each run and the next, log(e₁/e₂)/log(h₁/h₂); None where an error is zero or unknown."""
        return tuple(
            None if ratio is None else sp.log(ratio) / sp.log(first.step / second.step)
            for ratio, (first, second) in zip(self.ratios, pairwise(self.runs), strict=True)
        )

    @property
    def ratios(self) -> tuple[sp.Expr | None, ...]:
        """Between each run and the next, the ratio of their errors; None where one is zero or unknown."""
        return tuple(
            None if first is None or second is None or first.is_zero or second.is_zero else first / second
            for first, second in pairwise(self.sizes)
        )

    def verify(self) -> bool | None:
        """Compute errors and orders again by SymPy's own evaluation, where the answer took Arb's."""
        for expression in (*self.sizes, *self.ratios, *self.orders):
            if expression is None or expression.is_zero:
                continue
            first, second = decimal(expression), expression.evalf(30)
            if first is None or not second.is_Float:
                return None
            if abs(second - first) > abs(second) * sp.Rational(1, 10**13):
                return False
        return True

    def narrate(self) -> Step:
        """Set the errors side by side, and say why they fall like h."""
        states = self.runs[0].system.states
        last = [indexed(state, sp.Symbol("N")) for state in states]
        header: list[object] = [Name("h"), "steps", *last, "error ≈"]
        compared = len(self.runs) > 1
        if compared:
            header += ["ratio ≈", "observed order ≈"]
        rows = [self._row(position) for position in range(len(self.runs))]
        blocks: list[Block] = [
            paragraph(
                "Euler's value after the last step against the exact one; the error is the {distance} between them:",
                distance="distance" if len(states) > 1 else "absolute value of the difference",
            ),
            table(tuple(header), rows),
        ]
        if compared:
            blocks.append(
                paragraph(
                    "The ratio is of each error to the next; the *observed order* is {formula}.",
                    formula=_log_ratio("e") / _log_ratio("h"),
                )
            )
        blocks.append(self._why())
        return Step("The error and its order", tuple(blocks), topic="euler")

    def _row(self, position: int) -> tuple[object, ...]:
        run, size = self.runs[position], self.sizes[position]
        cells: list[object] = [run.step, len(run.rows)]
        cells += [shown(value, exact=run.is_exact(len(run.rows))) for value in run.final]
        cells.append("" if size is None else to_places(size))
        if len(self.runs) > 1:
            ratio = self.ratios[position - 1] if position else None
            order = self.orders[position - 1] if position else None
            cells.append("" if ratio is None else near(ratio, 4))
            cells.append("" if order is None else near(order, 3))
        return tuple(cells)

    def _why(self) -> Block:
        return paragraph(
            "Why the error falls like {h}: one step follows the tangent, and over a time {h} a tangent leaves the "
            "curve by about a multiple of {local}. To reach the time {T} takes {count} steps, so these small errors "
            "add up to about a multiple of {h}. Halving the step nearly halves the error: Euler's method is of "
            "*order one*.",
            h=Name("h"),
            T=Name("T"),
            local=Power(Name("h"), sp.Integer(2)),
            count=Quotient(Name("T"), Name("h")),
        )


def _length(vector: tuple[sp.Expr, ...]) -> sp.Expr:
    """Give the Euclidean length; of one component its absolute value with the sign decided by a ball."""
    if len(vector) > 1:
        return sp.sqrt(sp.Add(*(component**2 for component in vector)))
    ball = enclose(vector[0])
    return -vector[0] if ball is not None and ball < 0 else vector[0]


def decimal(expression: sp.Expr) -> float | None:
    """Round a number to a float, from 50 digits."""
    ball = enclose(expression)
    return None if ball is None else float(ball.mid())


def _log_ratio(letter: str) -> sp.Expr:
    """Write ln(e₁/e₂)."""
    first, second = (sp.Symbol(f"{letter}_{position}", positive=True) for position in (1, 2))
    return sp.log(first / second)
