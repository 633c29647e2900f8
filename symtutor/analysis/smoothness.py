"""Existence and uniqueness of solutions, and for how long they exist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.relational import Relational

from symtutor.analysis.polynomial.normal_form import put_in
from symtutor.analysis.words import series
from symtutor.document import Name, Step, paragraph
from symtutor.numerics.balls import taylor
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

TOPIC = "existence"
ENTIRE = (sp.sin, sp.cos, sp.exp, sp.sinh, sp.cosh, sp.tanh, sp.atan)
BOUNDED = (sp.sin, sp.cos, sp.tanh, sp.atan)
SAMPLES = (sp.Rational(-7, 3), sp.Rational(1, 5), sp.Rational(11, 4))


class Growth(StrEnum):
    """How fast the field can grow, which decides for how long solutions exist."""

    LIPSCHITZ = "globally Lipschitz"
    LOCAL = "locally Lipschitz"


@dataclass(frozen=True, slots=True)
class Smoothness:
    """Picard–Lindelöf: a continuously differentiable field has exactly one solution through every start.

    It exists as long as it stays bounded (Hirsch, Smale, Devaney, *Differential Equations, Dynamical Systems, and an
    Introduction to Chaos*, §7.2 and §17.4); where f is globally Lipschitz, for all time (Teschl, *Ordinary
    Differential Equations and Dynamical Systems*, Cor. 2.6 and Thm 2.17).
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    domain: tuple[Boolean, ...] = ()
    time: sp.Symbol | None = None

    @property
    def silent(self) -> bool:
        """Nothing is claimed about a field that is neither plainly smooth nor plainly Lipschitz."""
        return not self.lipschitz

    @property
    def smooth(self) -> bool:
        """Whether every component is defined everywhere and built from functions that are smooth everywhere."""
        variables = self.states if self.time is None else (*self.states, self.time)
        return not self.domain and all(is_smooth(component, variables) for component in self.field)

    @property
    def lipschitz(self) -> bool:
        """Whether every component is defined everywhere and plainly locally Lipschitz."""
        variables = self.states if self.time is None else (*self.states, self.time)
        return not self.domain and all(is_lipschitz(component, variables) for component in self.field)

    @property
    def growth(self) -> Growth:
        """Globally Lipschitz where all partial derivatives are plainly bounded."""
        bounded = all(_bounded_slopes(component, self.states) for component in self.field)
        return Growth.LIPSCHITZ if self.smooth and bounded else Growth.LOCAL

    def verify(self) -> bool | None:
        """Expand the field in a Taylor series at three points, which fails where it is not differentiable."""
        if not self.smooth:
            return None
        for component in self.field:
            for sample in SAMPLES:
                at = dict.fromkeys(component.free_symbols, sample) | dict.fromkeys(self.states, sample)
                if taylor(component, self.states[0], at, 2) is None:
                    return False
        return True

    def narrate(self) -> Step:
        """Say that solutions exist, that they are unique, and for how long."""
        if not self.smooth:
            text = (
                "The formula of the field is not plainly smooth everywhere, so nothing is claimed about existence and "
                "uniqueness of solutions."
            )
            if self.lipschitz:
                text = (
                    "The field has corners and so no derivative everywhere, but its slopes are bounded near every "
                    "point. That makes it locally Lipschitz: through every start passes exactly one solution "
                    "(Picard–Lindelöf), as long as it stays finite."
                )
            elif self.domain:
                text = "The field is defined only where {domain}. " + text
            return Step("Solutions", (paragraph(text, domain=series(self.domain) if self.domain else ""),), TOPIC)
        kind = "a polynomial" if self._polynomial else "built from functions that are smooth everywhere"
        subject = "{f} is" if len(self.field) == 1 else "Each right-hand side is"
        lasting = (
            f"Its slope is bounded{self._while}, so {{f}} is globally Lipschitz and every solution exists for all time."
            if self.growth is Growth.LIPSCHITZ
            else "That is a local guarantee: a solution exists as long as it stays finite."
        )
        if len(self.field) > 1 and self.growth is Growth.LIPSCHITZ:
            bounded = f"All slopes are bounded{self._while}, so the field is globally Lipschitz"
            lasting = f"{bounded} and every solution exists for all time."
        return Step(
            "Solutions",
            (
                paragraph(
                    f"{subject} {kind}, hence continuously differentiable: through every start passes exactly one "
                    f"solution (Picard–Lindelöf). {lasting}",
                    f=Name("f"),
                ),
            ),
            TOPIC,
        )

    @property
    def _while(self) -> str:
        """Bounds on a field that changes with time hold on every bounded stretch of it."""
        return "" if self.time is None else " on every bounded stretch of time"

    @property
    def _polynomial(self) -> bool:
        variables = self.states if self.time is None else (*self.states, self.time)
        return all(component.is_polynomial(*variables) for component in self.field)


