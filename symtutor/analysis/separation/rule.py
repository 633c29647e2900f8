"""The solution as a formula, told as it is found by hand: separate, integrate, solve for x."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import sympy as sp

from symtutor.analysis.sampled import at_samples
from symtutor.analysis.words import every_integer, function, point, series, unused
from symtutor.document import Equation, Name, Product, Quotient, Step, Sum, Written, condition, equals, paragraph
from symtutor.numerics.balls import enclose, taylor

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

    from symtutor.analysis.separation.antiderivative import TimeIntegral
    from symtutor.analysis.separation.solved import Formula
    from symtutor.document import Block, Paragraph

TITLE = "The solution as a formula"
TOPIC = "explicit"
TIMES = (sp.S.Zero, sp.Rational(1, 23), sp.Rational(1, 9))


@dataclass(frozen=True, slots=True)
class BySeparation:
    """Where f ≠ 0, x′ = f(x) is equivalent to G(x) = t + C with G′ = 1/f (Teschl, §1.3; Strogatz, §2.1).

    Attributes
    ----------
    constants : tuple of (Expr, Boolean)
        The zeros of f, each with the condition under which it exists: solutions that dividing by f loses.
    integral : TimeIntegral or None
        G, where the table has it.
    formula : Formula or None
        The solution through x₀, where the equation is solved for x.
    samples : tuple of Expr
        Starts at which to check.
    nonzero : tuple of Expr
        Expressions of the parameters by which G divides.
    """

    state: sp.Symbol
    field: sp.Expr
    time: sp.Symbol
    constants: tuple[tuple[sp.Expr, Boolean], ...]
    index: tuple[sp.Symbol, ...]
    integral: TimeIntegral | None
    formula: Formula | None
    samples: tuple[sp.Expr, ...]
    nonzero: tuple[sp.Expr, ...] = ()

    theorem: ClassVar[str] = "separation of variables"

    def verify(self) -> bool | None:
        """Differentiate G and the formula by Taylor arithmetic, and put both into the equation."""
        parameters = self.field.free_symbols - {self.state}
        if parameters:
            return at_samples(self, parameters, sp.And(*(sp.Ne(divisor, 0) for divisor in self.nonzero)))
        verdicts = [self._pace(place) for place in self.samples] if self.integral is not None else []
        verdicts += [self._solves(place, time) for place in self.samples for time in TIMES]
        decided = [verdict for verdict in verdicts if verdict is not None]
        return None if not decided else all(decided)

    def _pace(self, place: sp.Expr) -> bool | None:
        """Check G′ = 1/f at one point."""
        if self.integral is None:
            return None
        series_ = taylor(self.integral.value, self.state, {self.state: place}, 1)
        pace = enclose(1 / self.field, {self.state: place})
        return None if series_ is None or pace is None else bool(series_[1].overlaps(pace))

    def _solves(self, place: sp.Expr, time: sp.Expr) -> bool | None:
        """Check the start, and x′ = f(x) at one time, for one start that the formula is for."""
        if self.formula is None:
            return None
        if self.formula.starts.subs(self.formula.start, place) != sp.true:
            return None
        path = self.formula.value.subs(self.formula.start, place)
        found = taylor(path, self.time, {self.time: time}, 1)
        velocity = None if found is None else enclose(self.field, {self.state: found[0]})
        if found is None or velocity is None:
            return None
        begins = time != 0 or found[0].overlaps(enclose(place))
        return bool(begins and found[1].overlaps(velocity))

    def narrate(self) -> Step:
        """Separate, integrate, solve for x, and keep the constant solutions."""
        blocks: list[Block] = [self._separated()]
        if self.integral is not None:
            if self.integral.fractions:
                pace = Quotient(sp.S.One, function(self.state, value=self.field))
                chain = equals(pace, Sum(self.integral.fractions))
                blocks.append(paragraph("In partial fractions {chain}, and integrated", chain=chain))
            else:
                blocks.append(paragraph("Integrated:"))
            blocks.append(Equation((self._integrated(),)))
        if self.formula is not None:
            blocks += self._solved()
        elif self.integral is not None:
            blocks.append(
                paragraph("That gives {t} as a function of {x}; {x} itself stays implicit.", t=self.time, x=self.state)
            )
        return Step(TITLE, tuple(blocks), TOPIC)

    def _separated(self) -> Paragraph:
        velocity = sp.Symbol("f", real=True)
        dx, dt = (_differential(symbol) for symbol in (self.state, self.time))
        separated = condition(Quotient(dx, Written(velocity, ((velocity, function(self.state)),))), dt)
        given = paragraph(" (with {what})", what=series(self._conditions())) if self.nonzero else ""
        if not self.constants:
            return paragraph("Separate the variables: {separated}{given}.", separated=separated, given=given)
        one = len(self.constants) == 1 and not self.index
        return paragraph(
            "Separate the variables: {separated}{given}. Dividing by {f} loses its "
            + ("zero, the constant solution {constants}; it stays a solution." if one else "zeros, the constant ")
            + ("" if one else "solutions {constants}{every}; they stay solutions."),
            separated=separated,
            given=given,
            f=function(self.state),
            constants=series(_constant(self.state, *constant) for constant in self.constants),
            every=every_integer(self.index),
        )

    def _conditions(self) -> list[Paragraph]:
        return [paragraph("{what} ≠ 0", what=what) for what in self.nonzero]

    def _integrated(self) -> object:
        constant = unused(("C", "K", "B"), self.field.free_symbols)
        terms = self.integral.terms if self.integral is not None else ()
        return condition(Sum(terms) if len(terms) > 1 else terms[0], Sum((self.time, constant)))

    def _solved(self) -> list[Block]:
        if self.formula is None:
            return []
        start = equals(Name(self.state.name, args=(sp.S.Zero,)), self.formula.start)
        name = Name(self.state.name, args=(self.time,), value=self.formula.value)
        starts = self.formula.starts
        where = "" if starts == sp.true else paragraph(", for {starts}", starts=_chain(starts, self.formula.start))
        lasting = f", {self.formula.lasting}" if self.formula.lasting else ""
        return [
            paragraph(f"Solved for {{x}}, with {{start}}{{where}}{lasting}:", x=self.state, start=start, where=where),
            Equation((equals(name, self.formula.value),)),
        ]


def _differential(symbol: sp.Symbol) -> Name | Product:
    """Write dx; a name of several letters, such as a Greek one, is a symbol beside the d."""
    return Name(f"d{symbol.name}") if len(symbol.name) == 1 else Product((Name("d"), symbol))


def _constant(state: sp.Symbol, at: sp.Expr, when: Boolean) -> Paragraph:
    """Write a constant solution, and when it exists."""
    equation = condition(state, point((at,)))
    if when == sp.true:
        return paragraph("{equation}", equation=equation)
    return paragraph("{equation} (where {when})", equation=equation, when=when)


def _chain(starts: sp.Basic, start: sp.Symbol) -> object:
    """Write an interval of starts: x₀ > 0, or −π < x₀ < π."""
    from symtutor.document import Chain  # noqa: PLC0415 - few formulas are for some starts only

    if isinstance(starts, sp.And):
        low = next(part.args[1] for part in starts.args if isinstance(part, sp.StrictGreaterThan))
        high = next(part.args[1] for part in starts.args if isinstance(part, sp.StrictLessThan))
        return Chain((low, start, high), ("<", "<"))
    return Chain((start, starts.args[1]), (">",))
