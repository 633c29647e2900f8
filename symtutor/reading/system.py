"""Systems: a text becomes an ODESystem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Dummy, Expr, Symbol

from symtutor.model import ODESystem
from symtutor.reading.arrange import Chain, Sides, arrange
from symtutor.reading.assumptions import Assumptions, symbol_with
from symtutor.reading.build import Builder
from symtutor.reading.definitions import Definitions
from symtutor.reading.operations import Operations
from symtutor.reading.reduction import derivative_names
from symtutor.reading.refusal import Refusal
from symtutor.reading.repair import repair
from symtutor.reading.script import Script, write_script
from symtutor.reading.tree import subtrees
from symtutor.reading.trees import parsed, tree_of
from symtutor.reading.values import consistent, named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from symtutor.errors import ParseError
    from symtutor.reading.statements import Statement
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


class _Assembly:
    """A script on its way to a system."""

    def __init__(self, script: Script, assumptions: Assumptions) -> None:
        self.script = script
        self.source = script.source
        self.names = script.names
        self.assumptions = assumptions
        self.trees = parsed(script)
        self.chains, self.highest = self._chains()
        self.symbols = self._symbols()
        self.operations = Operations()
        self.builder = Builder(self.source, self.symbols, self.trees.functions, operations=self.operations)

    def system(self, values: Mapping[str, object]) -> ODESystem:
        """Build the system."""
        definitions = Definitions(self.script, self.trees.definitions, self.symbols, self.builder)
        definitions.put_in(values)
        given = definitions.values
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
        """Name the time: as typed, else by the first letter that is no state."""
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

    def _field(self) -> tuple[tuple[Expr, ...], tuple[Rule, ...]]:
        """Solve the equations for the highest derivatives."""
        tops = list(self.highest.values())
        sides: list[Sides] = []
        said: dict[Symbol, Statement] = {}
        for statement, tree in self.trees.equations:
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
            span = refusal.span or self.trees.equations[0][0].span
            raise self.source.error(refusal.message, span, refusal.suggestion) from None

    def _low_order(self, statement: Statement) -> ParseError:
        """Say that an equation is about a derivative that another equation differentiates further."""
        token = next(token for token in statement.tokens if token.kind == "DERIVATIVE")
        message = f"There is another equation of higher order for {token.name}."
        return self.source.error(message, statement.span, "Write one equation for each state.")

    def _second(self, top: Dummy, statement: Statement) -> ParseError:
        """Say that a state has an equation already."""
        name = top.name.rstrip("'")
        message = f"There are two equations for {name}."
        return self.source.error(message, statement.span, "Leave one of them out, or rename a state: y' = …")

    def _wrong_count(self, said: Mapping[Symbol, Statement]) -> ParseError:
        """Say which state has no equation, or that there are too many equations."""
        if len(self.trees.equations) > len(self.highest):
            message = "There are more equations than states."
            return self.source.error(message, self.trees.equations[-1][0].span, "Leave one of them out.")
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
        for statement, tree in self.trees.starts:
            head = statement.tokens[0]
            chain = self.chains[head.key]
            if head.order >= len(chain):
                message = f"The start of {head.name} is given by lower derivatives only."
                raise self.source.error(message, statement.span, "Leave this one out.")
            start[chain[head.order]] = self.builder.expression(tree)
            at = statement.tokens[2 : (statement.equals or 0) - 1]
            moment = self.builder.expression(tree_of(at, "expression", self.script))
            if moment.is_number and not moment.is_zero:
                start[self._time()] = moment
        return tuple(start.items())
