"""Expressions as strings that SymPy reads back: the notation of JSON."""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING

from sympy.printing.str import StrPrinter

if TYPE_CHECKING:
    from collections.abc import Collection

    from sympy import Basic, Expr, Symbol

_UNITS = {"I": "sqrt(-1)", "E": "exp(1)", "pi": "acos(-1)"}
"""How a constant is written where a state or a parameter has taken its letter."""


def expression_string(expr: Basic, taken: Collection[str] = ()) -> str:
    """Write an expression as SymPy reads it, once every symbol in it is declared.

    Parameters
    ----------
    expr : Basic
        An expression or a condition.
    taken : collection of str
        Names of symbols, among which ``I`` and ``E`` hide the constants of SymPy.

    Examples
    --------
    >>> from sympy import Symbol, oo, sqrt
    >>> expression_string(sqrt(5) / 2 - Symbol("lambda")), expression_string(-oo)
    ('-lamda + sqrt(5)/2', '-oo')
    """
    return str(_Printer(taken).doprint(expr))


def symbol_string(symbol: Symbol) -> str:
    """Name a symbol so that Python can read it: ``lamda``, as SymPy itself spells it, because lambda is a keyword."""
    name = str(symbol.name)
    return "lamda" if name == "lambda" else f"{name}_" if iskeyword(name) else name


class _Printer(StrPrinter):  # type: ignore[misc] # SymPy ships no types
    """SymPy's own printer, with real odd roots by name."""

    def __init__(self, taken: Collection[str]) -> None:
        super().__init__()
        self._taken = frozenset(taken)

    def _print_Symbol(self, expr: Symbol) -> str:  # noqa: N802 - SymPy's hook
        return symbol_string(expr)

    def _print_ImaginaryUnit(self, _expr: Expr) -> str:  # noqa: N802 - SymPy's hook
        return self._constant("I")

    def _print_Exp1(self, _expr: Expr) -> str:  # noqa: N802 - SymPy's hook
        return self._constant("E")

    def _print_Pi(self, _expr: Expr) -> str:  # noqa: N802 - SymPy's hook
        return self._constant("pi")

    def _constant(self, name: str) -> str:
        return _UNITS[name] if name in self._taken else name

    def _print_RealRoot(self, expr: Expr) -> str:  # noqa: N802 - SymPy's hook
        base, degree = (self.doprint(part) for part in expr.args)
        return f"cbrt({base})" if degree == "3" else f"real_root({base}, {degree})"
