"""Multiplying out, clearing denominators, and multiplying by what is never zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import series, zero_of
from symtutor.derivation.solving.equation import Equation, Root, agree, same_number, step, told
from symtutor.document import Chain, Power, Quotient, condition, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Step


@dataclass(frozen=True, slots=True)
class MultipliedOut:
    """The distributive law: the left side as a sum of powers."""

    equation: Equation
    left: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The same equation, multiplied out."""
        return (self.equation.then(self.left).noted(),)

    def verify(self) -> bool | None:
        """Compare at numbers."""
        return agree(self.equation.difference, self.left)

    def narrate(self) -> Step:
        """Write the sum."""
        return step(told(self.equation, "Multiplied out: {new}.", new=zero_of(self.left)))


def multiplied_out(equation: Equation, _names: Names) -> MultipliedOut | None:
    """Multiply out a polynomial that is not yet a sum of powers."""
    left, unknown = equation.difference, equation.unknown
    if equation.factors or not left.is_Add or not left.is_polynomial(unknown):
        return None
    factors = (factor.as_base_exp()[0] for term in left.args for factor in sp.Mul.make_args(term))
    if not any(base.is_Add and base.has(unknown) for base in factors):
        return None
    expanded = sp.expand(left)
    collected = sp.Poly(expanded, unknown).as_expr() if expanded.free_symbols - {unknown} else expanded
    return MultipliedOut(equation, collected) if collected.has(unknown) else None


@dataclass(frozen=True, slots=True)
class Numerator:
    """A fraction is zero exactly where its numerator is zero and its denominator is not."""

    equation: Equation
    top: sp.Expr
    bottom: sp.Expr
    together: bool

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The numerator set to zero."""
        return (self.equation.then(self.top).noted(),)

    def keeps(self, root: Root) -> bool | None:
        """Tell whether the denominator does not vanish at a root of the numerator."""
        found = sign(sp.expand(self.bottom.xreplace({self.equation.unknown: root.value})))
        return None if found is None else found != 0

    def verify(self) -> bool | None:
        """Compare the fraction with the equation at numbers."""
        return agree(self.equation.difference, self.top / self.bottom)

    def narrate(self) -> Step:
        """Set the numerator to zero."""
        words = "A fraction is zero exactly where its numerator is zero and its denominator is not: {top}."
        if not self.together:
            return step(told(self.equation, words, top=zero_of(self.top)))
        whole = condition(Quotient(self.top, self.bottom), sp.S.Zero)
        return step(told(self.equation, "Over one denominator: {whole}. " + words, whole=whole, top=zero_of(self.top)))


def numerator(equation: Equation, _names: Names) -> Numerator | None:
    """Set the numerator of a quotient to zero."""
    left, unknown = equation.difference, equation.unknown
    below = [p for p in left.atoms(sp.Pow) if p.has(unknown) and p.exp.is_Rational and p.exp < 0]
    if equation.factors or not below:
        return None
    top, bottom = sp.fraction(left if left.is_Mul or left.is_Pow else sp.together(left))
    if not bottom.has(unknown):
        return None
    if left.is_Add:
        top = sp.expand(top)
    elif any(p.has(unknown) and p.exp.is_Rational and p.exp < 0 for p in top.atoms(sp.Pow)):
        return None
    return Numerator(equation, top, bottom, bool(left.is_Add))


@dataclass(frozen=True, slots=True)
class CandidatesChecked:
    """Of the candidates only those count that solve the equation they came from.

    Where a denominator was cleared, a candidate at which it vanishes is none (``reason``).
    """

    equation: Equation
    kept: tuple[Root, ...]
    dropped: tuple[Root, ...]
    reason: str

    @property
    def branches(self) -> tuple[Equation, ...]:
        """Nothing further."""
        return ()

    def verify(self) -> bool | None:
        """Put every candidate into the equation: those kept solve it, those dropped do not."""
        x, difference = self.equation.unknown, self.equation.difference
        kept = [agree(difference.xreplace({x: root.value}), sp.S.Zero) for root in self.kept]
        if any(agree(difference.xreplace({x: root.value}), sp.S.Zero) for root in self.dropped):
            return False
        return None if None in kept else all(kept)

    def narrate(self) -> Step:
        """Name what is dropped and why."""
        x = self.equation.unknown
        dropped = series((condition(x, root.value) for root in self.dropped), last="and")
        one = len(self.dropped) == 1
        return step(paragraph(f"{{dropped}} {'is' if one else 'are'} no solution: {self.reason}.", dropped=dropped))


@dataclass(frozen=True, slots=True)
class Multiplied:
    """Multiplying both sides by what is never zero, such as a number or an exponential, changes no solution."""

    equation: Equation
    by: sp.Expr
    left: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The product."""
        return (self.equation.then(self.left).noted(),)

    def verify(self) -> bool | None:
        """Compare at numbers."""
        return agree(self.equation.difference * self.by, self.left)

    def narrate(self) -> Step:
        """Multiply."""
        words = "Multiply by {by}: {new}." if self.by.is_number else "Multiply by {by}, which is never zero: {new}."
        return step(told(self.equation, words, by=self.by, new=zero_of(self.left)))


