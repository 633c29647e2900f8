"""What functions, constants and relations are called on paper."""

from __future__ import annotations

FUNCTIONS = {
    "log": "ln",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "acot": "arccot",
    "asec": "arcsec",
    "acsc": "arccsc",
    "asinh": "arsinh",
    "acosh": "arcosh",
    "atanh": "artanh",
    "Max": "max",
    "Min": "min",
    "Heaviside": "heaviside",
    "LambertW": "lambertw",
    "re": "Re",
    "im": "Im",
    "ceiling": "ceil",
}
"""Functions whose name in SymPy is not the one on paper."""

POWERED = frozenset({"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"})
"""Functions whose powers are written on the name: sin²(x)."""

LATEX_COMMANDS = frozenset(
    {
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "ln",
        "exp",
        "arcsin",
        "arccos",
        "arctan",
        "max",
        "min",
        "det",
        "Re",
        "Im",
    }
)
"""Functions that LaTeX has a command for."""

OPERATORS = frozenset({"det", "tr", "Re", "Im", "max", "min", "div"})
"""Words that stand before what they act on without parentheses: det J."""

RELATIONS = {
    "=": ("=", "=", "="),
    "==": ("=", "=", "="),
    "<": ("<", "<", "<"),
    ">": (">", ">", ">"),
    "<=": ("≤", "<=", r"\leq"),
    ">=": ("≥", ">=", r"\geq"),
    "!=": ("≠", "!=", r"\neq"),
    "~": ("≈", "~", r"\approx"),
    "in": ("∈", "in", r"\in"),
    "->": ("→", "->", r"\to"),
    "<-": ("←", "<-", r"\leftarrow"),
    "=>": ("⇒", "=>", r"\Rightarrow"),
    "<=>": ("⇔", "<=>", r"\Leftrightarrow"),
    ":=": (":=", ":=", ":="),
    "or": ("or", "or", r"\text{ or }"),
    "and": ("and", "and", r"\text{ and }"),
}
"""A relation as typed in ASCII: how Unicode, ASCII and LaTeX write it."""

_BY_SIGN = {unicode: row for row in RELATIONS.values() for unicode in row[:1]}


def relation(sign: str) -> tuple[str, str, str]:
    """Find a relation by any of its spellings."""
    return RELATIONS.get(sign) or _BY_SIGN[sign]
