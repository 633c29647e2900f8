"""Which words are true of a fixed point: synonyms, and coarser words, are right as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symtutor.model import Kind, Stability

if TYPE_CHECKING:
    from sympy import Expr, Symbol

    from symtutor.checking.context import Context
    from symtutor.model import Analysis, Classification

BY_STABILITY: dict[Stability, frozenset[str]] = {
    Stability.ASYMPTOTIC: frozenset({"stable", "asymptotically stable", "attracting"}),
    Stability.NEUTRAL: frozenset({"stable", "neutrally stable"}),
    Stability.HALF: frozenset({"half-stable", "unstable"}),  # unstable in the sense of Lyapunov
    Stability.UNSTABLE: frozenset({"unstable"}),
}

_STABLE, _UNSTABLE = ("stable", "attracting"), ("unstable", "repelling")


def _named(sides: tuple[str, ...], *shapes: str) -> frozenset[str]:
    """Combine each side with each shape, and let the shape stand alone."""
    return frozenset({*shapes, *(f"{side} {shape}" for side in sides for shape in shapes)})


BY_KIND: dict[Kind, frozenset[str]] = {
    Kind.STABLE: _named(_STABLE, "node"),
    Kind.UNSTABLE: _named(_UNSTABLE, "node") | {"repelling"},
    Kind.HALF_STABLE: frozenset({"half-stable", "degenerate"}),
    Kind.NON_ISOLATED: frozenset({"non-isolated"}),
    Kind.STABLE_NODE: _named(_STABLE, "node"),
    Kind.UNSTABLE_NODE: _named(_UNSTABLE, "node") | {"repelling"},
    Kind.SADDLE: frozenset({"saddle", "unstable saddle"}),
    Kind.STABLE_SPIRAL: _named(_STABLE, "spiral"),
    Kind.UNSTABLE_SPIRAL: _named(_UNSTABLE, "spiral") | {"repelling"},
    Kind.CENTER: frozenset({"center", "stable center", "neutrally stable center"}),
    Kind.STABLE_STAR: _named(_STABLE, "star", "node"),  # a star is a node
    Kind.UNSTABLE_STAR: _named(_UNSTABLE, "star", "node") | {"repelling"},
    Kind.STABLE_DEGENERATE_NODE: _named(_STABLE, "degenerate node", "node"),
    Kind.UNSTABLE_DEGENERATE_NODE: _named(_UNSTABLE, "degenerate node", "node") | {"repelling"},
    Kind.SADDLE_NODE: frozenset({"saddle-node", "degenerate"}),
    Kind.DEGENERATE: frozenset({"degenerate"}),
    Kind.NEUTRAL: frozenset(),
    Kind.UNDECIDED: frozenset(),
}
"""Words for a kind, beside those for its stability. On the line a node is a fixed point that attracts or repels."""


def true_words(found: Classification, dimension: int) -> frozenset[str] | None:
    """Give every word that is true of a fixed point; None where its stability is not decided."""
    if found.stability is Stability.UNDECIDED:
        return None
    words = BY_STABILITY[found.stability] | BY_KIND[found.kind]
    return words - {"node"} if dimension == 1 else words


def house_name(found: Classification) -> str:
    """Name a fixed point with its article: ``a saddle``, ``half-stable``."""
    word = found.kind.value
    if found.kind in {Kind.STABLE, Kind.UNSTABLE, Kind.HALF_STABLE, Kind.NON_ISOLATED, Kind.DEGENERATE, Kind.NEUTRAL}:
        return word
    if found.kind is Kind.UNDECIDED:
        return found.stability.value
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def attracting_side(found: Classification, context: Context) -> int | None:
    """Tell from which side a half-stable point of the line attracts: −1 left, +1 right; None where it is none."""
    if found.kind is not Kind.HALF_STABLE or context.analysis.line is None:
        return None
    line = context.analysis.line
    for position, classification in enumerate(line.points):
        if classification == found and len(line.flow) > position:
            return -1 if line.flow[position].direction > 0 else 1
    return None


@dataclass(frozen=True, slots=True)
class KnownBifurcation:
    """A bifurcation of the analysis: its name, where it happens, and the branches around it."""

    kind: str
    parameter: Symbol | None
    value: Expr | None
    branches: tuple[Any, ...]
    at: tuple[Expr, ...] = ()


def bifurcations(analysis: Analysis) -> tuple[KnownBifurcation, ...]:
    """Collect what the analysis found to change with its parameters."""
    found = []
    for rule in analysis.bifurcations:
        kind = getattr(rule, "kind", None)
        candidate = getattr(rule, "candidate", None)
        if kind is not None:
            value = None if candidate is None else candidate.value
            parameter = None if candidate is None else candidate.parameter
            found.append(
                KnownBifurcation(
                    str(kind), parameter, value, getattr(rule, "branches", ()), getattr(candidate, "at", ())
                )
            )
    return tuple(found)


def is_called(found: KnownBifurcation, word: str, *, exactly: bool) -> bool:
    """Tell whether a bifurcation is called by a word; not exactly, also by one that says less.

    Examples
    --------
    >>> pitchfork = KnownBifurcation("supercritical pitchfork", None, None, ())
    >>> is_called(pitchfork, "pitchfork", exactly=True), is_called(pitchfork, "pitchfork", exactly=False)
    (False, True)
    """
    kind, said = found.kind.lower(), word.lower()
    return kind == said or (not exactly and kind.endswith(f" {said}"))
