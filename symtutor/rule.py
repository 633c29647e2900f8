"""A theorem applied once: the conclusion, its check and its words are one object.

For developers
--------------
A rule is a small frozen dataclass. Its fields are the hypotheses and the witness of one theorem, applied to
one system. Three things follow from the fields and from nothing else:

* the *conclusion*: a property with the name that a textbook would give it;
* the *check*: :meth:`Rule.verify`, by another route than the one that found the conclusion;
* the *words*: :meth:`Rule.narrate`, a step of document nodes.

A rule that reports only that nothing was concluded is :class:`Silent`: it is told, and not counted as a claim. Rules of
one class that make one table, or one list, are :class:`ToldTogether`.

So the answer, the proof and the explanation cannot disagree. The docstring of the class states the theorem and
cites it. ``narrate`` calls no solver and ``verify`` trusts no field but the ones it is about.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class Silent:
    """A rule that concludes nothing."""

    __slots__ = ()

    silent: ClassVar[bool] = True

    def verify(self) -> bool | None:
        """Nothing is claimed, so nothing can be checked."""
        return None


class ToldTogether(ABC):
    """A rule whose class tells several of them in one step."""

    __slots__ = ()

    def narrate(self) -> Step:
        """Tell this one."""
        return self.narrate_all([self])

    @classmethod
    @abstractmethod
    def narrate_all(cls, rules: Sequence[Self]) -> Step:
        """Tell all of them, in their order."""


def concludes(rule: Rule) -> bool:
    """Tell whether a rule concludes something, and so counts as a claim."""
    return not getattr(rule, "silent", False)
