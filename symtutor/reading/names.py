"""Names: what the words of a text stand for.

One letter, a Greek name, or a letter with a subscript is a symbol. A longer run is, in this order: a known function
or constant; a declared name; the product of its letters, when each of them is a state or occurs alone elsewhere in the
input (the last may carry a subscript instead: GN₀), or when there are two and one is a state (or the time); else one
parameter of that name. Before a bracket an unknown run is an unknown function, and is refused. The readers of a run
stand in :mod:`~symtutor.reading.runs`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from symtutor.reading import limits
from symtutor.reading.functions import FUNCTIONS, WORDS, nearest
from symtutor.reading.runs import READERS, is_symbol
from symtutor.reading.tokens import CLOSING, OPENING, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source

_LIKE_FUNCTIONS = frozenset("fghFGH")
"""Letters that are rather a function than a parameter before a bracket with one name in it."""

_ENDS = frozenset({"NUMBER", "NAME", "CONSTANT", "DERIVATIVE", *CLOSING})


@dataclass(slots=True)
class Names:
    """The names of one text.

    Attributes
    ----------
    source : Source
        The text, for errors.
    states, declared : set of str
        Keys of the states, and of names that were given a value, a definition or an assumption.
    functions : set of str
        Functions that the text defines.
    time : str or None
        Key of the independent variable.
    spelled : dict of str to str
        How each key was spelled first.
    alone, unbracketed : set of str
        Keys that occur alone, and keys that occur somewhere without a bracket after them.
    """

    source: Source
    states: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    time: str | None = "t"
    spelled: dict[str, str] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    unbracketed: set[str] = field(default_factory=set)

    def listen(self, tokens: Sequence[Token]) -> None:
        """Remember which names occur alone, before any run of letters is resolved."""
        for index, token in enumerate(tokens):
            if token.kind not in {"WORD", "DERIVATIVE"}:
                continue
            if is_symbol(token):
                self.alone.add(token.key)
            if index + 1 == len(tokens) or tokens[index + 1].kind != "LPAR":
                self.unbracketed.add(token.key)

    def spell(self, token: Token) -> str:
        """Return the name of `token` as it was spelled first."""
        name = self.spelled.setdefault(token.key, token.name)
        if len(self.spelled) > limits.NAMES:
            message = f"There are more than {limits.NAMES} different names."
            raise self.source.error(message, token.span, "Use fewer of them.")
        return name

    def name(self, word: Token) -> Token:
        """Make a name of a word."""
        return word._replace(kind="NAME", text=self.spell(word), subscript="")

    def resolve(self, tokens: Sequence[Token], bound: Iterable[str] = (), source: Source | None = None) -> list[Token]:
        """Replace every ``WORD`` by names, functions and constants.

        Parameters
        ----------
        tokens : sequence of Token
            A statement, or a part of one.
        bound : iterable of str
            Keys of the arguments of a definition.
        source : Source, optional
            The text of the tokens, where it is another than the system's.

        Raises
        ------
        ParseError
            At an unknown function, a delay, or two numbers side by side.
        """
        if source is not None:
            outer, self.source = self.source, source
            try:
                return self.resolve(tokens, bound)
            finally:
                self.source = outer
        result: list[Token] = []
        bound = frozenset(bound)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.kind == "WORD":
                result.extend(self._word(tokens, index, bound))
            elif token.kind == "CARET" and result and result[-1].kind == "FUNCTION":
                result.append(token._replace(kind="_CARET_ON_NAME"))
            else:
                if token.kind == "NUMBER" and result and result[-1].kind in _ENDS:
                    raise self._number_after(result[-1], token)
                if token.kind == "DERIVATIVE":
                    self.spell(token)
                    token = token._replace(text=self.spelled[token.key] + "'" * token.order, subscript="")
                result.append(token)
            index += 1
            if result and result[-1].kind in {"NAME", "DERIVATIVE"}:
                index += self._argument(tokens, index, tokens[index - 1])
        return result

    def _word(self, tokens: Sequence[Token], index: int, bound: frozenset[str]) -> list[Token]:
        """Read a run of letters in the first way that fits."""
        word = tokens[index]
        following = tokens[index + 1].kind if index + 1 < len(tokens) else None
        for reader in READERS:
            found = reader(self, word, following, bound)
            if found is not None:
                return found
        if word.text in WORDS and not word.subscript:
            message = f"“{word.text}” cannot be the name of a parameter."
            raise self.source.error(message, word.span, "Use another name.")
        if following == "LPAR" and word.key not in self.unbracketed:
            raise self._unknown_function(tokens, index)
        if self.time and word.text[-len(self.time) :] == self.time and word.text[: -len(self.time)] in FUNCTIONS:
            function = word.text[: -len(self.time)]
            message = f"{word.text} has two readings: one name, and {function} {self.time}."
            raise self.source.error(message, word.span, f"Write {function}({self.time}), or choose another name.")
        return [self.name(word)]

    def _argument(self, tokens: Sequence[Token], index: int, name: Token) -> int:
        """Return how many tokens ``(t)`` after a state takes; refuse a delay, and a function that is not known."""
        if [token.kind for token in tokens[index : index + 2]] != ["LPAR", "WORD"] or index + 2 == len(tokens):
            return 0
        inside, after = tokens[index + 1], tokens[index + 2]
        if after.kind == "RPAR" and name.key not in self.states | self.declared:
            timed = inside.key == self.time and is_symbol(name)
            if timed or (name.name in _LIKE_FUNCTIONS and inside.key in self.states):
                raise self._undefined(name, inside, after)
        if name.key not in self.states or inside.key != self.time:
            return 0
        if after.kind in {"MINUS", "PLUS"}:
            stop = next((token.stop for token in tokens[index:] if token.kind == "RPAR"), after.stop)
            message = f"This asks for {name.name} at another time: a delay equation, not an ordinary one."
            raise self.source.error(message, (name.start, stop), f"Only {name.name}({self.time}) is read.")
        return 3 if after.kind == "RPAR" else 0

    # --- errors -------------------------------------------------------------------------------------------------

    def _undefined(self, name: Token, inside: Token, after: Token) -> ParseError:
        """Say that ``f(x)`` could be a product, or a function that the text does not define."""
        call = f"{name.name}({inside.name})"
        message = f"{call} has two readings: a function that is not defined here, and a product."
        suggestion = f"Add a line {call} = …, or write {name.name}*{inside.name}."
        return self.source.error(message, (name.start, after.stop), suggestion)

    def _number_after(self, before: Token, number: Token) -> ParseError:
        """Say that a number needs a sign before it."""
        span = before.start, number.stop
        if before.kind == "NUMBER":
            message = "Two numbers stand side by side."
            return self.source.error(message, span, "Write one number, or a * between them.")
        if before.kind in CLOSING:
            return self.source.error("A number follows a bracket without a sign.", span, "Write * or ^ before it.")
        shown = self.source.typed[before.start : before.stop]
        message = f"A number follows {shown} without a sign."
        return self.source.error(message, span, f"Write {shown}*{number.text} or {shown}^{number.text}.")

    def _unknown_function(self, tokens: Sequence[Token], index: int) -> ParseError:
        """Say that a function is not known, with the nearest known one."""
        word = tokens[index]
        candidates = [*sorted(FUNCTIONS), "grad", *sorted(self.functions)]
        guess = nearest(word.text.lower(), candidates)
        inside = _inside(self.source, tokens, index + 1)
        suggestion = f"Did you mean {guess}{inside}?" if guess else f"For a product write {word.name}*{inside}."
        return self.source.error(f"{word.name} is not a function known here.", word.span, suggestion)


def _inside(source: Source, tokens: Sequence[Token], opened: int) -> str:
    """Return the text of a bracket, where it is short."""
    depth = 0
    for token in tokens[opened:]:
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        if depth == 0:
            text = source.typed[tokens[opened].start : token.stop]
            return text if len(text) <= 30 else "(…)"
    return "(…)"
