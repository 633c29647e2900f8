"""How each formula is written, by hand, in the three notations."""

import pytest
from sympy import (
    And,
    CRootOf,
    Derivative,
    Eq,
    FiniteSet,
    Function,
    Heaviside,
    I,
    ImmutableMatrix,
    Integer,
    Interval,
    Matrix,
    Max,
    Mul,
    Ne,
    Not,
    Or,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    Tuple,
    Union,
    asin,
    cos,
    exp,
    factorial,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
    tan,
)

from symtutor.document import (
    Absolute,
    Approx,
    Chain,
    Differentiated,
    Digits,
    Listing,
    Name,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
    equals,
)
from symtutor.render.notation import ascii_math, latex_math, unicode_math

x, y, z, r, K, a, b, c, d, t = symbols("x y z r K a b c d t", real=True)
mu, lam, vmax = symbols("mu lambda Vmax", real=True)
x1 = Symbol("x_1", real=True)
n = Symbol("n", integer=True)
p = Symbol("p", positive=True)
star = Name("x", star=True)
slope = Name("f", args=(star,), primes=1)
one, two = Integer(1), Integer(2)

TERMS = [
    ("descending powers", 6 * x - 3 * x**2 - 2, "−3x² + 6x − 2", "-3x^2 + 6x - 2", "-3 x^{2} + 6 x - 2"),
    ("a constant avoids the first minus", 1 - x, "1 − x", "1 - x", "1 - x"),
    ("so does a parameter", x - r, "x − r", "x - r", "x - r"),
    ("and a constant before two minus signs", 3 - x - 2 * y, "3 − x − 2y", "3 - x - 2y", "3 - x - 2 y"),
    ("but a polynomial in order stays", -(x**2) + x + 1, "−x² + x + 1", "-x^2 + x + 1", "-x^{2} + x + 1"),
    ("what is no polynomial starts positive", exp(x) - x - 2, "e^x − x − 2", "e^x - x - 2", "e^{x} - x - 2"),
    ("nothing positive to start with", -x - y, "−x − y", "-x - y", "-x - y"),
    ("rational part of a surd first", -1 - sqrt(2), "−1 − √2", "-1 - sqrt(2)", r"-1 - \sqrt{2}"),
    ("one denominator for a surd", (1 + sqrt(5)) / 2, "(1 + √5)/2", "(1 + sqrt(5))/2", r"\frac{1 + \sqrt{5}}{2}"),
    ("offset of a family first", 2 * pi * n + pi, "π + 2πn", "pi + 2*pi*n", r"\pi + 2 \pi n"),
    ("imaginary part last", 2 + 3 * I, "2 + 3i", "2 + 3i", "2 + 3 i"),
    ("minus before brackets", Mul(-1, x + 1, evaluate=False), "−(x + 1)", "-(x + 1)", "-(x + 1)"),
]

PRODUCTS = [
    ("factors as typed", x * (1 - x) * (x - 2), "x(1 − x)(x − 2)", "x(1 - x)(x - 2)", "x(1 - x)(x - 2)"),
    ("two letters keep apart", r * x, "r x", "r x", "r x"),
    ("π and a letter do not", 2 * pi * n, "2πn", "2*pi*n", r"2 \pi n"),
    ("after a raised power", x**2 * y, "x²y", "x^2*y", "x^{2} y"),
    ("a caret needs a sign after it", x ** Rational(3, 2) * y, "x^(3/2)·y", "x^(3/2)*y", "x^{3/2} y"),
    ("numbers need one", 2 * Pow(3, n), "2·3ⁿ", "2*3^n", r"2 \cdot 3^{n}"),
    ("a word needs one", vmax * x, "Vmax·x", "Vmax*x", r"\mathrm{Vmax} \cdot x"),
    ("a root needs one", sqrt(2) * x, "√2·x", "sqrt(2) x", r"\sqrt{2} x"),
    ("a number before a root does not", 2 * sqrt(5), "2√5", "2 sqrt(5)", r"2 \sqrt{5}"),
    ("bars need one on both sides", x * abs(y), "x·|y|", "x*|y|", r"x \lvert y \rvert"),
    ("functions side by side", 2 * sin(x) * cos(x), "2 sin(x) cos(x)", "2 sin(x) cos(x)", r"2 \sin(x) \cos(x)"),
    ("sum before a function", (1 - x) * sin(y), "(1 − x) sin(y)", "(1 - x) sin(y)", r"(1 - x) \sin(y)"),
    ("Greek", mu * x, "μ x", "mu*x", r"\mu x"),
    ("lambda is a letter", lam * x, "λ x", "lambda*x", r"\lambda x"),
    ("i before a root", I * sqrt(3), "i√3", "i sqrt(3)", r"i \sqrt{3}"),
    ("index lowered", x1 * x, "x x₁", "x x_1", "x x_{1}"),
]

