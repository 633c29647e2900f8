"""The words that mean something: functions, constants, Greek letters, and words that are no mathematics."""

from __future__ import annotations

from difflib import get_close_matches

FUNCTIONS: dict[str, tuple[str, int, int]] = {
    name: (canonical, least, most)
    for canonical, least, most, names in (
        ("sin", 1, 1, "sin"),
        ("cos", 1, 1, "cos"),
        ("tan", 1, 1, "tan tg"),
        ("cot", 1, 1, "cot ctg"),
        ("sec", 1, 1, "sec"),
        ("csc", 1, 1, "csc cosec"),
        ("asin", 1, 1, "asin arcsin"),
        ("acos", 1, 1, "acos arccos"),
        ("atan", 1, 1, "atan arctan"),
        ("acot", 1, 1, "acot arccot"),
        ("sinh", 1, 1, "sinh"),
        ("cosh", 1, 1, "cosh"),
        ("tanh", 1, 1, "tanh"),
        ("coth", 1, 1, "coth"),
        ("sech", 1, 1, "sech"),
        ("csch", 1, 1, "csch"),
        ("asinh", 1, 1, "asinh arsinh arcsinh"),
        ("acosh", 1, 1, "acosh arcosh arccosh"),
        ("atanh", 1, 1, "atanh artanh arctanh"),
        ("exp", 1, 1, "exp"),
        ("log", 1, 2, "log ln"),
        ("log10", 1, 1, "log10 lg"),
        ("log2", 1, 1, "log2"),
        ("sqrt", 1, 1, "sqrt"),
        ("cbrt", 1, 1, "cbrt"),
        ("real_root", 2, 2, "real_root root"),
        ("abs", 1, 1, "abs"),
        ("sign", 1, 1, "sign sgn"),
        ("heaviside", 1, 1, "heaviside step"),
        ("relu", 1, 1, "relu"),
        ("sigmoid", 1, 1, "sigmoid logistic expit"),
        ("softplus", 1, 1, "softplus"),
        ("max", 1, 9, "max"),
        ("min", 1, 9, "min"),
        ("floor", 1, 1, "floor"),
        ("ceiling", 1, 1, "ceiling ceil"),
        ("erf", 1, 1, "erf"),
        ("lambertw", 1, 1, "lambertw"),
        ("factorial", 1, 1, "factorial"),
        ("binomial", 2, 2, "binomial"),
    )
    for name in names.split()
}
"""Every spelling of a function, with its canonical name and how many arguments it takes."""

GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
    *("nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
    *("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"),
)
GREEK_LETTERS: dict[str, str] = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        GREEK,
        strict=True,
    )
)
del GREEK_LETTERS["ο"], GREEK_LETTERS["Υ"]  # they look like the Latin o and Y
GREEK_VARIANTS = {
    "ϵ": ("epsilon", "ε"),
    "ϑ": ("theta", "θ"),
    "ϕ": ("phi", "φ"),
    "ϱ": ("rho", "ρ"),
    "ϖ": ("pi", "π"),
    "ς": ("sigma", "σ"),
    "ϰ": ("kappa", "κ"),
}
"""Other shapes of a Greek letter: its name, and the usual shape."""

WORDS = frozenset(
    {
        *("is", "not", "in", "or", "and", "if", "else", "elif", "for", "while", "with", "where", "when", "then"),
        *("def", "class", "return", "import", "from", "as", "assert", "del", "global", "pass", "raise", "try", "yield"),
        *("None", "none", "True", "true", "False", "false", "nan", "NaN", "inf", "infinity", "Infinity", "oo"),
        *("the", "of", "to", "exec", "eval", "open", "os", "sys", "print", "mod", "Mod"),
        *("Solve", "solve", "Find", "find", "Let", "let", "Consider", "consider", "Given", "given", "Show", "Sketch"),
        *("Classify", "Determine", "Suppose", "System", "system", "Equation", "equation", "ode", "ODE"),
    }
)
"""Words that would silently become parameters if they were taken for names."""


def function_called(word: str) -> str | None:
    """Return the spelling of the function that `word` names; capitals are forgiven (``Sin``, ``ReLU``)."""
    if word in FUNCTIONS:
        return word
    lower = word.lower()
    return lower if len(word) > 2 and lower in FUNCTIONS else None


def nearest(word: str, candidates: list[str]) -> str | None:
    """Return the candidate that `word` was probably meant to be."""
    anagram = next((name for name in candidates if sorted(name) == sorted(word)), None)
    return anagram or next(iter(get_close_matches(word, candidates, n=1, cutoff=0.7)), None)
