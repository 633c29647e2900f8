"""What is refused, where the caret stands, and what is said: the table is the test and the documentation."""

from __future__ import annotations

import pytest

from symtutor.errors import ParseError
from symtutor.reading import read_system

TABLE = [
    (
        "x' = f(x)",
        "f(x)",
        "f(x) has two readings: a function that is not defined here, and a product.",
        "Add a line f(x) = …, or write f*x.",
    ),
    (
        "V' = I(t) - V",
        "I(t)",
        "I(t) has two readings: a function that is not defined here, and a product.",
        "Add a line I(t) = …, or write I*t.",
    ),
    ("x' = x + cost", "cost", "cost has two readings: one name, and cos t.", "Write cos(t), or choose another name."),
    ("Solve x' = x", "Solve", "“Solve” cannot be the name of a parameter.", "Use another name."),
    (
        "x' = x if x < 1 else 1",
        "if",
        "The word if belongs to the pieces of a function, in braces.",
        "Write { x if x < 1, 1 otherwise }.",
    ),
    (
        "x' = {x if {1 if x < y, 2 if y < r} < 3, 1 otherwise}",
        "{1 if x < y, 2 if y < r} < 3",
        "A condition cannot hold pieces itself.",
        "Write the pieces with plain conditions.",
    ),
    ("x' = x, y'(0) = 1", "y'", "There is no equation for y.", "Add y' = …"),
    ("d/dt x() = 1", "()", "There is nothing between these brackets.", "Fill them in."),
    ("", "", "There is nothing to read.", "Write an equation: x' = x(1-x)."),
    ("x' =", "", "The right-hand side is missing.", "Write what the derivative equals: x' = x(1-x)."),
    ("= x", "=", "Nothing stands before this =.", "Write a derivative there: x' = …"),
    ("x' = = x", "= =", "There are two = in a row.", "Write one."),
    ("x' = x = 1", "=", "There is a second = here.", "Put each equation on a line of its own."),
    ("5", "5", "No letter occurs here that could be the state.", "Write the derivative: x' = …"),
    ("x = 2", "x = 2", "No derivative occurs here, so this is no differential equation.", "Write x' = … or dx/dt = …"),
    (
        "y = x^2",
        "y = x^2",
        "No derivative occurs here, so this is no differential equation.",
        "Write y' = … or dy/dt = …",
    ),
    ("x' = x +", "+", "Something is missing after +.", "Write a number or a name there."),
    ("x' = x *", "*", "Something is missing after *.", "Write a number or a name there."),
    ("x' = * x", "*", "Nothing stands before this *.", "Write a number or a name there."),
    ("x' = x +* 2", "+*", "A number or a name is missing between + and *.", "Write it, or leave one sign out."),
    ("x' = x*/2", "*/", "A number or a name is missing between * and /.", "Write it, or leave one sign out."),
    ("x' = x^", "^", "Something is missing after ^.", "Write a number or a name there."),
    ("x' = (x + )", "+", "Something is missing after +.", "Write a number or a name there."),
    ("x' = ()", "()", "There is nothing between these brackets.", "Fill them in."),
    ("x' = (x", "(", "This ( is never closed.", "Did you mean (x)?"),
    ("x' = x)", ")", "This ) was never opened.", "Leave it out, or open a ( before."),
    ("x' = x(1-x", "(", "This ( is never closed.", "Did you mean x(1-x)?"),
    ("x' = x(1-x(x-2)", "(", "This ( is never closed.", "Did you mean x(1-x)(x-2), or x(1-x(x-2))?"),
    ("x' = (x]", "]", "The bracket ( is closed by ] here.", "Write )."),
    ("x' = [x)", ")", "The bracket [ is closed by ) here.", "Write ]."),
    ("x' = |x", "|", "This | is never closed.", "Did you mean |x|?"),
    ("x' = {x", "{", "This { is never closed.", "Did you mean {x}?"),
    ("x' = sin", "sin", "sin needs an argument.", "Write sin(x)."),
    ("x' = sin()", "()", "There is nothing between these brackets.", "Fill them in."),
    ("x' = sin + 1", "sin", "sin needs an argument.", "Write sin(x)."),
    ("x' = sin(x, x)", "sin(x, x)", "sin takes 1 argument, not 2.", "Write sin(x)."),
    ("x' = max()", "()", "There is nothing between these brackets.", "Fill them in."),
    ("x' = sni(x)", "sni", "sni is not a function known here.", "Did you mean sin(x)?"),
    ("x' = foo(x)", "foo", "foo is not a function known here.", "Did you mean floor(x)?"),
    ("x' = arcsn(x)", "arcsn", "arcsn is not a function known here.", "Did you mean arcsin(x)?"),
    ("x' = Matrix([[1]])", "Matrix", "Matrix is not a function known here.", "For a product write Matrix*([[1]])."),
    ("x' = rate(1-x)", "rate", "rate is not a function known here.", "For a product write rate*(1-x)."),
    (
        "x' = sin^{-1} x",
        "sin^{-1} x",
        "sin^{-1} has two readings: the inverse function arcsin, and one over sin.",
        "Write arcsin x or 1/sin(x).",
    ),
    (
        "x' = log(2, x)",
        "log(2, x)",
        "Which of the two is the base of this logarithm?",
        "Write log_2(x) for base 2, or ln(x)/ln(2).",
    ),
    ("x' = 2 3", "2 3", "Two numbers stand side by side.", "Write one number, or a * between them."),
    ("x' = x 2", "x 2", "A number follows x without a sign.", "Write x*2 or x^2."),
    ("x' = (1-x)2", ")2", "A number follows a bracket without a sign.", "Write * or ^ before it."),
    ("x' = 1.2.3", "1.2.3", "This number has two decimal points.", "Write one."),
    ("x' = 1,5 x", "1,5", "A decimal is written with a point, not with a comma.", "Write 1.5."),
    ("x' = 0x1F", "0x1F", "0x1F looks like a hexadecimal number.", "Write a decimal number, or 0*x1F."),
    ("x' = x % 2", "%", "The sign % has no meaning here.", "Write a percentage as a number: 0.05."),
    ("x' = x!", "!", "The sign ! has no meaning here.", "Write factorial(5)."),
    ('x\' = "x"', '"', "Quotation marks have no meaning here.", "For a second derivative write x'' with two primes."),
    ("x' = x : 2", ":", "The sign : has no meaning here.", "Write / for a quotient and = for an equation."),
    ("x' = x $ y", "$", "The sign $ has no meaning here.", "Leave it out."),
    ("x' = x & y", "&", "The sign & has no meaning here.", "Put each equation on a line of its own."),
    ("x' = x.y", ".", "A point has no meaning here.", "Write * for a product, and 0.5 for a decimal."),
    ("x' = х", "х", "This х is the Cyrillic letter that looks like the Latin x.", "Type the Latin x."),
    ("x' = Α x", "Α", "This Α is the Greek letter that looks like the Latin A.", "Type the Latin A."),
    ("x' = ϕ + φ", "φ", "φ and ϕ are two shapes of one Greek letter.", "Use one of them, or another letter."),
    ("x' = x\x1b[31m", "\x1b", "There is a control character (U+001B) here.", "Remove it."),
    ("x' = x�", "�", "A character was lost here on the way.", "Type it again."),
    ("x' = ٣x", "٣", "The digit ٣ is not read.", "Use the digits 0 to 9."),
    ("x' = ∞", "∞", "∞ is not a number.", "Write a number or a name."),
    ("x' = oo", "oo", "“oo” cannot be the name of a parameter.", "Use another name."),
    ("x' = True", "True", "“True” cannot be the name of a parameter.", "Use another name."),
    ("x' = x is x", "is", "“is” cannot be the name of a parameter.", "Use another name."),
    (
        "x' = x and 1",
        "1",
        "This is neither an equation for a derivative nor a definition.",
        "Write x' = …, a = …, or leave it out.",
    ),
    (
        "x' = x, x' = 2x",
        "x' = 2x",
        "There are two equations for x.",
        "Leave one of them out, or rename a state: y' = …",
    ),
    ("x' = y'", "y'", "There is no equation for y.", "Add y' = …"),
    (
        "x'' = x, x' = 2",
        "x' = 2",
        "There is another equation of higher order for x.",
        "Write one equation for each state.",
    ),
    (
        "x' = x, x = 3",
        "x = 3",
        "x is a state, and this is no equation for its derivative.",
        "A start is written x(0) = 1.",
    ),
    ("x' = a x, a = 1, a = 2", "a = 2", "a is defined twice.", "Leave one definition out."),
    ("x' = a x, a = b, b = a", "a = b", "a is defined by itself.", "Define it by other names only."),
    ("x' = f(x), f(x) = f(x) + 1", "f(x)", "f is defined by itself.", "Define it by other names only."),
    ("x' > x", ">", "This is a differential inequality, not an equation.", "Write = for an equation."),
    (
        "x' = x, x > 0",
        "x > 0",
        "This is an inequality about a state, not an equation.",
        "Inequalities are read for parameters: r > 0.",
    ),
    (
        "(x')^2 = x",
        "(x')^2 = x",
        "x' does not occur linearly here, so the equation is not solved for it.",
        "Solve for x' first; each branch is an equation of its own.",
    ),
    (
        "x' x = 1, y' = x' y'",
        "y' = x' y'",
        "x' does not occur linearly here, so the equation is not solved for it.",
        "Solve for x' first; each branch is an equation of its own.",
    ),
    (
        "sin(x') = x",
        "sin(x') = x",
        "x' does not occur linearly here, so the equation is not solved for it.",
        "Solve for x' first; each branch is an equation of its own.",
    ),
    (
        "x' + y' = 1, 2x' + 2y' = 3",
        "x' + y' = 1",
        "These equations do not determine the derivatives.",
        "Write one equation for each derivative: x' = …, y' = …",
    ),
    (
        "x' = x(t-1)",
        "x(t-1)",
        "This asks for x at another time: a delay equation, not an ordinary one.",
        "Only x(t) is read.",
    ),
    (
        "x_{n+1} = r x_n",
        "_{n+1}",
        "A subscript that counts steps belongs to a map (a difference equation), not to a differential one.",
        "Write x' = f(x) for a differential equation.",
    ),
    (
        "x(n+1) = r x(n)",
        "x(n+1) = r x(n)",
        "This gives the next value from the one before: a map (a difference equation).",
        "Write x' = … for a differential equation.",
    ),
    ("dx = x dt", "dx = x dt", "These are differentials, not a derivative.", "Write dx/dt = …"),
    (
        "∂x/∂t = x",
        "∂",
        "This is a partial derivative, of a partial differential equation; ordinary ones are read.",
        "Write dx/dt.",
    ),
    (
        "\\frac{\\partial u}{\\partial t} = u",
        "\\partial",
        "This is a partial derivative, of a partial differential equation; ordinary ones are read.",
        "Write dx/dt.",
    ),
    (
        "dx/dt = x, dy/ds = y",
        "s",
        "There are two independent variables, t and s.",
        "An ordinary differential equation has one.",
    ),
    ("sin' = x", "sin'", "sin is a function and cannot be a state.", "Use another letter."),
    ("x' = 1/0", "0", "This divides by zero.", None),
    ("x' = 1/(1-1)", "1-1", "This divides by zero.", None),
    ("x' = 1/(x-x)", "x-x", "This divides by zero.", None),
    ("x' = log(0)", "log(0)", "The logarithm is defined for positive numbers only.", None),
    ("x' = log(-1) x", "log(-1)", "The logarithm is defined for positive numbers only.", None),
    ("x' = sqrt(-1) x", "sqrt(-1)", "This is an even root of a negative number.", "Only real numbers are read."),
    ("x' = 0^0", "0^0", "0^0 is not defined.", None),
    ("x' = arcsin(2)", "arcsin(2)", "arcsin is defined between −1 and 1 only.", None),
    ("x' = tan(pi/2)", "tan(pi/2)", "The tangent has a pole here.", None),
    ("x' = 9^9^9", "9^9^9", "This number would have more than 4,000 binary digits.", "Use a smaller one."),
    ("x' = 1e100000", "1e100000", "This number would have more than 1,000 digits.", "Use a smaller one."),
    (
        "x' = factorial(1000)",
        "factorial(1000)",
        "A factorial is taken of numbers up to 400 only.",
        "Use a smaller one.",
    ),
    ("x' = factorial(1/2)", "factorial(1/2)", "A factorial is taken of a whole number that is not negative.", None),
    ("x' = x^(1e9)", "x^(1e9)", "An exponent may be 1,000 at most.", "Use a smaller one."),
    ("x' = exp(10^300)", "exp(10^300)", "This number would have more than 4,000 binary digits.", "Use a smaller one."),
    (
        "x' = root(x, 1/2)",
        "root(x, 1/2)",
        "The degree of a root is a whole number, 2 or more.",
        "Write a power: x^(a).",
    ),
    ("a b", "a b", "Which letter is the state? a, b could be it.", "Write the derivative: x' = …"),
    ("x_ = 2", "_", "This _ has no subscript.", "Write x_1."),
    ("x' = _1", "_1", "This subscript belongs to no name.", "Write it right after one: x_1."),
    (
        "x' = x_{a+b}",
        "_{a+b}",
        "A subscript that counts steps belongs to a map (a difference equation), not to a differential one.",
        "Write x' = f(x) for a differential equation.",
    ),
    ("x' = 'x'", "'", "This prime belongs to no name.", "A derivative is written x'."),
    ("x'(0) = 1", "x'(0) = 1", "This is a start, and there is no equation to go with it.", "Add x' = …"),
    ("x' = \\foo x", "\\foo", "\\foo is not a command known here.", "Write it in plain text."),
    ("x' = \\sine x", "\\sine", "\\sine is not a command known here.", "Did you mean \\sin?"),
    ("x' = \\input{/etc/passwd}", "\\input", "Files are not read.", None),
    ("x' = \\frac{1}", "\\frac{1}", "A fraction has two parts.", "Write \\frac{1}{2}."),
    (
        "x' = \\begin{matrx} x \\end{matrx}",
        "\\begin{matrx}",
        "The environment matrx is not known here.",
        "Use \\begin{cases} or \\begin{aligned}.",
    ),
    ("x' = x \\end{cases}", "\\end{cases}", "This \\end{cases} was never begun.", "Leave it out."),
    ("\\begin{cases} x' = x", "\\begin{cases}", "This environment is never ended.", "Write \\end{…} after it."),
    ("x' = { x if x < 1, 2, 3 }", "2", "This piece has no condition.", "Write { x if x < 1, 1 otherwise }."),
    (
        "x' = -grad(3)",
        "grad",
        "The gradient is taken along no state.",
        "Write the potential with its variables: grad(x^2/2 + y^2).",
    ),
    ("x' = -∇L", "L", "L is not known, so its gradient is not either.", "Say what it is: L = x^2/2 + y^2."),
    ("x' = x + 1 +\ny' = y", "+", "Something is missing after +.", "Write a number or a name there."),
    (
        "x' = y\ny' = 2**/x",
        "**/",
        "A number or a name is missing between ** and /.",
        "Write it, or leave one sign out.",
    ),
    ("x' = x, y' = x', z = y' + 1", "z = y' + 1", "There are more equations than states.", "Leave one of them out."),
    ("r < 1", "r < 1", "No derivative occurs here, so this is no differential equation.", "Write r' = … or dr/dt = …"),
    ("x' = sin 2 3", "2 3", "Two numbers stand side by side.", "Write one number, or a * between them."),
    ("x' = \\sqrt", "\\sqrt", "Something is missing after \\sqrt.", "Write a number or a name there."),
    ("x' = \\dot{}", "\\dot{}", "A dot stands over one name.", "Write \\dot{x}."),
    ("x' = x\\", "\\", "A backslash at the end has no meaning.", "Remove it."),
    ("x' = x \\\n+ 1", "\\", "A backslash has no meaning here.", "Remove it."),
    ("x' = \\left(x", "(", "This ( is never closed.", "Did you mean (x)?"),
    ("x' = @x", "@", "The sign @ has no meaning here.", "Leave it out."),
    ("x' = x_1_2", "_2", "This name has a subscript already.", "Write one: x_12."),
    ("x' = acosh(0)", "acosh(0)", "arcosh is defined from 1 on only.", "Only real numbers are read."),
    ("x' = atanh(1)", "atanh(1)", "artanh is defined between −1 and 1 only.", None),
    ("x' = x/(sqrt(2)+sqrt(3)-sqrt(5+2sqrt(6)))", "sqrt(2)+sqrt(3)-sqrt(5+2sqrt(6))", "This divides by zero.", None),
    ("x' = binomial(3)", "binomial(3)", "binomial takes 2 arguments, not 1.", "Write binomial(x, y)."),
    ("x' = ẍ(", "(", "This ( is never closed.", None),
    ("{x", "{", "This { is never closed.", "Did you mean {x}?"),
    ("x' = x é", "é", "The sign é has no meaning here.", "Leave it out."),
]


