"""Polynomials with rational coefficients, calculated by FLINT and written back as SymPy writes them.

SymPy's expression is the language of results. Its algebra is general, and asks many questions of every sum that it
makes; a polynomial needs none of them. So polynomials are read into FLINT's normal form, and the answer is built with
its terms already collected and in SymPy's own order: an expression equal to what SymPy would have found. Whatever is
not such a polynomial goes to SymPy.

Numbers known by a name or a place (π, a numbered root) count as further variables; one square root √d may occur too,
as a variable whose square is d.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING, Any

import flint
import sympy as sp

from symtutor.analysis.polynomial.writing import IN_ORDER, place_among_factors, written
from symtutor.analysis.size import within
from symtutor.numerics.rational import rational_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TERM_LIMIT = 4000
DEGREE_LIMIT = 10_000
LONG = 80
"""Operations in a formula with roots of parameters beyond which it is not multiplied out."""


class _NotPolynomialError(Exception):
    """The expression is no polynomial with rational coefficients, or one too long to write out."""


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A polynomial with rational coefficients in some variables: symbols, named numbers, and at most one square root.

    Attributes
    ----------
    variables : tuple of Expr
        In SymPy's order of generators, with a square root last.
    value : fmpq_mpoly
        The polynomial, in lexicographic order.
    """

    variables: tuple[sp.Expr, ...]
    value: Any

    @property
    def expression(self) -> sp.Expr:
        """The polynomial multiplied out, exactly as `expand` writes it."""
        value = self.value
        if self.variables and self.variables[-1].is_Pow:
            value = _squared(value, len(self.variables) - 1, self.variables[-1].base)
        return written(value, self.variables)

    def derivative(self, symbol: sp.Symbol) -> NormalForm:
        """Differentiate by one variable."""
        if symbol not in self.variables:
            return NormalForm(self.variables, self.value * 0)
        return NormalForm(self.variables, self.value.derivative(self.variables.index(symbol)))

    def terms(self, order: Sequence[sp.Expr]) -> dict[tuple[int, ...], Any]:
        """Map exponents, for the variables in the order given, to coefficients."""
        places = [self.variables.index(variable) for variable in order]
        found = self.value.to_dict().items()
        return {tuple(int(powers[place]) for place in places): coefficient for powers, coefficient in found}

    def univariate(self) -> Any:  # noqa: ANN401 - flint ships no types
        """Read the polynomial as one of FLINT's in one variable."""
        terms = {int(powers[0]): coefficient for powers, coefficient in self.value.to_dict().items()}
        return flint.fmpq_poly([terms.get(power, 0) for power in range(max(terms, default=0) + 1)])

    def degree(self, symbols: Iterable[sp.Expr]) -> int:
        """Return the total degree in some of the variables, 0 for the zero polynomial."""
        places = [self.variables.index(symbol) for symbol in symbols]
        return max((sum(int(powers[place]) for place in places) for powers in self.value.monoms()), default=0)

    def integral(self, symbol: sp.Symbol) -> NormalForm:
        """Integrate by one of the variables, without a constant."""
        return NormalForm(self.variables, self.value.integral(self.variables.index(symbol)))

    def factors(self) -> tuple[tuple[sp.Expr, int], ...]:
        """Factor over ℚ: the irreducible factors with integer coefficients, as `factor_list` orders and writes them."""
        _, found = self.value.factor()
        sums = [factor for factor, _ in found if len(factor) > 1]
        used = [place for place in range(len(self.variables)) if any(factor.degrees()[place] for factor in sums)]
        entries = [
            (place_among_factors(factor, int(times), used), written(factor, self.variables), int(times))
            for factor, times in found
        ]
        entries.sort(key=lambda entry: (entry[0], IN_ORDER(entry[1])))
        return tuple((factor, times) for _, factor, times in entries)


def normal_form(expression: sp.Expr, *more: sp.Symbol) -> NormalForm | None:
    """Read a polynomial with rational coefficients; None where the expression is none, or one too long to write out.

    The symbols in `more` count as variables even where they do not occur.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> normal_form((x + y) * (x - y)).expression
    x**2 - y**2
    >>> normal_form(sp.sin(x)) is None
    True
    """
    forms = normal_forms((expression,), *more)
    return None if forms is None else forms[0]


