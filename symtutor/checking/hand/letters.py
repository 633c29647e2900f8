"""Mathematics in hand work, in the letters of a system: values, points and families of points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Given, Place
from symtutor.checking.hand.lists import both_signs, listed, unbraced
from symtutor.errors import SymtutorError
from symtutor.reading.expression import read_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.model import ODESystem

INDICES = "nkmjl"
UNITS = "iI"
MULTIPLES = re.compile(r"(?:the |all )?(?:(?P<which>even|odd) )?(?:integer )?multiples of (?P<unit>\S+)", re.IGNORECASE)
ALTERNATING = re.compile(r"\(-1\)\^\{?\(?([nkm])\)?\}?")
NAMED = re.compile(r"(?<![\w'])[A-Z]_?\{?\w?\}?[*±]?\s*=?\s*(?=\()")
"""The name of a point, as in P₁ = (0, 0)."""
DECIMAL = re.compile(r"(?<![\w.])\d*\.(\d+)(?:(?![\w.])|(?=[ij]\b))")
MULTIPLICITY = re.compile(
    r"\s*\((?:double|twice|triple|repeated|simple)(?: (?:root|zero))?\)(?=\s*(?:$|[,;]|or\b|and\b))"
)
"""How often a root counts; as a point it is one."""
LETTER = re.compile(r"\s*(?!e\s*$)[a-zA-Z]\w*\s*")
"""A letter alone, but not the number e."""


class UnreadableError(Exception):
    """Words that are not the mathematics looked for; the reason is for the student."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a system, and what is read in them."""

    system: ODESystem
    beside: tuple[sp.Symbol, ...] = ()
    """Letters that stand for something only here: λ, the time."""

    @property
    def names(self) -> dict[str, sp.Symbol]:
        """Every letter of the system by its name."""
        return {symbol.name: symbol for symbol in (*self.system.states, *self.system.parameters, *self.beside)}

    @property
    def indices(self) -> dict[str, sp.Symbol]:
        """The letters that are free to count with."""
        return {letter: sp.Symbol(letter, integer=True) for letter in INDICES if letter not in self.names}

    def expression(self, text: str) -> sp.Expr:
        """Read one expression in the letters of the system.

        Raises
        ------
        UnreadableError
            Where it is none.
        """
        if not text.strip():
            raise UnreadableError("a formula is missing")
        try:
            return read_expression(text, self.names.values()).value
        except SymtutorError as error:
            raise UnreadableError(error.message) from error

    def given(self, text: str) -> Given:
        """Read one value, remembering the places of a decimal."""
        text = text.strip().lstrip("≈").strip()
        decimals = [len(found[1]) for found in DECIMAL.finditer(text)]
        return Given(self._counted(text), text, min(decimals) if decimals else None)

    def _counted(self, text: str) -> sp.Expr:
        """Read an expression in which free letters may count, and i or I is the imaginary unit."""
        units = {sp.Symbol(letter, real=True): sp.I for letter in UNITS if letter not in self.names}
        text = ALTERNATING.sub(r"cos(π*\1)", text)
        try:
            read = read_expression(text, (*self.names.values(), *self.indices.values(), *units)).value
            return read.xreplace(units)
        except SymtutorError as error:
            raise UnreadableError(error.message) from error

    def values(self, text: str) -> tuple[Given, ...]:
        """Read a list of values: with commas, "and", "or", set braces and ±."""
        return tuple(self.given(part) for item in listed(unbraced(text.strip())) for part in both_signs(item))

    def _chained(self, item: str) -> Iterator[Place]:
        """Read one value, or a chain of equal ones: ``√4 = 2``, ``e ≈ 2.718``, ``(3 ± √1)/2 = (3 ± 1)/2``."""
        written = re.split(r"[=≈]", item)
        if len(written) > 1 and any(
            re.fullmatch(r"\s*[a-zA-Z]\w*\s*", side) and side.strip() != "e" for side in written
        ):
            raise UnreadableError("a chain of values begins with a value")
        sides = [tuple(map(self.given, both_signs(side))) for side in written]
        if len({len(side) for side in sides}) == 1:
            for value, *others in zip(*sides, strict=True):
                for place in alternating(self._place((value,))):
                    yield replace(place, also=tuple(others))
        else:  # √4 = ±2: each is said
            yield from (self._place((value,)) for side in sides for value in side)

    def places(self, text: str) -> tuple[Place, ...]:
        """Read points: ``0 and 2``, ``(0,0), (3,0)``, ``x = 1, y = 2``, ``nπ``, ``even multiples of π``, ``±√r``."""
        text = NAMED.sub("", unbraced(MULTIPLES.sub(self._multiples, text.strip())))
        if self.system.dimension == 1:
            named = re.sub(
                rf"(?:^|(?<=[,;])|\band\b|\bor\b)\s*(?:at )?{self.state}(?:_\d|_[nkm]|\(t\))?\s*\*?\s*=\s*", ", ", text
            )
            return tuple(place for item in listed(unbraced(named.strip())) for place in self._chained(item))
        if "=" in text and not text.startswith("("):
            return tuple(place for part in re.split(r"\s*,?\s*(?:;|\bor\b)\s*", text) for place in self._assigned(part))
        return tuple(self._point(item) for part in listed(text) for item in both_signs(part))

    def _assigned(self, text: str) -> Iterator[Place]:
        """Read ``x = 1, y = 2``; a name that comes again begins the next point, several values are several points."""
        names = [state.name for state in self.system.states]
        found: dict[str, list[Given]] = {}
        last = ""
        for item in listed(text):
            name, equals, value = (piece.strip() for piece in item.rpartition("="))
            if equals and name.rstrip("*") in names:
                last = name.rstrip("*")
                if set(found) == set(names):
                    yield from self._product(found)
                    found = {}
                found[last] = found.get(last, [])
            elif equals or not last:
                raise UnreadableError("no claim was found in these words")
            found[last] += [self.given(each) for each in both_signs(value)]
        if set(found) != set(names):
            raise UnreadableError("no claim was found in these words")
        yield from self._product(found)

    def _product(self, found: dict[str, list[Given]]) -> Iterator[Place]:
        """Combine every value of one state with every value of the others."""
        yield from map(self._place, product(*(found[state.name] for state in self.system.states)))

    @property
    def state(self) -> str:
        """The name of the first state, for a pattern."""
        return re.escape(str(self.system.states[0].name))

    def _multiples(self, found: re.Match[str]) -> str:
        """Write ``odd multiples of π`` as a family."""
        letter = next(iter(self.indices))
        number = {"even": f"2{letter}", "odd": f"(2{letter}+1)"}.get((found["which"] or "").lower(), letter)
        return f"{number}*({found['unit']})"

    def _point(self, text: str) -> Place:
        text = text.strip()
        inside = text[1:-1] if text[:1] + text[-1:] in {"()", "[]"} else None
        if text in {"origin", "the origin"}:
            inside = ", ".join("0" for _ in self.system.states)
        if inside is None:
            raise UnreadableError("no claim was found in these words")
        coordinates = listed(inside)
        if len(coordinates) != self.system.dimension:
            raise UnreadableError(f"a point here has {self.system.dimension} coordinates")
        return self._place(tuple(map(self.given, coordinates)))

    def _place(self, at: tuple[Given, ...]) -> Place:
        free = set().union(*(coordinate.value.free_symbols for coordinate in at))
        if free & set(self.system.states):
            raise UnreadableError("a fixed point is a number, not a formula in the state")
        return Place(at, tuple(symbol for symbol in self.indices.values() if symbol in free))


def alternating(place: Place) -> Iterator[Place]:
    """Part a family that holds (−1)ⁿ into its even and its odd members."""
    wave = {index: sp.cos(sp.pi * index) for index in place.index}
    turning = [index for index, sign in wave.items() if any(each.has(sign) for each in place.values)]
    if not turning:
        yield place
        return
    (index, *_) = turning
    for parity, sign in ((0, 1), (1, -1)):
        at = tuple(
            replace(
                given, value=given.value.xreplace({wave[index]: sp.Integer(sign)}).xreplace({index: 2 * index + parity})
            )
            for given in place.at
        )
        yield replace(place, at=at)
