"""Displayed formulas: where they are aligned, and where a long one is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Add
from sympy.core.relational import Relational

from symtutor.document import Chain, Sum
from symtutor.render.notation import latex_math, unicode_math
from symtutor.render.notation.names import relation
from symtutor.render.notation.order import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.document import Formula


def sides_of(formula: Formula) -> tuple[tuple[Formula, ...], tuple[str, ...]]:
    """Split a formula into its sides and the relations between them; most formulas are one side."""
    if isinstance(formula, Chain):
        return formula.sides, formula.relations
    if isinstance(formula, Relational):
        return (formula.lhs, formula.rhs), (formula.rel_op,)
    return (formula,), ()


def latex_lines(rows: Sequence[Formula], width: int) -> list[str]:
    r"""Write displayed rows as lines of an ``aligned`` environment: ``f(x) &= …``.

    A row wider than `width` (in columns of its one-line form, a fair measure of its width on paper) is broken before
    its relations, and a side that is still wider between its terms.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symtutor.document import Name, equals
    >>> print(*latex_lines([equals(Name("y"), x, x + 1)], 80))
    y &= x = x + 1
    >>> print(*latex_lines([equals(Name("y"), x, x + 1)], 8), sep="\n")
    y &= x
     &= x + 1
    """
    return [line for row in rows for line in _row(row, width)]


def _row(row: Formula, width: int) -> list[str]:
    """Break one row where it must be broken."""
    sides, relations = sides_of(row)
    if len(unicode_math(row)) <= width:
        first, *others = map(latex_math, sides)
        signs = [relation(sign)[2] for sign in relations]
        tail = "".join(f" {sign} {side}" for sign, side in zip(signs, others, strict=True))
        return [f"{first} &{tail[1:]}"] if tail else [f"& {first}"]
    start = latex_math(sides[0])
    if not relations:
        return [f"& {line}" for line in _side(row, width)]
    lines: list[str] = []
    room = width - len(unicode_math(sides[0]))
    for sign, side in zip(relations, sides[1:], strict=True):
        head, *more = _side(side, max(room, width // 2))
        lines += [f"{'' if lines else start} &{relation(sign)[2]} {head}", *(f" &{line}" for line in more)]
    return lines


def latex_pieces(formula: Formula, width: int) -> list[str]:
    r"""Write a formula in running text in pieces, so that a line may end before a relation or a term.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symtutor.document import Name, equals
    >>> print(*latex_pieces(equals(Name("y"), x**2 + x, x * (x + 1)), 4), sep=" | ")
    y | {}= x^{2} | {}+ x | {}= x(x + 1)
    """
    if len(unicode_math(formula)) <= width:
        return [latex_math(formula)]
    sides, relations = sides_of(formula)
    pieces = _terms(sides[0], width)
    for sign, side in zip(relations, sides[1:], strict=True):
        head, *more = _terms(side, width)
        pieces += [f"{{}}{relation(sign)[2]} {head}", *more]
    return pieces


def _side(side: Formula, width: int) -> list[str]:
    r"""Break one side between its terms; what follows stands a quad further in."""
    first, *others = _terms(side, width)
    return [first, *(rf"\quad {other}" for other in others)]


def _terms(side: Formula, width: int) -> list[str]:
    """Break one side between its terms where it is wider than `width`."""
    if len(unicode_math(side)) <= width or not isinstance(side, Add | Sum):
        return [latex_math(side)]
    parts: tuple[Formula, ...] = side.terms if isinstance(side, Sum) else terms(side)
    groups: list[tuple[Formula, ...]] = [parts[:1]]
    for part in parts[1:]:
        longer = (*groups[-1], part)
        if len(unicode_math(Sum(longer))) <= width:
            groups[-1] = longer
        else:
            groups.append((part,))
    first, *others = [latex_math(Sum(group)) for group in groups]
    return [first, *("{}" + (other if other.startswith("-") else f"+ {other}") for other in others)]
