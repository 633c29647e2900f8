"""Phrases that the rules in three and more dimensions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.analysis.words import eigenvalue_words, number_word, point, series
from symtutor.document import Equation, Name, equals, paragraph

if TYPE_CHECKING:
    import sympy as sp

    from symtutor.analysis.eigen import Spectrum
    from symtutor.analysis.space.inertia import Inertia
    from symtutor.document import Paragraph

TITLE = "Stability"
TOPIC = "stability"
TIMES = ("", "", "twice", "three times")
SHAPES = ("point", "curve", "surface")


def jacobian_here(at: tuple[sp.Expr, ...], jacobian: sp.ImmutableMatrix) -> Equation:
    """Write J at a point."""
    return Equation((equals(Name("J", args=at), jacobian),))


def spectrum_words(eigenvalues: Spectrum) -> Paragraph:
    """List the eigenvalues, with their multiplicities."""
    parts = [
        paragraph("{value}{times}", value=eigenvalue_words(value), times=_times(times)) for value, times in eigenvalues
    ]
    noun = "eigenvalue" if len(parts) == 1 else "eigenvalues"
    return paragraph("the " + noun + " {values}", values=series(parts))


def _times(times: int) -> str:
    if times == 1:
        return ""
    return f" ({TIMES[times] if times < len(TIMES) else number_word(times) + ' times'})"


def counted(counts: Inertia) -> str:
    """Say how many eigenvalues lie where: ``one eigenvalue has a negative real part, two have a positive one``."""
    places = ((counts.left, "a negative real part"), (counts.right, "a positive one"))
    said = [(number, where) for number, where in places if number]
    if len(said) == 1:
        said = [(said[0][0], said[0][1].replace("one", "real part"))]
    noun = "eigenvalue" if said[0][0] == 1 else "eigenvalues"
    first = f"{number_word(said[0][0])} {noun} {has(said[0][0])} {said[0][1]}"
    return ", ".join([first, *(f"{number_word(number)} {has(number)} {where}" for number, where in said[1:])])


def has(number: int) -> str:
    """Conjugate to have."""
    return "has" if number == 1 else "have"


def manifold(size: int) -> str:
    """Name what a number of directions span: a curve, a surface, or how many dimensions."""
    return SHAPES[size] if size < len(SHAPES) else f"{size}-dimensional surface"


def split_words(counts: Inertia) -> str:
    """Say what the numbers of eigenvalues on each side make of the point ``{at}``, none being on the axis."""
    if not counts.right:
        return "All real parts are negative, so every nearby solution arrives: {at} is *stable*."
    if not counts.left:
        return "All real parts are positive, so every nearby solution leaves: {at} is *unstable*."
    return (
        f"{number_word(counts.left).capitalize()} real {'part is' if counts.left == 1 else 'parts are'} negative, "
        f"{number_word(counts.right)} positive: {{at}} is a *saddle*. The nearby starts that end at it fill only a "
        f"{manifold(counts.left)}, its stable manifold; all others leave, along an unstable {manifold(counts.right)}."
    )


def points(places: list[tuple[sp.Expr, ...]]) -> Paragraph:
    """List points."""
    return series(map(point, places))
