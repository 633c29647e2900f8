"""Reading: typed mathematics, or SymPy objects, become exact expressions and systems; nothing typed is executed."""

from symtutor.reading.arguments import read_assignments, read_number, read_numbers, read_window
from symtutor.reading.loss import read_descent
from symtutor.reading.starts import read_start, starting_at
from symtutor.reading.sympy_input import from_sympy
from symtutor.reading.system import read_system

__all__ = [
    "from_sympy",
    "read_assignments",
    "read_descent",
    "read_number",
    "read_numbers",
    "read_start",
    "read_system",
    "read_window",
    "starting_at",
]
