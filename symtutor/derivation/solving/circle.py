"""Sines, cosines and tangents with a given value: families of angles read off the unit circle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.words import series
from symtutor.derivation.solving.equation import Equation, agree, all_agree, step, told
from symtutor.document import Chain, condition, paragraph
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from symtutor.derivation.solving.equation import Names
    from symtutor.document import Step

TURNS = (-3, 0, 2)
"""Members of a family that are put in: numbers, because SymPy takes tan(πn − π/4) to be 1."""
NAMES = {sp.sin: "sine", sp.cos: "cosine", sp.tan: "tangent"}


@dataclass(frozen=True, slots=True)
class UnitCircle:
    """Sin u and cos u are the coordinates of the point of the unit circle at the angle u (Spivak, ch. 15).

    A line meets the circle in two points, touches it in one or misses it; a turn is 2π. The tangent, of period π, takes
    each value once between −π/2 and π/2.
    """

    equation: Equation
    index: sp.Symbol

    @property
    def period(self) -> sp.Expr:
        """After how much the function repeats."""
        return sp.pi if isinstance(self.equation.left, sp.tan) else 2 * sp.pi

    @property
    def angles(self) -> tuple[sp.Expr, ...]:
        """The angles of one turn."""
        level = self.equation.right
        if isinstance(self.equation.left, sp.tan):
            return (sp.atan(level),)
        side = sign(1 - level**2)
        if side == -1:
            return ()
        if isinstance(self.equation.left, sp.sin):
            first = sp.asin(level) + (2 * sp.pi if sign(level) == -1 else 0)
            second = sp.pi - sp.asin(level)
            return (first,) if side == 0 else (first, second) if sign(level) == 1 or level == 0 else (second, first)
        first = sp.acos(level)
        return (first,) if side == 0 else (first, 2 * sp.pi - first)

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The argument, equal to each family."""
        argument, x = self.equation.left.args[0], self.equation.unknown
        families = [angle + self.period * self.index for angle in self.angles]
        if not argument.is_polynomial(x) or sp.degree(argument, x) != 1:
            return tuple(self.equation.then(argument, family) for family in families)
        a, b = sp.Poly(argument, x).all_coeffs()
        return tuple(self.equation.then(x, sp.expand((family - b) / a)) for family in families)

    def verify(self) -> bool | None:
        """Put the families into the function; between the angles of one turn it has another value."""
        function, level = self.equation.left.func, self.equation.right
        if not self.angles:
            return sign(level**2 - 1) == 1
        members = [angle + turn * self.period for angle in self.angles for turn in TURNS]
        return all_agree([(function(member), level) for member in members])

    def narrate(self) -> Step:
        """Name the angles, and solve for the unknown."""
        function, argument, x = self.equation.left.func, self.equation.left.args[0], self.equation.unknown
        if not self.angles:
            size = Chain((sp.S.NegativeOne, self.equation.left, sp.S.One), ("\N{LESS-THAN OR EQUAL TO}",) * 2)
            level = self.equation.right
            side = Chain((level, sp.S.One), (">",)) if sign(level) == 1 else Chain((level, sp.S.NegativeOne), ("<",))
            words = "There is no solution: {size} for every angle, but {side}."
            return step(told(self.equation, words, size=size, side=side))
        families = [condition(argument, angle + self.period * self.index) for angle in self.angles]
        one = len(self.angles) == 1
        turn = "half turn" if function is sp.tan else "turn"
        words = (
            f"On the unit circle the {NAMES[function]} is {{level}} at {'one angle' if one else 'two angles'} of each "
            f"{turn}, {{angles}}. So {{families}}, for every integer {{n}}."
        )
        opening = told(
            self.equation,
            words,
            level=self.equation.right,
            angles=series(self.angles),
            families=series(families, last="or"),
            n=self.index,
        )
        if argument == x or any(e.left != x for e in self.branches):
            return step(opening)
        solved = series((condition(x, e.right) for e in self.branches), last="or")
        return step(opening, paragraph("Solved for {x}: {solved}.", x=x, solved=solved))


def unit_circle(equation: Equation, names: Names) -> UnitCircle | None:
    """Read the angles off the circle."""
    left, level = equation.left, equation.right
    if not isinstance(left, (sp.sin, sp.cos, sp.tan)) or not left.has(equation.unknown) or level.free_symbols:
        return None
    if sign(1 - level**2) is None:
        return None
    return UnitCircle(equation, names.index)


