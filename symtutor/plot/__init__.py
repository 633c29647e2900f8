"""Pictures: they draw what the analysis knows and decide nothing.

Every layer takes ``ax`` and returns its artists; :func:`draw` chooses the picture that fits the dimension.
"""

from symtutor.plot.draw import draw
from symtutor.plot.save import save
from symtutor.plot.words import alt_text

__all__ = ["alt_text", "draw", "save"]
