"""Binary forms (homogeneous polynomials in two variables): their real lines and their signs, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.structure.exact import sign

if TYPE_CHECKING:
    from symtutor.analysis.nonlinear.jets import Terms

SLOPE = sp.Symbol("t", real=True)
Direction = tuple[sp.Expr, sp.Expr]


def value(form: Terms, direction: Direction) -> sp.Expr:
    """Evaluate a form on a vector."""
    x, y = direction
    return sp.Add(*(c * x**i * y**j for (i, j), c in form.items()))


def along(form: Terms) -> sp.Poly | None:
    """Restrict a form to the line (1, t); None where its coefficients are not rational."""
    if not all(c.is_Rational for c in form.values()):
        return None
    return sp.Poly.from_dict({(j,): c for (_, j), c in form.items()} or {(0,): sp.S.Zero}, SLOPE, domain=sp.QQ)


def real_lines(form: Terms) -> list[tuple[Direction, int]] | None:
    """List the lines on which a form vanishes, by a direction vector, with their multiplicities.

    The y-axis last. None where the coefficients are not rational.
    """
    polynomial = along(form)
    if polynomial is None or polynomial.is_zero:
        return None
    degree = sum(next(iter(form)))
    lines: list[tuple[Direction, int]] = []
    for factor, times in polynomial.factor_list()[1]:
        lines += [((sp.S.One, root), times) for root in _real_roots(factor)]
    if polynomial.degree() < degree:
        lines.append(((sp.S.Zero, sp.S.One), degree - polynomial.degree()))
    return lines


def _real_roots(factor: sp.Poly) -> list[sp.Expr]:
    """Find the real roots of an irreducible polynomial: fractions and square roots where it is short."""
    if factor.degree() == 1:
        return [-factor.nth(0) / factor.nth(1)]
    if factor.degree() == 2:
        a, b, c = factor.all_coeffs()
        disc = b**2 - 4 * a * c
        return [] if disc < 0 else [(-b - sp.sqrt(disc)) / (2 * a), (-b + sp.sqrt(disc)) / (2 * a)]
    return list(factor.real_roots(radicals=False))


def definite(form: Terms) -> int | None:
    """Decide whether a form is positive (1) or negative (−1) definite; 0 where it is neither, None undecided.

    Examples
    --------
    >>> definite({(4, 0): sp.S.One, (0, 4): sp.S.One}), definite({(2, 0): sp.S.One, (0, 2): -sp.S.One})
    (1, 0)
    """
    if not form:
        return 0
    degree = sum(next(iter(form)))
    if degree % 2:
        return 0
    first, last = sign(form.get((degree, 0), sp.S.Zero)), sign(form.get((0, degree), sp.S.Zero))
    if first is None or last is None:
        return None
    if first != last or not first:
        return 0
    if set(form) == {(degree, 0), (0, degree)}:
        return first
    if degree == 2:
        det = sign(sp.expand(4 * form[2, 0] * form[0, 2] - form.get((1, 1), sp.S.Zero) ** 2))
        return None if det is None else first * (det > 0)
    polynomial = along(form)
    if polynomial is None:
        return None
    return first if polynomial.count_roots() == 0 else 0


def semidefinite(form: Terms) -> int | None:
    """Decide whether a form, not zero, takes no negative (1) or no positive (−1) values; 0 where it takes both."""
    lines = real_lines(form)
    if not form or lines is None:
        return definite(form) or None
    if any(times % 2 for _, times in lines):
        return 0
    slope = next(t for t in range(len(lines) + 1) if value(form, (sp.S.One, sp.Integer(t))) != 0)
    return sign(value(form, (sp.S.One, sp.Integer(slope))))
