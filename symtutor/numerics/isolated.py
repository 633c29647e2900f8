"""Zeros known by where they are: real numbers for which there may be no formula.

An :class:`IsolatedZero` is a coordinate of the one zero that a system has in a box. It is exact: its ball can be made
as small as one likes, and its sign is proved. Two of them are equal where system, box and coordinate are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

import flint
import sympy as sp
from sympy.printing.precedence import PRECEDENCE

from symtutor.numerics.balls import enclose, middle
from symtutor.numerics.intervals.newton import approach, proves_one_zero
from symtutor.numerics.intervals.program import Program
from symtutor.numerics.roots import in_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.numerics.intervals.spans import Box

DIGITS = 15
SIGN_BITS = (60, 200, 700)
VALUE_DIGITS = 40
VALUE_RADIUS = sp.Rational(1, 2**60)


class IsolatedZero(sp.AtomicExpr):  # type: ignore[misc]
    """Coordinate `place` of the only zero of a system in a box, which is proved to exist.

    Build it by :meth:`of`, which proves that.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> zero = IsolatedZero.of([sp.exp(-x) - x], [x], [(sp.Rational(1, 2), sp.Rational(3, 5))])
    >>> print(zero, zero.evalf(20), zero.is_positive)
    0.567143290409784 0.56714329040978387300 True
    """

    is_number = True
    is_real = True
    is_extended_real = True
    is_finite = True
    is_commutative = True

    __slots__ = ("box", "equations", "place", "unknowns")

    def __new__(cls, equations: sp.Tuple, unknowns: sp.Tuple, box: sp.Tuple, place: sp.Integer) -> Self:
        """Build from what is proved elsewhere: nothing is checked again."""
        zero = super().__new__(cls)
        zero.equations, zero.unknowns, zero.box, zero.place = equations, unknowns, box, sp.Integer(place)
        return zero  # type: ignore[no-any-return]

    @classmethod
    def of(
        cls,
        equations: Sequence[sp.Expr],
        unknowns: Sequence[sp.Symbol],
        box: Sequence[tuple[sp.Expr, sp.Expr]],
        place: int = 0,
    ) -> IsolatedZero | None:
        """Prove by Krawczyk's operator that the box holds exactly one zero; None where that does not succeed."""
        named = (sp.Tuple(*equations), sp.Tuple(*unknowns), sp.Tuple(*(sp.Tuple(*side) for side in box)))
        with flint.ctx.workprec(_bits_of(named[2])):
            proved = proves_one_zero(_program(*named[:2]), _spans(named[2]))
        return cls(*named, sp.Integer(place)) if proved else None

    @classmethod
    def value_of(cls, expression: sp.Expr) -> sp.Expr:
        """Name the value of a real number in which isolated zeros occur, so that it prints as one decimal.

        Other numbers, and zeros themselves, are returned as they are.
        """
        if isinstance(expression, cls) or expression.free_symbols or not expression.atoms(cls):
            return expression
        ball = enclose(expression, digits=VALUE_DIGITS)
        if ball is None:
            return expression
        centre = middle(ball)
        reach = VALUE_RADIUS * (1 + abs(centre))
        unknown = sp.Symbol("v", real=True)
        side = sp.Tuple(centre - reach, centre + reach)
        return cls(sp.Tuple(unknown - expression), sp.Tuple(unknown), sp.Tuple(side), sp.S.Zero)

    def ball(self) -> Any:  # noqa: ANN401 - flint ships no types
        """Enclose the number at the working precision of FLINT."""
        return _balls(self.equations, self.unknowns, self.box, flint.ctx.prec)[int(self.place)]

    def _hashable_content(self) -> tuple[sp.Basic, ...]:
        return (self.equations, self.unknowns, self.box, self.place)

    def __getnewargs__(self) -> tuple[sp.Basic, ...]:
        return self._hashable_content()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IsolatedZero) and self._hashable_content() == other._hashable_content()

    def __hash__(self) -> int:
        return hash((type(self).__name__, *self._hashable_content()))

    def _sign(self) -> int | None:
        for bits in SIGN_BITS:
            with flint.ctx.workprec(bits):
                ball = self.ball()
            if ball > 0 or ball < 0:
                return 1 if ball > 0 else -1
        return None

    def _eval_is_positive(self) -> bool | None:
        sign = self._sign()
        return None if sign is None else sign > 0

    def _eval_is_negative(self) -> bool | None:
        sign = self._sign()
        return None if sign is None else sign < 0

    def _eval_is_zero(self) -> bool | None:
        return None if self._sign() is None else False

    def _eval_evalf(self, prec: int) -> sp.Float:
        with flint.ctx.workprec(in_steps(prec + 20)):
            mantissa, exponent = self.ball().mid().man_exp()
        return sp.Float(int(mantissa), precision=prec) * sp.Float(2, precision=prec) ** int(exponent)

    def decimal(self, digits: int = DIGITS) -> str:
        """Write the number to `digits` significant digits, all of them proved."""
        for bits in (4, 8, 16):
            with flint.ctx.workprec(bits * digits + 20):
                text = self.ball().str(digits, radius=False)
                if _proved(self.ball(), digits):
                    return str(text)
        return str(text)

    @property
    def precedence(self) -> int:
        """Tell SymPy's printers that a negative decimal is no atom: (−2.33)² is not −2.33²."""
        return int(PRECEDENCE["Add" if self.is_negative else "Atom"])

    def _sympystr(self, _printer: object) -> str:
        return self.decimal()

    _latex = _sympyrepr = _pretty_text = _sympystr


def _proved(ball: Any, digits: int) -> bool:  # noqa: ANN401 - flint ships no types
    return bool(ball.rel_accuracy_bits() > 3.4 * digits + 2)


def _bits_of(box: sp.Tuple) -> int:
    """Choose a precision that resolves the box."""
    longest = max(max(int(end.p).bit_length(), int(end.q).bit_length()) for side in box for end in side)
    return 64 + 2 * longest


def _spans(box: sp.Tuple) -> Box:
    return tuple(tuple(flint.arb(flint.fmpq(int(end.p), int(end.q))) for end in side) for side in box)


@lru_cache(maxsize=256)
def _program(equations: sp.Tuple, unknowns: sp.Tuple) -> Program:
    return Program(equations, unknowns)


@lru_cache(maxsize=512)
def _balls(equations: sp.Tuple, unknowns: sp.Tuple, box: sp.Tuple, bits: int) -> tuple[Any, ...]:
    with flint.ctx.workprec(max(bits, _bits_of(box))):
        balls = approach(_program(equations, unknowns), _spans(box), bits)
        return balls or tuple(low.union(high) for low, high in _spans(box))
