"""What is to be solved: equations as typed, a problem or SymPy objects become a system and a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.model import ODESystem, Window
from symtutor.problems import stated
from symtutor.reading import from_sympy, read_system, read_window, starting_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


def posed(
    system: object,
    *,
    values: Mapping[str, str] | None = None,
    assume: Sequence[str] = (),
    window: Mapping[str, tuple[object, object]] | None = None,
    start: str | Mapping[Any, object] | None = None,
) -> tuple[ODESystem, Window]:
    """Read the system with its start, and the box to search and to draw; the arguments are those of `solve`.

    Raises
    ------
    SymtutorError
        With the place and the remedy, where the input cannot be read; also where the field has no value at the start.

    Examples
    --------
    >>> system, box = posed("euler-by-hand", window={"x": ("-1/2", 2)})
    >>> system.field, box.side(system.states[0])
    ((-x,), (-1/2, 2))
    """
    read: ODESystem
    if isinstance(system, str):
        statement = stated(system, values=values, assume=assume, window=window)
        read = read_system(statement.system, values=statement.values, assume=statement.assume)
        window = statement.window
    elif isinstance(system, ODESystem):
        read = system
    else:
        read = from_sympy(system, values=values or {}, assume=assume)
    read = starting_at(read, start)
    if read.start:
        from symtutor.analysis.fate import require_inside  # noqa: PLC0415 - only who gives a start pays for it

        require_inside(read)
    free = [symbol for symbol in read.parameters if symbol not in dict(read.values)]
    across = free if len(free) == 1 else []  # what a bifurcation diagram is drawn over
    return read, read_window(window, (*read.states, read.time, *across)) if window else Window()
