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

    if sp.expand(a + c) == 0:  # 0 is a zero; with w = −a d/b and z = w e^w it belongs to the branch on which w lies
        w, origin = -a * d * b, Alternative((sp.S.Zero,))
        other = by_sign((b - a * d) * b, positive=(Alternative((value(-1),)),), negative=(Alternative((value(0),)),))
        return (origin, *by_sign(w, negative=other))
    one = (Alternative((value(0),)),)
    both, double = (value(0), value(-1)), (-a / b + 1 / d,)
    near = by_sign(z + sp.exp(-1), positive=(Alternative(both),), zero=(Alternative(double),))
    if a.is_Symbol and not (b / d).has(a) and sign(c):  # z > −1/e solved for a
        least = sp.expand(b / d * (1 + sp.log(-c * d / b)))
        far = sp.Gt(a, least) if sign(c) == -1 else sp.Lt(a, least)
        tangent = tuple(sp.expand(each.subs(a, least)) for each in double)
        near = (Alternative(both, (far,)), Alternative(tangent, (sp.Eq(a, least),)))
    return by_sign(z, positive=one, zero=(Alternative((-a / b,)),), negative=near)


def without_exponential(value: sp.Expr) -> sp.Expr:
    """Write e^{−W(z)} as W(z)/z, which it is because W(z) e^{W(z)} = z, and take common factors out.

    Examples
    --------
    >>> r = sp.Symbol("r", real=True)
    >>> w = sp.LambertW(-sp.exp(-r))
    >>> without_exponential(sp.exp(-r - w) - 1)
    -(LambertW(-exp(-r)) + 1)
    """
    plain = {}
    for power in value.atoms(sp.exp):
        terms = sp.Add.make_args(power.args[0])
        inverse = [-term for term in terms if isinstance(-term, sp.LambertW)]
        if inverse:
            rest = sp.exp(power.args[0] + sp.Add(*inverse))
            plain[power] = rest * sp.Mul(*(w / w.args[0] for w in inverse))
    return sp.factor_terms(value.xreplace(plain)) if plain else value


def without_sure_factors(value: sp.Expr) -> sp.Expr:
    """Put signs for the factors 1 + W(z) of a product: the branch 0 lies above −1 and the branch −1 below.

    At z = −1/e, where both are −1, the zeros above are not written with W.

    Examples
    --------
    >>> b, w = sp.Symbol("b", real=True), sp.LambertW(sp.Symbol("z", real=True), -1)
    >>> without_sure_factors(-b * (w + 1))
    b
    """
    kept = []
    for factor in sp.Mul.make_args(value):
        branch = next(iter(factor.atoms(sp.LambertW)), None)
        side = 1 if branch is None or len(branch.args) == 1 else -1
        if branch is not None and sp.expand(factor - 1 - branch) == 0:
            kept.append(sp.Integer(side))
        elif branch is not None and sp.expand(factor + 1 + branch) == 0:
            kept.append(sp.Integer(-side))
        else:
            kept.append(factor)
    return sp.Mul(*kept)
