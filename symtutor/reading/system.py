"""Systems: a text becomes an ODESystem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lark import Token as Leaf
from sympy import Dummy, Expr, Symbol

from symtutor.model import ODESystem
from symtutor.reading.ambiguities import ambiguities, name_notes
from symtutor.reading.arrange import Chain, Sides, arrange
from symtutor.reading.assumptions import Assumptions, symbol_with
from symtutor.reading.build import Builder, Definition
from symtutor.reading.operations import Operations
from symtutor.reading.parser import Start, parse
from symtutor.reading.reduction import derivative_names
from symtutor.reading.refusal import Refusal
from symtutor.reading.repair import repair
from symtutor.reading.script import Script, write_script
from symtutor.reading.tokens import key_of
from symtutor.reading.tree import Node, subtrees
from symtutor.reading.values import consistent, named, unknown, valued

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from symtutor.errors import ParseError
    from symtutor.reading.statements import Statement
    from symtutor.reading.tokens import Token
    from symtutor.rule import Rule


def read_system(text: str, *, values: Mapping[str, str] | None = None, assume: Sequence[str] = ()) -> ODESystem:
    r"""Read typed mathematics as a system of ordinary differential equations.

    Parameters
    ----------
    text : str
        Equations in plain, Unicode or LaTeX spelling, separated by commas, semicolons, lines or "and".
    values : mapping of str to str, optional
        Values of parameters, read exactly: ``{"r": "1/2"}``.
    assume : sequence of str, optional
        What is known about parameters left symbolic: ``["r > 0"]``.

    Returns
    -------
    ODESystem
        Of first order; its notes say what a reader could have read otherwise.

    Raises
    ------
    ParseError
        With the place, what is wrong there, and what to write instead.

    Examples
    --------
    >>> system = read_system("x' = r x - x^3", values={"r": "1/2"})
    >>> system.states, system.field
    ((x,), (-x**3 + x/2,))
    """
    given = named(values)
    script = write_script(repair(text), given)
    assumptions = Assumptions(assume, script.names)
    for statement in script.assumed:
        assumptions.take(script.source, statement.tokens)
    return _Assembly(script, assumptions).system(given)


@dataclass(slots=True)
class _Parsed:
    """The trees of a script."""

    equations: list[tuple[Statement, Node]] = field(default_factory=list)
    starts: list[tuple[Statement, Node]] = field(default_factory=list)
    definitions: dict[str, Node] = field(default_factory=dict)
    functions: dict[str, Definition] = field(default_factory=dict)


class _Assembly:
    """A script on its way to a system."""

    def __init__(self, script: Script, assumptions: Assumptions) -> None:
        self.script = script
        self.source = script.source
        self.names = script.names
        self.assumptions = assumptions
        self.parsed = self._parse()
        self.chains, self.highest = self._chains()
        self.symbols = self._symbols()
        self.operations = Operations()
        self.builder = Builder(self.source, self.symbols, self.parsed.functions, operations=self.operations)

    def system(self, values: Mapping[str, object]) -> ODESystem:
        """Build the system."""
        given = self._give(values)
        fields, origin = self._field()
        states = tuple(symbol for chain in self.chains.values() for symbol in chain)
        time = self._time()
        free = set().union(*(expression.free_symbols for expression in fields)) - {*states, time}
        spelled = (self.symbols.get(name) for name in self.names.spelled.values())
        return ODESystem(
            states=states,
            field=fields,
            parameters=tuple(dict.fromkeys(symbol for symbol in spelled if symbol in free)),
            values=tuple(given.items()),
            assumptions=consistent(self.assumptions.build(self.symbols), given),
            start=self._starts(),
            time=time,
            source=self.source.typed,
            notes=(*self.source.notes, *self.script.notes),
            origin=origin,
            domain=tuple(self.operations.domain),
        )

    # --- parsing ------------------------------------------------------------------------------------------------

    def _parse(self) -> _Parsed:
        names = self.names
        parsed = _Parsed()
        for key in self.script.orders:
            names.spelled.setdefault(key, key)
        for statement in self.script.equations:
            parsed.equations.append((statement, self._tree(statement.tokens, "equation")))
        for statement in self.script.bare:
            parsed.equations.append((statement, self._tree(statement.tokens, "expression")))
        for statement in self.script.starts:
            after = (statement.equals or 0) + 1
            parsed.starts.append((statement, self._tree(statement.tokens[after:], "expression")))
        for key, statement in self.script.definitions.items():
            names.spell(statement.tokens[0])
            parsed.definitions[key] = self._tree(statement.tokens[2:], "expression")
        for name, statement in self.script.functions.items():
            equals = statement.equals or 0
            arguments = [token for token in statement.tokens[2:equals] if token.kind == "WORD"]
            body = self._tree(statement.tokens[equals + 1 :], "expression", bound=[token.key for token in arguments])
            spelled = tuple(names.spelled.get(token.key, token.name) for token in arguments)
            parsed.functions[name] = Definition(spelled, body)
        self.script.notes.extend(name_notes(names))
        return parsed

    def _tree(self, tokens: Sequence[Token], start: Start, bound: Sequence[str] = ()) -> Node:
        """Resolve the names and parse; note what could be read in two ways."""
        resolved = self.names.resolve(tokens, bound)
        tree = parse(self.source, resolved, start)
        for note in ambiguities(self.names, resolved):
            if note not in self.script.notes:
                self.script.notes.append(note)
        return tree

    # --- symbols ------------------------------------------------------------------------------------------------

    def _chains(self) -> tuple[dict[str, Chain], dict[str, Dummy]]:
        """Name the states: each with the derivatives below its highest."""
        taken = set(self.names.spelled.values())
        several = sum(order > 1 for order in self.script.orders.values()) > 1
        chains: dict[str, Chain] = {}
        highest: dict[str, Dummy] = {}
        for key, order in self.script.orders.items():
            name = self.names.spelled[key]
            below = derivative_names(name, order, taken, several=several)
            chains[key] = tuple(Symbol(each, real=True) for each in (name, *below))
            highest[key] = Dummy(name + "'" * order, real=True)
        return chains, highest

    def _time(self) -> Symbol:
        key = self.names.time or ("t" if "t" not in self.script.orders else "s")
        return Symbol(self.names.spelled.get(key, key), real=True)

    def _symbols(self) -> dict[str, Expr]:
        """Map every name, and every derivative, to what it stands for."""
        symbols: dict[str, Expr] = {name: Symbol(name, real=True) for name in self.names.spelled.values()}
        for chain in self.chains.values():
            symbols |= {symbol.name: symbol for symbol in chain}
        facts = self.assumptions.facts(self.assumptions.build(symbols))
        for symbol, known in facts.items():
            symbols[symbol.name] = symbol_with(symbol.name, known, self.assumptions)
        for key, chain in self.chains.items():
            name = self.names.spelled[key]
            for order, symbol in enumerate((*chain[1:], self.highest[key]), start=1):
                symbols[name + "'" * order] = symbol
        return symbols

    # --- what names stand for -----------------------------------------------------------------------------------

    def _give(self, values: Mapping[str, object]) -> dict[Symbol, Expr]:
        """Put in the values given or typed, and the definitions; return the values."""
        given: dict[Symbol, Expr] = {}
        spelled = {key_of(name): name for name in self.names.spelled.values()}
        chosen: set[str] = set()
        for typed, text in values.items():
            key = key_of(typed)
            if key not in spelled or key in self.script.orders:
                others = [name for other, name in spelled.items() if other not in self.script.orders]
                raise unknown(typed, text, others, state=key in self.script.orders)
            symbol = self.symbols[spelled[key]]
            given[symbol] = self.symbols[spelled[key]] = valued(symbol, text)
            chosen.add(key)
        done: set[str] = set()
        for key in self.script.definitions:
            if key not in chosen:
                self._define(key, spelled, done, (), given)
        return given

    def _define(
        self,
        key: str,
        spelled: Mapping[str, str],
        done: set[str],
        open_: tuple[str, ...],
        given: dict[Symbol, Expr],
    ) -> None:
        """Build the definition of `key` after those that it uses."""
        if key in done:
            return
        statement, tree = self.script.definitions[key], self.parsed.definitions[key]
        if key in open_:
            message = f"{spelled[key]} is defined by itself."
            raise self.source.error(message, statement.span, "Define it by other names only.")
        for leaf in tree.scan_values(lambda leaf: isinstance(leaf, Leaf) and leaf.type == "NAME"):
            used = key_of(str(leaf))
            if used in self.script.definitions:
                self._define(used, spelled, done, (*open_, key), given)
        symbol = self.symbols[spelled[key]]
        value = self.builder.expression(tree)
        self.symbols[spelled[key]] = value
        if value.is_number:
            given[symbol] = value
        done.add(key)

    # --- equations ----------------------------------------------------------------------------------------------

    def _field(self) -> tuple[tuple[Expr, ...], tuple[Rule, ...]]:
        """Solve the equations for the highest derivatives."""
        tops = list(self.highest.values())
        sides: list[Sides] = []
        said: dict[Symbol, Statement] = {}
        for statement, tree in self.parsed.equations:
            self.builder.along = self.symbols[self.names.spelled[statement.along]] if statement.along else None
            if tree.data == "equation":
                left, right = map(self.builder.expression, subtrees(tree))
            else:
                left, right = tops[len(sides)], self.builder.expression(tree)
            plain = left in tops and not right.has(*tops)
            mine = [left] if plain else [top for top in tops if (left - right).has(top)]
            if not mine:
                raise self._low_order(statement)
            if len(mine) == 1:
                if mine[0] in said:
                    raise self._second(mine[0], statement)
                said[mine[0]] = statement
            sides.append(Sides(left, right, left if plain else None, statement.span))
        if len(tops) != len(sides):
            raise self._wrong_count(said)
        try:
            return arrange(sides, list(self.chains.values()), tops, self.operations)
        except Refusal as refusal:
            span = refusal.span or self.parsed.equations[0][0].span
            raise self.source.error(refusal.message, span, refusal.suggestion) from None

    def _low_order(self, statement: Statement) -> ParseError:
        """Say that an equation is about a derivative that another equation differentiates further."""
        token = next(token for token in statement.tokens if token.kind == "DERIVATIVE")
        message = f"There is another equation of higher order for {token.name}."
        return self.source.error(message, statement.span, "Write one equation for each state.")

    def _second(self, top: Dummy, statement: Statement) -> ParseError:
        name = top.name.rstrip("'")
        message = f"There are two equations for {name}."
        return self.source.error(message, statement.span, "Leave one of them out, or rename a state: y' = …")

    def _wrong_count(self, said: Mapping[Symbol, Statement]) -> ParseError:
        """Say which state has no equation, or that there are too many equations."""
        if len(self.parsed.equations) > len(self.highest):
            message = "There are more equations than states."
            return self.source.error(message, self.parsed.equations[-1][0].span, "Leave one of them out.")
        heads = {statement.tokens[0].key for statement in self.script.equations}
        key = min((key for key, top in self.highest.items() if top not in said), key=lambda key: key in heads)
        statements = [*self.script.equations, *self.script.starts]
        tokens = [token for statement in statements for token in statement.tokens]
        token = next(token for token in tokens if token.kind == "DERIVATIVE" and token.key == key)
        name = self.names.spelled[key]
        return self.source.error(f"There is no equation for {name}.", token.span, f"Add {name}' = …")

    def _starts(self) -> tuple[tuple[Symbol, Expr], ...]:
        """Return the initial condition typed along."""
        start: dict[Symbol, Expr] = {}
        for statement, tree in self.parsed.starts:
            head = statement.tokens[0]
            chain = self.chains[head.key]
            if head.order >= len(chain):
                message = f"The start of {head.name} is given by lower derivatives only."
                raise self.source.error(message, statement.span, "Leave this one out.")
            start[chain[head.order]] = self.builder.expression(tree)
            at = statement.tokens[2 : (statement.equals or 0) - 1]
            moment = self.builder.expression(self._tree(at, "expression"))
            if moment.is_number and not moment.is_zero:
                start[self._time()] = moment
        return tuple(start.items())