def exponentials_cleared(equation: Equation, _names: Names) -> Multiplied | None:
    """Multiply a sum of exponentials by one of them, so that no exponent is negative."""
    left, unknown = equation.difference, equation.unknown
    if not left.is_Add:
        return None
    left = left.rewrite(sp.exp) if left.has(sp.sinh, sp.cosh) else left
    powers = [e for e in left.atoms(sp.exp) if e.has(unknown)]
    if not powers or any(not e.args[0].is_polynomial(unknown) for e in powers):
        return None
    slopes = [sp.expand(e.args[0]).coeff(unknown) for e in powers]
    if not all(slope.is_Rational for slope in slopes) or min(slopes) >= 0:
        return None
    by = sp.exp(-min(slopes) * unknown)
    product = sp.expand(left * by)
    return None if product.is_Add is False else Multiplied(equation, by, product)


def scaled(equation: Equation, _names: Names) -> Multiplied | None:
    """Multiply a polynomial by a number, so that its coefficients are whole and it begins with a positive one."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or equation.factors or not left.is_Add or not left.is_polynomial(unknown):
        return None
    polynomial = sp.Poly(left, unknown)
    if polynomial.degree() < 2:
        return None
    if left.free_symbols != {unknown}:
        bottom = sp.lcm_list([sp.fraction(sp.together(c))[1] for c in polynomial.all_coeffs()])
        by = -bottom if polynomial.LC().could_extract_minus_sign() else bottom
        return Multiplied(equation, by, sp.expand(by * left)) if by != 1 and sign(by) else None
    if not (polynomial.domain.is_ZZ or polynomial.domain.is_QQ):
        return None
    cleared = polynomial.clear_denoms()[1].primitive()[1]
    cleared = -cleared if cleared.LC() < 0 else cleared
    by = cleared.LC() / polynomial.LC()
    return None if by == 1 else Multiplied(equation, by, cleared.as_expr())


@dataclass(frozen=True, slots=True)
class Squared:
    """√g = h exactly where g = h² and h ≥ 0 (Stewart, *Precalculus*, §1.5): squaring alone may win solutions."""

    equation: Equation
    under: sp.Expr
    other: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The squares, on one side."""
        return (self.equation.then(sp.expand(self.other**2 - self.under)).noted(),)

    def keeps(self, root: Root) -> bool | None:
        """Tell whether the side without the root is not negative there."""
        found = sign(sp.expand(self.other.xreplace({self.equation.unknown: root.value})))
        return None if found is None else found >= 0

    def verify(self) -> bool | None:
        """Divide the equation by √g − h, at numbers: one number is left."""
        old, new = self.equation.difference, sp.sqrt(self.under) - self.other
        mark = sp.Dummy("k", real=True)
        slope = sp.diff(old.xreplace({sp.sqrt(self.under): mark}), mark)
        return agree(old, slope * new) if sign(slope) else None

    def narrate(self) -> Step:
        """Isolate the root, and square."""
        alone = condition(sp.sqrt(self.under), self.other)
        squared = condition(self.under, Power(self.other, sp.Integer(2)))
        words = "The root alone: {alone}, which needs {sign}. Square both sides: {squared}, that is {sorted}."
        needs = Chain((self.other, sp.S.Zero), ("\N{GREATER-THAN OR EQUAL TO}",), claim=False)
        new = zero_of(self.branches[0].left)
        return step(told(self.equation, words, alone=alone, sign=needs, squared=squared, sorted=new))


def squared(equation: Equation, _names: Names) -> Squared | None:
    """Bring the one square root to a side of its own, and square."""
    left, unknown = equation.difference, equation.unknown
    roots = {p for p in left.atoms(sp.Pow) if p.has(unknown) and p.exp == sp.S.Half}
    if len(roots) != 1 or not left.is_Add:
        return None
    (root,) = roots
    mark = sp.Dummy("k", real=True)
    marked = sp.expand(left.xreplace({root: mark}))
    slope = marked.coeff(mark)
    rest = sp.expand(marked - slope * mark)
    if not sign(slope) or rest.has(mark) or not rest.is_polynomial(unknown) or not root.base.is_polynomial(unknown):
        return None
    other = sp.expand(-rest / slope)
    return Squared(equation, root.base, other) if other.has(unknown) else None


def merged(roots: Sequence[Root]) -> tuple[Root, ...] | None:
    """Keep each solution once; None where two cannot be told apart."""
    found: list[Root] = []
    for root in roots:
        verdicts = [same_number(root.value, other.value) for other in found]
        open_ = (
            v is None and not sp.Tuple(root.value, f.value).free_symbols for v, f in zip(verdicts, found, strict=True)
        )
        if any(open_):
            return None
        if True in verdicts:
            place = verdicts.index(True)
            found[place] = Root(found[place].value, sp.Or(found[place].when, root.when))
        else:
            found.append(root)
    return tuple(found)
