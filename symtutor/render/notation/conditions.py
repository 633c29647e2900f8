"""Conditions inside formulas: relations, and what joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import And, Not, Or, S, default_sort_key
from sympy.core.relational import Relational

from symtutor.render.notation.base import Notation
from symtutor.render.notation.pieces import Level, Piece

if TYPE_CHECKING:
    from sympy import Expr
    from sympy.logic.boolalg import Boolean


class Conditions(Notation):
    """A notation that writes conditions."""

    def condition(self, when: Boolean) -> str:
        """Print the condition of one piece of a function."""
        return self.words("otherwise") if when is S.true else self.expression(when).text

    def boolean(self, expr: Boolean) -> Piece:
        """Print a relation, or several joined by and, or, not."""
        if isinstance(expr, Relational):
            shown = _solved(expr)
            return self.chain([self.expression(shown.lhs), self.expression(shown.rhs)], (shown.rel_op,))
        if isinstance(expr, Not):
            return Piece(f"{self.words('not ')}{self.brackets(self.expression(expr.args[0]).text)}", Level.RELATION)
        between = _between(expr)
        if between is not None:
            low, state, high = between
            sides = [self.expression(side) for side in (low.rhs, state, high.rhs)]
            return self.chain(sides, (low.reversed.rel_op, high.rel_op))
        joint = self.words(" and " if isinstance(expr, And) else " or ")
        texts = []
        for part in sorted(expr.args, key=default_sort_key):
            text = self.expression(part).text
            texts.append(self.brackets(text) if isinstance(part, And | Or) else text)
        return Piece(joint.join(texts), Level.LIST)


def _solved(relation: Relational) -> Relational:
    """Put the letter on the left and the number on the right, where one letter stands there times a number.

    That 4h − 1 is negative means that h < 1/4; how a program came by the condition is no part of it.
    """
    if relation.lhs.is_Mul and relation.rhs == 0:  # a positive factor decides nothing
        left = [factor for factor in relation.lhs.args if not factor.is_positive]
        relation = relation.func(relation.lhs.func(*left), 0, evaluate=False) if left else relation
    letters = relation.free_symbols
    difference = relation.lhs - relation.rhs
    if len(letters) == 1 and not relation.lhs.is_Symbol:
        (letter,) = letters
        slope = difference.coeff(letter)
        rest = difference - slope * letter
        if slope.is_Rational and slope != 0 and rest.is_Rational:
            solved = relation.func(letter, -rest / slope, evaluate=False)
            return solved if slope > 0 or relation.rel_op in {"==", "!="} else _turned(solved)
    return relation.reversed if relation.lhs.is_number and not relation.rhs.is_number else relation


def _turned(relation: Relational) -> Relational:
    """Turn the sign of an inequality, as division by a negative number does."""
    return relation.reversed.func(relation.lhs, relation.rhs, evaluate=False)


def _between(condition: Boolean) -> tuple[Relational, Expr, Relational] | None:
    """Recognise ``low < x < high`` in a conjunction of two."""
    if not isinstance(condition, And) or len(condition.args) != 2:
        return None
    if not all(isinstance(part, Relational) for part in condition.args):
        return None
    parts = [_solved(part) for part in condition.args]
    low = next((part for part in parts if part.rel_op in {">", ">="}), None)
    high = next((part for part in parts if part.rel_op in {"<", "<="}), None)
    if low is None or high is None or low.lhs != high.lhs:
        return None
    return low, low.lhs, high
