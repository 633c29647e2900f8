"""Cusps: where two parameters are free, two curves of saddle-nodes end in a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.cases import solve_by_cases
from symtutor.analysis.parameters.normal_forms import Type
from symtutor.analysis.polynomial.factored import factored
from symtutor.analysis.words import is_long
from symtutor.document import Approx, Chain, Equation, Listing, Name, Step, condition, paragraph
from symtutor.numerics.balls import taylor
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.document import Block, Formula
    from symtutor.model import ODESystem

TITLE, TOPIC = "Bifurcations", "bifurcations"
ALMOST = "\N{ALMOST EQUAL TO}"


@dataclass(frozen=True, slots=True)
class Cusp:
    """f = f_x = f_xx = 0, f_xxx ≠ 0 and f_p f_xq − f_q f_xp ≠ 0: two saddle-node curves end tangent to each other.

    Kuznetsov, *Elements of Applied Bifurcation Theory*, §8.2; Strogatz, *Nonlinear Dynamics and Chaos*, §3.6.

    Attributes
    ----------
    curve : (Expr, Expr) or None
        The two parameters on the saddle-node curve, as functions of the state.
    eliminated : Expr or None
        A polynomial in the parameters alone that vanishes on the curve.
    points : tuple
        The state and the two parameters at each cusp.
    """

    system: ODESystem
    parameters: tuple[sp.Symbol, sp.Symbol]
    curve: tuple[sp.Expr, sp.Expr] | None
    eliminated: sp.Expr | None
    points: tuple[tuple[sp.Expr, sp.Expr, sp.Expr], ...]

    kind = Type.CUSP.value

    @property
    def theorem(self) -> str:
        """The theorem's name."""
        return "cusp bifurcation"

    def at_cusp(self, place: tuple[sp.Expr, ...], *orders: sp.Symbol) -> sp.Expr:
        """Differentiate f and put a cusp in."""
        values = dict(zip((*self.system.states, *self.parameters), place, strict=True))
        return sp.expand(sp.diff(self.system.field[0], *orders).subs(values, simultaneous=True))

    def verify(self) -> bool | None:
        """Expand f at each cusp by power series in balls: the first three coefficients vanish, the fourth does not."""
        (state,) = self.system.states
        verdicts = []
        for place in self.points:
            values = dict(zip((state, *self.parameters), place, strict=True))
            series_ = taylor(self.system.field[0], state, values, 3)
            if series_ is None:
                return None
            verdicts.append(all(c.contains(0) for c in series_[:3]) and not series_[3].contains(0))
        return all(verdicts) if verdicts else None

    def narrate(self) -> Step:
        """Give the curve and its end points."""
        (state,), (p, q) = self.system.states, self.parameters
        blocks: list[Block] = []
        if self.curve is not None:
            blocks += [
                paragraph(
                    "Two fixed points meet where {f} and {slope} both vanish. Solved for the parameters, that is a "
                    "curve "
                    "on which saddle-nodes happen, with {x} running along it:",
                    f=Name("f"),
                    slope=Name("f", primes=1),
                    x=state,
                ),
                Equation(tuple(condition(symbol, value) for symbol, value in zip((p, q), self.curve, strict=True))),
            ]
        if self.eliminated is not None:
            left, right = _sides(self.eliminated)
            blocks.append(paragraph("Without {x}: {curve}.", x=state, curve=condition(left, right)))
        for place in self.points:
            third = self.at_cusp(place, state, state, state)
            blocks.append(
                paragraph(
                    "At {pair} the two branches of the curve end, tangent to each other: a *cusp*, at {at}. There "
                    "{second} "
                    "vanishes too, and {third}.",
                    pair=condition(Listing((p, q), "()"), Listing(place[1:], "()")),
                    at=condition(Name(state.name, star=True), place[0]),
                    second=Name("f", primes=2),
                    third=Chain(
                        (Name("f", primes=3, value=third), third, sp.S.Zero), ("=", "<" if sign(third) == -1 else ">")
                    ),
                )
            )
        return Step(TITLE, tuple(blocks), TOPIC)


def named_value(name: Formula, value: sp.Expr) -> Formula:
    """Write that a parameter has a value, as a decimal where the exact number is a root known by its place."""
    return Chain((name, Approx(value)), (ALMOST,)) if is_long(value) else condition(name, value)


