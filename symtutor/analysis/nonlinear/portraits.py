"""Local phase portraits by their sectors, and what they are called.

Around an isolated fixed point without spiralling the plane falls into sectors: *hyperbolic* (orbits come in and turn
away, as at a saddle), *elliptic* (orbits leave and come back to the point) and *parabolic* (orbits only arrive, or only
leave). Bendixson's formula gives the index 1 + (e − h)/2 (Perko, *Differential Equations and Dynamical Systems*, §3.12;
Dumortier, Llibre, Artés, Prop. 6.32).
"""

from __future__ import annotations

from dataclasses import dataclass

from symtutor.analysis.words import count
from symtutor.model import Kind, Stability


@dataclass(frozen=True, slots=True)
class Portrait:
    """A local phase portrait: numbers of sectors, kind, stability, and its name where it has one."""

    elliptic: int
    hyperbolic: int
    parabolic: int
    kind: Kind
    stability: Stability
    name: str = ""

    @property
    def index(self) -> int:
        """How often the field turns along a small circle (Bendixson's formula)."""
        return 1 + (self.elliptic - self.hyperbolic) // 2

    def words(self) -> str:
        """Say what the portrait is; {at} is to be filled with the point."""
        if self.kind is Kind.UNDECIDED:
            return "So orbits near {at} turn around it: a center or a focus."
        if self.kind is not Kind.DEGENERATE:
            article = "an" if self.kind.value[0] in "aeiou" else "a"
            return f"So {{at}} is {article} *{self.kind}*" + (
                ", unstable." if self.stability is Stability.UNSTABLE and "unstable" not in self.kind.value else "."
            )
        sectors = [
            count(number, f"{word} sector")
            for number, word in (
                (self.elliptic, "elliptic"),
                (self.hyperbolic, "hyperbolic"),
                (self.parabolic, "parabolic"),
            )
            if number
        ]
        listed = sectors[0] if len(sectors) == 1 else ", ".join(sectors[:-1]) + " and " + sectors[-1]
        index = str(self.index).replace("-", "−")
        named = f"a *{self.name}*: " if self.name else "a *degenerate* fixed point: "
        return f"So {{at}} is {named}{listed} around it, index {index}. It is *{self.stability}*."


CUSP = Portrait(0, 2, 0, Kind.DEGENERATE, Stability.UNSTABLE, "cusp")
SADDLE = Portrait(0, 4, 0, Kind.SADDLE, Stability.UNSTABLE)
SADDLE_NODE = Portrait(0, 2, 1, Kind.SADDLE_NODE, Stability.UNSTABLE)
ELLIPTIC = Portrait(1, 1, 0, Kind.DEGENERATE, Stability.UNSTABLE)
NODES = {
    -1: Portrait(0, 0, 1, Kind.STABLE_NODE, Stability.ASYMPTOTIC),
    1: Portrait(0, 0, 1, Kind.UNSTABLE_NODE, Stability.UNSTABLE),
}
TURNING = Portrait(0, 0, 0, Kind.UNDECIDED, Stability.UNDECIDED, "center or focus")

NAMES = {(2, 0): "dipole", (0, 6): "monkey saddle"}
"""Names of points that have only elliptic or only hyperbolic sectors."""


def from_sectors(sectors: tuple[tuple[str, int], ...]) -> Portrait:
    """Name a portrait by its sectors in order: ("hyperbolic", 0), ("elliptic", 0) or ("parabolic", ±1 out or in).

    Neighbouring parabolic sectors of one sense are one sector; beside an elliptic sector they belong to it.

    Examples
    --------
    >>> from_sectors((("hyperbolic", 0),) * 6).name
    'monkey saddle'
    """
    merged = [
        (word, sense)
        for place, (word, sense) in enumerate(sectors)
        if word != "parabolic"
        or (sectors[place - 1] != (word, sense) and "elliptic" not in (sectors[place - 1][0], _next(sectors, place)[0]))
    ]
    kinds = [word for word, _ in merged]
    elliptic, hyperbolic, parabolic = (kinds.count(word) for word in ("elliptic", "hyperbolic", "parabolic"))
    if not elliptic and not hyperbolic:
        return NODES[sectors[0][1]]
    if (elliptic, hyperbolic) == (0, 4) and not parabolic:
        return SADDLE
    if (elliptic, hyperbolic) == (0, 2):
        return (
            SADDLE_NODE if parabolic == 1 else CUSP_LIKE if not parabolic else _plain(elliptic, hyperbolic, parabolic)
        )
    name = "" if parabolic else NAMES.get((elliptic, hyperbolic), "")
    return Portrait(elliptic, hyperbolic, parabolic, Kind.DEGENERATE, Stability.UNSTABLE, name)


CUSP_LIKE = Portrait(0, 2, 0, Kind.DEGENERATE, Stability.UNSTABLE)


def _plain(elliptic: int, hyperbolic: int, parabolic: int) -> Portrait:
    return Portrait(elliptic, hyperbolic, parabolic, Kind.DEGENERATE, Stability.UNSTABLE)


def _next(sectors: tuple[tuple[str, int], ...], place: int) -> tuple[str, int]:
    return sectors[(place + 1) % len(sectors)]
