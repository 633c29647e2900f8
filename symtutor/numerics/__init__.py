"""Numbers that are computed rather than derived: fields as array functions, Euler's method, reference solutions.

Importing this package is cheap; only :mod:`symtutor.numerics.field` imports numpy.
"""
