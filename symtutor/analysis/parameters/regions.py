"""Cells that say the same joined to the regions that a reader wants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Generic, TypeVar

from symtutor.analysis.parameters.cells import Cell, Slice

if TYPE_CHECKING:
    from collections.abc import Sequence

Label = TypeVar("Label")


def regions(cells: Sequence[Cell], labels: Sequence[Label]) -> list[tuple[Cell, Label]]:
    """Join neighbouring cells with equal labels, parameter by parameter, the outermost first.

    A cell that the assumptions exclude agrees with every label: its neighbour may spread over it.

    Examples
    --------
    >>> import sympy as sp
    >>> from symtutor.analysis.parameters.cells import cells
    >>> r = sp.Symbol("r", real=True)
    >>> [(cell.when, label) for cell, label in regions(cells((r,), (r,)), ["stable", "stable", "unstable"])]
    [(r <= 0, 'stable'), (r > 0, 'unstable')]
    """
    rows = [_Row(cell.slices, label, cell.slices) for cell, label in zip(cells, labels, strict=True)]
    return [(_cell(row), row.label) for row in _joined(rows) if not Cell(row.whole).excluded]


@dataclass(frozen=True, slots=True)
class _Row(Generic[Label]):
    """The slices that are left at this depth, and a whole cell with a sample in the region."""

    slices: tuple[Slice, ...]
    label: Label
    whole: tuple[Slice, ...]

    @property
    def excluded(self) -> bool:
        return Cell(self.whole).excluded

    def under(self, first: Slice) -> _Row[Label]:
        return _Row((first, *self.slices), self.label, self.whole)


def _cell(row: _Row[Label]) -> Cell:
    """Give the joined slices the sample of one cell in them."""
    samples = Cell(row.whole).sample
    return Cell(tuple(replace(piece, sample=samples[piece.parameter]) for piece in row.slices))


def _joined(rows: list[_Row[Label]]) -> list[_Row[Label]]:
    if not rows or not rows[0].slices:
        return rows[:1]
    stacks: list[tuple[Slice, list[_Row[Label]]]] = []
    for first, group in groupby(rows, key=lambda row: row.slices[0]):
        inner = _joined([_Row(row.slices[1:], row.label, row.whole) for row in group])
        agreed = _agreed(stacks[-1][1], inner) if stacks else None
        if agreed is None:
            stacks.append((first, inner))
        else:
            before = stacks[-1][0]
            stacks[-1] = (replace(before, high=first.high, closed=(before.closed[0], first.closed[1])), agreed)
    return [row.under(first) for first, inner in stacks for row in inner]


def _agreed(first: list[_Row[Label]], second: list[_Row[Label]]) -> list[_Row[Label]] | None:
    """Join two stacks that say the same, with the same bounds or with those that matter; None where they differ."""
    joined = _matched(first, second)
    return _matched(_trimmed(first), _trimmed(second)) if joined is None else joined


def _matched(first: list[_Row[Label]], second: list[_Row[Label]]) -> list[_Row[Label]] | None:
    if len(first) != len(second):
        return None
    joined = []
    for one, other in zip(first, second, strict=True):
        same = one.label == other.label and one.excluded == other.excluded
        if _bounds(one) != _bounds(other) or not (same or (one.slices and one.excluded != other.excluded)):
            return None
        joined.append(other if one.excluded else one)
    return joined


def _trimmed(rows: list[_Row[Label]]) -> list[_Row[Label]]:
    """Let the outermost slices that are not excluded reach as far as they like, where one parameter is left."""
    if any(len(row.slices) != 1 for row in rows):
        return rows
    kept = [row for row in rows if not row.excluded]
    if kept and rows[0].excluded:
        (piece,) = kept[0].slices
        kept[0] = replace(kept[0], slices=(replace(piece, low=None, closed=(False, piece.closed[1])),))
    if kept and rows[-1].excluded:
        (piece,) = kept[-1].slices
        kept[-1] = replace(kept[-1], slices=(replace(piece, high=None, closed=(piece.closed[0], False)),))
    return kept


def _bounds(row: _Row[Label]) -> list[object]:
    return [(piece.parameter, piece.low, piece.high, piece.closed) for piece in row.slices]
