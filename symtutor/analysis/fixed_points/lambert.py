"""Zeros of a + b x + c e^{d x} by the Lambert W function, which is the inverse of w e^w.

For z ≥ 0 there is one real w with w e^w = z, for −1/e < z < 0 there are two (the branches 0 and −1), at −1/e one, below
none (Corless et al., "On the Lambert W function", Adv. Comput. Math. 5 (1996)).
"""

from __future__ import annotations

import sympy as sp

from symtutor.analysis.fixed_points.alternatives import Alternative, Alternatives, by_sign, unless_zero
from symtutor.numerics.signs import sign


def lambert_zeros(piece: sp.Expr, unknown: sp.Symbol) -> Alternatives | None:
    """Find every real zero, or None where the equation has not this form.

    Examples
    --------
    >>> x = sp.Symbol("x", real=True)
    >>> lambert_zeros(sp.exp(-x) - x, x)[0].values
    (LambertW(1),)
    """
    exponentials = [atom for atom in piece.atoms(sp.exp) if atom.has(unknown)]
    if len(exponentials) != 1:
        return None
    (exponential,) = exponentials
    level = sp.Dummy("E")
    outer = sp.expand(piece).xreplace({exponential: level})
    exponent = exponential.args[0]
    if not (outer.is_polynomial(unknown, level) and exponent.is_polynomial(unknown)):
        return None
    terms = dict(sp.Poly(outer, unknown, level).terms())
    inner = sp.Poly(exponent, unknown)
    if inner.degree() != 1:
        return None
    d, shift = inner.all_coeffs()
    if (1, 0) not in terms:  # (a + b x) e^{dx} + c: divide by the exponential
        terms = {(power, 1 - exponent): coefficient for (power, exponent), coefficient in terms.items()}
        d, shift = -d, -shift
    if set(terms) - {(0, 0), (1, 0), (0, 1)} or not {(1, 0), (0, 1)} <= set(terms):
        return None
    a, b, c = terms.get((0, 0), sp.S.Zero), terms[1, 0], terms[0, 1]
    if sum(sign(factor) is None for factor in (b, c, d)) > 2:  # too many cases to read
        return None
    flat = (Alternative(equations=(a + c * sp.exp(d * unknown + shift),)),)
    curved = unless_zero(b, nonzero=_branches(a, b, c * sp.exp(shift), d), zero=flat)
    steady = (Alternative(equations=(a + b * unknown + c * sp.exp(shift),)),)
    straight = (Alternative(equations=(a + b * unknown,)),)
    return unless_zero(c, nonzero=unless_zero(d, nonzero=curved, zero=steady), zero=straight)


def _branches(a: sp.Expr, b: sp.Expr, c: sp.Expr, d: sp.Expr) -> Alternatives:
    """Solve a + b x + c e^{d x} = 0 for b, c and d that are not 0."""
    z = c * d / b * sp.exp(-a * d / b)

    def value(branch: int) -> sp.Expr:
        return -a / b - sp.LambertW(z, branch) / d if branch else -a / b - sp.LambertW(z) / d

    one = (Alternative((value(0),)),)
    near = by_sign(
        z + sp.exp(-1), positive=(Alternative((value(0), value(-1))),), zero=(Alternative((-a / b + 1 / d,)),)
    )
    return by_sign(z, positive=one, zero=(Alternative((-a / b,)),), negative=near)
