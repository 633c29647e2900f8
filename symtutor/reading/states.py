"""Bare right-hand sides: which letters are the states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symtutor.document import Paragraph, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

_USUAL = ("x", "y", "z")


def guess_states(letters: Sequence[str], count: int) -> list[str] | None:
    """Choose the states of `count` bare right-hand sides: x where it occurs, x and y, …, else all the letters.

    Examples
    --------
    >>> guess_states(["r", "x"], 1), guess_states(["y"], 1), guess_states(["a", "b"], 1)
    (['x'], ['y'], None)
    """
    usual = [letter for letter in _USUAL[:count] if letter in letters]
    if len(usual) == count:
        return usual
    return sorted(letters) if len(letters) == count else None


def states_taken(states: Sequence[str]) -> Paragraph:
    """Say which states were guessed."""
    if len(states) == 1:
        return paragraph("Here {state} is taken as the state: no left-hand side was given.", state=states[0])
    template = "Here {states} are taken as the states, in this order: no left-hand sides were given."
    return paragraph(template, states=", ".join(states))
