"""A new letter for what occurs again and again: u = x², u = eˣ, u = sin x."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import unused
from symtutor.derivation.solving.equation import Equation, Root, agree, step, told
from symtutor.document import condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Step

LETTERS = ("u", "w", "z", "s", "q")
DEGREE_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Substituted:
    """P(g(x)) = 0 exactly where g(x) = u for a solution u of P(u) = 0."""

    equation: Equation
    kernel: sp.Expr
    letter: sp.Symbol
    inner: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The equation for the new letter."""
        return (Equation(self.inner, sp.S.Zero, self.letter, self.equation.when, written=True),)

    def back(self, root: Root) -> Equation:
        """Return to the unknown with one value of the letter."""
        return replace(self.equation.then(self.kernel, root.value, when=root.when), factors=())

    def verify(self) -> bool | None:
        """Put the kernel back in, and compare at numbers."""
        return agree(self.equation.difference, self.inner.xreplace({self.letter: self.kernel}))

    def narrate(self) -> Step:
        """Name the letter and the equation for it."""
        return step(
            told(
                self.equation,
                "With {letter} this is {inner}.",
                letter=condition(self.letter, self.kernel),
                inner=condition(self.inner, sp.S.Zero),
            )
        )


def substituted_power(equation: Equation, names: Names) -> Substituted | None:
    """Put u = xᵏ where only powers of xᵏ occur."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or not left.is_Add or not left.is_polynomial(unknown):
        return None
    polynomial = sp.Poly(left, unknown)
    step_ = int(sp.igcd(0, 0, *(exponent for (exponent,), _ in polynomial.terms())))
    if step_ < 2 or polynomial.degree() == step_:
        return None
    letter = unused(LETTERS, _taken(equation, names))
    inner = sum((c * letter ** (k // step_) for (k,), c in polynomial.terms()), sp.S.Zero)
    return Substituted(equation, unknown**step_, letter, inner)


def substituted_function(equation: Equation, names: Names) -> Substituted | None:
    """Put u for the one function of the unknown that occurs, where the equation is a polynomial in it."""
    left, unknown = equation.left, equation.unknown
    if equation.right != 0 or not left.is_Add:
        return None
    letter = unused(LETTERS, _taken(equation, names))
    for kernel, powers in _kernels(left, unknown, letter):
        inner = left.xreplace(powers)
        if inner.has(unknown) or not inner.is_polynomial(letter) or not inner.has(letter):
            continue
        if 1 < sp.degree(inner, letter) <= DEGREE_LIMIT:
            return Substituted(equation, kernel, letter, inner)
    return None


def _taken(equation: Equation, names: Names) -> set[sp.Symbol]:
    letters = {sp.Symbol(name, real=True) for name in names.taken}
    free: set[sp.Symbol] = equation.difference.free_symbols
    return free | letters


def _kernels(left: sp.Expr, unknown: sp.Symbol, letter: sp.Symbol) -> Iterator[tuple[sp.Expr, dict[sp.Expr, sp.Expr]]]:
    """Yield what may get a letter, with what it turns into."""
    exponentials = [e for e in left.atoms(sp.exp) if e.has(unknown)]
    if exponentials:
        slopes = [sp.expand(e.args[0]).coeff(unknown) for e in exponentials]
        if all(s.is_Rational and s > 0 for s in slopes) and all(
            sp.expand(e.args[0] - s * unknown) == 0 for e, s in zip(exponentials, slopes, strict=True)
        ):
            unit = sp.gcd_list(slopes)
            yield (
                sp.exp(unit * unknown),
                {e: letter ** (s / unit) for e, s in zip(exponentials, slopes, strict=True)},
            )
    yield from _powers_of_a_number(left, unknown, letter)
    roots = [p for p in left.atoms(sp.Pow) if p.has(unknown) and p.exp.is_Rational and not p.exp.is_Integer]
    if roots and all(p.base == unknown and p.exp > 0 for p in roots):
        bottom = int(sp.ilcm(1, 1, *(p.exp.q for p in roots)))
        if bottom % 2 == 0:
            plain = {p: letter ** (p.exp * bottom) for p in left.atoms(sp.Pow) if p.base == unknown}
            yield unknown ** sp.Rational(1, bottom), plain | {unknown: letter**bottom}
    calls = [f for f in left.atoms(sp.Function) if f.has(unknown) and not isinstance(f, sp.exp)]
    functions = sorted(calls, key=sp.default_sort_key)
    if isinstance(next(iter(functions), None), sp.Abs):
        squares = {p: letter**p.exp for p in left.atoms(sp.Pow) if p.base == functions[0].args[0] and p.exp % 2 == 0}
        yield functions[0], {functions[0]: letter} | squares
    for function in functions:
        yield function, {function: letter}


def _powers_of_a_number(
    left: sp.Expr, unknown: sp.Symbol, letter: sp.Symbol
) -> Iterator[tuple[sp.Expr, dict[sp.Expr, sp.Expr]]]:
    """Yield aˣ where only powers of it occur: 4ˣ is the square of 2ˣ."""
    powers = {p: p.exp / unknown for p in left.atoms(sp.Pow) if p.base.is_Integer and p.exp.has(unknown)}
    if not powers or not all(p.base > 1 and slope.is_Integer and slope > 0 for p, slope in powers.items()):
        return
    split = {p: sp.perfect_power(p.base) or (p.base, 1) for p in powers}
    if len({base for base, _ in split.values()}) == 1:
        base = next(iter(split.values()))[0]
        yield sp.Integer(base) ** unknown, {p: letter ** (split[p][1] * slope) for p, slope in powers.items()}
