"""Names: what a run of letters means.

One letter, a Greek name, or a letter with a subscript is a symbol. A longer run is, in this order: a known function
or constant; a declared name; the product of its letters, when each of them is a state or occurs alone elsewhere in the
input (the last may carry a subscript instead: GN₀), or when there are two and one is a state (or the time); else one
parameter of that name. Before a bracket an
unknown run is an unknown function, and is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from symtutor.reading import limits
from symtutor.reading.functions import FUNCTIONS, GREEK, WORDS, function_called, nearest
from symtutor.reading.tokens import CLOSING, OPENING, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from symtutor.errors import ParseError
    from symtutor.reading.repair import Source

_BRACKETED = frozenset({"step", "root", "logistic", "lg"})
"""Words that are a function only before a bracket."""

_LIKE_FUNCTIONS = frozenset("fghFGH")

_CONNECTIVES = {"if": "IF", "for": "IF", "when": "IF", "otherwise": "OTHERWISE", "else": "OTHERWISE"}
_CONNECTIVES |= {"and": "AND", "or": "OR"}
_STARTS_OPERAND = frozenset({"WORD", "NUMBER", "LPAR", "LSQB", "LBRACE", "FRACTION", "ROOT", "INDEXED_ROOT"})
_ENDS = frozenset({"NUMBER", "NAME", "CONSTANT", "DERIVATIVE", *CLOSING})


def is_symbol(word: Token) -> bool:
    """Tell whether a word is one symbol by its form: one letter or a Greek name."""
    return len(word.text) == 1 or (word.text in GREEK and word.text != "pi")


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
    """

    source: Source
    states: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    time: str | None = "t"
    spelled: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    unbracketed: set[str] = field(default_factory=set)
    applied: dict[str, tuple[str, str]] = field(default_factory=dict)

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
        self.places.setdefault(token.key, token.span)
        if len(self.spelled) > limits.NAMES:
            message = f"There are more than {limits.NAMES} different names."
            raise self.source.error(message, token.span, "Use fewer of them.")
        return name

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
                self._notice_application(tokens, index)
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

    # --- one word -----------------------------------------------------------------------------------------------

    def _word(self, tokens: Sequence[Token], index: int, bound: frozenset[str]) -> list[Token]:
        """Read a run of letters in the first way that fits."""
        word = tokens[index]
        following = tokens[index + 1].kind if index + 1 < len(tokens) else None
        for reader in _READERS:
            found = reader(self, word, following, bound)
            if found is not None:
                return found
        if word.text in WORDS and not word.subscript:
            message = f"“{word.text}” cannot be the name of a parameter."
            raise self.source.error(message, word.span, "Use another name.")
        if following == "LPAR" and word.key not in self.unbracketed:
            raise self._unknown_function(tokens, index)
        return [self._name(word)]

    def connective(self, word: Token, _: str | None, __: frozenset[str]) -> list[Token] | None:
        """Read "if", "otherwise", "and", "or"."""
        kind = None if word.subscript else _CONNECTIVES.get(word.text)
        return [word._replace(kind=kind)] if kind else None

    def argument(self, word: Token, _: str | None, bound: frozenset[str]) -> list[Token] | None:
        """Read an argument of the definition at hand."""
        return [self._name(word)] if word.key in bound else None

    def defined_function(self, word: Token, following: str | None, _: frozenset[str]) -> list[Token] | None:
        """Read a function that the text defines."""
        applied = word.name in self.functions and following == "LPAR"
        return [word._replace(kind="FUNCTION", text=word.name, subscript="")] if applied else None

    def known_function(self, word: Token, following: str | None, _: frozenset[str]) -> list[Token] | None:
        """Read a known function, also with a base (log_2) or a factor of its argument (sin2x) attached."""
        digits = word.subscript.lstrip("_")
        spelling = function_called(word.text)
        if spelling is None or (spelling in _BRACKETED and following != "LPAR"):
            return None
        if not digits:
            return [word._replace(kind="FUNCTION", text=spelling)]
        if word.text in {"log", "ln"} and digits in {"2", "10"}:
            return [word._replace(kind="FUNCTION", text=f"log{digits}", subscript="")]
        if word.subscript.startswith("_") or not digits.isdigit():
            return None
        middle = word.start + len(word.text)
        head = word._replace(kind="FUNCTION", text=spelling, subscript="", stop=middle)
        return [head, Token("NUMBER", digits, middle, word.stop)]

    def constant(self, word: Token, _: str | None, __: frozenset[str]) -> list[Token] | None:
        """Read e and π, unless they were declared."""
        mine = word.key in self.declared | self.states
        return [word._replace(kind="CONSTANT")] if word.name in {"e", "pi"} and not mine else None

    def symbol(self, word: Token, _: str | None, __: frozenset[str]) -> list[Token] | None:
        """Read one letter, a Greek name, or a name that was declared."""
        mine = is_symbol(word) or word.key in self.states | self.declared
        return [self._name(word)] if mine else None

    def product(self, word: Token, _: str | None, bound: frozenset[str]) -> list[Token] | None:
        """Read a product of letters."""
        letters = self._letters(word)
        return self._each(letters) if self._is_product(letters, bound) else None

    def attached_function(self, word: Token, following: str | None, bound: frozenset[str]) -> list[Token] | None:
        """Read ``xsin`` in ``xsin(x)``: known letters, then a function."""
        for cut in range(1, len(word.text) - 1):
            head, tail = word.text[:cut], word.text[cut:]
            if tail not in FUNCTIONS or tail in _BRACKETED or following not in _STARTS_OPERAND:
                continue
            middle = word.start + cut
            letters = self._letters(word._replace(text=head, subscript="", stop=middle))
            if self._is_product(letters, bound) or letters[0].key in self.states | self.alone:
                return [*self._each(letters), word._replace(kind="FUNCTION", text=tail, start=middle, loose=False)]
        return None

    def _name(self, word: Token) -> Token:
        """Make a name of a word."""
        return word._replace(kind="NAME", text=self.spell(word), subscript="")

    def _letters(self, word: Token) -> list[Token]:
        """Cut a run into its letters; the subscript belongs to the last."""
        last = len(word.text) - 1
        return [
            word._replace(
                text=letter,
                start=word.start + place,
                stop=word.stop if place == last else word.start + place + 1,
                loose=word.loose and place == 0,
                subscript=word.subscript if place == last else "",
            )
            for place, letter in enumerate(word.text)
        ]

    def _is_product(self, letters: Sequence[Token], bound: frozenset[str]) -> bool:
        known = self.states | self.declared | self.alone | bound | {"e"}
        keys = [letter.key for letter in letters]
        subscripted = bool(letters[-1].subscript)
        if all(key in known for key in (keys[:-1] if subscripted else keys)):
            return True
        leading = self.states | bound | ({self.time} if self.time else set())
        return len(keys) == 2 and any(key in leading for key in keys) and keys[0] != "d"

    def _each(self, letters: Iterable[Token]) -> list[Token]:
        """Read every letter by itself; e is the constant unless it was declared."""
        mine = self.declared | self.states
        return [
            letter._replace(kind="CONSTANT") if letter.key == "e" and "e" not in mine else self._name(letter)
            for letter in letters
        ]

    # --- what follows a name ------------------------------------------------------------------------------------

    def _argument(self, tokens: Sequence[Token], index: int, name: Token) -> int:
        """Return how many tokens ``(t)`` after a state takes; refuse a delay."""
        if name.key not in self.states or [token.kind for token in tokens[index : index + 2]] != ["LPAR", "WORD"]:
            return 0
        if tokens[index + 1].key != self.time or index + 2 == len(tokens):
            return 0
        after = tokens[index + 2]
        if after.kind == "RPAR":
            return 3
        if after.kind in {"MINUS", "PLUS"}:
            stop = next((token.stop for token in tokens[index:] if token.kind == "RPAR"), after.stop)
            message = f"This asks for {name.name} at another time: a delay equation, not an ordinary one."
            raise self.source.error(message, (name.start, stop), f"Only {name.name}({self.time}) is read.")
        return 0

    def _notice_application(self, tokens: Sequence[Token], index: int) -> None:
        """Remember ``f(x)`` where f is no function: it is read as a product."""
        kinds = [token.kind for token in tokens[index + 1 : index + 4]]
        if tokens[index].name in _LIKE_FUNCTIONS and kinds == ["LPAR", "WORD", "RPAR"]:
            name, argument = tokens[index].name, tokens[index + 2].name
            self.applied.setdefault(name, (f"{name}({argument})", argument))

    def _number_after(self, before: Token, number: Token) -> ParseError:
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


_READERS: tuple[Callable[[Names, Token, str | None, frozenset[str]], list[Token] | None], ...] = (
    Names.connective,  # no name is "if"
    Names.argument,  # the text says what it means
    Names.defined_function,  # likewise
    Names.known_function,  # before names: nobody calls a parameter "sin"
    Names.constant,  # e and π, where the text does not say otherwise
    Names.symbol,  # one letter is one symbol
    Names.product,  # rx, xy: letters that are known
    Names.attached_function,  # xsin(x)
)
