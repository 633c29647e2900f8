"""Mathematics in hand work: values, lists with ±, points, families, matrices, intervals, conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Given, Place, Stretch
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
RELATIONS = {"<": sp.Lt, ">": sp.Gt, "≤": sp.Le, "≥": sp.Ge, "=": sp.Eq, "≠": sp.Ne}
RELATION = re.compile(r"\s*(≤|≥|<|>|=|≠)\s*")
ONE_SIDED = re.compile(
    r"(?:to the )?(?P<way>below|less than|smaller than|left of|above|greater than|larger than|right of) (?P<end>.+)"
)
BOTH_SIDED = re.compile(r"between (?P<low>.+?) and (?P<high>.+)")
ENDS = {"oo": sp.oo, "+oo": sp.oo, "-oo": -sp.oo}
EVERYWHERE = re.compile(
    r"(?:all|every|any)(?: real)?(?: numbers?| x| starts| solutions)?|everything|everywhere|\(-oo, ?oo\)"
    r"|(?:all of )?(?:ℝ|R)|(?:all of )?the (?:whole |entire )?(?:real )?line",
    re.IGNORECASE,
)


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
        return tuple(self.given(part) for item in listed(_unbraced(text.strip())) for part in both_signs(item))

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
        text = NAMED.sub("", _unbraced(MULTIPLES.sub(self._multiples, text.strip())))
        if self.system.dimension == 1:
            named = re.sub(
                rf"(?:^|(?<=[,;])|\band\b|\bor\b)\s*(?:at )?{self.state}(?:_\d|_[nkm]|\(t\))?\s*\*?\s*=\s*", ", ", text
            )
            return tuple(place for item in listed(_unbraced(named.strip())) for place in self._chained(item))
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

    def matrix(self, text: str) -> tuple[tuple[Given, ...], ...]:
        """Read ``[[a, b], [c, d]]``, or rows set apart by semicolons."""
        text = text.strip()
        if diagonal := re.fullmatch(r"diag\((.*)\)", text):
            entries = listed(diagonal[1])
            text = "; ".join(
                ", ".join(e if i == j else "0" for j in range(len(entries))) for i, e in enumerate(entries)
            )
            text = f"[{text}]"
        if (text.startswith("((") and text.endswith("))")) or (
            text.startswith("(") and ";" in text and text.endswith(")")
        ):
            text = f"[{text[1:-1]}]"
        if not (text.startswith("[") and text.endswith("]")):
            raise UnreadableError("a matrix is written [[a, b], [c, d]]")
        inside = text[1:-1].strip()
        rows = [row.strip() for row in (inside.split(";") if ";" in inside else listed(inside))]
        stripped = [row[1:-1] if row.startswith(("[", "(")) else row for row in rows]
        cells = tuple(tuple(map(self.given, listed(row) if "," in row else row.split())) for row in stripped)
        if len(cells) != self.system.dimension or any(len(row) != self.system.dimension for row in cells):
            raise UnreadableError(f"the Jacobian here has {self.system.dimension} rows and as many columns")
        return cells

    def interval(self, text: str) -> Stretch:
        """Read ``(-oo, 1)``, ``x < 1``, ``0 < x < 1``, or the whole line."""
        text = text.strip()
        if EVERYWHERE.fullmatch(text):
            return Stretch(self._end("-oo"), self._end("oo"))
        if found := ONE_SIDED.fullmatch(text):
            end = self._end(found["end"])
            beyond = found["way"] in {"above", "greater than", "larger than", "right of"}
            return Stretch(end, self._end("oo")) if beyond else Stretch(self._end("-oo"), end)
        if found := BOTH_SIDED.fullmatch(text):
            return Stretch(self._end(found["low"]), self._end(found["high"]))
        if text[:1] == "{" and text[-1:] == "}":
            only = self._end(text[1:-1])
            return Stretch(only, only, (True, True))
        if text[:1] in "([]" and text[-1:] in ")]" and len(ends := listed(text[1:-1])) == 2:
            low, high = map(self._end, ends)
            return Stretch(low, high, (text[0] == "[", text[-1] == "]"))
        return self._between(RELATION.split(text))

    def _end(self, text: str) -> Given:
        """Read an end of an interval."""
        infinite = ENDS.get(text.strip().replace(" ", ""))
        return self.given(text) if infinite is None else Given(infinite, text)

    def _between(self, parts: list[str]) -> Stretch:
        """Read ``x < 1``, ``0 < x``, ``0 < x < 1``, in either direction."""
        sides, signs = parts[::2], parts[1::2]
        if signs and set(signs) <= {">", "≥"}:
            sides, signs = sides[::-1], [{">": "<", "≥": "≤"}[sign] for sign in signs[::-1]]
        name = self.system.states[0].name
        place = next((place for place, side in enumerate(sides) if side.strip() == name), None)
        if (
            place is None
            or not signs
            or not set(signs) <= {"<", "≤"}
            or len(sides) > 3
            or (len(sides) == 3 and place != 1)
        ):
            raise UnreadableError("an interval is written (a, b) or a < x < b")
        low = self._end(sides[place - 1]) if place else self._end("-oo")
        high = self._end(sides[place + 1]) if place + 1 < len(sides) else self._end("oo")
        closed = (bool(place) and signs[place - 1] == "≤", place + 1 < len(sides) and signs[place] == "≤")
        return Stretch(low, high, closed)

    def relations(self, text: str) -> list[sp.Rel]:
        """Read ``r > 0`` or ``0 < x < 1``."""
        parts = RELATION.split(text.strip())
        if len(parts) < 3:
            raise UnreadableError("a condition is written r > 0")
        sides = [ENDS.get(part.strip()) or self.expression(part) for part in parts[::2]]
        return [RELATIONS[sign](left, right) for left, sign, right in zip(sides, parts[1::2], sides[1:], strict=False)]


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


def _unbraced(text: str) -> str:
    """Take the braces of a set off."""
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


def listed(text: str) -> list[str]:
    """Part a list at its commas, its "and" and "or", outside brackets.

    Examples
    --------
    >>> listed("(0,0), (3,0) and (1,1)")
    ['(0,0)', '(3,0)', '(1,1)']
    """
    items, depth, start = [], 0, 0
    for found in re.finditer(r"[(\[{]|[)\]}]|,\s*(?:and|or)\b|,|;|\band\b|\bor\b", text):
        mark = found.group()
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif depth == 0:
            items.append(text[start : found.start()])
            start = found.end()
    items.append(text[start:])
    return [item.strip() for item in items if item.strip()]


def both_signs(text: str) -> Iterator[str]:
    """Write out ± as two, with ∓ the other way round.

    Examples
    --------
    >>> list(both_signs("-1 ± √2"))
    ['-1 + √2', '-1 - √2']
    """
    if "±" not in text:
        yield text
        return
    for plus, minus in (("+", "-"), ("-", "+")):
        yield text.replace("±", plus).replace("∓", minus).strip().removeprefix("+").strip()
