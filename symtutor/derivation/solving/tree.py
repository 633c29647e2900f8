"""The search for a tree of cases: which equation comes next, and what becomes of the others."""

from __future__ import annotations

from dataclasses import replace
from itertools import count as counting
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.fixed_points.cases import INDICES
from symtutor.analysis.fixed_points.ways import is_sum_of_squares
from symtutor.derivation.solving.branches import (
    CaseOpened,
    Combined,
    Contradiction,
    Expressed,
    FactorsSet,
    PointReached,
    SquaresVanish,
)
from symtutor.derivation.solving.equation import Equation, Names
from symtutor.derivation.solving.parts import parts_of
from symtutor.derivation.solving.search import route
from symtutor.document import condition
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy.logic.boolalg import Boolean

    from symtutor.derivation.solving.branches import Label
    from symtutor.derivation.solving.ends import End
    from symtutor.rule import Rule

DEPTH_LIMIT = 9
CASE_LIMIT = 24
SIZE_LIMIT = 60

Known = tuple[tuple[sp.Symbol, sp.Expr], ...]
"""What is known of the unknowns, in the order in which it was found."""


class Tree:
    """A search in depth: the rules in the order of the page, and the points on the way."""

    def __init__(self, states: tuple[sp.Symbol, ...], field: tuple[sp.Expr, ...], taken: frozenset[str]) -> None:
        self.states = states
        self.field = field
        self.taken = taken
        self.ends: list[End] = []
        self.when: tuple[Boolean, ...] = ()
        self.cases = counting()
        self.written: set[sp.Expr] = set()

    def walk(self, equations: Sequence[sp.Expr], known: Known, label: Label) -> list[Rule] | None:
        """Solve what is left of the equations; None where no way is short."""
        if len(label) > DEPTH_LIMIT or next(self.cases) > 4 * CASE_LIMIT:
            return None
        left = [equation for equation in dict.fromkeys(equations) if equation != 0]
        for equation in left:
            if not equation.has(*self.states):
                side = sign(equation)
                return [Contradiction(equation, equation)] if side else None
        if any(equation.count_ops() > SIZE_LIMIT for equation in left):
            return None
        if not left:
            return self._point(known)
        for technique in (
            self._value,
            self._factors,
            self._one_unknown,
            self._squares,
            self._express,
            self._combine,
        ):
            before, when = list(self.ends), self.when
            rules = technique(left, known, label)
            if rules is not None:
                return rules
            self.ends, self.when = before, when
        return None

    def _unknowns(self, equation: sp.Expr) -> list[sp.Symbol]:
        return [state for state in self.states if equation.has(state)]

    def _point(self, known: Known) -> list[Rule] | None:
        values: dict[sp.Symbol, sp.Expr] = {}
        back = []
        for symbol, expression in reversed(known):
            value = expression.xreplace(values)
            values[symbol] = sp.expand(value) if value.is_number else value
            if expression.has(*self.states):
                back.append((symbol, expression))
        if len(values) < len(self.states) or any(value.has(*self.states) for value in values.values()):
            return None
        at = tuple(values[state] for state in self.states)
        index = tuple(symbol for symbol in INDICES if any(value.has(symbol) for value in at))
        when = sp.And(*self.when)
        if when == sp.false:
            return None
        self.ends.append((at, when))
        return [PointReached(self.states, self.field, at, tuple(back), index, when=when)]

    def _value(self, left: list[sp.Expr], known: Known, label: Label) -> list[Rule] | None:
        """Read off an unknown: x = 0, or 2 − x = 0."""
        for equation in left:
            unknowns = self._unknowns(equation)
            root = Equation(equation, sp.S.Zero, unknowns[0]).root if len(unknowns) == 1 else None
            if root is not None:
                return self._put_in(equation, unknowns[0], root, left, known, label)
        return None

    def _put_in(
        self,
        equation: sp.Expr,
        unknown: sp.Symbol,
        value: sp.Expr,
        left: list[sp.Expr],
        known: Known,
        label: Label,
    ) -> list[Rule] | None:
        """Put an expression for an unknown into the other equations, and go on."""
        others = [other for other in left if other is not equation]
        changed = [(old, _put(old, unknown, value)) for old in others]
        told = [(old, new) for old, new in changed if old.has(unknown) and new != 0]
        just = equation in self.written
        self.written = {new for _, new in told} if len(told) == 1 else set()
        deeper = self.walk([new for _, new in changed], (*known, (unknown, value)), label)
        if deeper is None:
            return None
        before, after = tuple(o for o, _ in told), tuple(n for _, n in told)
        return [Expressed(equation, unknown, value, before, after, just), *deeper]

    def _factors(self, left: list[sp.Expr], known: Known, label: Label) -> list[Rule] | None:
        """Split an equation that is a product, or whose terms share a factor; the shortest first."""
        for equation in sorted(left, key=lambda e: len(self._unknowns(e))):
            split = parts_of(equation, self.states)
            if split is None or (len(self._unknowns(equation)) == 1 and len(left) == 1):
                continue
            factors, never = split
            opening = FactorsSet(equation, factors, never, first=True, as_product=equation.is_Add)
            if not factors:
                return [opening]
            others = [other for other in left if other is not equation]
            found = self._cases([(factor, None, sp.true) for factor in factors], others, known, label)
            return None if found is None else [opening, *found]
        return None

    def _cases(
        self,
        givens: Sequence[tuple[sp.Expr, tuple[sp.Symbol, sp.Expr] | None, Boolean]],
        others: list[sp.Expr],
        known: Known,
        label: Label,
    ) -> list[Rule] | None:
        """Go through cases, each an equation or a value; a single one needs no heading."""
        rules: list[Rule] = []
        for place, (equation, value, when) in enumerate(givens, start=1):
            outer, self.when = self.when, (*self.when, *sp.And.make_args(when))
            here = (*label, place) if len(givens) > 1 else label
            heading = here if len(givens) > 1 else ()
            pinned = value or self._read_off(equation)
            if pinned is None:
                self.written = {equation}
                deeper = self.walk([equation, *others], known, here)
                opening = CaseOpened(heading, condition(equation, sp.S.Zero))
            else:
                changed = [(old, _put(old, *pinned)) for old in others]
                told = [(old, new) for old, new in changed if old.has(pinned[0]) and new.has(*self.states)]
                self.written = {new for _, new in told} if len(told) == 1 else set()
                deeper = self.walk([new for _, new in changed], (*known, pinned), here)
                opening = CaseOpened(
                    heading, condition(*pinned), (pinned,), tuple(o for o, _ in told), tuple(n for _, n in told)
                )
            self.when = outer
            if deeper is None:
                return None
            opening = replace(opening, when=when)
            ends = [rule for rule in deeper if isinstance(rule, PointReached)]
            if len(deeper) == len(ends) == 1 and not opening.after and pinned is not None and len(givens) > 1:
                rules.append(replace(ends[0], given=pinned))
            else:
                rules += [opening, *deeper] if len(givens) > 1 or opening.after else deeper
        return rules

    def _read_off(self, equation: sp.Expr) -> tuple[sp.Symbol, sp.Expr] | None:
        unknowns = self._unknowns(equation)
        root = Equation(equation, sp.S.Zero, unknowns[0]).root if len(unknowns) == 1 else None
        return None if root is None else (unknowns[0], root)

    def _one_unknown(self, left: list[sp.Expr], known: Known, label: Label) -> list[Rule] | None:
        """Solve an equation with one unknown as on the line, and go on with every value."""
        for equation in left:
            unknowns = self._unknowns(equation)
            if len(unknowns) != 1:
                continue
            just = equation in self.written
            used = sp.Tuple(*(value for _, value in known)).free_symbols
            free = (i for i in INDICES if i.name not in self.taken and i not in used)
            names = Names(next(free), self.taken)
            way = route(Equation(equation, sp.S.Zero, unknowns[0], written=just), names)
            if way is None:
                continue
            roots = list(dict.fromkeys(way.roots))
            others = [other for other in left if other is not equation]
            givens = [(equation, (unknowns[0], root.value), root.when) for root in roots]
            if not givens:
                return [*way.moves]
            found = self._cases(givens, others, known, label)
            if found is not None:
                return [*way.moves, *found]
        return None

    def _squares(self, left: list[sp.Expr], known: Known, label: Label) -> list[Rule] | None:
        """Set every term of a sum of squares to zero."""
        for equation in left:
            unknowns = self._unknowns(equation)
            bare = equation if not equation.could_extract_minus_sign() else sp.expand(-equation)
            if len(unknowns) < 2 or not bare.is_Add or not is_sum_of_squares(bare, unknowns):
                continue
            others = [other for other in left if other is not equation]
            values = dict.fromkeys(unknowns, sp.S.Zero)
            deeper = self.walk([tidy(other.xreplace(values)) for other in others], (*known, *values.items()), label)
            if deeper is not None:
                return [SquaresVanish(bare, tuple(unknowns)), *deeper]
        return None

    def _express(self, left: list[sp.Expr], known: Known, label: Label) -> list[Rule] | None:
        """Express an unknown by others where its coefficient is a number or never zero."""
        ways = []
        for equation in left:
            for unknown in self._unknowns(equation):
                if not equation.is_polynomial(unknown) or sp.degree(equation, unknown) != 1:
                    continue
                a, b = sp.Poly(equation, unknown).all_coeffs()
                if not sign(a):
                    continue
                value = sp.expand(-b / a) if a.is_number else -b / a
                fractions = sum(not c.is_Integer for c in sp.expand(value).as_coefficients_dict().values())
                used = sum(other.has(unknown) for other in left)
                ways.append((fractions, a != 1, value.count_ops(), -used, equation, unknown, value))
        for *_, equation, unknown, value in sorted(ways, key=lambda way: way[:4]):
            found = self._put_in(equation, unknown, value, left, known, label)
            if found is not None:
                return found
        return None

    def _combine(self, left: list[sp.Expr], known: Known, label: Label) -> list[Rule] | None:
        """Add multiples of two equations so that less is left."""
        if len(left) != 2 or len(label) > 3:
            return None
        first, second = left
        multiples = [(sp.S.One, sp.S.One), (sp.S.One, sp.S.NegativeOne)]
        if len(self.states) == 2:
            x, y = self.states
            multiples += [(y, -x), (x, y)]
        for a, b in multiples:
            result = sp.expand(a * first + b * second)
            if result == 0 or result.count_ops() >= max(first.expand().count_ops(), second.expand().count_ops()):
                continue
            if a not in {1, -1}:
                if not self._is_squares(result):
                    continue
                deeper = self._squares([result, first, second], known, label)
            else:
                deeper = self.walk([result, second], known, label)
            if deeper is not None:
                return [Combined(first, second, (a, b), result), *deeper]
        return None

    def _is_squares(self, expression: sp.Expr) -> bool:
        bare = -expression if expression.could_extract_minus_sign() else expression
        return is_sum_of_squares(sp.expand(bare), list(self.states))


def _put(equation: sp.Expr, unknown: sp.Symbol, value: sp.Expr) -> sp.Expr:
    """Put a value in; an equation without the unknown stays as it is written."""
    return tidy(equation.xreplace({unknown: value})) if equation.has(unknown) else equation


def tidy(expression: sp.Expr) -> sp.Expr:
    """Multiply out the factors of a product, and anything else as a whole; a product stays one."""
    if expression.is_Mul:
        return sp.Mul(*map(tidy, expression.args))
    if expression.is_Pow:
        return tidy(expression.base) ** expression.exp
    return sp.expand(expression)
