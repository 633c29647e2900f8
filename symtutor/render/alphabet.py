"""The letters of mathematics: Greek, raised and lowered, with their names."""

from __future__ import annotations

GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "omicron": "ο",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Pi": "Π",
    "Sigma": "Σ",
    "Upsilon": "Υ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
    "varepsilon": "ϵ",
    "vartheta": "ϑ",
    "varphi": "ϕ",
}
"""Names of Greek letters as symbols carry them, and the letters."""

GREEK_LETTERS = {letter: name for name, letter in GREEK.items()}


def greek_latex(name: str) -> str:
    r"""Give the LaTeX command of a Greek letter; an omicron is an o."""
    return "o" if name == "omicron" else f"\\{name}"


RAISED = dict(zip("0123456789+−ijkmn", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱʲᵏᵐⁿ", strict=True))
"""What reads well as a superscript in a terminal; other exponents are written with ^."""

LOWERED = dict(zip("0123456789+−aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
"""What has a subscript form; other indices are written with _."""


def raised(text: str) -> str | None:
    """Write `text` as a superscript, or None where a character has none.

    Examples
    --------
    >>> raised("n + 1"), raised("1/2")
    ('ⁿ⁺¹', None)
    """
    return _moved(text, RAISED)


def lowered(text: str) -> str | None:
    """Write `text` as a subscript, or None where a character has none.

    Examples
    --------
    >>> lowered("12"), lowered("y")
    ('₁₂', None)
    """
    return _moved(text, LOWERED)


def _moved(text: str, table: dict[str, str]) -> str | None:
    """Translate every character but spaces by `table`."""
    compact = text.replace(" ", "")
    return "".join(table[c] for c in compact) if compact and all(c in table for c in compact) else None
