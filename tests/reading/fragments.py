"""Pieces of typed mathematics, right and wrong, for fuzzing."""

from __future__ import annotations

FRAGMENTS = (
    *("x", "y", "t", "r", "K", "i", "e", "π", "α", "lambda", "rx", "Vmax", "x1", "x_1", "x₁", "_{max}", "_{n+1}", "_"),
    *("'", "''", "′", "’", "ẋ", "ẍ", "x'", "y'", "x' = ", "y' = ", "dx/dt", "d/dt", "dx", "dt", "d^2x/dt^2"),
    *("=", "==", "(", ")", "[", "]", "{", "}", "|", "+", "-", "−", "*", "·", "/", "^", "**", ",", ";", "\n", " ", "."),
    *("1", "2", "0", "0.5", "1e3", ".5", "½", "²", "⁻¹", "ⁿ", "9^9", "1e999", "0x1F", "1..2", "1,5", "10^300"),
    *("sin", "cos ", "tan(", "log", "ln ", "exp(", "sqrt", "√", "∛", "max(0,", "min(", "abs", "sign(", "heaviside(x)"),
    *("asin(", "acosh(", "log_2", "factorial(", "binomial(3,2)", "cbrt(x)", "root(x,3)", "relu", "gamma(", "foo("),
    *("\\frac", "\\frac{1}{2}", "\\frac{dx}{dt}", "\\dot{x}", "\\ddot x", "\\sin", "\\alpha", "\\varphi", "\\phi"),
    *("\\left(", "\\right)", "\\left|", "\\right.", "\\begin{cases}", "\\end{cases}", "\\begin{aligned}", "\\\\", "&"),
    *("\\sqrt[3]{x}", "\\nabla", "∇", "grad(x^2)", "gradient flow of ", "L", "\\text{if }", "\\infty", "\\prime", "$"),
    *("^{\\prime}", "\\lvert", "\\rvert", "\\cdot", "\\,", "\\mathrm{d}", "\\operatorname{", "\\foo", "\\", "\\["),
    *("x(t)", "x(0)=1", "x(t-1)", "r = 1", "r > 0", "g(x) = x^2", "g(x)", "L = x^2", "where", "and", "if", "otherwise"),
    *("<", ">", "≤", "!=", "≠", "≈", "∞", "±", "∂", "\u200b", "\ufeff", "\x00", "\x1b", "\ufffd", "х", "Â²", "âˆ’"),
    *('"', "`", "%", ":", "!", "#", "@", "~", "0^0", "1/0", "x^x", "(-8)^(1/3)", "sqrt(-1)", "(x-x)", "oo", "True"),
)
