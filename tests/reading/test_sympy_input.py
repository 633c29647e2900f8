"""SymPy objects give the same systems as text."""

from __future__ import annotations

import pytest
import sympy
from sympy import Derivative, Eq, Function, Gt, Matrix, Ne, Piecewise, Rational, Symbol, log, sin

from symtutor.errors import ParseError, RequestError
from symtutor.reading import from_sympy, read_system
from symtutor.reading.roots import RealRoot

t, s, X, Y, Z, R = sympy.symbols("t s x y z r")
f, g = Function("x"), Function("y")
x, y, z, v, r = (Symbol(name, real=True) for name in ("x", "y", "z", "v", "r"))

TABLE = [
    (Eq(f(t).diff(t), f(t) * (1 - f(t))), {x: x * (1 - x)}, "an equation"),
    (Eq(Derivative(X, t), R * X - X**3), {x: r * x - x**3}, "a derivative of a plain symbol"),
    (f(t).diff(t) + f(t), {x: -x}, "an expression that is meant to be zero"),
    (X * (1 - X), {x: x * (1 - x)}, "a bare right-hand side"),
    (Y**2, {y: y**2}, "its only letter is the state"),
    (f(t) ** 2, {x: x**2}, "a function as the state"),
    (g(X) * X, {y: x * y}, "a function of another variable"),
    ([Y, -X], {x: y, y: -x}, "bare right-hand sides of x and y"),
    (Matrix([Y, -X]), {x: y, y: -x}, "a matrix of them"),
    ((Eq(f(t).diff(t), g(t)), Eq(g(t).diff(t), -sin(f(t)))), {x: y, y: -sin(x)}, "a tuple of equations"),
    (f(t).diff(t, 2) + f(t), {x: v, v: -x}, "second order"),
    (Eq(2 * f(t).diff(t), f(t)), {x: x / 2}, "a coefficient"),
    (Eq(f(s).diff(s), f(s)), {x: x}, "another independent variable"),
    (0.1 * X, {x: x / 10}, "floating-point numbers mean their decimals"),
    (X ** Rational(1, 3), {x: RealRoot(x, 3)}, "an odd root is the real one"),
    (Piecewise((X, X < 0), (X**2, True)), {x: Piecewise((x, x < 0), (x**2, True))}, "pieces"),
    (Eq(f(t).diff(t), f(t) + sin(t)), {x: x + sin(Symbol("t", real=True))}, "time in the field"),
]


@pytest.mark.parametrize(("given", "expected", "why"), TABLE, ids=[row[2] for row in TABLE])
def test_objects(given, expected, why):
    system = from_sympy(given)
    assert dict(zip(system.states, system.field, strict=True)) == expected, why


def test_objects_and_text_give_the_same_system():
    read = read_system("x'' + x' + sin(x) = 0")
    given = from_sympy(Eq(f(t).diff(t, 2) + f(t).diff(t) + sin(f(t)), 0))
    assert (given.states, given.field, given.time) == (read.states, read.field, read.time)
    assert given.origin == read.origin


def test_assumptions_of_symbols_are_kept():
    (parameter,) = from_sympy(Symbol("r", positive=True) * X - X**3).parameters
    assert parameter.is_positive


def test_values_and_assumptions_typed():
    system = from_sympy(R * X, values={"r": "1/2"})
    assert (system.field, system.values) == ((x / 2,), ((r, Rational(1, 2)),))
    (parameter,) = from_sympy(R * X, assume=["r > 0"]).parameters
    assert parameter.is_positive


def test_assumptions_about_other_names_do_no_harm():
    assert from_sympy(R * X, assume=["a > 0"]).parameters == (r,)


@pytest.mark.parametrize("options", [{"values": {"q": "1"}}, {"values": {"x": "1"}}, {"assume": ["x > 0"]}])
def test_options_that_make_no_sense(options):
    with pytest.raises(ParseError):
        from_sympy(R * X, **options)


def test_domain_is_recorded():
    assert set(from_sympy(log(X) / X).domain) == {Gt(x, 0), Ne(x, 0)}


REFUSED = [
    (Eq(f(t), 3), "No derivative occurs here, so this is no differential equation."),
    ([], "There is no equation here."),
    (R * Z, "It is not clear which symbols are the states."),
    (Derivative(f(t) ** 2, t) - f(t), "Only derivatives of a single unknown are read."),
    ([Eq(f(t).diff(t), 1), Eq(f(t).diff(t), 2)], "There are two equations for x."),
    (Eq(f(t).diff(t), g(s).diff(s)), "There are two independent variables, t and s."),
    (Eq(f(t).diff(t) ** 2, f(t)), "x' does not occur linearly here, so the equation is not solved for it."),
    (sympy.sqrt(-1) * X, "ImaginaryUnit is not known here as a function of real numbers."),
    (sympy.gamma(X), "gamma is not known here as a function of real numbers."),
    (object(), "object is neither an equation nor an expression."),
    (True, "This equation was true or false before it was read."),
]


@pytest.mark.parametrize(("given", "message"), REFUSED, ids=[row[1] for row in REFUSED])
def test_refused(given, message):
    with pytest.raises(RequestError) as caught:
        from_sympy(given)
    assert caught.value.message == message