def is_smooth(expression: sp.Expr, states: tuple[sp.Symbol, ...]) -> bool:
    """Tell whether an expression is plainly infinitely differentiable for all real values of the states."""
    if not expression.has(*states) or expression in states:
        return True
    if expression.is_Add or expression.is_Mul or isinstance(expression, ENTIRE):
        return all(is_smooth(part, states) for part in expression.args)
    if expression.is_Pow and not expression.exp.has(*states):
        whole = expression.exp.is_Integer and expression.exp > 0
        return is_smooth(expression.base, states) and bool(whole or expression.base.is_positive)
    return False


def is_lipschitz(expression: sp.Expr, states: tuple[sp.Symbol, ...]) -> bool:
    """Tell whether an expression is plainly locally Lipschitz: smooth but for absolute values and extremes."""
    corners = [part for part in sp.preorder_traversal(expression) if isinstance(part, (sp.Abs, sp.Max, sp.Min))]
    inside = [argument for corner in corners for argument in corner.args]
    outside = expression.xreplace({corner: sp.Dummy("c", real=True) for corner in corners})
    return is_smooth(outside, (*states, *outside.free_symbols)) and all(is_lipschitz(part, states) for part in inside)


SHORT = 40
"""Operations in a denominator with parameters that is still put in."""


def smooth_at(
    expression: sp.Expr, states: tuple[sp.Symbol, ...], at: tuple[sp.Expr, ...], when: Boolean = sp.true
) -> bool | None:
    """Tell whether an expression is infinitely differentiable at a point; None where a sign there is not decided.

    The condition `when` is that under which there is such a point.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> smooth_at(sp.Abs(x), (x,), (sp.S.Zero,)), smooth_at(sp.Abs(x), (x,), (sp.S.One,))
    (False, True)
    >>> a = sp.Symbol("a", real=True)
    >>> smooth_at(1 / (a + x), (x,), (sp.S.Zero,), sp.Ne(a, 0))
    True
    """
    if expression.is_polynomial(*states):
        return True
    values = dict(zip(states, at, strict=True))
    if expression.has(sp.Piecewise):
        expression = _at_piece(expression, values)
    verdicts = []
    for part in sp.preorder_traversal(expression):
        if not part.has(*states) or part in states or part.is_Add or part.is_Mul or isinstance(part, ENTIRE):
            continue
        verdicts.append(_part_is_smooth(part, values, when))
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _at_piece(expression: sp.Expr, values: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """Take the piece that holds all around a point: the one before which no guard is at its boundary."""
    chosen: dict[sp.Expr, sp.Expr] = {}
    for part in expression.atoms(sp.Piecewise):
        for piece, guard in part.args:
            bounds = [relation.lhs - relation.rhs for relation in guard.atoms(Relational)]
            if any(sign(put_in(bound, values)) in (0, None) for bound in bounds):
                break
            if guard.subs(values) == sp.true:
                chosen[part] = piece
                break
    return expression.xreplace(chosen)


def _part_is_smooth(part: sp.Expr, values: dict[sp.Symbol, sp.Expr], when: Boolean) -> bool | None:
    """Judge one function or power by the value of its argument."""
    if part.is_Pow and part.exp.is_Integer and part.exp > 0:
        return True
    inner = {sp.tan: sp.cos, sp.sec: sp.cos, sp.cot: sp.sin, sp.csc: sp.sin}.get(part.func)
    argument = inner(part.args[0]) if inner is not None else part.args[0]
    if isinstance(part, (sp.asin, sp.acos)):
        argument = 1 - part.args[0] ** 2
    if isinstance(part, (sp.Max, sp.Min)) and len(part.args) == 2:
        argument = part.args[0] - part.args[1]
    elif not isinstance(part, sp.Expr) or isinstance(part, (sp.Max, sp.Min, sp.Piecewise)):
        return None
    if argument.is_positive or argument.is_negative:
        return True
    argument = put_in(argument, values)
    value = sign(argument)
    if value is None:
        # the field is defined at the point, so a denominator does not vanish there
        inside = part.is_Pow and part.exp.is_Integer and 0 < argument.count_ops() < SHORT and argument.free_symbols
        return True if inside or _keeps_off_zero(argument, when) or argument.is_zero is False else None
    return value != 0


def _keeps_off_zero(value: sp.Expr, when: Boolean) -> bool:
    """Tell whether a condition says in so many words that a value is not zero: a ≠ 0, a < 0 or a > 0."""
    apart = [
        part for part in sp.And.make_args(when) if isinstance(part, (sp.Ne, sp.StrictLessThan, sp.StrictGreaterThan))
    ]
    return any(value in (part.lhs - part.rhs, part.rhs - part.lhs) for part in apart)


def _bounded_slopes(component: sp.Expr, states: tuple[sp.Symbol, ...]) -> bool:
    """Tell whether a sum consists of linear terms and constant multiples of bounded-slope functions of linear terms."""
    for term in sp.Add.make_args(sp.expand(component)):
        _, rest = term.as_independent(*states, as_Add=False)
        inner = rest.args[0] if isinstance(rest, BOUNDED) else rest
        if not (inner.is_polynomial(*states) and sp.Poly(inner, *states).total_degree() <= 1):
            return False
    return True
