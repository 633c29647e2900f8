"""Coordinates around a fixed point: displacements along two directions, and the field written in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible, sign_under
from symtutor.analysis.nonlinear.jets import Jet, jets
from symtutor.analysis.structure.exact import normal, sign
from symtutor.analysis.words import point
from symtutor.document import Product, Sum, condition, paragraph

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

    from symtutor.document import Paragraph
    from symtutor.model import ODESystem

Vector = tuple[sp.Expr, sp.Expr]
UNIT: tuple[Vector, Vector] = ((sp.S.One, sp.S.Zero), (sp.S.Zero, sp.S.One))
LETTERS = (("u", "w"), ("p", "q"), ("xi", "eta"), ("u_1", "u_2"))


@dataclass(frozen=True, slots=True)
class Frame:
    """The coordinates (u, w) with (x, y) = (x*, y*) + u a + w b for two independent directions a and b.

    Attributes
    ----------
    states, field, at : tuples
        The planar system and its fixed point.
    first, second : (Expr, Expr)
        The directions a and b.
    when : Boolean
        What is known of the parameters.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: tuple[sp.Expr, ...]
    first: Vector = UNIT[0]
    second: Vector = UNIT[1]
    when: Boolean = sp.true

    def sign(self, value: sp.Expr) -> int | None:
        """Decide a sign under what is known of the parameters."""
        side = sign(value)
        return sign_under(value, self.when) if side is None and self.when != sp.true else side

    @property
    def plain(self) -> bool:
        """Whether the new coordinates are the states themselves."""
        return (self.first, self.second) == UNIT and all(value == 0 for value in self.at)

    @property
    def symbols(self) -> tuple[sp.Symbol, sp.Symbol]:
        """The letters of the coordinates: the states where nothing changes, else two that are free."""
        if self.plain:
            return self.states[0], self.states[1]
        taken = {s.name for s in sp.Tuple(*self.field, *self.at).free_symbols} | {s.name for s in self.states}
        pair = next((letters for letters in LETTERS if not taken & set(letters)), LETTERS[-1])
        return sp.Symbol(pair[0], real=True), sp.Symbol(pair[1], real=True)

    def jets(self, order: int) -> tuple[Jet, Jet] | None:
        """Expand u′ and w′ up to a degree; None where the field is not known to be smooth at the point."""
        expanded = jets(self.field, self.states, self.at, order)
        if expanded is None or (self.first, self.second) == UNIT:
            return expanded
        (a, c), (b, d) = self.first, self.second
        x, y = _linear(a, b, order), _linear(c, d, order)
        f, g = expanded[0].of(x, y), expanded[1].of(x, y)
        det = normal(a * d - b * c)
        return (
            f.scaled(normal(d / det)) - g.scaled(normal(b / det)),
            g.scaled(normal(a / det)) - f.scaled(normal(c / det)),
        )

    @property
    def samples(self) -> dict[sp.Symbol, sp.Expr]:
        """One value for each parameter, as its assumptions allow, and 1 for each index: for checks in balls."""
        letters = sp.Tuple(*self.field, *self.at).free_symbols - set(self.states)
        if self.when != sp.true:
            found = next(admissible(letters, self.when), None)
            if found is not None:
                return found
        return {
            symbol: sp.S.One
            if symbol.is_integer
            else sp.Rational(place + 4, 3) * (-1 if symbol.is_negative or symbol.is_nonpositive else 1)
            for place, symbol in enumerate(sorted(letters, key=lambda symbol: symbol.name))
        }

    def place(self, u: sp.Expr, w: sp.Expr) -> dict[sp.Symbol, sp.Expr]:
        """Return the states at the coordinates (u, w), and the samples, which they take as given."""
        samples = self.samples
        coordinates = {
            state: (value + u * a + w * b).xreplace(samples)
            for state, value, a, b in zip(self.states, self.at, self.first, self.second, strict=True)
        }
        return coordinates | samples

    def words(self) -> Paragraph:
        """Say what the coordinates are; nothing where they are the states."""
        if self.plain:
            return paragraph("")
        u, w = self.symbols
        old = point(self.states)
        if (self.first, self.second) == UNIT:
            return paragraph(
                "Measure from the point: {u} and {w}. ",
                u=condition(u, self.states[0] - self.at[0]),
                w=condition(w, self.states[1] - self.at[1]),
            )
        new = [Product((u, point(self.first))), Product((w, point(self.second)))]
        start = [] if all(value == 0 for value in self.at) else [point(self.at)]
        return paragraph("Write {old}. ", old=condition(old, Sum((*start, *new))))


def normal_frame(
    system: ODESystem, at: tuple[sp.Expr, ...], jacobian: sp.ImmutableMatrix, when: Boolean = sp.true
) -> tuple[Frame, sp.Expr]:
    """Choose coordinates in which the linear part of a center is u′ = −ω w, w′ = ω u."""
    a, _, c, _ = jacobian
    omega = sp.sqrt(sp.expand(jacobian.det()))
    second: Vector = (normal(a / omega), normal(c / omega))
    return Frame(system.states, system.field, at, UNIT[0], second, when), omega


def _linear(a: sp.Expr, b: sp.Expr, order: int) -> Jet:
    terms = {(1, 0): a, (0, 1): b}
    return Jet({powers: c for powers, c in terms.items() if c != 0}, order)
