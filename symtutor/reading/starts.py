"""A start typed with the equations or beside them, put in the order of the states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import sympy as sp

from symtutor.errors import RequestError
from symtutor.reading.arguments import read_assignments, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from symtutor.model import ODESystem


def read_start(system: ODESystem, start: str | Mapping[Any, object] | None) -> tuple[tuple[sp.Expr, ...], sp.Expr]:
    """Put a start in the order of the states, and give its time; what is said here outweighs what the system brings.

    Raises
    ------
    RequestError
        A state without a value, or a name that is no state.

    Examples
    --------
    >>> from symtutor.reading import read_system
    >>> read_start(read_system("x' = y, y' = -x"), "y=1/2,x=1,t=2")
    ((1, 1/2), 2)
    """
    by_name = {state.name: value for state, value in system.start}
    by_name |= _said(system, start)
    clock = by_name.pop(system.time.name, sp.S.Zero)
    names = [state.name for state in system.states]
    strangers = [str(name) for name in by_name if name not in names]
    missing = [name for name in names if name not in by_name]
    if strangers:
        raise RequestError(f"{strangers[0]} is no state of this system.", suggestion=f"Its states: {', '.join(names)}.")
    if missing:
        remedy = ",".join(f"{name}=1" for name in names)
        raise RequestError(f"The start says nothing about {' and '.join(missing)}.", suggestion=f"Write like {remedy}.")
    return tuple(by_name[name] for name in names), clock


def starting_at(system: ODESystem, start: str | Mapping[Any, object] | None) -> ODESystem:
    """Give the system with its start complete; as it is where nothing was said beside it.

    Examples
    --------
    >>> from symtutor.reading import read_system
    >>> starting_at(read_system("x' = -x"), {"x": 0.5}).start
    ((x, 1/2),)
    """
    if not start:
        return system
    place, clock = read_start(system, start)
    timed = system.time in dict(system.start) or clock != 0
    begin = ((system.time, clock),) if timed else ()
    return replace(system, start=(*zip(system.states, place, strict=True), *begin))


def read_exact(value: object, what: str) -> sp.Expr:
    """Read one real number; a float is what it shows, so 0.1 is 1/10."""
    number = read_value(value)
    exact = sp.nsimplify(number, rational=True) if number.has(sp.Float) else number
    if not exact.is_real:
        raise RequestError(f"The {what} must be a real number.", suggestion="Write for example 1/2.")
    return exact


def _said(system: ODESystem, start: str | Mapping[Any, object] | None) -> dict[str, sp.Expr]:
    """Read what is said beside the system, by the names of the states."""
    if isinstance(start, str):
        return {symbol.name: value for symbol, value in read_assignments(start, (*system.states, system.time)).items()}
    return {getattr(key, "name", key): read_exact(value, "start") for key, value in (start or {}).items()}