def _sides(polynomial: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Write a − b = 0 as a = b."""
    terms = sp.Add.make_args(sp.expand(polynomial))
    left = sp.Add(*(term for term in terms if not term.could_extract_minus_sign()))
    return left, sp.expand(left - polynomial)


def cusps(system: ODESystem, free: Sequence[sp.Symbol]) -> Iterator[Cusp]:
    """Find the saddle-node curve and its cusps on the line, where just two parameters are free and the curve is one.

    Examples
    --------
    >>> from symtutor.model import ODESystem
    >>> x, h, r = sp.symbols("x h r", real=True)
    >>> (found,) = cusps(ODESystem((x,), (h + r * x - x**3,), (h, r)), (h, r))
    >>> found.curve, found.eliminated, found.points
    ((-2*x**3, 3*x**2), 27*h**2 - 4*r**3, ((0, 0, 0),))
    """
    if system.dimension != 1 or len(free) != 2:
        return
    (state,), (field,) = system.states, system.field
    p, q = free
    top = sp.fraction(sp.together(field))[0]
    # factors that vanish for all parameters at a fixed place have their own bifurcations
    parts = (
        [part for part, _ in sp.factor_list(top)[1] if part.has(state) and part.has(p, q)] if _polynomial(top) else []
    )
    if len(parts) != 1 or not all(sp.degree(parts[0], s) > 0 for s in free) or sp.degree(parts[0], state) < 3:
        return
    (part,) = parts
    slope = sp.diff(part, state)
    taken = frozenset(symbol.name for symbol in (state, p, q))
    points = _points(part, (state, p, q), taken)
    curve = _curve(part, slope, (p, q), state)
    if not points:
        return
    simple = None
    if sp.degree(part, state) == 3:
        simple = sp.factor_list(sp.discriminant(part, state))[1]
        simple = simple[-1][0] if len(simple) == 1 else None
    if simple is not None and simple.could_extract_minus_sign():
        simple = -simple
    short = None if simple is None or simple.count_ops() > 20 else sp.expand(simple)
    yield Cusp(system, (p, q), curve, short, tuple(points))


def _polynomial(expression: sp.Expr) -> bool:
    return bool(expression.is_polynomial(*expression.free_symbols))


def _points(
    part: sp.Expr, unknowns: tuple[sp.Symbol, ...], taken: frozenset[str]
) -> list[tuple[sp.Expr, sp.Expr, sp.Expr]]:
    state, p, q = unknowns
    slopes = [sp.diff(part, state, order) if order else part for order in range(3)]
    cases = solve_by_cases(slopes, unknowns, taken)
    found = []
    for solution in (solution for case in cases or () for solution in case.solutions):
        values = dict(zip(unknowns, solution.at, strict=True))
        if sp.Tuple(*solution.at).free_symbols or solution.when:
            continue
        spread = sp.diff(part, p) * sp.diff(part, state, q) - sp.diff(part, q) * sp.diff(part, state, p)
        tests = [sp.expand(each.subs(values)) for each in (sp.diff(part, state, 3), spread)]
        allowed = all(
            not (symbol.is_positive and sign(values[symbol]) != 1)
            and not (symbol.is_negative and sign(values[symbol]) != -1)
            for symbol in (p, q)
        )
        if allowed and all(sign(test) for test in tests):
            found.append((solution.at[0], solution.at[1], solution.at[2]))
    return found


def _curve(
    part: sp.Expr, slope: sp.Expr, parameters: tuple[sp.Symbol, sp.Symbol], state: sp.Symbol
) -> tuple[sp.Expr, sp.Expr] | None:
    """Solve f = f′ = 0 for the two parameters, where that gives one curve, run through by the state."""
    taken = frozenset(symbol.name for symbol in (state, *parameters))
    cases = solve_by_cases([part, slope], parameters, taken) or ()
    curves = [
        (factored(solution.at[0]), factored(solution.at[1]))
        for case in cases
        for solution in case.solutions
        if all(isinstance(each, sp.Ne) for each in solution.when)
        and all(value.is_rational_function(state) and value.has(state) for value in solution.at)
    ]
    return curves[0] if len(curves) == 1 else None