def normal_forms(expressions: Sequence[sp.Expr], *more: sp.Symbol) -> list[NormalForm] | None:
    """Read several polynomials in the same variables; None where one of them is none."""
    atoms: set[sp.Expr] = set(more)
    if not all(_collect(expression, atoms) for expression in expressions):
        return None
    roots = [atom for atom in atoms if atom.is_Pow]
    if len(roots) > 1:
        return None
    variables = (*in_order_of_sympy(frozenset(atoms.difference(roots))), *roots)
    size = len(variables)
    gens = dict(zip(variables, context(size).gens(), strict=True))
    try:
        return [NormalForm(variables, _read(expression, gens, size)) for expression in expressions]
    except _NotPolynomialError:
        return None


def expand(expression: sp.Expr) -> sp.Expr:
    """Multiply out, as SymPy's `expand` does.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> expand((x + sp.sqrt(2)) ** 2)
    x**2 + 2*sqrt(2)*x + 2
    """
    if expression.is_Atom:
        return expression
    form = normal_form(expression)
    return sp.expand(expression) if form is None else form.expression


def tidied(expression: sp.Expr) -> sp.Expr:
    """Multiply out where that leads to a normal form: a function of a number known by its box has none.

    Neither has a long formula with roots of parameters in it, such as Cardano's: products of it only grow.
    """
    form = normal_form(expression)
    if form is not None:
        return form.expression
    if holds_boxes(expression) or (holds_roots(expression) and not within((expression,), LONG)):
        return expression
    return sp.expand(expression)


def holds_roots(expression: sp.Expr) -> bool:
    """Tell whether roots of parameters occur."""
    return any(not power.exp.is_Integer and power.base.free_symbols for power in expression.atoms(sp.Pow))


def holds_boxes(expression: sp.Expr) -> bool:
    """Tell whether a number that is known only by a box around it occurs."""
    return any(hasattr(atom, "ball") for atom in expression.atoms(sp.AtomicExpr))


