"""Hostile and malformed texts: refused with a message and a place, or read; nothing typed is ever executed."""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path

import pytest
import sympy
from sympy.parsing.sympy_parser import parse_expr

from symtutor.errors import ParseError, SymtutorError
from symtutor.reading import from_sympy, read_assignments, read_number, read_system, read_window

ROWS = [
    json.loads(line) for line in Path(__file__).with_name("data").joinpath("hostile.jsonl").read_text().splitlines()
]
MORE = [
    "sin('1')' = x",
    "x' = x.subs(x, 1)",
    "x' = [i for i in x]",
    "x' = x; __import__('os')",
    "x' = \\write18{id}",
    "x' = \\catcode`\\@=11",
    "x' = \\def\\x{1}",
    "x' = \\begin{verbatim}x\\end{verbatim}",
    "x' = \\csname input\\endcsname",
    "x' = ${7*7}",
    "x' = <script>alert(1)</script>",
    "x' = %00",
    "x' = \x00",
    "x' = \x9b31m",
    "x' = \N{RIGHT-TO-LEFT OVERRIDE}x",
    "x' = \ud800",
    "x' = " + "sin " * 200 + "x",
    "x' = " + "√" * 300 + "x",
    "x' = " + "(" * 1000 + "x" + ")" * 1000,
    "x' = " + "|" * 301 + "x",
    "x' = " + "\\frac{" * 300 + "x" + "}{2}" * 300,
    "x' = " + "\\mathrm{" * 300 + "x" + "}" * 300,
    "x' = " + "sin^2 " * 300 + "x",
    "x' = " + "x^-" * 300 + "x",
    "x' = f(f(f(f(x)))), f(x) = "
    + "+".join(["g(x)"] * 60)
    + ", g(x) = "
    + "+".join(["h(x)"] * 60)
    + ", h(x) = x + x^2",
    "x' = exp(exp(exp(exp(x))))(exp(exp(exp(9))))",
    "x' = 2^(3999) + 2^(3999)*2^(3999)",
    "x' = exp(2000) exp(2000)",
    "x' = (1/3)^(-10^9)",
    "x' = cosh(10^9)",
    "x' = 1/(10^-1000)^4",
    "'" * 9000,
    "x" + "'" * 100 + " = x",
    "x' = " + "x," * 4000,
]


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_hostile_text_is_refused_or_read(row):
    error = None
    try:
        read_system(row["text"])
    except ParseError as caught:
        error = caught
    if error is None:
        assert row["must"] != "error"
    else:
        assert error.message
        assert 0 <= error.span[0] <= len(error.source)
        assert "\x1b" not in str(error)


@pytest.mark.parametrize("text", MORE)
def test_more_of_it_is_refused(text):
    with pytest.raises(ParseError):
        read_system(text)


def test_no_text_reaches_what_executes_it(monkeypatch):
    """SymPy's constructors sympify a string argument; none may ever get one that came from a user."""
    texts = [row["text"] for row in ROWS] + MORE

    def guard(original):
        def guarded(first, *args, **kwargs):
            assert not isinstance(first, str | bytes), f"text handed to {original.__name__}: {first!r}"
            return original(first, *args, **kwargs)

        return guarded

    for original in (sympy.sympify, parse_expr):
        for module in list(sys.modules.values()):
            if getattr(module, original.__name__, None) is original:
                monkeypatch.setattr(module, original.__name__, guard(original))
    for name in ("eval", "exec", "compile"):
        monkeypatch.setattr(builtins, name, guard(getattr(builtins, name)))
    for text in texts:
        for read in (
            read_system,
            read_number,
            lambda text: read_system("x' = a x", values={"a": text}),
            lambda text: read_system("x' = a x", assume=[text]),
            lambda text: read_system("x' = a x", values={text: "1"}),
            lambda text: read_assignments(text, [sympy.Symbol("x")]),
            lambda text: read_window([text], [sympy.Symbol("x")]),
            lambda text: from_sympy(sympy.Symbol("x"), values={"x": text}),
        ):
            try:
                read(text)
            except SymtutorError:
                continue
