"""Law: every equals sign in a solution is true.

The sides of a chain are compared as mathematics, whatever they look like: the product rule as a sum of products,
numbers put into a determinant, a name with the value it stands for. Where neither side has a value (x′ = v) there is
nothing to compare.
"""

from itertools import pairwise

import pytest
import sympy as sp

import symtutor
from symtutor import document as doc

SYSTEMS = [
    "dx/dt = x(1-x)(x-2)",
    "x' = sin(x)",
    "x' = x^2",
    "x' = -x^3",
    "x' = x^2 + 1",
    "x' = x - x^3",
    "x' = x^5 - x - 1",
    "x' = x/(1+x^2)",
    "x' = 2 sin(3x) - 1",
    "dx/dt = -x, dy/dt = -2y",
    "x' = x(3-x-2y), y' = y(2-x-y)",
    "x' = y, y' = -x",
    "x' = y, y' = (1 - x^2) y - x",
    "x'' + x' + sin(x) = 0",
    "x' = x + y, y' = 4x - 2y",
    "x' = -x + y, y' = -y",
    "x' = 10(y-x), y' = x(28-z) - y, z' = xy - 8/3 z",
    "x' = e^(-x) - x",
]


def chains(node):
    """Every chain anywhere in a document."""
    if isinstance(node, doc.Chain):
        yield node
    if isinstance(node, tuple):
        for item in node:
            yield from chains(item)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from chains(getattr(node, name))


def value(formula):  # noqa: C901 - one match over formulas
    """What a formula stands for, or None."""
    match formula:
        case doc.Name(value=known):
            return known
        case doc.Sum(terms):
            values = [value(term) for term in terms]
            return None if None in values else sp.Add(*values)
        case doc.Product(factors):
            values = [value(factor) for factor in factors]
            return None if any(v is None for v in values) else sp.Mul(*values)
        case doc.Negative(inside):
            return None if value(inside) is None else -value(inside)
        case doc.Quotient(top, bottom):
            values = [value(top), value(bottom)]
            return None if any(v is None for v in values) else values[0] / values[1]
        case doc.Absolute(inside):
            return None if value(inside) is None else sp.Abs(value(inside))
        case doc.Power(base, exponent):
            values = [value(base), value(exponent)]
            return None if any(v is None for v in values) else values[0] ** values[1]
        case doc.Differentiated(inside, by):
            return None if value(inside) is None else sp.diff(value(inside), by)
        case doc.Written(expression, names):
            values = {symbol: value(name) for symbol, name in names}
            return None if None in values.values() else expression.xreplace(values)
        case sp.Basic():
            return formula
        case sp.MatrixBase():
            return formula
    return None


def equal(left, right):
    difference = left - right
    if isinstance(difference, sp.MatrixBase):
        return difference.applyfunc(sp.simplify).is_zero_matrix
    return sp.simplify(difference) == 0


def defined(left):
    """Whether the left side is a letter that the chain defines: v = x′, r² = x² + y²."""
    return isinstance(left.base if isinstance(left, sp.Pow) else left, sp.Symbol)


def check(document, same=equal):
    """Compare the sides of every claim, and count the comparisons."""
    compared = 0
    for chain in chains(document):
        if not chain.claim:
            continue
        for (left, relation), right in zip(
            zip(chain.sides, chain.relations, strict=False), chain.sides[1:], strict=False
        ):
            a, b = value(left), value(right)
            if relation != "=" or a is None or b is None or defined(a):
                continue
            assert same(a, b), f"{a} = {b} is false"
            compared += 1
    return compared


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_equals_sign_is_true(system):
    assert check(symtutor.solve(system).document) > 0 or "e^" in system


