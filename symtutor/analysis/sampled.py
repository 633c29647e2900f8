"""Checks with parameters: a rule that holds for all admissible values holds for a few of them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast

import sympy as sp

from symtutor.analysis.at_point import admissible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sympy.logic.boolalg import Boolean

    from symtutor.rule import Rule

T = TypeVar("T")


def at_samples(rule: Rule, parameters: set[sp.Symbol], when: Boolean = sp.true) -> bool | None:
    """Put numbers that satisfy `when` in for the parameters of a rule, and check what that gives."""
    verdicts = [with_values(rule, sample).verify() for sample in admissible(parameters, when)]
    return False if False in verdicts else None if None in verdicts or not verdicts else True


def with_values(record: T, values: Mapping[sp.Symbol, sp.Expr]) -> T:
    """Put values in for symbols in every expression of a frozen record, also in the records it holds.

    Examples
    --------
    >>> from symtutor.model import Interval
    >>> r = sp.Symbol("r", positive=True)
    >>> with_values(Interval(-sp.sqrt(r), sp.sqrt(r)), {r: sp.Integer(4)})
    Interval(low=-2, high=2, index=())
    """
    return cast("T", _put(record, values))


def _put(value: object, values: Mapping[sp.Symbol, sp.Expr]) -> object:
    """Map one value; what holds no expression stays as it is."""
    if isinstance(value, sp.Basic):
        return value.xreplace(dict(values))
    if isinstance(value, tuple):
        return tuple(_put(item, values) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {part.name: _put(getattr(value, part.name), values) for part in fields(value) if part.init}
        return replace(value, **changed)
    return value
