"""Reading the Jacobian and what is computed from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.claims import Eigenvalues, Eigenvector, Jacobian, MatrixNumber, Quantity
from symtutor.checking.hand.letters import listed
from symtutor.checking.hand.readers.memory import AT, compared, last_side

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory


ANOTHER = re.compile(r"[;,]\s*(?:J|A|D[fF])\b")


def jacobian(said: Said, memory: Memory) -> Claim | None:
    """Read ``J = [[…]]``, ``J(1,1) = [[…]]``, ``Jacobian at (1,1): [[…]]``."""
    head = re.match(
        rf"(?:J|A|Df|DF|(?:the )?Jacobian(?: matrix)?){AT}\s*(?:is|=|:)*\s*(?=\[|\(\(|diag)", said.text, re.IGNORECASE
    )
    if head is None:
        if not ("jacobian" in memory.asked and said.text.startswith("[")):
            return None
        return Jacobian(said, memory.letters.matrix(said.text))
    states = ",".join(symbol.name for symbol in memory.letters.system.states)
    named = head["at"]
    general = named is None or named.replace(" ", "").replace("*", "") == f"({states})"
    body = said.text[head.end() :]
    if ANOTHER.search(body):
        return None
    rows = memory.letters.matrix(body.split("=")[-1])
    moving = any(given.value.has(*memory.letters.system.states) for row in rows for given in row)
    if named is None and not moving:
        return Jacobian(said, rows, memory.here)  # numbers are its values at the point spoken of
    return Jacobian(said, rows, None if general else memory.place(named))


QUANTITIES = {
    Quantity.TRACE: r"(?:tr(?:ace)?|τ|T)",
    Quantity.DETERMINANT: r"(?:det(?:erminant)?|Δ|D)",
    Quantity.DISCRIMINANT: r"(?:disc(?:riminant)?|tr(?:ace)?\^2 ?- ?4 ?det|τ\^2 ?- ?4 ?Δ|τ² ?- ?4 ?Δ)",
}


def matrix_number(said: Said, memory: Memory) -> Claim | None:
    """Read ``tr = -2``, ``det J(1,1) = -1``, ``τ² − 4Δ = 8``."""
    text = re.sub(r"^(.*?)\s+at (\([^()]*\)|the origin)$", r"\1", said.text)
    after = said.text[len(text) :].removeprefix(" at ").strip() or None
    for quantity, name in QUANTITIES.items():
        head = re.match(
            rf"(?:the )?{name}(?:\s*\(?(?:J|A)\)?)?{AT}\s*(?:(?:is|=)\s*(?=[^np])|(?=[<>]|is [np]))",
            text,
            re.IGNORECASE if len(name) > 12 else 0,
        )
        if head is not None:
            body, sign = compared(f" {text[head.end() :]}")
            value = last_side(body, memory.letters) if body.strip() or sign is None else None
            return MatrixNumber(said, quantity, value, memory.place(head["at"] or after), sign)
    return None


LIST = re.compile(r"[-±+\d.,/√i\s*]+(?:and [-±+\d./√i\s*]+)?")
"""Numbers alone."""


def eigenvalues(said: Said, memory: Memory) -> Claim | None:
    """Read ``eigenvalues at (1,1): -1 ± √2``, ``λ = -1, -2``, ``λ₁ = -1``."""
    head = re.match(
        rf"(?:the )?(?:eigenvalues?(?: of (?:J|A)\b)?|λ(?:_?[{{]?[12,]+[}}]?|[₁₂,]+)?){AT}(?:\s*(?:is|are|=|:)\s*)+"
        r"|eigenvalues?\s+",
        said.text,
        re.IGNORECASE,
    )
    if head is None:
        asked = "eigenvalues" in memory.asked or memory.topic == "eigenvalues"
        if asked and memory.here and LIST.fullmatch(said.text):
            return Eigenvalues(said, memory.letters.values(said.text), memory.here)
        return None
    named, body = head["at"], said.text[head.end() :]
    if after := re.search(r"\s+(?:at|for) (\([^()]*\)|the origin)$", body):
        named, body = after[1], body[: after.start()]
    body = re.sub(r"(?:λ(?:_?\{?\d\}?|[₁₂₃])?)\s*=\s*", "", body)
    body = re.sub(r"\s*\((?:double|twice|repeated)\)$|\s*twice$", "", body)
    return Eigenvalues(said, memory.letters.values(body), memory.place(named))


def eigenvector(said: Said, memory: Memory) -> Claim | None:
    """Read ``eigenvector for λ = -1: (1, 0)``, ``v = (1, 0)``."""
    head = re.match(
        rf"(?:the )?(?:eigenvector|eigendirection|v(?:_?\d|[₁₂])?){AT}"
        r"(?:\s*(?:for|of|to|with)\s*(?:the )?(?:eigenvalue\s*)?(?:λ(?:_?\d|[₁₂])?\s*=\s*)?(?P<value>[^:=()]+))?"
        r"(?:\s*(?:is|=|:)\s*)+(?=\()",
        said.text,
    )
    if head is None:
        return None
    place = memory.place(head["at"])
    vector = tuple(map(memory.letters.given, listed(said.text[head.end() :].strip()[1:-1])))
    value = memory.letters.given(head["value"]) if head["value"] else None
    return Eigenvector(said, vector, value, place)
