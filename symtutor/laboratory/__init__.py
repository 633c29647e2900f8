"""The laboratory: initial value problems computed by hand, with the error and the stability of the method."""

from symtutor.laboratory.request import computing, euler
from symtutor.laboratory.run import EulerRun, Run

__all__ = ["EulerRun", "Run", "computing", "euler"]
