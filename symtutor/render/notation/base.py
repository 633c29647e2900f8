"""What every notation must say, and how printed pieces are put together.

A notation says how its powers, fractions, roots and names look (the abstract methods); where parentheses and minus
signs go follows from the levels of the pieces, and is decided here, once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from symtutor.render.notation.pieces import Edge, Level, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symtutor.formula import Formula, Name


class Notation(ABC):
    """A notation for formulas: what it must say, and how pieces are put together."""

    minus = "-"
    factor_level = Level.PRODUCT
    """What goes without brackets as a factor."""

    # --- what a notation decides ---------------------------------------------------------------------------------

    @abstractmethod
    def letter(self, name: str) -> Piece:
        """Print the name of a symbol."""

    @abstractmethod
    def constant(self, name: str) -> Piece:
        """Print π, e, i, ∞ or Euler's γ, given by their ASCII names."""

    @abstractmethod
    def words(self, text: str) -> str:
        """Print plain words inside a formula, spaces included."""

    @abstractmethod
    def relation(self, sign: str) -> str:
        """Print a relation sign without spaces."""

    @abstractmethod
    def brackets(self, text: str, pair: str = "()") -> str:
        """Put `text` in brackets."""

    @abstractmethod
    def bars(self, text: str) -> Piece:
        """Print an absolute value."""

    @abstractmethod
    def fraction(self, top: Piece, bottom: Piece) -> Piece:
        """Print a quotient."""

    @abstractmethod
    def power(self, base: Piece, exponent: Piece) -> Piece:
        """Print a power."""

    @abstractmethod
    def root(self, radicand: Piece, degree: int) -> Piece:
        """Print a real root."""

    @abstractmethod
    def juxtapose(self, factors: Sequence[Piece]) -> str:
        """Print a product of factors that are already in brackets where they must be."""

    @abstractmethod
    def call(self, name: str, arguments: str, exponent: Piece | None = None) -> Piece:
        """Print a function applied, perhaps with an exponent on its name."""

    @abstractmethod
    def primed(self, whole: str) -> Piece:
        """Print the derivative of what stands in brackets: ``(x²)′``."""

    @abstractmethod
    def partial(self, whole: str, by: Piece) -> Piece:
        """Print the partial derivative of what stands in brackets: ``∂(x y)/∂x``."""

    @abstractmethod
    def partial_of_name(self, name: Piece, by: Piece) -> Piece:
        """Print the partial derivative of what has a name: ``∂f/∂x``."""

    @abstractmethod
    def name(self, name: Name) -> Piece:
        """Print a named quantity."""

    @abstractmethod
    def matrix(self, rows: Sequence[Sequence[str]]) -> Piece:
        """Print a matrix of printed entries."""

    @abstractmethod
    def cases(self, rows: Sequence[tuple[str, str]]) -> Piece:
        """Print a function in pieces: value and condition of each."""

    @abstractmethod
    def formula(self, formula: Formula) -> Piece:
        """Print any formula."""

    @abstractmethod
    def expression(self, expr: Any) -> Piece:  # noqa: ANN401 - whatever SymPy may hold
        """Print what SymPy made."""

    # --- how pieces are put together -----------------------------------------------------------------------------

    def sum(self, parts: Sequence[Piece]) -> Piece:
        """Join terms by plus and minus signs."""
        text = self.at_least(parts[0], Level.NEGATIVE).text
        for part in parts[1:]:
            shown = self.at_least(part, Level.NEGATIVE)
            text += f" {self.minus} {shown.text[1:]}" if shown.negative else f" + {shown.text}"
        return Piece(text, Level.SUM) if len(parts) > 1 else parts[0]

    def product(self, factors: Sequence[Piece]) -> Piece:
        """Multiply factors, in this order, each in brackets where it is a sum, a quotient or negative."""
        shown = [self.at_least(factor, self.factor_level) for factor in factors]
        if len(shown) == 1:
            return factors[0]
        return Piece(self.juxtapose(shown), Level.PRODUCT, shown[0].head, shown[-1].tail)

    def negated(self, piece: Piece) -> Piece:
        """Put a minus sign in front."""
        return Piece(f"{self.minus}{self.at_least(piece, Level.FRACTION).text}", Level.NEGATIVE)

    def at_least(self, piece: Piece, level: Level) -> Piece:
        """Put `piece` in brackets unless it holds together at least as tightly as `level`."""
        if piece.level >= level:
            return piece
        number = not any(c.isalpha() for c in piece.text) and " " not in piece.text
        edge = Edge.NUMBER_GROUP if number else Edge.GROUP
        return Piece(self.brackets(piece.text), Level.ATOM, edge, edge)

    def digits(self, number: int) -> Piece:
        """Print a natural number."""
        return Piece(str(number), Level.ATOM, Edge.DIGIT, Edge.DIGIT)

    def signed(self, piece: Piece, *, negative: bool) -> Piece:
        """Put a minus sign in front where there is one."""
        return self.negated(piece) if negative else piece

    def chain(self, sides: Sequence[Piece], relations: Sequence[str]) -> Piece:
        """Join sides by their relations."""
        text = self.at_least(sides[0], Level.LIST).text
        for sign, side in zip(relations, sides[1:], strict=True):
            text += f" {self.relation(sign)} {side.text}"
        return Piece(text, Level.RELATION)
