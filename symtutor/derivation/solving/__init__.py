"""Solving by hand: f(x) = 0 on the line, and all equations of a system at once."""

from __future__ import annotations

from symtutor.derivation.solving.line import zeros_by_hand
from symtutor.derivation.solving.system import common_zeros_by_hand

__all__ = ["common_zeros_by_hand", "zeros_by_hand"]
