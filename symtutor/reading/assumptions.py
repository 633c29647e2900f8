"""Assumptions: what is known about a parameter, as typed and as SymPy can carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Eq, Expr, Ge, Gt, Le, Lt, Ne, Symbol
from sympy.core.facts import InconsistentAssumptions

from symtutor.reading.build import Builder
from symtutor.reading.derivatives import recognise
from symtutor.reading.lexer import lex
from symtutor.reading.parser import parse
from symtutor.reading.repair import repair
from symtutor.reading.tree import Node, subtrees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sympy.core.relational import Relational

    from symtutor.errors import ParseError
    from symtutor.reading.names import Names
    from symtutor.reading.repair import Source
    from symtutor.reading.tokens import Token

CARRIED = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")
"""What a symbol of SymPy can carry, as far as it matters here."""

_TURNED: dict[type, type] = {Gt: Lt, Lt: Gt, Ge: Le, Le: Ge, Ne: Ne, Eq: Eq}


class Assumptions:
    """The assumptions of one system: parsed once, built when the symbols are known."""

    def __init__(self, texts: Sequence[str], names: Names) -> None:
        self._parsed: list[tuple[Source, Node]] = []
        self._names = names
        for text in texts:
            source = repair(text)
            tokens, _ = recognise(source, lex(source))
            self.take(source, tokens)

    def take(self, source: Source, tokens: Sequence[Token]) -> None:
        """Parse one more assumption, which may stand in the text of the system."""
        self._names.listen(tokens)
        resolved = self._names.resolve(tokens, source=source)
        state = next((token for token in resolved if token.kind == "NAME" and token.key in self._names.states), None)
        if state is not None:
            message = f"{state.text} is a state; only parameters can be assumed to be something."
            raise source.error(message, state.span, f"To look at a part of the line use a window: {state.text}=0:5.")
        self._names.declared.update(token.key for token in resolved if token.kind == "NAME")
        self._parsed.append((source, parse(source, resolved, "condition")))

    def build(self, symbols: dict[str, Expr]) -> list[Relational]:
        """Build the relations, unevaluated, so that ``r > 0`` is still said of a positive r."""
        relations: list[Relational] = []
        for source, tree in self._parsed:
            builder = Builder(source, symbols)
            for part in _nodes(tree):
                if part.data == "any" and len(part.children) > 1:
                    message = "An assumption with 'or' cannot be used."
                    raise source.error(message, (0, len(source.typed)), "Solve for each case by itself.")
                if part.data == "comparison":
                    relations.extend(builder.relations(part, evaluate=False))
        return relations

    def facts(self, relations: Iterable[Relational]) -> dict[Symbol, dict[str, bool]]:
        """Translate ``name ⋛ number`` to the assumptions of SymPy symbols."""
        known: dict[Symbol, dict[str, bool]] = {}
        for relation in relations:
            left, right, kind = relation.lhs, relation.rhs, type(relation)
            if right.is_Symbol and left.is_number:
                left, right, kind = right, left, _TURNED[kind]
            if left.is_Symbol and right.is_number:
                known.setdefault(left, {}).update(_fact(kind, right))
        return known

    def refuse(self) -> ParseError:
        """Build the error for assumptions that exclude each other."""
        source, _ = self._parsed[-1]
        message = "This contradicts what was assumed before."
        return source.error(message, (0, len(source.typed)), "Leave one of the assumptions out.")


def _nodes(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, from left to right."""
    yield node
    for part in subtrees(node):
        yield from _nodes(part)


def _fact(kind: type, bound: Expr) -> dict[str, bool]:
    """Return what SymPy can carry of ``name kind bound``."""
    if kind is Gt and bound.is_nonnegative:
        return {"positive": True}
    if kind is Ge and bound.is_nonnegative:
        return {"positive": True} if bound.is_positive else {"nonnegative": True}
    if kind is Lt and bound.is_nonpositive:
        return {"negative": True}
    if kind is Le and bound.is_nonpositive:
        return {"negative": True} if bound.is_negative else {"nonpositive": True}
    if kind is Ne and bound.is_zero:
        return {"nonzero": True}
    return {}


def symbol_with(name: str, facts: dict[str, bool], assumptions: Assumptions) -> Symbol:
    """Create the real symbol `name` that carries `facts`, which `assumptions` gave."""
    try:
        return Symbol(name, real=True, **facts)
    except InconsistentAssumptions:
        raise assumptions.refuse() from None