QUOTIENTS = [
    ("number in the denominator", x**4 / 4, "x⁴/4", "x^4/4", r"\frac{x^{4}}{4}"),
    ("minus before the fraction", -x / 2, "−x/2", "-x/2", r"-\frac{x}{2}"),
    ("sum below", x / (x + 1), "x/(x + 1)", "x/(x + 1)", r"\frac{x}{x + 1}"),
    ("sum above", (x + y) ** 2 / 2, "(x + y)²/2", "(x + y)^2/2", r"\frac{(x + y)^{2}}{2}"),
    ("product below", x / (y * z), "x/(y z)", "x/(y z)", r"\frac{x}{y z}"),
    ("number times letter below", 1 / (2 * x), "1/(2x)", "1/(2x)", r"\frac{1}{2 x}"),
    ("power below", 1 / x**2, "1/x²", "1/x^2", r"\frac{1}{x^{2}}"),
    ("root below", 1 / sqrt(x), "1/√x", "1/sqrt(x)", r"\frac{1}{\sqrt{x}}"),
    ("coefficient above", 3 * x * y / 4, "3x y/4", "3x y/4", r"\frac{3 x y}{4}"),
    ("constant above", 3 * pi / 4, "3π/4", "3*pi/4", r"\frac{3 \pi}{4}"),
    ("a quotient in a sum in a product", r * x * (1 - x / K), "r x(1 − x/K)", "r x(1 - x/K)",
     r"r x\left(1 - \frac{x}{K}\right)"),
    ("quotient raised", Pow(x / 2, 2, evaluate=False), "(x/2)²", "(x/2)^2", r"\left(\frac{x}{2}\right)^{2}"),
    ("negative rational", Rational(-3, 4), "−3/4", "-3/4", r"-\frac{3}{4}"),
]  # fmt: skip

POWERS = [
    ("minus is weaker than a power", -(x**2), "−x²", "-x^2", "-x^{2}"),
    ("a negative base in brackets", Pow(-2, n), "(−2)ⁿ", "(-2)^n", "(-2)^{n}"),
    ("alternating sign", (-1) ** (n + 1), "(−1)ⁿ⁺¹", "(-1)^(n + 1)", "(-1)^{n + 1}"),
    ("power of a power", Pow(Pow(x, y), z), "(x^y)^z", "(x^y)^z", "(x^{y})^{z}"),
    ("tower", Pow(x, Pow(y, 2)), "x^(y²)", "x^(y^2)", "x^{y^{2}}"),
    ("exponential", exp(-t), "e^(−t)", "e^(-t)", "e^{-t}"),
    ("fraction in an exponent", exp(-(x**2) / 2), "e^(−x²/2)", "e^(-x^2/2)", "e^{-x^{2}/2}"),
    ("letter times exponential", x * exp(x), "x e^x", "x e^x", "x e^{x}"),
    ("a root", sqrt(1 - x**2), "√(1 − x²)", "sqrt(1 - x^2)", r"\sqrt{1 - x^{2}}"),
    ("a cube root", p ** Rational(1, 3), "∛p", "p^(1/3)", r"\sqrt[3]{p}"),
    ("a fifth root", p ** Rational(1, 5), "p^(1/5)", "p^(1/5)", r"\sqrt[5]{p}"),
    ("power of a sine", sin(x) ** 2, "sin²(x)", "sin(x)^2", r"\sin^{2}(x)"),
    ("power of a logarithm", log(x) ** 2, "(ln(x))²", "(ln(x))^2", r"(\ln(x))^{2}"),
    ("negative symbolic exponent", x ** (-a), "x^(−a)", "x^(-a)", "x^{-a}"),
]

