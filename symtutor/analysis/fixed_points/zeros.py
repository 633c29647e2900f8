"""Why a list of zeros of one function of one variable is complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.at_point import admissible
from symtutor.analysis.fixed_points.at_samples import agree_at_samples
from symtutor.analysis.isolate import no_other_zeros
from symtutor.analysis.smoothness import is_smooth
from symtutor.analysis.words import count, degree_name, every_integer, number_word, point, series, star, zero_of
from symtutor.document import Approx, Chain, Listing, Step, condition, equals, paragraph
from symtutor.model import ODESystem

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean

    from symtutor.document import Block, Formula, Paragraph

TITLE = "Fixed points"
TOPIC = "fixed-points"
W, Z = sp.symbols("w z", real=True)
WAVES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)


@dataclass(frozen=True, slots=True)
class EveryFactorSolved:
    """All zeros of a function of one variable: a product is zero exactly when one of its factors is.

    The zeros of each factor are complete by themselves: a linear factor has one; the sign of the discriminant counts
    those of a quadratic; Sturm's theorem those of a polynomial of higher degree (Basu, Pollack, Roy, *Algorithms in
    Real Algebraic Geometry*, Thm 2.62); the unit circle those of sin u = c and cos u = c.

    Attributes
    ----------
    solved : tuple of (Expr, tuple of (Expr, Boolean))
        Each factor with all its real zeros, and the condition under which each exists.
    excluded : tuple of Expr
        Zeros of the numerator at which the field itself is not defined.
    when : tuple of Boolean
        For each zero the condition on the parameters under which it exists.
    """

    state: sp.Symbol
    field: sp.Expr
    solved: tuple[tuple[sp.Expr, tuple[tuple[sp.Expr, Boolean], ...]], ...]
    zeros: tuple[sp.Expr, ...]
    index: tuple[sp.Symbol, ...] = ()
    period: sp.Expr | None = None
    excluded: tuple[sp.Expr, ...] = ()
    when: tuple[Boolean, ...] = ()
    domain: tuple[Boolean, ...] = ()

    @property
    def conditional(self) -> tuple[tuple[sp.Expr, Boolean], ...]:
        """Each zero with the condition under which it exists."""
        return tuple(zip(self.zeros, self.when or (sp.true,) * len(self.zeros), strict=True))

    @property
    def degree(self) -> int | None:
        """The degree of a polynomial field."""
        return int(sp.degree(self.field, self.state)) if self.field.is_polynomial(self.state) else None

    @property
    def summary(self) -> str:
        """The reason in a few words."""
        if self.parameters:
            return f"every factor solved, case by case: {count(len(self.zeros), 'formula')}"
        if self.degree is not None:
            return f"degree {self.degree}, {count(len(self.zeros), 'distinct real root')}"
        families = f"{count(len(self.zeros), 'family', 'families')} with an integer index" if self.index else None
        return f"every factor solved: {families or count(len(self.zeros), 'real zero')}"

    def verify(self) -> bool | None:
        """Count the real roots by Sturm's theorem, or exclude every other point of a period by interval arithmetic."""
        if self.parameters:
            counted = self._verify_at_samples()
            system = ODESystem((self.state,), (self.field,), domain=self.domain)
            solved = agree_at_samples(system, [((zero,), when) for zero, when in self.conditional], self.index)
            return False if False in (counted, solved) else counted or solved
        if self.period is not None:
            bases = [zero.xreplace(dict.fromkeys(self.index, sp.S.Zero)) for zero in self.zeros]
            images = [base + shift * self.period for base in bases for shift in (-1, 0, 1)]
            return no_other_zeros(self.field, self.state, images, sp.S.Zero, self.period)
        numerator = self.field if self.degree is not None else sp.fraction(sp.together(self.field))[0]
        if not numerator.is_polynomial(self.state):
            return self._verify_by_rolle()
        if numerator.free_symbols > {self.state}:
            return None
        polynomial = sp.Poly(numerator, self.state)
        if not (polynomial.domain.is_QQ or polynomial.domain.is_ZZ):
            return None
        distinct = polynomial.count_roots() if polynomial.degree() > 0 else 0
        return bool(distinct == len(self.zeros) + len(self.excluded))

    def _verify_by_rolle(self) -> bool | None:
        """Bound the number of zeros of a function smooth on the whole line."""
        from symtutor.analysis.fixed_points.rolle import no_other_zero  # noqa: PLC0415 - few fields need it

        smooth = not self.domain and is_smooth(self.field, (self.state,))
        return no_other_zero(self.field, self.state, self.zeros) if smooth else None

    def _verify_at_samples(self) -> bool | None:
        """Put numbers in for the parameters: the formulas that exist there must be all the zeros, and differ."""
        verdicts = []
        for sample in admissible(self.parameters, sp.true):
            zeros = {zero.subs(sample) for zero, when in self.conditional if when.subs(sample) == sp.true}
            field = self.field.xreplace(sample)
            at_sample = EveryFactorSolved(self.state, field, (), tuple(zeros), self.index, self.period)
            verdicts.append(None if self.excluded or field == 0 else at_sample.verify())
        return None if None in verdicts or not verdicts else all(verdicts)

    def narrate(self) -> Step:
        """Set the velocity to zero and solve factor by factor."""
        blocks: list[Block] = [
            paragraph("At a fixed point the velocity is zero, so solve {equation}.", equation=zero_of(self.field))
        ]
        factors = [factor for factor, _ in self.solved]
        product, how = sp.factor(self.field) if self.field.is_Add else self.field, "Factor first"
        if product.is_Add and len(factors) > 1:
            product, how = sp.factor(sp.expand_trig(self.field)), "Factor first, by the formulas for multiple angles"
        parts = [part for part in sp.Mul.make_args(product) if part.has(self.state)]
        if product != self.field and not product.is_Add and (len(parts) > 1 or parts[0].is_Pow):
            blocks.append(paragraph(f"{how}: {{chain}}.", chain=equals(self.field, product)))
        if len(factors) > 1:
            blocks.append(
                paragraph(
                    "A product is zero exactly when one of its factors is: {choices}.",
                    choices=series(map(zero_of, factors), last="or"),
                )
            )
        blocks += [self._explain(factor, zeros) for factor, zeros in self.solved if _needs_words(factor, self.state)]
        if self.excluded:
            blocks.append(
                paragraph(
                    "The field is not defined at {places}, so that is no fixed point.",
                    places=series(condition(self.state, place) for place in self.excluded),
                )
            )
        blocks.append(self._conclusion())
        if any(zero.has(sp.LambertW) for zero in self.zeros):
            blocks.append(self._lambert())
        blocks.append(self._why_all())
        return Step(TITLE, tuple(blocks), TOPIC)

    def _explain(self, factor: sp.Expr, zeros: tuple[tuple[sp.Expr, Boolean], ...]) -> Paragraph:
        """Tell how one factor that is not linear was solved."""
        equation = zero_of(factor)
        found = series((_where(self.state, *zero) for zero in zeros), last="or") if zeros else "no real solution"
        if not factor.is_polynomial(self.state):
            waves = any(wave.has(self.state) for wave in factor.atoms(*WAVES))
            once = factor.count(self.state) == 1
            where = "On the unit circle {equation}" if waves else "{equation}"
            where = "Undone function by function, {equation}" if once and not waves else where
            return paragraph(where + (" gives {found}." if zeros else " has {found}."), equation=equation, found=found)
        polynomial = sp.Poly(factor, self.state)
        if polynomial.degree() == 2:
            a, b, c = polynomial.all_coeffs()
            discriminant = sp.expand(b**2 - 4 * a * c)
            if not zeros:
                return paragraph(
                    "{equation} has no real solution: its discriminant is {sign}.",
                    equation=equation,
                    sign=Chain((discriminant, sp.S.Zero), ("<",)),
                )
            return paragraph(
                "{equation}: the discriminant is {value}, and the quadratic formula gives {zeros}.",
                equation=equation,
                value=discriminant,
                zeros=found,
            )
        if self.parameters or not any(zero.has(sp.CRootOf) for zero, _ in zeros):
            return paragraph("{equation} gives {found}.", equation=equation, found=found)
        near = series(Chain((self.state, Approx(zero)), ("≈",)) for zero, _ in zeros)
        return paragraph(
            "{equation} does not split over the rational numbers. It has {number}, at {near}.",
            equation=equation,
            number=count(len(zeros), "real root"),
            near=near,
        )

    def _lambert(self) -> Paragraph:
        """Say what the Lambert W function is, and where its values lie."""
        near = [
            Chain((self.state, Approx(zero)), ("≈",)) for zero in self.zeros if zero.is_number and zero.has(sp.LambertW)
        ]
        text = "Here {upper} is the Lambert W function: the number {w} with {inverse} that is at least −1."
        if any(len(value.args) > 1 for zero in self.zeros for value in zero.atoms(sp.LambertW)):
            text += " For negative {z} above {least} there is a second one, below −1: {lower}."
        return paragraph(
            text + (" In decimals {near}." if near else ""),
            upper=sp.LambertW(Z),
            lower=sp.LambertW(Z, -1, evaluate=False),
            w=W,
            z=Z,
            inverse=condition(W * sp.exp(W), Z),
            least=-sp.exp(-1),
            near=series(near) if near else "",
        )

    @property
    def parameters(self) -> set[sp.Symbol]:
        """The symbols of the field other than the state."""
        found: set[sp.Symbol] = self.field.free_symbols - {self.state}
        return found

    def _conclusion(self) -> Paragraph:
        if not self.zeros:
            return paragraph("So there is *no fixed point*.")
        name = star(self.state)
        if not self.index and all(when == sp.true for when in self.when):
            return paragraph(
                "So {points}.", points=condition(name, Listing(tuple(point((zero,)) for zero in self.zeros)))
            )
        families = series(_where(name, zero, when) for zero, when in self.conditional)
        return paragraph(
            "So the fixed points are {families}{indices}.", families=families, indices=every_integer(self.index)
        )

    def _why_all(self) -> Paragraph:
        degree, found = self.degree, len(self.zeros)
        if self.parameters:
            return paragraph("Nothing is missing: every factor was solved, in every case of the parameters.")
        if self.index:
            return paragraph("These are all: the unit circle shows every angle at which each factor vanishes.")
        if degree == 0 or degree is None:
            return paragraph("Nothing is missing: every factor that can vanish was solved.")
        if degree == found:
            at_most = degree_name(degree) + (
                " has at most one root" if degree == 1 else f" has at most {count(degree, 'root')}"
            )
            rest = "this is it" if found == 1 else f"these {number_word(found)} differ"
            return paragraph(f"{'This is' if found == 1 else 'These are'} all: {at_most}, and {rest}.")
        return paragraph(
            f"{'That is' if found <= 1 else 'These are'} all: every factor was solved, and a product of numbers that "
            "are not zero is not zero."
        )


def _where(name: Formula, zero: sp.Expr, when: Boolean) -> Paragraph:
    """Write a zero with the condition under which it exists."""
    if when == sp.true:
        return paragraph("{point}", point=condition(name, zero))
    return paragraph("{point} where {condition}", point=condition(name, zero), condition=when)


def _needs_words(factor: sp.Expr, state: sp.Symbol) -> bool:
    return not (factor.is_polynomial(state) and sp.degree(factor, state) <= 1)
