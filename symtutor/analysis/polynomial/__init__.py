"""Polynomial systems with finitely many complex solutions, solved exactly over the reals."""