FUNCTIONS = [
    ("tall argument", tan(x / 2), "tan(x/2)", "tan(x/2)", r"\tan\left(\frac{x}{2}\right)"),
    ("inverse sine", asin(x), "arcsin(x)", "arcsin(x)", r"\arcsin(x)"),
    ("maximum", Max(0, x), "max(0, x)", "max(0, x)", r"\max(0, x)"),
    ("step without its value at 0", Heaviside(x), "heaviside(x)", "heaviside(x)", r"\operatorname{heaviside}(x)"),
    ("bars in bars", abs(abs(x) - 1), "abs(|x| − 1)", "abs(|x| - 1)", r"\lvert \lvert x \rvert - 1 \rvert"),
    ("factorial", factorial(n), "n!", "n!", "n!"),
    ("pieces", Piecewise((x, x < 1), (1, True)), "{x if x < 1, 1 otherwise}", "{x if x < 1, 1 otherwise}",
     r"\begin{cases} x & \text{if } x < 1 \\ 1 & \text{otherwise} \end{cases}"),
    ("a function of time", Function("x")(t), "x(t)", "x(t)", "x(t)"),
    ("its derivative", Derivative(Function("x")(t), t), "x′(t)", "x'(t)", "x'(t)"),
    ("root of a quintic", CRootOf(x**5 - x - 1, 0), "root of x⁵ − x − 1 near 1.1673",
     "root of x^5 - x - 1 near 1.1673", r"\text{root of }x^{5} - x - 1\text{ near }1.1673"),
    ("the same inside a formula, digits cut off", 5 * CRootOf(x**5 - x - 1, 0) ** 4 - y, "5·(1.1673…)⁴ − y",
     "5*(1.1673...)^4 - y", r"5 \cdot (1.1673\ldots)^{4} - y"),
    ("negative", -CRootOf(x**5 - x + 1, 0) * y, "−y·(−1.1673…)", "-y*(-1.1673...)", r"-y(-1.1673\ldots)"),
]  # fmt: skip

CONDITIONS = [
    ("relation", Eq(x, 0), "x = 0", "x = 0", "x = 0"),
    ("number on the right", 0 < r, "r > 0", "r > 0", "r > 0"),  # noqa: SIM300 - the order is what is tested
    ("not equal", Ne(r, 0), "r ≠ 0", "r != 0", r"r \neq 0"),
    ("solved for the letter", 1 - 4 * r > 0, "r < 1/4", "r < 1/4", r"r < \frac{1}{4}"),
    ("an equation too", Eq(4 * r - 1, 0), "r = 1/4", "r = 1/4", r"r = \frac{1}{4}"),
    ("without what is positive", Eq(4 * Symbol("b", positive=True) * r, 0), "r = 0", "r = 0", "r = 0"),
    ("not where there are two letters", a + r > 0, "a + r > 0", "a + r > 0", "a + r > 0"),
    ("nor where it is no multiple", r**2 - 1 < 0, "r² − 1 < 0", "r^2 - 1 < 0", "r^{2} - 1 < 0"),
    ("between after solving", And(2 * r + 1 > 0, 3 * r < 1), "−1/2 < r < 1/3", "-1/2 < r < 1/3",
     r"-\frac{1}{2} < r < \frac{1}{3}"),
    ("between", And(r > 0, r <= 1), "0 < r ≤ 1", "0 < r <= 1", r"0 < r \leq 1"),
    ("both", And(a > 0, b > 0), "a > 0 and b > 0", "a > 0 and b > 0", r"a > 0\text{ and }b > 0"),
    ("either", Or(x < 0, x > 1), "x > 1 or x < 0", "x > 1 or x < 0", r"x > 1\text{ or }x < 0"),
    ("not", Not(And(a > 0, b > 0), evaluate=False), "not (a > 0 and b > 0)", "not (a > 0 and b > 0)",
     r"\text{not }(a > 0\text{ and }b > 0)"),
    ("infinity", -oo, "−∞", "-oo", r"-\infty"),
    ("interval", Interval.Lopen(-oo, 1), "(−∞, 1]", "(-oo, 1]", r"(-\infty, 1]"),
    ("union", Union(Interval.open(2, oo), Interval(0, 1)), "[0, 1] or (2, ∞)", "[0, 1] or (2, oo)",
     r"[0, 1]\text{ or }(2, \infty)"),
    ("set", FiniteSet(1, 0), "{0, 1}", "{0, 1}", r"\lbrace 0, 1 \rbrace"),
    ("vector", Tuple(-sqrt(2), 1), "(−√2, 1)", "(-sqrt(2), 1)", r"(-\sqrt{2}, 1)"),
    ("matrix", Matrix([[-1, -2], [0, 1]]), "[[−1, −2], [0, 1]]", "[[-1, -2], [0, 1]]",
     r"\begin{pmatrix} -1 & -2 \\ 0 & 1 \end{pmatrix}"),
]  # fmt: skip