@dataclass(frozen=True, slots=True)
class Identity:
    """The left side by an identity of trigonometry: double angles, or sin² + cos² = 1 (Spivak, ch. 15)."""

    equation: Equation
    left: sp.Expr
    identity: tuple[sp.Expr, sp.Expr]

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The same equation with the identity used."""
        return (self.equation.then(self.left).noted(),)

    def verify(self) -> bool | None:
        """Compare both at numbers."""
        return all_agree([self.identity, (self.equation.difference, self.left)])

    def narrate(self) -> Step:
        """State the identity and use it."""
        used = Chain(self.identity, ("=",))
        words = "Use {identity}: {new}."
        return step(told(self.equation, words, identity=used, new=condition(self.left, sp.S.Zero)))


def double_angle(equation: Equation, _names: Names) -> Identity | None:
    """Write sin 2u and cos 2u by sin u and cos u where those occur too."""
    left = equation.difference
    waves = [w for w in left.atoms(sp.sin, sp.cos) if w.has(equation.unknown)]
    for wave in sorted(waves, key=sp.default_sort_key):
        half = sp.expand(wave.args[0] / 2)
        others = {type(w) for w in waves if w.args[0] == half}
        if not others:
            continue
        if isinstance(wave, sp.sin):
            new = 2 * sp.sin(half) * sp.cos(half)
        else:
            new = 1 - 2 * sp.sin(half) ** 2 if others == {sp.sin} else 2 * sp.cos(half) ** 2 - 1
        return Identity(equation, sp.expand(left.xreplace({wave: new})), (wave, new))
    return None


def pythagoras(equation: Equation, _names: Names) -> Identity | None:
    """Write sin² by cos², or cos² by sin², where that leaves one of the two."""
    left = equation.difference
    if not left.is_Add:
        return None
    for gone, kept in ((sp.cos, sp.sin), (sp.sin, sp.cos)):
        waves = [w for w in left.atoms(gone) if w.has(equation.unknown)]
        if len(waves) != 1 or not left.has(kept(waves[0].args[0])):
            continue
        square, new = waves[0] ** 2, 1 - kept(waves[0].args[0]) ** 2
        result = sp.expand(sp.expand(left).subs(square, new))
        if not result.has(waves[0]):
            return Identity(equation, result, (square, new))
    return None


@dataclass(frozen=True, slots=True)
class TangentTaken:
    """a sin u + b cos u = 0: where cos u = 0 the sine is ±1, so nothing is lost by dividing by cos u."""

    equation: Equation
    argument: sp.Expr
    value: sp.Expr

    @property
    def branches(self) -> tuple[Equation, ...]:
        """The tangent alone."""
        return (self.equation.then(sp.tan(self.argument), self.value).noted(),)

    def verify(self) -> bool | None:
        """Multiply the tangent's equation by the cosine, up to a number."""
        old = self.equation.difference
        slope = sp.expand(old).coeff(sp.sin(self.argument))
        new = slope * (sp.tan(self.argument) - self.value) * sp.cos(self.argument)
        return agree(old, new)

    def narrate(self) -> Step:
        """Divide by the cosine."""
        cosine = sp.cos(self.argument)
        words = (
            "Where {cosine} is 0 the sine is 1 or \N{MINUS SIGN}1, so no solution is lost when the equation is divided "
            "by {cosine}: {new}."
        )
        return step(told(self.equation, words, cosine=cosine, new=condition(sp.tan(self.argument), self.value)))


def tangent_taken(equation: Equation, _names: Names) -> TangentTaken | None:
    """Divide a sin u + b cos u = 0 by cos u."""
    left = equation.difference
    if not left.is_Add or len(left.args) != 2:
        return None
    waves = left.atoms(sp.sin, sp.cos)
    arguments = {w.args[0] for w in waves}
    if len(arguments) != 1 or len(waves) != 2:
        return None
    (argument,) = arguments
    a, b = left.coeff(sp.sin(argument)), left.coeff(sp.cos(argument))
    if not (sign(a) and sign(b)) or sp.expand(left - a * sp.sin(argument) - b * sp.cos(argument)) != 0:
        return None
    return TangentTaken(equation, argument, -b / a)
