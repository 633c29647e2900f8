"""A theorem applied once: the conclusion, its check and its words are one object.

For developers
--------------
A rule is a small frozen dataclass. Its fields are the hypotheses and the witness of one theorem, applied to
one system. Three things follow from the fields and from nothing else:

* the *conclusion*: a property with the name that a textbook would give it;
* the *check*: :meth:`Rule.verify`, by another route than the one that found the conclusion;
* the *words*: :meth:`Rule.narrate`, a step of document nodes.

A rule that reports only that nothing was concluded says so with ``silent = True``: it is told, and not counted as a
claim.

So the answer, the proof and the explanation cannot disagree. The docstring of the class states the theorem and
cites it. ``narrate`` calls no solver and ``verify`` trusts no field but the ones it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from symtutor.document import Step


@runtime_checkable
class Rule(Protocol):
    """What every reason can do."""

    def verify(self) -> bool | None:
        """Re-derive the conclusion another way: True, False, or None when that route cannot tell."""
        ...

    def narrate(self) -> Step:
        """Say what was concluded and why, in words and mathematics without a format."""
        ...
