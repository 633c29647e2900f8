"""What a terminal shows while a command works for long: a bar on standard error, and none where that is no terminal."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from symtutor.worker.progress import Watch

PATIENCE = 1.0
"""Seconds that pass before anything is shown."""


@contextmanager
def waiting(stream: TextIO | None = None) -> Iterator[Watch | None]:
    """Give what may be called again and again with how far the work is; None where nobody would see it."""
    page = sys.stderr if stream is None else stream
    if not page.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    bar = _Bar(page)
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """A bar that appears late and goes without a trace; it has no thread, since work is done in copies of processes."""

    def __init__(self, page: TextIO) -> None:
        self._page, self._began = page, time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def show(self, what: str, share: float) -> None:
        """Show how far the work is; before it says so itself, only that time passes."""
        if time.monotonic() - self._began < PATIENCE:
            return
        progress, task = self._shown or self._open()
        progress.update(task, description=what or "Working", completed=share, total=1 if what else None)
        progress.refresh()

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown[0].stop()

    def _open(self) -> tuple[Progress, TaskID]:
        from rich.console import Console  # noqa: PLC0415 - most commands are done before anything is shown
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - likewise

        progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(file=self._page),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        progress.start()
        self._shown = progress, progress.add_task("Working", total=None)
        return self._shown
