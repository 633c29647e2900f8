"""Slips in saying what a fixed point is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.misconceptions import Misconception
from symtutor.document import paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.signs import sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from symtutor.checking.claims import Called
    from symtutor.checking.context import Context
    from symtutor.model import Classification

Named = tuple["Classification", str]

OPPOSITE = {"stable": "unstable", "unstable": "stable", "attracting": "repelling", "repelling": "attracting"}


def _meant(claim: Called, context: Context) -> Iterator[Classification]:
    """Give the fixed points that are spoken of."""
    for place in claim.places or (None,):
        yield from context.classified(place)


def said_of(
    holds: Callable[[Classification], bool], words: Iterable[str]
) -> Callable[[Called, Context], Iterator[Named]]:
    """Build a slip: of a point for which `holds` is true, one of `words` is said."""
    words = tuple(words)

    def predict(claim: Called, context: Context) -> Iterator[Named]:
        for found in _meant(claim, context):
            if holds(found):
                yield from ((found, word) for word in words)

    return predict


def _sign_reversed(claim: Called, context: Context) -> Iterator[Named]:
    """Stable for unstable, and the other way round, of the same shape."""
    for found in _meant(claim, context):
        first, _, shape = claim.word.partition(" ")
        other = {Stability.ASYMPTOTIC: ("unstable", "repelling"), Stability.UNSTABLE: ("stable", "attracting")}.get(
            found.stability, ()
        )
        if found.kind is not Kind.SADDLE and first in other and (not shape or shape in found.kind.value):
            yield found, claim.word
        if (
            found.stability is Stability.UNSTABLE
            and claim.word == "asymptotically stable"
            and found.kind is not Kind.SADDLE
        ):
            yield found, claim.word


def _flat(found: Classification) -> bool:
    """Tell whether the slope on the line is zero."""
    matrix = found.linearization.jacobian
    return bool(matrix.shape == (1, 1) and matrix[0, 0] == 0)


def _imaginary(found: Classification) -> bool:
    """Tell whether a planar pair is purely imaginary."""
    return (
        len(found.at) == 2
        and bool(found.eigenvalues)
        and all(sign(sp.re(value)) == 0 and value.has(sp.I) for value, _ in found.eigenvalues)
    )


def _is(*kinds: Kind) -> Callable[[Classification], bool]:
    return lambda found: found.kind in kinds


STABLE_NODES = (Kind.STABLE_NODE, Kind.STABLE_STAR, Kind.STABLE_DEGENERATE_NODE)
UNSTABLE_NODES = (Kind.UNSTABLE_NODE, Kind.UNSTABLE_STAR, Kind.UNSTABLE_DEGENERATE_NODE)

KIND_SLIPS: tuple[Misconception[Called, Named], ...] = (
    Misconception(
        "sign of f' reversed",
        _sign_reversed,
        "Which sign of the slope makes a small distance shrink?",
        paragraph(
            "It is the other way round: a negative f' (a negative real part) makes small distances shrink, a "
            "positive one makes them grow."
        ),
        "Strogatz, Nonlinear Dynamics and Chaos, section 2.4",
    ),
    Misconception(
        "f' = 0 read as half-stable",
        said_of(lambda found: _flat(found) and found.kind is not Kind.HALF_STABLE, ["half-stable"]),
        "The slope is zero, so it does not decide. What is the sign of f on each side?",
        paragraph(
            "A zero slope decides nothing: the first derivative that is not zero, or the sign of f on both sides, does."
        ),
        "Strogatz, Nonlinear Dynamics and Chaos, section 2.4",
    ),
    Misconception(
        "f' = 0 read as stable",
        said_of(
            lambda found: _flat(found) and found.stability is not Stability.ASYMPTOTIC,
            ["stable", "asymptotically stable", "attracting", "neutrally stable"],
        ),
        "The slope is zero, so it does not decide. What is the sign of f on each side?",
        paragraph("A zero slope decides nothing: the sign of f on both sides does."),
    ),
    Misconception(
        "one side only",
        said_of(_is(Kind.HALF_STABLE), ["stable", "asymptotically stable", "attracting", "repelling"]),
        "You looked at one side. What happens on the other?",
        paragraph(
            "Only one side was looked at: on the other side the flow does the opposite, which is called half-stable."
        ),
    ),
    Misconception(
        "spiral for center",
        said_of(
            _is(Kind.CENTER), ["spiral", "stable spiral", "unstable spiral", "attracting", "asymptotically stable"]
        ),
        "What is the real part of the eigenvalues?",
        paragraph("The real part is zero, so nothing spirals in or out: the orbits close, and the point is a center."),
    ),
    Misconception(
        "center for spiral",
        said_of(_is(Kind.STABLE_SPIRAL, Kind.UNSTABLE_SPIRAL), ["center", "neutrally stable"]),
        "What is the real part of the eigenvalues?",
        paragraph("The real part was ignored: it makes the orbits spiral, so this is no center."),
    ),
    Misconception(
        "linearization trusted where it is silent",
        said_of(
            lambda found: _imaginary(found) and found.kind is not Kind.CENTER,
            ["center", "neutrally stable", "stable center"],
        ),
        "May the linear part decide when an eigenvalue lies on the imaginary axis?",
        paragraph(
            "With purely imaginary eigenvalues the linearization decides nothing (Hartman–Grobman does not "
            "apply): the terms left out decide."
        ),
        "Strogatz, Nonlinear Dynamics and Chaos, section 6.3",
    ),
    Misconception(
        "'saddle node' for saddle",
        said_of(_is(Kind.SADDLE), ["saddle-node"]),
        "Is there a zero eigenvalue? Which word is used without one?",
        paragraph(
            "A saddle and a saddle-node are two different things: a saddle-node has a zero eigenvalue and is "
            "where two fixed points meet in a bifurcation. This is a saddle, not a saddle-node."
        ),
    ),
    Misconception(
        "determinant ignored",
        said_of(
            _is(Kind.SADDLE),
            [
                "node",
                "stable node",
                "unstable node",
                "spiral",
                "stable spiral",
                "unstable spiral",
                "stable",
                "attracting",
                "center",
                "asymptotically stable",
                "repelling",
            ],
        ),
        "What does the sign of the determinant say?",
        paragraph("A negative determinant always means a saddle, whatever the trace is."),
    ),
    Misconception(
        "node for spiral",
        said_of(_is(Kind.STABLE_SPIRAL), ["node", "stable node"]),
        "Are the eigenvalues real?",
        paragraph("The eigenvalues are complex, so solutions turn around the point: a spiral, not a node."),
    ),
    Misconception(
        "node for spiral",
        said_of(_is(Kind.UNSTABLE_SPIRAL), ["node", "unstable node"]),
        "Are the eigenvalues real?",
        paragraph("The eigenvalues are complex, so solutions turn around the point: a spiral, not a node."),
    ),
    Misconception(
        "spiral for node",
        said_of(_is(*STABLE_NODES), ["spiral", "stable spiral"]),
        "Are the eigenvalues real or complex?",
        paragraph("The eigenvalues are real, so nothing turns: a node, not a spiral."),
    ),
    Misconception(
        "spiral for node",
        said_of(_is(*UNSTABLE_NODES), ["spiral", "unstable spiral"]),
        "Are the eigenvalues real or complex?",
        paragraph("The eigenvalues are real, so nothing turns: a node, not a spiral."),
    ),
    Misconception(
        "saddle for node",
        said_of(_is(*STABLE_NODES, *UNSTABLE_NODES), ["saddle"]),
        "Do the eigenvalues have opposite signs?",
        paragraph("A saddle needs eigenvalues of opposite sign; here both have the same."),
    ),
    Misconception(
        "center taken for asymptotically stable",
        said_of(_is(Kind.CENTER), ["asymptotically stable", "attracting", "stable node", "node"]),
        "Do nearby solutions come closer, or only stay near?",
        paragraph("Around a center solutions stay near but never come closer: stable, not asymptotically."),
    ),
)