IN_FULL = [
    *SYSTEMS,
    "x' = x(1-x)^2/(1+x)",
    "x' = e^(-x^2) sin(x)",
    "x' = (x^2-1)/(x^2+1)",
    "x' = x^2/(1+x^2) - x/3",
    "x' = r x(1-x/K)",
    "x' = r x - x^3",
    "x' = x|x| - x",
    "x' = cbrt(x^2-1)",
    "x' = sqrt(1-x^2) - x",
    "x' = ln(1+x^2) - x/2",
    "x' = sin(x)^2 - 1/4",
    "x' = x^2(1-x)",
    "x' = x - x y/(1+x), y' = x y/(1+x) - y/3",
    "x' = x e^(-y) - x, y' = x - y",
    "x' = -x/sqrt(1+x^2+y^2), y' = -y + ln(1+x^2)",
    "x' = a x - y, y' = x + a y",
    "x' = x(a-x), y' = -y",
    "x' = x + y + x^2, y' = x + y",
    "x' = x + y, y' = x - y + z, z' = y - 3z",
    "x' = x + 2y, y' = 2x + y, z' = -z",
    "x' = 2x+y+z, y' = x+2y+z, z' = x+y+2z",
    "x' = x(1-x-y-z), y' = y(1-2x-y), z' = z(x-1)",
]
PLACES = [sp.Rational(p, q) for p, q in ((5, 7), (3, 2), (11, 5), (7, 3), (1, 6), (13, 4))]


def same_in_numbers(left, right):
    """Compare two formulas, or matrices of them, at a few places with 25 digits, where both have a value."""
    pairs = zip(left, right, strict=True) if isinstance(left, sp.MatrixBase) else [(left, right)]
    return all(_same_at(a, b, start) for a, b in pairs for start in range(3))


def _same_at(left, right, start):
    letters = sorted(left.free_symbols | right.free_symbols, key=lambda symbol: symbol.name)
    numbers = {
        letter: sp.Integer(start + place) if letter.is_integer else PLACES[(start + 2 * place) % len(PLACES)]
        for place, letter in enumerate(letters)
    }
    a, b = (side.xreplace(numbers).evalf(25, maxn=300) for side in (left, right))
    if not (a.is_finite and b.is_finite):
        return True
    return sp.Abs(a - b) <= sp.Rational(1, 10**15) * (1 + sp.Abs(a))


@pytest.mark.parametrize("system", IN_FULL)
def test_every_equals_sign_at_full_detail_is_true(system):
    assert check(symtutor.solve(system).told("full").document, same_in_numbers) > 1


def test_numbers_tell_a_false_chain():
    x = sp.Symbol("x", real=True)
    assert same_in_numbers((x + 1) ** 2, x**2 + 2 * x + 1)
    assert not same_in_numbers((x + 1) ** 2, x**2 + 2 * x)
    assert not same_in_numbers(sp.Matrix([[x, 0]]), sp.Matrix([[x, 1]]))


RUNS = [
    lambda: symtutor.euler("dx/dt = -x", "x=1", "1/2", "1/2,1/4,1/10", compare=True),
    lambda: symtutor.euler("x' = x(1-x)", "x=1/10", 22, "11/5"),
    lambda: symtutor.euler("x' = y, y' = -x", "x=1,y=0", 1, "1/4"),
    lambda: symtutor.descend("L = x^2/2 + y^2", "x=2,y=1", "0.1,1", 10),
    lambda: symtutor.descend("L = x^2/2 + 5y^2", "x=2,y=1", "0.1,1", 10, momentum="0.9"),
    lambda: symtutor.descend("L = x^4/4 - x^3 + x^2", "x=0.8", "0.5,2", 8),
    lambda: symtutor.descend("L = x^2/2 - y^2/2", "x=1,y=1/100", "1/2", 12),
]


@pytest.mark.parametrize("run", RUNS)
def test_every_equals_sign_of_a_computation_is_true(run):
    assert check(run().document) > 0


def test_the_law_can_fail():
    x = sp.Symbol("x", real=True)
    slope = doc.Name("f", args=(x,), primes=1, value=-3 * x**2 + 6 * x - 2)
    (false,) = chains(doc.equals(slope, sp.Integer(-2)))
    assert not any(equal(value(a), value(b)) for a, b in pairwise(false.sides))
