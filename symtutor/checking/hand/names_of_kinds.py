"""What people call fixed points: every synonym leads to the one word of the house."""

from __future__ import annotations

import re

SYNONYMS: tuple[tuple[str, str], ...] = (
    (r"\b(?:both|all|each|always|therefore|thus|hence|then|clearly|also|again|indeed|only|just|just an?)\b", ""),
    (r"\bnot (?:an? )?stable\b(?! \w)", "unstable"),
    (r"\blyapunov[- ]stable\b|\bstable (?:in the sense of|after) lyapunov\b", "stable"),
    (r"\basymptotically stable (?=(?:degenerate |improper )?(?:node|spiral|focus|star|foci))", "stable "),
    (r"\bfoci\b", "focus"),
    (r"\b(?:semi|half|one-sided|one-side)[- ]?stable\b", "half-stable"),
    (r"\bcentre\b", "center"),
    (r"\bfocus\b|\bvortex\b|\bspiral (?:point|node)\b", "spiral"),
    (r"\bsaddle point\b", "saddle"),
    (r"\bsaddle[- ]node\b", "saddle-node"),
    (r"\bproper node\b|\bstar(?: node)?\b", "star"),
    (r"\b(?:improper|degenerate|inflected|one-tangent) node\b", "degenerate node"),
    (r"\b(?:nodal|spiral) (sink|source)s?\b", r"\1"),
    (r"\b(?:sink|attractor)s?\b", "attracting"),
    (r"\b(?:source|repeller|repellor)s?\b", "repelling"),
    (r"\b(?:attractive|attracts?)\b", "attracting"),
    (r"\b(?:repulsive|repels?)\b", "repelling"),
    (r"\b(?:neutrally|marginally) stable\b", "neutrally stable"),
    (r"\basymptotically stable\b|\bexponentially stable\b|\blocally asymptotically stable\b", "asymptotically stable"),
    (r"\b(?:an?|the|locally|linearly|nonlinear|linear|hyperbolic|fixed points?)\b", ""),
    (r"\b(?:equilibri(?:um|a)|points?|solutions?)\b", ""),
    (r"\b(node|spiral|saddle|center|star)s\b", r"\1"),
)
_TABLE = tuple((re.compile(pattern), replacement) for pattern, replacement in SYNONYMS)

SIDES = ("stable", "unstable", "attracting", "repelling")
SHAPES = ("node", "spiral", "star", "degenerate node")
WORDS = frozenset(
    {
        *SIDES,
        *SHAPES,
        *(f"{side} {shape}" for side in SIDES for shape in SHAPES),
        "asymptotically stable",
        "neutrally stable",
        "half-stable",
        "saddle",
        "saddle-node",
        "center",
        "stable center",
        "neutrally stable center",
        "unstable saddle",
        "degenerate",
        "non-isolated",
    }
)
"""Every word a fixed point can be called by, synonyms set aside."""


def house_word(phrase: str) -> str | None:
    """Give the word of the house for what somebody calls a fixed point; None where it is no such word.

    Examples
    --------
    >>> house_word("an unstable focus"), house_word("a sink"), house_word("locally asymptotically stable")
    ('unstable spiral', 'attracting', 'asymptotically stable')
    >>> house_word("nice") is None
    True
    """
    words = phrase.lower()
    for pattern, replacement in _TABLE:
        words = pattern.sub(replacement, words)
    words = " ".join(words.replace(",", " ").split())
    turned = re.sub(r"^(.+) ((?:un)?stable)$", r"\2 \1", words)  # a star node, stable
    return next((each for each in (words, turned) if each in WORDS), None)
