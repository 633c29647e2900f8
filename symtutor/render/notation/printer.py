"""The walk over a formula that all notations share; SymPy's part of it is in :mod:`.expressions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import ComplexRootOf

from symtutor import formula as formulas
from symtutor.render.notation.expressions import Expressions
from symtutor.render.notation.pieces import Edge, Level, Piece

if TYPE_CHECKING:
    from symtutor.formula import Formula


class Printer(Expressions):
    """A notation for formulas, but for how its pieces look."""

    def formula(self, formula: Formula) -> Piece:  # noqa: C901, PLR0912 - one exhaustive match over formulas
        """Print any formula."""
        match formula:
            case formulas.Name():
                return self.name(formula)
            case formulas.Chain(sides, relations):
                print_side = self.formula if set(relations) <= {"=", "or"} else self.argument
                return self.chain([print_side(side) for side in sides], relations)
            case formulas.Listing(items, brackets):
                text = ", ".join(self.formula(item).text for item in items)
                return Piece(self.brackets(text, brackets), head=Edge.TUPLE) if brackets else Piece(text, Level.LIST)
            case formulas.Sum(parts):
                return self.sum([self.argument(part) for part in parts])
            case formulas.Product(parts):
                return self.product([self.argument(part) for part in parts])
            case formulas.Quotient(top, bottom):
                return self.fraction(self.formula(top), self.formula(bottom))
            case formulas.Power(base, exponent):
                return self.power(self.formula(base), self.formula(exponent))
            case formulas.Absolute(inside):
                return self.bars(self.formula(inside).text)
            case formulas.Negative(inside):
                return self.negated(self.formula(inside))
            case formulas.Differentiated(inside, by, partial):
                if partial and isinstance(inside, formulas.Name):
                    return self.partial_of_name(self.name(inside), self.letter(by.name))
                whole = self.brackets(self.argument(inside).text)
                return self.partial(whole, self.letter(by.name)) if partial else self.primed(whole)
            case formulas.Approx(exact, digits):
                return self.approximation(exact, digits)
            case formulas.Digits(exact):
                return self.beginning(exact)
            case formulas.Written(expression, names):
                with self.writing(dict(names)):
                    return self.expression(expression)
            case ComplexRootOf():
                return self.polynomial_root(formula)
            case _:
                return self.expression(formula)

    def argument(self, formula: Formula) -> Piece:
        """Print what stands inside another formula, where there is no room for words."""
        return self.expression(formula) if isinstance(formula, ComplexRootOf) else self.formula(formula)
