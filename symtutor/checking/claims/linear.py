"""Claims about derivatives, the Jacobian matrix and its eigenvalues."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sympy import S

from symtutor.checking.claims.said import Claim

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.logic.boolalg import Boolean

    from symtutor.checking.claims.said import Given, Place


@dataclass(frozen=True, slots=True)
class Derivative(Claim):
    """A chain f⁽ᵏ⁾(x) = … = … (k = `order`), or of its value `at` a point; order 0 is f itself.

    ``sign`` is −1, 0 or +1 where the value is compared with zero: f′(0) < 0; ``of`` is what is differentiated where
    it is not f, and the claim is made under a condition on the parameters.
    """

    order: int
    sides: tuple[Given, ...]
    at: tuple[Expr, ...] | None = None
    sign: int | None = None
    when: Boolean = S.true
    of: Expr | None = None


@dataclass(frozen=True, slots=True)
class Jacobian(Claim):
    """The Jacobian matrix, in the states or `at` a point."""

    rows: tuple[tuple[Given, ...], ...]
    at: Place | None = None


class Quantity(StrEnum):
    """A number that belongs to a matrix."""

    TRACE = "trace"
    DETERMINANT = "determinant"
    DISCRIMINANT = "discriminant"


@dataclass(frozen=True, slots=True)
class JacobianEntry(Claim):
    """One entry of the Jacobian matrix: the derivative of one right-hand side by one state."""

    row: int
    column: int
    value: Given


@dataclass(frozen=True, slots=True)
class MatrixNumber(Claim):
    """Trace, determinant or discriminant of the Jacobian at a point, or its `sign` alone."""

    quantity: Quantity
    value: Given | None
    at: Place | None = None
    sign: int | None = None


@dataclass(frozen=True, slots=True)
class CharacteristicPolynomial(Claim):
    """det(λI − J) at a point, up to a constant factor."""

    value: Expr
    unknown: Symbol
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Eigenvalues(Claim):
    """The eigenvalues of the Jacobian at a point; with `one_of_them`, not said to be all."""

    values: tuple[Given, ...]
    at: Place | None = None
    one_of_them: bool = False


@dataclass(frozen=True, slots=True)
class Eigenvector(Claim):
    """A vector v with J v = λ v."""

    vector: tuple[Given, ...]
    eigenvalue: Given | None = None
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class RealParts(Claim):
    """The real parts of all eigenvalues at a fixed point have this sign; with `real`, the eigenvalues are real."""

    sign: int
    at: Place | None = None
    real: bool = False


@dataclass(frozen=True, slots=True)
class Hyperbolic(Claim):
    """No eigenvalue at a fixed point has real part zero; or, with `denied`, one has."""

    places: tuple[Place, ...]
    denied: bool = False
