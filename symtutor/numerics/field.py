"""The field as a function on arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import sympy as sp

from symtutor.numerics.array_program import Array as Array  # noqa: PLC0414 - offered here too
from symtutor.numerics.array_program import ArrayProgram, array_program
from symtutor.numerics.parameters import require_no_free_symbols

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symtutor.model import ODESystem

ArrayField: TypeAlias = "Callable[[Array], Array]"


def _real_root(base: Array, degree: int) -> Array:
    """Give the real root of odd degree, which has the sign of its base."""
    return np.asarray(np.sign(base) * np.abs(base) ** (1 / degree))


_BEYOND_NUMPY = {"RealRoot": _real_root}
"""Functions that systems may hold and numpy does not know, by their names."""


def compile_field(system: ODESystem) -> ArrayField:
    """Turn the field into a function of any number of states at once.

    Parameters
    ----------
    system : ODESystem
        Of dimension n, every parameter with a value.

    Returns
    -------
    callable
        Takes and gives arrays of shape (n, …). Where the field has no real value the result is not finite.

    Raises
    ------
    RequestError
        A parameter is left free.

    Examples
    --------
    >>> x, y = sp.symbols("x y", real=True)
    >>> from symtutor.model import ODESystem
    >>> field = compile_field(ODESystem((x, y), (-x, sp.Integer(2))))
    >>> field(np.array([[1.0, 3.0], [0.0, 0.0]])).tolist()
    [[-1.0, -3.0], [2.0, 2.0]]
    """
    components = compile_expressions(system.field, system.states)

    def field(state: Array) -> Array:
        return components(np.asarray(state, dtype=np.float64))

    return field


def compile_expressions(expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> ArrayField:
    """Turn expressions in `symbols` into one function from shape (n, …) to shape (len(expressions), …)."""
    require_no_free_symbols(expressions, symbols)
    program = array_program(expressions, symbols)
    return _by_source(expressions, symbols) if program is None else _by_program(program)


def _by_program(program: ArrayProgram) -> ArrayField:
    """Run a program on all the states as one row."""

    def function(values: Array) -> Array:
        rows = values.reshape(len(values), -1)
        with np.errstate(all="ignore"):
            results = program.run(list(rows), program.memory(rows.shape[1:]))
        return np.array(results).reshape(len(results), *values.shape[1:])

    return function


def _by_source(expressions: Sequence[sp.Expr], symbols: Sequence[sp.Symbol]) -> ArrayField:
    """Let SymPy write a function, which knows more functions than a program has instructions."""
    # lambdify writes Python source, so no name that a user chose may reach it; and its own names are x0, x1, …
    arguments = [sp.Symbol(f"state_{position}", real=True) for position in range(len(symbols))]
    renamed = [_renamed(expression, dict(zip(symbols, arguments, strict=True))) for expression in expressions]
    compiled = sp.lambdify(arguments, renamed, modules=[_BEYOND_NUMPY, "numpy"], cse=True)

    def function(values: Array) -> Array:
        with np.errstate(all="ignore"):
            results = compiled(*values)
        return np.stack([np.broadcast_to(np.asarray(result, dtype=np.float64), values.shape[1:]) for result in results])

    return function


def _renamed(expression: sp.Expr, names: dict[sp.Symbol, sp.Symbol]) -> sp.Expr:
    """Rename the states, and put decimals for the numbers that numpy has no name for."""
    decimals = {root: root.evalf(20) for root in expression.atoms(sp.CRootOf)}
    return expression.xreplace({**names, **decimals})