WORDS = [
    ("slope at a fixed point", slope, "f′(x*)", "f'(x*)", r"f'(x^{\ast})"),
    ("second derivative", Name("f", args=(Integer(0),), primes=2), "f″(0)", "f''(0)", "f''(0)"),
    ("subscript", Name("x", subscript=n + 1), "xₙ₊₁", "x_(n + 1)", "x_{n + 1}"),
    ("eigenvalue", Name("lambda", subscript=one), "λ₁", "lambda_1", r"\lambda_{1}"),
    ("operator", Name("det J"), "det J", "det J", r"\det J"),
    ("operator that LaTeX lacks", Name("tr J"), "tr J", "tr J", r"\operatorname{tr} J"),
    ("gradient", Name("∇L"), "∇L", "grad L", r"\nabla L"),
    ("derivative by time", Quotient(Name("dx"), Name("dt")), "dx/dt", "dx/dt", r"\frac{dx}{dt}"),
    ("product rule", Sum((Product((1 - x, x - 2)), Product((x, -one, x - 2)), Product((x * (1 - x), one)))),
     "(1 − x)(x − 2) + x·(−1)·(x − 2) + x(1 − x)·1", "(1 - x)(x - 2) + x*(-1)*(x - 2) + x(1 - x)*1",
     r"(1 - x)(x - 2) + x \cdot (-1) \cdot (x - 2) + x(1 - x) \cdot 1"),
    ("numbers put in", Sum((Negative(Product((Integer(3), Power(Integer(0), two)))), -two)), "−3·0² − 2", "-3*0^2 - 2",
     r"-3 \cdot 0^{2} - 2"),
    ("time scale", Quotient(one, Absolute(slope)), "1/|f′(x*)|", "1/|f'(x*)|",
     r"\frac{1}{\lvert f'(x^{\ast}) \rvert}"),
    ("derivative to be taken", Product((x, Differentiated(1 - x, x), x - 2)), "x·(1 − x)′(x − 2)", "x*(1 - x)'(x - 2)",
     r"x \cdot (1 - x)'(x - 2)"),
    ("matrix times vector", Product((Name("J"), Listing((Integer(0), one), "()"))), "J·(0, 1)", "J*(0, 1)",
     r"J \cdot (0, 1)"),
    ("partial derivative to be taken", Differentiated(x * y, y, partial=True), "∂(x y)/∂y", "d(x y)/dy",
     r"\frac{\partial}{\partial y}(x y)"),
    ("partial derivative of what has a name", Differentiated(Name("f", subscript=one), x1, partial=True), "∂f₁/∂x₁",
     "df_1/dx_1", r"\frac{\partial f_{1}}{\partial x_{1}}"),
    ("growth", Power(Name("e"), Product((slope, Name("t")))), "e^(f′(x*) t)", "e^(f'(x*) t)", r"e^{f'(x^{\ast}) t}"),
    ("determinant", Written(a * d - b * c, ((a, -one), (b, -two), (c, -one), (d, -one))), "(−1)(−1) − (−2)(−1)",
     "(-1)(-1) - (-2)(-1)", r"(-1)(-1) - (-2)(-1)"),
    ("fraction put in", Written(a * b, ((a, two), (b, Rational(1, 2)))), "2·(1/2)", "2*(1/2)",
     r"2 \cdot \frac{1}{2}"),
    ("nothing evaluated", Written(x - a, ((a, star),)), "x − x*", "x - x*", r"x - x^{\ast}"),
    ("chain", equals(Name("y"), x, Integer(0)), "y = x = 0", "y = x = 0", "y = x = 0"),
    ("inequality", Chain((slope, Integer(0)), ("<",)), "f′(x*) < 0", "f'(x*) < 0", r"f'(x^{\ast}) < 0"),
    ("about", Chain((sqrt(2), Approx(sqrt(2))), ("≈",)), "√2 ≈ 1.4142", "sqrt(2) ~ 1.4142", r"\sqrt{2} \approx 1.4142"),
    ("first digits", Digits(sqrt(2)), "1.4142…", "1.4142...", r"1.4142\ldots"),
    ("decimal matrix", Approx(ImmutableMatrix([[sqrt(2), one]])), "[[1.4142, 1]]", "[[1.4142, 1]]",
     r"\begin{pmatrix} 1.4142 & 1 \end{pmatrix}"),
    ("listing", Listing((Integer(0), one)), "0, 1", "0, 1", "0, 1"),
    ("set of them", Listing((Integer(0), one), "{}"), "{0, 1}", "{0, 1}", r"\lbrace 0, 1 \rbrace"),
    ("complex decimal", Approx(-1 - I * sqrt(3)), "−1 − 1.7321i", "-1 - 1.7321i", "-1 - 1.7321 i"),
    ("small decimal", Approx(Rational(1, 3 * 10**8), 3), "3.33·10⁻⁹", "3.33*10^(-9)", r"3.33 \cdot 10^{-9}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "in_unicode", "in_ascii", "in_latex"),
    [
        pytest.param(*row, id=why)
        for table in (TERMS, PRODUCTS, QUOTIENTS, POWERS, FUNCTIONS, CONDITIONS, WORDS)
        for why, *row in table
    ],
)
def test_formula_is_written_as_on_paper(formula, in_unicode, in_ascii, in_latex):
    assert (unicode_math(formula), ascii_math(formula), latex_math(formula)) == (in_unicode, in_ascii, in_latex)


@pytest.mark.parametrize(
    ("name", "in_latex"),
    [
        (r"\input{x}", r"\text{\textbackslash{}input\{x\}}"),
        ("a$b", r"\text{a\$b}"),
        ("x y", r"\text{x y}"),
    ],
)
def test_name_of_a_symbol_cannot_leave_math_mode(name, in_latex):
    assert latex_math(Symbol(name)) == in_latex


def test_name_of_a_symbol_cannot_steer_the_terminal():
    assert "\x1b" not in unicode_math(Symbol("x\x1b[31m"))
    assert "\x1b" not in ascii_math(Symbol("x\x1b[31m"))


def test_root_of_a_polynomial_takes_words_only_where_there_is_room():
    root = CRootOf(x**5 - x - 1, 0)
    assert unicode_math(equals(star, root)) == "x* = root of x⁵ − x − 1 near 1.1673"
    assert unicode_math(Chain((x, root), ("<",))) == "x < 1.1673…"
    assert unicode_math(root, short=True) == "1.1673…"


def test_words_in_a_formula_open_no_formula():
    """Markdown would end the formula at the first dollar."""
    assert latex_math(Name("±iω")) == r"\pm\text{i}\omega"
    assert latex_math(Name("a$b")) == r"\text{a\$b}"


def test_ascii_holds_nothing_but_ascii():
    assert ascii_math(Name("σ", star=True, primes=1)).isascii()
    assert ascii_math(Symbol("ж")).isascii()