@pytest.mark.parametrize(("text", "marked", "message", "suggestion"), TABLE, ids=[repr(row[0]) for row in TABLE])
def test_refusal(text, marked, message, suggestion):
    with pytest.raises(ParseError) as caught:
        read_system(text)
    error = caught.value
    start, stop = error.span
    assert (text[start:stop], error.message, error.suggestion) == (marked, message, suggestion)
    assert error.source == text


def test_the_table_is_large():
    assert len(TABLE) >= 60
    assert len({text for text, *_ in TABLE}) == len(TABLE)


DRAWN = {
    "one line": (
        "x' = x(1-x(x-2)",
        "    x' = x(1-x(x-2)\n          ^\nThis ( is never closed. Did you mean x(1-x)(x-2), or x(1-x(x-2))?",
    ),
    "the second of three lines": (
        "x' = y\ny' = 2**/x\nz' = z",
        (
            "    y' = 2**/x\n          ^^^\n"
            "A number or a name is missing between ** and /. Write it, or leave one sign out."
        ),
    ),
    "behind a repaired sign": (
        "x’ = xÂ² + 漢",
        "    x’ = xÂ² + 漢\n               ^^\nThe sign 漢 has no meaning here. Leave it out.",
    ),
    "behind a combining dot": (
        "x\N{COMBINING DOT ABOVE} = x + * 2",
        (
            "    x\N{COMBINING DOT ABOVE} = x + * 2\n          ^^^\n"
            "A number or a name is missing between + and *. Write it, or leave one sign out."
        ),
    ),
    "a control character": (
        "x' = x\x1b[31m",
        "    x' = x\N{REPLACEMENT CHARACTER}[31m\n          ^\nThere is a control character (U+001B) here. Remove it.",
    ),
}


@pytest.mark.parametrize("where", DRAWN)
def test_the_caret_stands_under_the_place(where):
    text, drawing = DRAWN[where]
    with pytest.raises(ParseError) as caught:
        read_system(text)
    assert str(caught.value) == drawing
