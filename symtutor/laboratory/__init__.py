"""The laboratory: Euler's method and gradient descent by hand, with the error and the stability of the method."""

from symtutor.laboratory.descent import Descent, Training
from symtutor.laboratory.descent_request import descend, descending
from symtutor.laboratory.request import computing, euler
from symtutor.laboratory.run import EulerRun, Run

__all__ = ["Descent", "EulerRun", "Run", "Training", "computing", "descend", "descending", "euler"]
