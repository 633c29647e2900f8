"""What an operation says when it refuses; the place is added where it is known."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - no error of the user's until it has a place
    """A reason, what to write instead, and the place if it is known already."""

    def __init__(self, message: str, suggestion: str | None = None, span: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        self.span = span
