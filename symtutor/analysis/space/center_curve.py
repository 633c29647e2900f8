"""One eigenvalue 0, the others off the axis: the motion along one curve decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.analysis.nonlinear.curves import starts_with
from symtutor.analysis.nonlinear.jets import Jet, along
from symtutor.analysis.space.silence import decided
from symtutor.analysis.space.words import TITLE, TOPIC
from symtutor.analysis.structure.exact import normal, sign
from symtutor.analysis.words import point
from symtutor.document import Chain, Equation, Name, Product, Step, Sum, paragraph
from symtutor.model import Kind, Stability
from symtutor.numerics.balls import taylor

if TYPE_CHECKING:
    from symtutor.analysis.space.characteristic import Spectral
    from symtutor.analysis.space.inertia import Inertia
    from symtutor.model import Classification, ODESystem

Vector = tuple[sp.Expr, ...]
ORDER_LIMIT = 11
TIME = sp.Dummy("t", real=True)
LETTERS = ("u", "s", "p", "xi")


@dataclass(frozen=True, slots=True)
class CenterCurve:
    """With one eigenvalue 0 and the others off the axis, the flow is that of u′ = a uᵏ + … beside a linear one.

    u′ = a uᵏ + … is the motion on the center manifold, an invariant curve tangent to the eigenvector of 0 (reduction
    principle: Carr, *Applications of Centre Manifold Theory*, §1.3; Kuznetsov, *Elements of Applied Bifurcation
    Theory*, §5.1). Its first term is found on any curve at + q u + … along which the field is a multiple of q up
    to the degree k (Lyapunov–Schmidt reduction; Kuznetsov, §5.4).

    Attributes
    ----------
    direction : tuple of Expr
        q, an eigenvector for 0.
    curve : tuple of Expr
        The terms of degree 2, …, k of the curve, polynomials in `letter`.
    order, coefficient : int, Expr
        k and a.
    """

    states: tuple[sp.Symbol, ...]
    field: tuple[sp.Expr, ...]
    at: Vector
    letter: sp.Symbol
    direction: Vector
    curve: Vector
    order: int
    coefficient: sp.Expr
    counts: Inertia

    theorem = "center manifold"

    @property
    def verdict(self) -> tuple[Kind, Stability]:
        """Kind and stability: of even degree the point is half attracting along the curve, and has no simpler name."""
        if self.order % 2 == 0:
            return Kind.UNSTABLE, Stability.UNSTABLE
        grows = sign(self.coefficient) == 1
        arriving, leaving = self.counts.left + (not grows), self.counts.right + grows
        if not leaving:
            return Kind.STABLE, Stability.ASYMPTOTIC
        return (Kind.SADDLE if arriving else Kind.UNSTABLE), Stability.UNSTABLE

    def verify(self) -> bool | None:
        """Expand the field along the curve in power series of balls: it must be a uᵏ times the eigenvector of 0."""
        place = {
            state: value + TIME * entry + extra.xreplace({self.letter: TIME})
            for state, value, entry, extra in zip(self.states, self.at, self.direction, self.curve, strict=True)
        }
        verdicts = []
        for component, entry in zip(self.field, self.direction, strict=True):
            series = taylor(component.xreplace(place), TIME, {TIME: sp.S.Zero}, self.order)
            verdicts.append(None if series is None else starts_with(series, self.order, self.coefficient * entry))
        return None if None in verdicts else all(verdicts)

    def narrate(self) -> Step:
        """Give the curve, the motion on it, and what that makes of the point."""
        u = self.letter
        curve = Chain((point(self.states), self._place()), ("=" if not any(self.curve) else "≈",), claim=False)
        motion = Chain((Name(u.name, primes=1), self.coefficient * u**self.order), ("≈",))
        blocks = (
            paragraph(
                "One direction is left to decide, that of the eigenvalue 0, along {q}. Tangent to it runs the *center "
                "manifold*, an invariant curve. Its first terms, and those of the motion on it, follow from putting "
                "powers of {u} into the equations and comparing them:",
                q=point(self.direction),
                u=u,
            ),
            Equation((curve, motion)),
            paragraph(self._conclusion(), at=point(self.at), u=u),
        )
        return Step(TITLE, blocks, TOPIC)

    def _place(self) -> Sum:
        start = [] if not any(self.at) else [point(self.at)]
        extra = [point(self.curve)] if any(self.curve) else []
        return Sum((*start, Product((self.letter, point(self.direction))), *extra))

    def _conclusion(self) -> str:
        rest = "everything else dies out"
        if self.counts.right:
            rest = "of the other directions some leave" if self.counts.left else "everything else leaves"
        text = f"and terms of higher degree; {rest}. "
        if self.order % 2 == 0:
            arrives, leaves = ("below", "above") if sign(self.coefficient) == 1 else ("above", "below")
            return text + (
                f"Along the curve the flow arrives where {{u}} is {arrives} 0 and leaves where it is {leaves} 0, so "
                "{at} is *unstable*: a *saddle-node*."
            )
        kind, _ = self.verdict
        along_it = "arrives" if sign(self.coefficient) == -1 else "leaves"
        speed = " slowly, like a power of time" if along_it == "arrives" else ""
        return text + f"Along the curve the flow {along_it} on both sides{speed}. So {{at}} is {_called(kind)}."


def _called(kind: Kind) -> str:
    return {
        Kind.STABLE: "*stable*: it attracts every start nearby",
        Kind.SADDLE: "a *saddle* (its shape, not its speed), unstable",
        Kind.UNSTABLE: "*unstable*: every start nearby leaves",
    }[kind]


def by_center_curve(system: ODESystem, spectral: Spectral) -> Classification | None:
    """Decide a point with one eigenvalue 0 by the first term of the motion on its center manifold.

    Examples
    --------
    >>> from symtutor.analysis import analyze
    >>> from symtutor.model import ODESystem
    >>> x, y, z = sp.symbols("x y z", real=True)
    >>> [c.kind.value for c in analyze(ODESystem((x, y, z), (x * z, -y, -z + x**2))).classifications]
    ['saddle']
    """
    if (spectral.counts.zero, spectral.counts.imaginary) != (1, 0):
        return None
    at, matrix = spectral.point.at, spectral.linearization.jacobian
    vectors = null_vectors(matrix)
    if vectors is None:
        return None
    right, left = vectors
    scale = normal(sum(a * b for a, b in zip(left, right, strict=True)))
    left = tuple(normal(entry / scale) for entry in left)
    found = _first_term(system, at, matrix, right, left)
    if found is None:
        return None
    letter = _letter(system)
    curve, order, coefficient = found
    terms = tuple(component.expression(letter, sp.S.Zero) for component in curve)
    rule = CenterCurve(system.states, system.field, at, letter, right, terms, order, coefficient, spectral.counts)
    return decided(spectral, *rule.verdict, rule)


def _first_term(
    system: ODESystem, at: Vector, matrix: sp.ImmutableMatrix, right: Vector, left: Vector
) -> tuple[tuple[Jet, ...], int, sp.Expr] | None:
    """Bend the line at + q u, degree by degree, until the field along it has a part along q that is not zero."""
    size = len(at)
    bordered = matrix.row_join(sp.Matrix(right)).col_join(sp.Matrix([[*left, 0]]))
    inverse = None
    curve = tuple(Jet({}, ORDER_LIMIT) for _ in at)
    line = tuple(Jet({(1, 0): entry} if entry != 0 else {}, ORDER_LIMIT) for entry in right)
    for order in range(2, ORDER_LIMIT + 1):
        place = {
            state: (Jet.constant(value, order) + straight.cut(order) + bent.cut(order))
            for state, value, straight, bent in zip(system.states, at, line, curve, strict=True)
        }
        expanded = along(system.field, place, order)
        if expanded is None:
            return None
        terms = [component[order, 0] for component in expanded]
        coefficient = normal(sum(a * b for a, b in zip(left, terms, strict=True)))
        side = sign(coefficient)
        if side is None:
            return None
        if not any(terms):
            continue
        inverse = bordered.inv() if inverse is None else inverse
        bend = -inverse[:size, :size] * sp.Matrix(terms)
        steps = (Jet({(order, 0): normal(c)} if normal(c) != 0 else {}, ORDER_LIMIT) for c in bend)
        curve = tuple(bent + step for bent, step in zip(curve, steps, strict=True))
        if side:
            return curve, order, coefficient
    return None


def null_vectors(matrix: sp.ImmutableMatrix) -> tuple[Vector, Vector] | None:
    """Find a right and a left null vector of a matrix of rank n − 1 from its adjugate, which is a multiple of q pᵀ."""
    adjugate = matrix.adjugate(method="berkowitz").applyfunc(normal)
    size = matrix.rows
    place = next(((i, j) for i in range(size) for j in range(size) if sign(adjugate[i, j])), None)
    if place is None:
        return None
    row, column = place
    return _shortened(tuple(adjugate[:, column])), _shortened(tuple(adjugate[row, :]))


def _shortened(vector: Vector) -> Vector:
    """Scale to coprime integers, or so that one entry is 1."""
    if all(entry.is_Rational for entry in vector):
        common = sp.gcd_list([entry for entry in vector if entry])
        first = next(entry for entry in vector if entry)
        return tuple(entry / (common if first > 0 else -common) for entry in vector)
    lead = next(entry for entry in vector if sign(entry))
    return tuple(normal(entry / lead) for entry in vector)


def _letter(system: ODESystem) -> sp.Symbol:
    """Choose a letter for the coordinate along the curve that means nothing else yet."""
    taken = {symbol.name for symbol in sp.Tuple(*system.field).free_symbols} | {s.name for s in system.states}
    return sp.Symbol(next((letter for letter in LETTERS if letter not in taken), LETTERS[-1]), real=True)
