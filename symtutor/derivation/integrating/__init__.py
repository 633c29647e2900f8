"""Integrals by hand: potentials term by term, and 1/f in partial fractions."""

from __future__ import annotations

from symtutor.derivation.integrating.potential import potential_by_hand
from symtutor.derivation.integrating.separated import separation_by_hand

__all__ = ["potential_by_hand", "separation_by_hand"]
