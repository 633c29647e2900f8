"""Antiderivatives term by term, each with the rule that gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.derivation.solving.equation import all_agree
from symtutor.document import Step, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from symtutor.document import Block, Paragraph


@dataclass(frozen=True, slots=True)
class Antiderivatives:
    """∫ (u + v) dx = ∫ u dx + ∫ v dx, and a constant stays in front (Spivak, ch. 19).

    Attributes
    ----------
    rows : tuple of (Expr, Expr)
        Each term with its antiderivative.
    closing, opening : Paragraph
        What is said after the table and, where it is not said yet, before it.
    """

    state: sp.Symbol
    rows: tuple[tuple[sp.Expr, sp.Expr], ...]
    closing: Paragraph
    title: str
    topic: str
    opening: Paragraph | None = None

    def verify(self) -> bool | None:
        """Differentiate every antiderivative back."""
        return all_agree((sp.diff(found, self.state), term) for term, found in self.rows)

    def narrate(self) -> Step:
        """Write a row for each term."""
        rows: list[tuple[object, ...]] = [(term, found, reason(term, found, self.state)) for term, found in self.rows]
        before = () if self.opening is None else (self.opening,)
        blocks: tuple[Block, ...] = (*before, table(("term", "antiderivative", "because"), rows), self.closing)
        return Step(self.title, blocks, self.topic)


def reason(term: sp.Expr, found: sp.Expr, state: sp.Symbol) -> str:
    """Name the rule that integrates a term: the first of the table that fits.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> reason(3 * x**2, x**3, x), reason(1 / x, sp.log(sp.Abs(x)), x)
    ('power rule', 'logarithm')
    """
    return next((name for fits, name in REASONS if fits(term, found, state)), "from the table of integrals")


def _power(term: sp.Expr, _found: sp.Expr, state: sp.Symbol) -> bool:
    base, exponent = term.as_independent(state, as_Add=False)[1].as_base_exp()
    return bool(base == state and not exponent.has(state) and exponent != -1)


def _shifted(term: sp.Expr, found: sp.Expr, state: sp.Symbol) -> bool:
    return bool(not term.is_polynomial(state) and found.is_rational_function(state))


REASONS: tuple[tuple[Callable[[sp.Expr, sp.Expr, sp.Symbol], bool], str], ...] = (
    (lambda term, _found, state: not term.has(state), "constant rule"),
    (_power, "power rule"),
    (_shifted, "power rule, for a shifted variable"),
    (lambda _term, found, _state: found.has(sp.log) and found.has(sp.atan), "logarithm and arctangent"),
    (lambda _term, found, _state: found.has(sp.log) and not found.has(sp.sin, sp.cos, sp.tan), "logarithm"),
    (lambda _term, found, _state: found.has(sp.atan), "arctangent"),
    (lambda _term, found, _state: found.has(sp.asin), "arcsine"),
    (lambda term, _found, _state: term.has(sp.exp), "exponential, divided by its inner slope"),
    (lambda term, _found, _state: isinstance(term.as_coeff_Mul()[1], sp.sin), "sine: minus cosine"),
    (lambda term, _found, _state: isinstance(term.as_coeff_Mul()[1], sp.cos), "cosine: sine"),
)
"""Tests of a term and its antiderivative, the simplest first, and what the rule is called."""
