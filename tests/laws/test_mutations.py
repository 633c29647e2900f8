"""Right answers with one random slip are never accepted; right answers written another way are never rejected."""

import os
from random import Random

import pytest
import sympy as sp

import symtutor
from symtutor.checking.verdict import Verdict
from symtutor.render.sympy_string import expression_string as written

ROUNDS = int(os.environ.get("SYMTUTOR_MUTATIONS", "150"))
"""How many of each; the record is taken with 1000."""

LINES = ("x(1-x)(x-2)", "x^2 - 2", "x - x^3", "sin(2x)", "x e^(-x)", "x/(1+x^2) - x/4", "(x^2-3)(x+1)", "tanh(x) - x/2")
PLANES = ("x(3-x-2y); y(2-x-y)", "y; -sin(x) - y/2", "y; x - x^3 - y", "x - y; x^2 - 4", "-x + 3y; -3x - y")
x, y, n = sp.Symbol("x", real=True), sp.Symbol("y", real=True), sp.Symbol("n", integer=True)
SAMPLES = [{x: sp.Rational(p, 7), y: sp.Rational(q, 5)} for p, q in ((3, -2), (-11, 4), (20, 9))]
ACCEPTED = {Verdict.RIGHT, Verdict.NOT_SIMPLIFIED, Verdict.APPROXIMATE}


def system_of(text):
    return "; ".join(f"{state}' = {part}" for state, part in zip("xy", text.split("; "), strict=False))


def answers():
    """Give right answers: the system, words before, what is said, words after."""
    for text in LINES:
        solution = symtutor.solve(system_of(text))
        slope = sp.diff(solution.system.field[0], x)
        yield system_of(text), "f'(x) = {}", [slope]
        roots = [c.at[0] for c in solution.fixed_points if not c.point.index and c.at[0].is_algebraic]
        if roots and len(roots) == len(solution.fixed_points):
            yield system_of(text), "fixed points: {}", roots
        yield from ((system_of(text), f"f'({written(root)}) = {{}}", [slope.subs(x, root)]) for root in roots)
    for text in PLANES:
        solution = symtutor.solve(system_of(text))
        for found in solution.fixed_points:
            if not found.point.index:
                place = f"({', '.join(map(written, found.at))})"
                values = [value for value, count in found.eigenvalues for _ in range(count)]
                yield system_of(text), f"eigenvalues at {place}: {{}}", values
                matrix = found.linearization.jacobian
                yield system_of(text), f"At {place}: det = {{}}", [sp.expand(matrix.det())]


ANSWERS = list(answers())


def judged(system, words, values):
    (finding,) = symtutor.check(system, words.format(", ".join(map(written, values)))).claims
    return finding.verdict


def equal(first, second):
    """Compare by numbers, which is another route than the judge's."""
    return all(abs(sp.N((first - second).subs(sample), 30)) < 1e-20 for sample in SAMPLES)


def same_answer(first, second):
    left = list(second)
    for value in first:
        match = next((other for other in left if equal(value, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


# --- slips ------------------------------------------------------------------------------------------------------


def sign_of_a_term(random, expression):
    terms = list(sp.Add.make_args(sp.expand(expression)))
    place = random.randrange(len(terms))
    terms[place] = -terms[place]
    return sp.Add(*terms)


def a_number(random, expression):
    numbers = sorted(expression.atoms(sp.Integer) - {sp.S.NegativeOne}, key=int) or [sp.S.One]
    chosen = random.choice(numbers)
    return expression.subs(chosen, chosen + random.choice((-1, 1, 2))) if expression.has(chosen) else expression + 1


def digits_swapped(random, expression):
    numbers = [number for number in expression.atoms(sp.Integer) if abs(number) > 9]
    if not numbers:
        return expression + random.choice((-1, 1))
    digits = str(abs(numbers[0]))
    return expression.subs(numbers[0], sp.Integer(digits[::-1]) * sp.sign(numbers[0]))


def a_factor(random, expression):
    return expression * random.choice((2, sp.S.Half, 3)) if expression != 0 else sp.Integer(random.choice((1, 2, -1)))


def with_a_slip(random, values):
    """Change one value; of several, one may be dropped instead."""
    values = list(values)
    place = random.randrange(len(values))
    if len(set(values)) > 1 and random.random() < 0.2:
        return [value for value in values if value != values[place]]
    change = random.choice((sign_of_a_term, a_number, digits_swapped, a_factor))
    values[place] = change(random, values[place])
    return values


# --- other ways of writing --------------------------------------------------------------------------------------

REWRITINGS = (
    sp.expand,
    sp.factor,
    sp.together,
    sp.radsimp,
    lambda expression: sp.expand(expression, trig=True),
    sp.nsimplify,
    lambda expression: expression.rewrite(sp.sin) if expression.has(sp.cos) else expression,
    lambda expression: expression.rewrite(sp.exp) if expression.has(sp.tanh) else expression,
    lambda expression: sp.Add(expression, 1, evaluate=False) - 1,
    lambda expression: expression.subs(sp.sqrt(2), 2 / sp.sqrt(2)),
)


@pytest.mark.parametrize("chunk", range(10))
def test_no_slip_is_accepted(chunk):
    random = Random(chunk)  # noqa: S311 - slips, not secrets
    for _ in range(ROUNDS // 10):
        system, words, values = random.choice(ANSWERS)
        changed = with_a_slip(random, values)
        if (
            changed
            and not any(value.has(sp.nan, sp.zoo, sp.oo) for value in changed)
            and not same_answer(changed, values)
        ):
            assert judged(system, words, changed) not in ACCEPTED, (system, words, changed)


@pytest.mark.parametrize("chunk", range(10))
def test_no_rewriting_is_rejected(chunk):
    random = Random(chunk)  # noqa: S311
    for _ in range(ROUNDS // 10):
        system, words, values = random.choice(ANSWERS)
        rewritten = [random.choice(REWRITINGS)(value) for value in values]
        random.shuffle(rewritten)
        assert same_answer(rewritten, values)
        assert judged(system, words, rewritten) in ACCEPTED, (system, words, rewritten)


@pytest.mark.parametrize(
    ("system", "families"),
    [
        ("x' = sin(x)", "nπ"),
        ("x' = sin(x)", "2nπ and x = (2n+1)π"),
        ("x' = sin(x)", "2nπ and x = (2n-1)π"),
        ("x' = sin(x)", "3nπ, (3n+1)π, (3n+2)π"),
        ("x' = sin(x)", "kπ"),
        ("x' = sin(x)", "-nπ"),
        ("x' = cos(x)", "π/2 + nπ"),
        ("x' = cos(x)", "±π/2 + 2nπ"),
        ("x' = sin(x) - 1/2", "π/6 + 2nπ, 5π/6 + 2nπ"),
        ("x' = sin(2x)", "nπ/2"),
    ],
)
def test_a_family_may_be_counted_otherwise(system, families):
    (finding,) = symtutor.check(system, f"x = {families}", "fixed-points").claims
    assert finding.verdict in ACCEPTED
