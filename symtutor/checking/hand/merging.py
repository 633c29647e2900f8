"""Claims that belong together: what one sentence says of one thing, and a list of points that runs over lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sympy import I

from symtutor.checking.claims import Bifurcation, Eigenvalues, FixedPoints, MatrixNumber, Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.checking.claims import Claim


def one_list(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Let only the last of several lists of points in a row be the whole list: it is judged with those before it."""
    following = (*claims[1:], None)[: len(claims)]
    return tuple(
        replace(claim, all_of_them=False)
        if isinstance(claim, FixedPoints) and isinstance(after, FixedPoints) and claim.places and after.all_of_them
        else claim
        for claim, after in zip(claims, following, strict=True)
    )


def at_the_same_point(claims: Iterator[Claim]) -> Iterator[Claim]:
    """Give the point named at the end of a line to what stands before it: tr A = −2, det A = −1 at (1, 1)."""
    line = list(claims)
    for claim, after in zip(line, [*line, None][1:], strict=True):
        if isinstance(claim, MatrixNumber) and isinstance(after, MatrixNumber) and claim.at is None:
            yield replace(claim, at=after.at)
        else:
            yield claim


def merged(claims: Iterator[Claim]) -> Iterator[Claim]:
    """Put side by side what one sentence says of one thing: ``x = 0 or x = 1``, ``r = 0, supercritical pitchfork``."""
    before: Claim | None = None
    for claim in claims:
        match before, claim:
            case FixedPoints(), FixedPoints(places=(), all_of_them=True) if _is_complex(before):
                before = replace(claim, said=_together(before.said, claim.said))  # −1 ± 2i, so none that is real
            case FixedPoints(), FixedPoints():
                before = FixedPoints(
                    _together(before.said, claim.said),
                    before.places + claim.places,
                    before.all_of_them or claim.all_of_them,
                )
            case Eigenvalues(one_of_them=True), Eigenvalues(one_of_them=True) if (
                before.at is None or before.at == claim.at
            ):
                values = before.values + claim.values
                before = replace(claim, said=_together(before.said, claim.said), values=values, one_of_them=False)
            case Bifurcation(kind=None), Bifurcation(value=None) | Bifurcation(value=None), Bifurcation(kind=None):
                before = replace(
                    before,
                    said=_together(before.said, claim.said),
                    kind=before.kind or claim.kind,
                    parameter=before.parameter or claim.parameter,
                    value=before.value or claim.value,
                )
            case _:
                if before is not None:
                    yield before
                before = claim
    if before is not None:
        yield before


def _is_complex(claim: FixedPoints) -> bool:
    """Tell whether every solution that was found has an imaginary part."""
    return all(any(value.has(I) for value in place.values) for place in claim.places)


def _together(first: Said, second: Said) -> Said:
    """Quote two stretches of one line as one."""
    return Said(first.line, f"{first.text}, {second.text}")
