"""SymPy objects as input: equations, derivatives and expressions become the same ODESystem that text does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy
from sympy import Derivative, Dummy, Eq, Expr, S, Symbol
from sympy.core.function import AppliedUndef

from symtutor.errors import RequestError
from symtutor.model import ODESystem
from symtutor.reading.arrange import Sides, arrange
from symtutor.reading.assumptions import CARRIED, Assumptions, symbol_with
from symtutor.reading.names import Names
from symtutor.reading.operations import Operations
from symtutor.reading.rebuild import rebuild
from symtutor.reading.reduction import derivative_names
from symtutor.reading.refusal import Refusal
from symtutor.reading.repair import repair
from symtutor.reading.states import guess_states, states_taken
from symtutor.reading.tokens import key_of
from symtutor.reading.values import consistent, named, unknown, valued

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from symtutor.document import Paragraph


def from_sympy(obj: object, *, values: Mapping[str, str] | None = None, assume: Sequence[str] = ()) -> ODESystem:
    """Read SymPy objects as a system of ordinary differential equations.

    Parameters
    ----------
    obj : Eq, Expr, or a list or tuple of them
        ``Eq(x(t).diff(t), …)``, an expression with derivatives that is meant to be zero, or bare right-hand sides.
    values, assume
        As for :func:`read_system`.

    Raises
    ------
    RequestError
        Where the objects are no system of ordinary differential equations.

    Examples
    --------
    >>> x = sympy.Symbol("x")
    >>> from_sympy(x * (1 - x)).field
    (x*(1 - x),)
    """
    return _Translation(_sides(obj), assume).system(named(values))


def _sides(obj: object) -> list[tuple[Expr, Expr]]:
    """Return left and right side of every equation; bare right-hand sides have NaN on the left."""
    if isinstance(obj, sympy.MatrixBase | sympy.Tuple | list | tuple | set | frozenset):
        return [pair for item in obj for pair in _sides(item)]
    if isinstance(obj, Eq):
        return [(obj.lhs, obj.rhs)]
    if isinstance(obj, bool | sympy.logic.boolalg.BooleanAtom):
        message = "This equation was true or false before it was read."
        raise RequestError(message, suggestion="Use sympy.Eq(x(t).diff(t), …).")
    if isinstance(obj, int):
        obj = sympy.Integer(obj)
    if isinstance(obj, Expr):
        return [(obj, S.Zero) if obj.has(Derivative) else (S.NaN, obj)]
    message = f"{type(obj).__name__} is neither an equation nor an expression."
    raise RequestError(message, suggestion="Give text, sympy.Eq objects, or expressions.")


@dataclass(slots=True)
class _State:
    """A state: what stands for it in the objects, and the order of its equation."""

    name: str
    order: int = 1


class _Translation:
    """SymPy equations on their way to a system."""

    def __init__(self, equations: list[tuple[Expr, Expr]], assume: Sequence[str]) -> None:
        if not equations:
            message = "There is no equation here."
            raise RequestError(message)
        self.equations = equations
        self.notes: list[Paragraph] = []
        self.time: Symbol | None = None
        self.states: dict[Expr, _State] = {}
        for derivative in self._atoms(Derivative):
            self._count(derivative)
        if not self.states:
            self._guess()
        self.names = self._names()
        self.assumptions = Assumptions(assume, self.names)

    def _atoms(self, kind: type) -> list[Expr]:
        """Return the parts of a kind in the order of the equations."""
        return [
            part
            for sides in self.equations
            for side in sides
            for part in sympy.preorder_traversal(side)
            if isinstance(part, kind)
        ]

    def _count(self, derivative: Derivative) -> None:
        if len(derivative.variable_count) != 1:
            message = "A derivative by two variables belongs to a partial differential equation."
            raise RequestError(message, suggestion="Only ordinary differential equations are read.")
        (variable, order), state = derivative.variable_count[0], derivative.expr
        if self.time not in {None, variable}:
            message = f"There are two independent variables, {self.time.name} and {variable.name}."
            raise RequestError(message, suggestion="An ordinary differential equation has one.")
        if not (state.is_Symbol or (isinstance(state, AppliedUndef) and state.args == (variable,))):
            message = "Only derivatives of a single unknown are read."
            raise RequestError(message, suggestion="Write Derivative(x(t), t).")
        if not order.is_Integer:
            message = "The order of a derivative is a whole number."
            raise RequestError(message)
        self.time = variable
        name = state.name if state.is_Symbol else state.func.__name__
        known = self.states.setdefault(state, _State(name))
        known.order = max(known.order, int(order))

    def _guess(self) -> None:
        """Take bare right-hand sides as a system."""
        if any(left is not S.NaN for left, _ in self.equations):
            message = "No derivative occurs here, so this is no differential equation."
            raise RequestError(message, suggestion="Write Eq(Derivative(x(t), t), …).")
        free = set().union(*(right.free_symbols for _, right in self.equations))
        applied = {part for _, right in self.equations for part in right.atoms(AppliedUndef)}
        if applied:
            free = applied
            variables = {variable for part in applied for variable in part.args}
            self.time = variables.pop() if len(variables) == 1 else None
        named = {part.name if part.is_Symbol else part.func.__name__: part for part in free}
        chosen = guess_states(sorted(set(named) - {"t"}), len(self.equations))
        if chosen is None or (applied and self.time is None):
            message = "It is not clear which symbols are the states."
            raise RequestError(message, suggestion="Write Eq(Derivative(x(t), t), …).")
        self.states = {named[name]: _State(name) for name in chosen}
        self.notes.append(states_taken(chosen))

    # --- symbols ------------------------------------------------------------------------------------------------

    def _names(self) -> Names:
        """Return the names of the objects, as if they had been typed."""
        names = Names(repair(""), time=None)
        for state in self.states.values():
            names.spelled[key_of(state.name)] = state.name
            names.states.add(key_of(state.name))
        for symbol in dict.fromkeys(self._atoms(Symbol)):
            if symbol != self.time and symbol not in self.states:
                names.spelled.setdefault(key_of(symbol.name), symbol.name)
                names.declared.add(key_of(symbol.name))
        return names

    def _symbols(self, values: Mapping[str, object]) -> tuple[dict[Expr, Expr], dict[Symbol, Expr], tuple[Expr, ...]]:
        """Map the parameters of the objects to real symbols or values; return also the values and assumptions."""
        outside = [part for part in dict.fromkeys(self._atoms(Symbol)) if part not in {self.time, *self.states}]
        others = [Symbol(name) for name in self.names.spelled.values()]  # an assumption may be about any name
        plain: dict[str, Expr] = {symbol.name: Symbol(symbol.name, real=True) for symbol in (*others, *outside)}
        facts = self.assumptions.facts(self.assumptions.build(plain))
        symbols = dict(plain)
        for symbol in outside:
            known = {fact: True for fact in CARRIED if getattr(symbol, f"is_{fact}")}
            known |= facts.get(plain[symbol.name], {})
            symbols[symbol.name] = symbol_with(symbol.name, known, self.assumptions)
        given: dict[Symbol, Expr] = {}
        for name, text in values.items():
            key = key_of(name)
            mine = {
                key_of(found): symbol for found, symbol in symbols.items() if key_of(found) not in self.names.states
            }
            if key not in mine:
                raise unknown(name, text, [each.name for each in mine.values()], state=key in self.names.states)
            symbol = mine[key]
            given[symbol] = valued(symbol, text)
        built = self.assumptions.build({name: given.get(symbol, symbol) for name, symbol in symbols.items()})
        relations = consistent(built, given)
        return {part: given.get(symbols[part.name], symbols[part.name]) for part in outside}, given, relations

    def system(self, values: Mapping[str, object]) -> ODESystem:
        """Build the system."""
        names, given, relations = self._symbols(values)
        time = Symbol(self.time.name if self.time is not None else "t", real=True)
        names |= {part: time for part in self._atoms(Symbol) if part == self.time or part.name == time.name}
        taken = set(self.names.spelled.values())
        several = sum(state.order > 1 for state in self.states.values()) > 1
        chains: list[tuple[Symbol, ...]] = []
        highest: list[Dummy] = []
        for part, state in self.states.items():
            below = derivative_names(state.name, state.order, taken, several=several)
            chain = tuple(Symbol(name, real=True) for name in (state.name, *below))
            top = Dummy(state.name + "'" * state.order, real=True)
            chains.append(chain)
            highest.append(top)
            names[part] = chain[0]
            if self.time is not None:
                for order, symbol in enumerate((*chain[1:], top), start=1):
                    names[Derivative(part, (self.time, order))] = symbol
        operations = Operations()
        try:
            sides = [
                self._built(left, right, names, highest[number : number + 1], highest, operations)
                for number, (left, right) in enumerate(self.equations)
            ]
            self._check_count(sides, highest)
            fields, origin = arrange(sides, chains, highest, operations)
        except Refusal as refusal:
            raise RequestError(refusal.message, suggestion=refusal.suggestion) from None
        states = tuple(symbol for chain in chains for symbol in chain)
        free = set().union(*(expression.free_symbols for expression in fields)) - {*states, time}
        ordered = dict.fromkeys(symbol for symbol in names.values() if symbol in free)
        return ODESystem(
            states=states,
            field=fields,
            parameters=tuple(ordered),
            values=tuple(given.items()),
            assumptions=relations,
            time=time,
            notes=tuple(self.notes),
            origin=origin,
            domain=tuple(operations.domain),
        )

    @staticmethod
    def _built(
        left: Expr,
        right: Expr,
        names: Mapping[Expr, Expr],
        own: Sequence[Dummy],
        highest: Sequence[Dummy],
        operations: Operations,
    ) -> Sides:
        """Build both sides; a bare right-hand side belongs to the state at its place."""
        built = rebuild(right, names, operations)
        if left is S.NaN:
            return Sides(own[0], built, own[0])
        side = rebuild(left, names, operations)
        return Sides(side, built, side if side in highest and not built.has(*highest) else None)

    def _check_count(self, sides: Sequence[Sides], highest: Sequence[Dummy]) -> None:
        """Refuse two equations for a state, and a state without one."""
        solved = [side.solved for side in sides if side.solved is not None]
        twice = next((symbol for symbol in solved if solved.count(symbol) > 1), None)
        if twice is not None or len(sides) != len(highest):
            message = "There must be one equation for each state."
            if twice is not None:
                message = f"There are two equations for {twice.name.rstrip(chr(39))}."
            raise RequestError(message)
