"""Interval arithmetic: functions on whole boxes, with bounds that are proved.

A *span* is a pair of balls that hold the ends of an interval, and an interval may reach to infinity. A field is
compiled once into a :class:`~symtutor.numerics.intervals.program.Program`, which bounds its values and derivatives on a
box and narrows the box to where the field can vanish. Newton's method on boxes proves that a zero is there, and alone.

References
----------
R. E. Moore, R. B. Kearfott, M. J. Cloud, *Introduction to Interval Analysis*, SIAM 2009.
"""
