"""What is said where the linearization is silent reads as a story, and its equals signs are true."""

from itertools import pairwise

import pytest
import sympy as sp

from symtutor import document as doc
from symtutor.analysis.nonlinear import beyond_linearization
from symtutor.render.text import blocks_text

x, y = sp.symbols("x y", real=True)

TOLD = [
    ((y, x - x**3), (1, 0), ("Hamiltonian", "H(x, y) = x⁴/4 − x²/2 + y²/2", "strict minimum", "center")),
    ((x * (1 - y), y * (x - 1)), (1, 1), ("I(x, y) = x + y − ln(x) − ln(y)", "where x > 0 and y > 0", "center")),
    ((y - y**3, -x - y**2), (0, 0), ("reversible: put (x, −y) for (x, y)", "the line y = 0", "center")),
    (
        (-y - x * (x**2 + y**2), x - y * (x**2 + y**2)),
        (0, 0),
        ("r r′ = x x′ + y y′ = −(x² + y²)² = −r⁴", "r′ = −r³", "so l₁ = −1", "stable spiral"),
    ),
    ((x**2 * y - x**5, -y + x**2), (0, 0), ("h(x) ≈ x²", "x′ ≈ x⁴", "saddle-node")),
    ((y, x**2), (0, 0), ("F(x) ≈ x²", "a cusp: two hyperbolic sectors around it, index 0")),
    ((x**2 - y**2, 2 * x * y), (0, 0), ("x Q − y P = x²y + y³", "a dipole: two elliptic sectors around it, index 2")),
    ((y, -(x**3) - y**3), (0, 0), ("a center or a focus", "V′ = −y⁴", "asymptotically stable", "stable spiral")),
]


@pytest.mark.parametrize(("field", "at", "phrases"), TOLD, ids=[row[2][-1] for row in TOLD])
def test_the_words(ask, field, at, phrases):
    point = ask(beyond_linearization, field, at)
    text = blocks_text([block for rule in point.reasons for block in rule.narrate().blocks], width=10_000)
    places = [text.find(phrase) for phrase in phrases]
    assert -1 not in places, [phrase for phrase, place in zip(phrases, places, strict=True) if place < 0]
    assert "undecided" not in text


def chains(node):
    """Every chain anywhere in a document."""
    if isinstance(node, doc.Chain):
        yield node
    for item in node if isinstance(node, tuple) else ():
        yield from chains(item)
    for name in getattr(node, "__dataclass_fields__", ()):
        yield from chains(getattr(node, name))


def value(formula):
    """What a formula stands for, or None."""
    match formula:
        case doc.Name(value=known):
            return known
        case doc.Sum(parts) | doc.Product(parts):
            values = [value(part) for part in parts]
            return None if None in values else (sp.Add if isinstance(formula, doc.Sum) else sp.Mul)(*values)
        case doc.Negative(inside):
            return None if value(inside) is None else -value(inside)
        case doc.Written(expression, names):
            values = {symbol: value(name) for symbol, name in names}
            return None if None in values.values() else expression.xreplace(values)
        case sp.Basic() | sp.MatrixBase():
            return formula
    return None


@pytest.mark.parametrize(("field", "at"), [row[:2] for row in TOLD], ids=[row[2][-1] for row in TOLD])
def test_every_equals_sign_is_true(ask, field, at):
    for rule in ask(beyond_linearization, field, at).reasons:
        for chain in chains(rule.narrate()):
            for (left, right), relation in zip(pairwise(chain.sides), chain.relations, strict=True):
                a, b = value(left), value(right)
                if chain.claim and relation == "=" and a is not None and b is not None and not isinstance(a, sp.Symbol):
                    assert sp.simplify(sp.Matrix([a - b])) == sp.zeros(*sp.Matrix([a - b]).shape), f"{a} = {b}"
