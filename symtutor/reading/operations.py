"""Operations of real analysis on exact expressions: bounded, and with the domain that SymPy forgets.

SymPy simplifies while it builds: ``(x − 1)²/(x − 1)`` becomes ``x − 1`` and ``sin(asin x)`` becomes ``x``. The field
that was typed has a smaller domain, so every operation records the condition under which it is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import sympy
from sympy import Abs, Add, Expr, Ge, Gt, Heaviside, Le, Max, Min, Mul, Ne, Rational, S

from symtutor.reading import constants, limits
from symtutor.reading.refusal import Refusal
from symtutor.reading.roots import odd_power

if TYPE_CHECKING:
    from sympy.logic.boolalg import Boolean


class Operations:
    """Builds expressions; ``domain`` collects the conditions under which they are defined, in the order typed."""

    def __init__(self) -> None:
        self.domain: list[Boolean] = []

    def add(self, terms: Sequence[Expr]) -> Expr:
        """Add, within the bounds."""
        fixed = [term for term in terms if term.is_number]
        if len(fixed) > 1 and not all(term.is_Rational for term in fixed):
            terms = [constants.zero_in_disguise(Add(*fixed)), *(term for term in terms if not term.is_number)]
        return constants.bounded(Add(*terms))

    def multiply(self, factors: Sequence[Expr]) -> Expr:
        """Multiply, within the bounds."""
        return constants.bounded(Mul(*factors))

    def divide(self, top: Expr, bottom: Expr) -> Expr:
        """Divide by what is not zero."""
        self.require_nonzero(bottom, "This divides by zero.")
        return constants.bounded(top / bottom)

    def power(self, base: Expr, exponent: Expr) -> Expr:
        """Raise to a power, by the conventions of real analysis: odd roots of any number, others of positive ones."""
        constants.check_power(base, exponent)
        if base is S.Exp1 or base == S.Exp1:
            return self.call("exp", [exponent])
        if exponent.is_Rational:
            return constants.bounded(self._rational_power(base, exponent))
        if base.is_zero and exponent.is_positive:
            return S.Zero
        self.require_positive(base, "A power with this exponent needs a positive base.")
        return constants.bounded(constants.real(base**exponent))

    def _rational_power(self, base: Expr, exponent: Rational) -> Expr:
        if exponent.is_negative or exponent.is_zero:
            message = "This divides by zero." if exponent.is_negative else "0^0 is not defined."
            self.require_nonzero(base, message)
        if exponent.q % 2 == 0:
            self.require_nonnegative(base, "This is an even root of a negative number.")
            return base**exponent
        return odd_power(base, exponent)

    def root(self, base: Expr, degree: Expr) -> Expr:
        """Take the real root of integer degree."""
        if not (degree.is_Integer and 2 <= degree <= limits.EXPONENT):
            message = "The degree of a root is a whole number, 2 or more."
            raise Refusal(message, "Write a power: x^(a).")
        return self.power(base, Rational(1, degree))

    def call(self, name: str, arguments: Sequence[Expr]) -> Expr:
        """Apply the function with the canonical `name`."""
        if name in _CONDITIONS:
            _CONDITIONS[name](self, *arguments)
        argument = arguments[0]
        if argument.is_number:
            constants.check_argument(name, argument)
        return constants.bounded(constants.real(_BUILDERS[name](self, *arguments)))

    # --- conditions ---------------------------------------------------------------------------------------------

    def require_nonzero(self, value: Expr, message: str) -> None:
        """Record that `value` is not zero; refuse where it is."""
        if value.is_number:
            if constants.is_zero(value):
                raise Refusal(message)
        elif value.is_Mul:
            for factor in value.args:
                self.require_nonzero(factor, message)
        elif value.is_Pow and value.exp.is_positive:
            self.require_nonzero(value.base, message)
        elif not (value.is_nonzero or value.is_positive or value.is_negative):
            self._record(Ne(value, 0))

    def require_positive(self, value: Expr, message: str) -> None:
        """Record that `value` is positive; refuse where it is not."""
        if value.is_number:
            if constants.sign_of(value) in {0, -1}:
                raise Refusal(message)
        elif not value.is_positive:
            self._record(Gt(value, 0, evaluate=False))

    def require_nonnegative(self, value: Expr, message: str) -> None:
        """Record that `value` is not negative; refuse where it is."""
        if value.is_number:
            if constants.sign_of(value) == -1:
                raise Refusal(message, "Only real numbers are read.")
        elif not value.is_nonnegative:
            self._record(Ge(value, 0, evaluate=False))

    def require_between(self, value: Expr, message: str) -> None:
        """Record −1 ≤ value ≤ 1."""
        if value.is_number:
            if constants.sign_of(1 - Abs(value)) == -1:
                raise Refusal(message)
        else:
            self._record(Ge(value, -1, evaluate=False))
            self._record(Le(value, 1, evaluate=False))

    def require_inside(self, value: Expr) -> None:
        """Record −1 < value < 1."""
        if value.is_number:
            if constants.sign_of(1 - Abs(value)) in {0, -1}:
                message = "artanh is defined between −1 and 1 only."
                raise Refusal(message)
        else:
            self._record(Gt(value, -1, evaluate=False))
            self._record(sympy.Lt(value, 1, evaluate=False))

    def _record(self, condition: Boolean) -> None:
        if condition not in self.domain:
            self.domain.append(condition)


_Builder = Callable[..., Expr]

_CONDITIONS: dict[str, Callable[..., None]] = {
    "tan": lambda ops, u: ops.require_nonzero(sympy.cos(u), "The tangent has a pole here."),
    "sec": lambda ops, u: ops.require_nonzero(sympy.cos(u), "The secant has a pole here."),
    "cot": lambda ops, u: ops.require_nonzero(sympy.sin(u), "The cotangent has a pole here."),
    "csc": lambda ops, u: ops.require_nonzero(sympy.sin(u), "The cosecant has a pole here."),
    "coth": lambda ops, u: ops.require_nonzero(u, "coth is not defined at 0."),
    "csch": lambda ops, u: ops.require_nonzero(u, "csch is not defined at 0."),
    "asin": lambda ops, u: ops.require_between(u, "arcsin is defined between −1 and 1 only."),
    "acos": lambda ops, u: ops.require_between(u, "arccos is defined between −1 and 1 only."),
    "acosh": lambda ops, u: ops.require_nonnegative(u - 1, "arcosh is defined from 1 on only."),
    "atanh": lambda ops, u: ops.require_inside(u),
    "log": lambda ops, u: ops.require_positive(u, "The logarithm is defined for positive numbers only."),
    "log2": lambda ops, u: ops.require_positive(u, "The logarithm is defined for positive numbers only."),
    "log10": lambda ops, u: ops.require_positive(u, "The logarithm is defined for positive numbers only."),
    "lambertw": lambda ops, u: ops.require_nonnegative(u + sympy.exp(-1), "W is defined from −1/e on only."),
}

_BUILDERS: dict[str, _Builder] = {
    **{
        name: lambda _, u, function=function: function(u)
        for name, function in {
            "sin": sympy.sin,
            "cos": sympy.cos,
            "tan": sympy.tan,
            "cot": sympy.cot,
            "sec": sympy.sec,
            "csc": sympy.csc,
            "asin": sympy.asin,
            "acos": sympy.acos,
            "atan": sympy.atan,
            "sinh": sympy.sinh,
            "cosh": sympy.cosh,
            "tanh": sympy.tanh,
            "coth": sympy.coth,
            "sech": sympy.sech,
            "csch": sympy.csch,
            "asinh": sympy.asinh,
            "acosh": sympy.acosh,
            "atanh": sympy.atanh,
            "exp": sympy.exp,
            "log": sympy.log,
            "abs": Abs,
            "sign": sympy.sign,
            "floor": sympy.floor,
            "ceiling": sympy.ceiling,
            "erf": sympy.erf,
            "lambertw": sympy.LambertW,
            "heaviside": Heaviside,
        }.items()
    },
    "acot": lambda _, u: sympy.pi / 2 - sympy.atan(u),
    "log2": lambda _, u: sympy.log(u) / sympy.log(2),
    "log10": lambda _, u: sympy.log(u) / sympy.log(10),
    "sqrt": lambda ops, u: ops.power(u, S.Half),
    "cbrt": lambda ops, u: ops.power(u, Rational(1, 3)),
    "real_root": lambda ops, u, n: ops.root(u, n),
    "relu": lambda _, u: Max(0, u),
    "sigmoid": lambda _, u: 1 / (1 + sympy.exp(-u)),
    "softplus": lambda _, u: sympy.log(1 + sympy.exp(u)),
    "max": lambda _, *u: Max(*u),
    "min": lambda _, *u: Min(*u),
    "factorial": lambda _, n: sympy.factorial(constants.count(n)),
    "binomial": lambda _, n, k: sympy.binomial(constants.count(n), constants.count(k)),
}
