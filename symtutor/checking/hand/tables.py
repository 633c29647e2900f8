"""Tables in hand work: each row becomes the claims that it makes, so that every reader understands it.

A table is written with bars, with tabulators, or with its columns aligned; its first row names the columns. What a
column holds is looked up by that name, and a column nobody knows claims nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from symtutor.checking.hand.plain import plain

RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*|\s*\\(?:hline|toprule|midrule|bottomrule)\s*")
"""The line under a header, which holds no words."""
COUNTER = re.compile(r"n|k|i|step|steps|#|no\.?", re.IGNORECASE)
TIME = re.compile(r"t(?:_[nki])?|time", re.IGNORECASE)
STATE = re.compile(r"(?P<state>[A-Za-z])(?:_\(?[nki]\)?|\([nki]\)|\(t(?:_[nki])?\))?")
POINT = re.compile(
    r"(?:the )?(?:fixed points?|equilibri(?:um|a)|points?|steady states?|[A-Za-z]\*|\([a-z]\*?(?:, ?[a-z]\*?)+\))",
    re.IGNORECASE,
)
SAYS: tuple[tuple[str, str], ...] = (
    (r"f'\([A-Za-z]_?\*?\)|f'|slope", "f'({at}) = {cell}"),
    (r"stability|type|kind|classification|nature|class", "{at} is {cell}"),
    (r"eigenvalues?|λ", "eigenvalues at {at}: {cell}"),
    (r"tr(?:ace)?(?: ?J)?|τ", "tr at {at} = {cell}"),
    (r"det(?:erminant)?(?: ?J)?|Δ", "det at {at} = {cell}"),
    (r"J(?:acobian)?(?:\(.*\))?", "J{at} = {cell}"),
    (r"basin(?: of attraction)?", "basin of {at} is {cell}"),
)
"""What a column says of the point in its row, by the name of the column."""
STEP_SAID = re.compile(r"\b(?:h|dt|step(?: size)?)\s*=?\s*[\d.]|Δt")
SEPARATORS = (r"\|", r"(?<!\\)&", r"\t", r"\s{2,}", r"\s+", r",")


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns, and what sets them apart."""

    names: tuple[str, ...]
    separator: str

    def first(self, pattern: re.Pattern[str]) -> int | None:
        """Find the first column with such a name."""
        return next((place for place, name in enumerate(self.names) if pattern.fullmatch(name)), None)

    @property
    def states(self) -> list[tuple[int, str]]:
        """The columns that hold states, with the letter of each."""
        taken = {self.first(COUNTER), self.first(TIME)}
        named = ((place, STATE.fullmatch(name)) for place, name in enumerate(self.names) if place not in taken)
        return [(place, found["state"]) for place, found in named if found]

    @property
    def says(self) -> list[tuple[int, str]]:
        """The columns that say something of a point, with how it is said."""
        return [
            (place, words)
            for place, name in enumerate(self.names)
            for pattern, words in SAYS
            if re.fullmatch(pattern, name, re.IGNORECASE)
        ]

    @property
    def steps(self) -> bool:
        """Tell whether the rows are steps of a computation."""
        return bool((self.first(COUNTER) is not None or self.first(TIME) is not None) and self.states)

    @property
    def points(self) -> bool:
        """Tell whether the rows are points of which something is said."""
        return self.first(POINT) is not None and bool(self.says)


def rows_as_claims(lines: list[str]) -> list[str]:
    """Write the rows of tables as claims, line by line; every other line stays as it is.

    Examples
    --------
    >>> rows_as_claims(["| n | x |", "|---|---|", "| 1 | 0.75 |"])
    ['', '', 'x_1 = 0.75']
    >>> rows_as_claims(["x*   f'(x*)   type", "0    -2       stable"])
    ['', "f'(0) = -2; 0 is stable"]
    """
    columns: Columns | None = None
    stepping = any(STEP_SAID.search(line) for line in lines)
    told: list[str] = []
    for line, below in zip(lines, [*lines, ""][1:], strict=True):
        header = _header(line, below)
        cells = _cells(line, columns.separator) if columns else []
        if header is not None or (columns and RULE.fullmatch(line)):
            columns = header or columns
            told.append("")
        elif columns and len(cells) == len(columns.names):
            told.append(_step(columns, cells, stepping=stepping) if columns.steps else _point(columns, cells))
        else:
            columns = None
            told.append(line)
    return told


def _cells(line: str, separator: str) -> list[str]:
    """Part a row into its cells."""
    line = re.sub(r"\\\\\s*$", "", line.replace(r"\hline", "").strip()).strip()
    return [cell.strip() for cell in re.split(separator, line.strip("|") if separator == r"\|" else line)]


def _header(line: str, below: str) -> Columns | None:
    """Read a line as the names of columns; None where it is something else.

    Words set apart by blanks or commas alone are a header only where every one of them is the name of a column, and
    a number stands below.
    """
    if re.search(r"[=.;]", line):
        return None
    for separator in SEPARATORS:
        names = tuple(plain(cell) for cell in _cells(line, separator))
        columns = Columns(names, separator)
        if len(names) > 1 and (columns.steps or columns.points):
            known = [place for place, _ in (*columns.states, *columns.says)]
            named = {*known, columns.first(COUNTER), columns.first(TIME), columns.first(POINT)}
            others = [name for place, name in enumerate(names) if place not in named]
            if separator in SEPARATORS[:3] or (
                re.match(r"\s*[-(\d]", below) and all(re.fullmatch(r"f\(.*\)|h ?\*? ?f.*|x'", name) for name in others)
            ):
                return columns
    return None


def _step(columns: Columns, cells: list[str], *, stepping: bool) -> str:
    """Write a row of a computation: its states after n steps, or at a time."""
    counter, time = columns.first(COUNTER), columns.first(TIME)
    n = cells[counter] if counter is not None else ""
    mark = f"_{n}" if n else f"({cells[time]})" if time is not None else ""
    claims = [f"{state}{mark} = {cells[place]}" for place, state in columns.states if cells[place]]
    if not stepping and n == "1" and time is not None:
        claims.insert(0, f"h = {cells[time]}")
    return ", ".join(claims)


def _point(columns: Columns, cells: list[str]) -> str:
    """Write a row about a point."""
    place = columns.first(POINT)
    at = cells[place] if place is not None else ""
    at = f"({at})" if "," in at and not at.startswith(("(", "$")) else at
    return "; ".join(words.format(at=at, cell=cells[place]) for place, words in columns.says if cells[place])
