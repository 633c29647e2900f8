"""What every computation of the laboratory can do: be checked, be rendered, be shown in a notebook."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from symtutor.errors import RequestError
from symtutor.model import verify
from symtutor.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symtutor.document import Document
    from symtutor.model import Verification
    from symtutor.rule import Rule


class Shown:
    """A computation with its claims, as a document in every format."""

    @property
    def document(self) -> Document:
        """The computation, before any format."""
        raise NotImplementedError

    def rules(self) -> Iterator[Rule]:
        """Yield every claim in the order of the document."""
        raise NotImplementedError

    def _json(self) -> str:
        raise NotImplementedError

    def _csv(self) -> str:
        raise NotImplementedError

    def verify(self) -> Verification:
        """Re-derive every claim by another route than the one that found it."""
        return self._verification

    @cached_property
    def _verification(self) -> Verification:
        return verify(self.rules())

    def to(self, format: str) -> str:  # noqa: A002 - the public name of the parameter
        """Render as ``text``, ``markdown``, ``latex``, ``html``, ``json`` or ``csv`` (the steps alone).

        Raises
        ------
        RequestError
            For a format that does not exist.
        """
        if format == "json":
            return self._json()
        if format == "csv":
            return self._csv()
        renderer = FORMATS.get(format)
        if renderer is None:
            raise RequestError(
                f"There is no format {format!r}.", suggestion=f"Formats are: {', '.join((*FORMATS, 'json', 'csv'))}."
            )
        return renderer(self.document)

    def __str__(self) -> str:
        return self.to("text")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ANN401, ARG002
        """Show the computation typeset in a notebook."""
        return {
            "text/markdown": self.to("markdown"),
            "text/latex": self.to("latex"),
            "text/plain": self.to("text"),
        }
