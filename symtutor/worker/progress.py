"""How far long work has come: told by the work as it goes on, and seen by whoever waits for it."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    Watch: TypeAlias = "Callable[[str, float], None]"
    """Takes what is being done, in a few words, and how much of it is, from 0 to 1."""

LISTENER: ContextVar[Watch | None] = ContextVar("LISTENER", default=None)


def progress(what: str, done: int, of: int) -> None:
    """Tell whoever listens how much is done of something that takes long; nobody may.

    Examples
    --------
    >>> heard = []
    >>> token = LISTENER.set(lambda what, share: heard.append((what, share)))
    >>> progress("Stepping", 1, 4)
    >>> LISTENER.reset(token)
    >>> progress("Stepping", 2, 4)
    >>> heard
    [('Stepping', 0.25)]
    """
    listener = LISTENER.get()
    if listener is not None:
        listener(what, done / of)
