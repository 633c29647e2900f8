"""The public vocabulary: the words in which fixed points and proofs are spoken of."""

from __future__ import annotations

from enum import StrEnum


class Completeness(StrEnum):
    """How much is proved about a set of fixed points."""

    PROVED = "proved"
    IN_WINDOW = "in-window"
    UNKNOWN = "unknown"


class Stability(StrEnum):
    """What happens to solutions that start near a fixed point (Lyapunov's sense)."""

    ASYMPTOTIC = "asymptotically stable"
    NEUTRAL = "neutrally stable"
    HALF = "half-stable"
    UNSTABLE = "unstable"
    UNDECIDED = "undecided"


class Kind(StrEnum):
    """The type of a fixed point, in the field's words."""

    STABLE = "stable"
    UNSTABLE = "unstable"
    HALF_STABLE = "half-stable"
    NON_ISOLATED = "non-isolated"
    STABLE_NODE = "stable node"
    UNSTABLE_NODE = "unstable node"
    SADDLE = "saddle"
    STABLE_SPIRAL = "stable spiral"
    UNSTABLE_SPIRAL = "unstable spiral"
    CENTER = "center"
    STABLE_STAR = "stable star"
    UNSTABLE_STAR = "unstable star"
    STABLE_DEGENERATE_NODE = "stable degenerate node"
    UNSTABLE_DEGENERATE_NODE = "unstable degenerate node"
    SADDLE_NODE = "saddle-node"
    DEGENERATE = "degenerate"
    NEUTRAL = "neutral"
    UNDECIDED = "undecided"


class Picture(StrEnum):
    """The pictures of a system; the words are public."""

    PHASE_LINE = "phase-line"
    POTENTIAL = "potential"
    SOLUTIONS = "solutions"
    SLOPE_FIELD = "slope-field"
    PHASE_PORTRAIT = "phase-portrait"
    CONTOURS = "contours"
    TRACE_DETERMINANT = "trace-determinant"
    SPACE = "space"


class RunPicture(StrEnum):
    """The pictures of runs of Euler's method and of gradient descent; the words are public."""

    POLYGONS = "polygons"
    ERROR = "error"
    STABILITY = "stability"
    COBWEB = "cobweb"
    DESCENT = "descent"