def normal_form_with(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> NormalForm | None:
    """Put values in for symbols, all at once, and read the polynomial that this makes, if it makes one."""
    unevaluated = _replaced(expression, values)
    return None if unevaluated is None else normal_form(unevaluated)


def put_in(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """Put values in for symbols, all at once, and multiply out where that leads to a normal form.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> put_in(x**2 - x, {x: 1 + sp.sqrt(2)})
    sqrt(2) + 2
    """
    form = normal_form_with(expression, values)
    if form is not None:
        return form.expression
    number = rational_at(expression, values)
    return tidied(replaced(expression, values)) if number is None else number


def replaced(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
    """Put values in for symbols, all at once, with whole turns taken out of tangents.

    SymPy 1.14 writes tan(2π/3 + πn) as √3/3, and it is −√3.

    Examples
    --------
    >>> x, n = sp.Symbol("x", real=True), sp.Symbol("n", integer=True)
    >>> replaced(sp.tan(x), {x: 2 * sp.pi / 3 + sp.pi * n})
    -sqrt(3)
    """
    known = dict(values)
    if any(symbol.is_integer for value in known.values() for symbol in value.free_symbols):
        for wave in expression.atoms(sp.tan):
            turned = sp.expand(wave.args[0].xreplace(known))
            terms = sp.Add.make_args(turned)
            known[wave] = sp.tan(
                sp.Add(*(term for term in terms if not (term.free_symbols and (term / sp.pi).is_integer)))
            )
    return expression.xreplace(known)


def derivative(expression: sp.Expr, symbol: sp.Symbol) -> sp.Expr:
    """Differentiate; a polynomial comes multiplied out.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> derivative(x * (1 - x), x)
    1 - 2*x
    """
    form = normal_form(expression)
    return sp.diff(expression, symbol) if form is None else form.derivative(symbol).expression


def integral(expression: sp.Expr, symbol: sp.Symbol) -> sp.Expr | None:
    """Integrate a polynomial by one of its variables, without a constant; None where it is no polynomial.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> integral(x * (1 - x), x), integral(y, x)
    (-x**3/3 + x**2/2, x*y)
    """
    form = normal_form(expression, symbol)
    return None if form is None else form.integral(symbol).expression


def divided(expression: sp.Expr, symbol: sp.Symbol) -> sp.Expr:
    """Divide a polynomial by a symbol that is a factor of it, and multiply out.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> divided(x * (1 - y), x)
    1 - y
    """
    form = normal_form(expression, symbol)
    if form is None:
        return sp.expand(sp.cancel(expression / symbol))
    gen = context(len(form.variables)).gens()[form.variables.index(symbol)]
    return NormalForm(form.variables, form.value // gen).expression


def coefficients(expression: sp.Expr, symbols: Sequence[sp.Symbol]) -> dict[tuple[int, ...], sp.Expr]:
    """Map the exponents of a polynomial in some symbols to its coefficients, which may be anything."""
    form = normal_form(expression, *symbols)
    if form is None or len(form.variables) > len(symbols):
        return dict(sp.Poly(expression, *symbols).terms())
    return {powers: sp.Rational(int(c.p), int(c.q)) for powers, c in form.terms(symbols).items()}


def degree(expression: sp.Expr, symbols: Sequence[sp.Symbol]) -> int:
    """Return the total degree of a polynomial in some of its symbols, 0 for zero; the coefficients may be anything."""
    form = normal_form(expression, *symbols)
    return max(int(sp.Poly(expression, *symbols).total_degree()), 0) if form is None else form.degree(symbols)


def _collect(expression: sp.Expr, atoms: set[sp.Expr]) -> bool:
    """Collect what the expression is a polynomial in; False where it is none."""
    if expression.is_Rational:
        return True
    if expression.is_Add or expression.is_Mul:
        return all(_collect(part, atoms) for part in expression.args)
    if expression.is_Pow and expression.exp.is_Integer and 0 <= expression.exp <= DEGREE_LIMIT:
        return _collect(expression.base, atoms)
    if not _is_variable(expression):
        return False
    atoms.add(expression)
    return True


def _is_variable(expression: sp.Expr) -> bool:
    """Tell whether an expression may stand for itself: a symbol, a real number with a name, or √d."""
    if expression.is_Pow:
        return bool(expression.exp == sp.S.Half and expression.base.is_Integer and expression.base > 0)
    if expression.is_Symbol:
        return bool(expression.is_commutative)
    return isinstance(expression, (sp.NumberSymbol, sp.CRootOf)) or hasattr(expression, "ball")


def _read(expression: sp.Expr, gens: dict[sp.Expr, Any], size: int) -> Any:  # noqa: ANN401 - flint ships no types
    found = gens.get(expression)
    if found is not None:
        return found
    if expression.is_Rational:
        return context(size).constant(flint.fmpq(int(expression.p), int(expression.q)))
    if expression.is_Pow:
        base, power = _read(expression.args[0], gens, size), int(expression.args[1])
        if comb(max(len(base) - 1, 0) + power, power) > TERM_LIMIT or base.total_degree() * power > DEGREE_LIMIT:
            raise _NotPolynomialError
        return base**power
    parts = [_read(part, gens, size) for part in expression.args]
    total = parts[0]
    for part in parts[1:]:
        if expression.is_Mul and len(total) * len(part) > TERM_LIMIT**2:
            raise _NotPolynomialError
        total = total + part if expression.is_Add else total * part
    return total


def _replaced(expression: sp.Expr, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr | None:
    """Put values in without asking SymPy to evaluate; None where something other than a polynomial holds a symbol."""
    if expression in values:
        return values[expression]
    if expression.is_Add or expression.is_Mul or (expression.is_Pow and expression.exp.is_Integer):
        parts = [_replaced(part, values) for part in expression.args]
        return None if None in parts else expression.func(*parts, evaluate=False)
    return expression if expression.is_Atom else None


def _squared(value: Any, place: int, square: sp.Integer) -> Any:  # noqa: ANN401
    """Replace squares of variable number `place`, which is √square."""
    terms: dict[tuple[int, ...], Any] = {}
    for powers, coefficient in value.to_dict().items():
        twice, rest = divmod(int(powers[place]), 2)
        reduced = (*powers[:place], rest)
        terms[reduced] = terms.get(reduced, 0) + coefficient * flint.fmpz(int(square)) ** twice
    return context(place + 1).from_dict(terms)


@lru_cache(maxsize=64)
def in_order_of_sympy(atoms: frozenset[sp.Expr]) -> tuple[sp.Expr, ...]:
    """Put variables in the order in which SymPy takes them as generators, which decides the sign of factors."""
    if len(atoms) < 2:
        return tuple(atoms)
    return tuple(sp.Poly(sp.Add(*atoms)).gens)


def context(size: int) -> Any:  # noqa: ANN401
    """Return FLINT's polynomials in so many variables, in lexicographic order."""
    return flint.fmpq_mpoly_ctx.get([f"x{place}" for place in range(size)], flint.Ordering.lex)
