"""Reading the Jacobian and what is computed from it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from symtutor.checking.claims import Eigenvalues, Eigenvector, Jacobian, JacobianEntry, MatrixNumber, Quantity
from symtutor.checking.hand.letters import UnreadableError
from symtutor.checking.hand.lists import listed
from symtutor.checking.hand.readers.memory import AT, compared, last_side

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Given, Said
    from symtutor.checking.hand.letters import Letters
    from symtutor.checking.hand.readers.memory import Memory


INDEXED = re.compile(r"^(J|A|D[fF]?)\s*\|?_\{?(\([^()]*\))\}?")
"""J_(1,1) and J|_(1,1)."""
BEHIND = re.compile(r"^((?:J|A|D[fF]?))(\s*=.*?)\s+at (\([^()=]*\))$")
OF_MATRIX = re.compile(r"^(tr|trace|det|determinant)\s*\(\s*(J|A)\s*(\([^()]*\))\s*\)", re.IGNORECASE)
"""tr(J(1,1)), the matrix in brackets."""


def jacobian(said: Said, memory: Memory) -> Claim | None:
    """Read ``J = [[…]]``, ``J(1,1) = [[…]]``, ``Jacobian at (1,1): [[…]]``."""
    said = replace(said, text=BEHIND.sub(r"\1\3\2", INDEXED.sub(r"\1\2", said.text)))
    head = re.match(
        rf"(?:J|A|Df|DF|(?:the )?Jacobian(?: matrix)?){AT}\s*(?:is|=|:)*\s*(?=\[|\(\(|\([^()]*;|diag)",
        said.text,
        re.IGNORECASE,
    )
    if head is None:
        if not ("jacobian" in memory.asked and said.text.startswith("[")):
            return None
        return Jacobian(said, _matrix(said.text, memory.letters))
    states = ",".join(symbol.name for symbol in memory.letters.system.states)
    named = head["at"]
    general = named is None or named.replace(" ", "").replace("*", "") == f"({states})"
    body = said.text[head.end() :]
    if re.search(r"\b(?:J|A|D[fF])\b.*=", body):
        return None
    rows = _matrix(body.split("=")[-1], memory.letters)
    moving = any(given.value.has(*memory.letters.system.states) for row in rows for given in row)
    if named is None and not moving:
        return Jacobian(said, rows, memory.here)  # numbers are its values at the point spoken of
    return Jacobian(said, rows, None if general else memory.place(named))


def _matrix(text: str, letters: Letters) -> tuple[tuple[Given, ...], ...]:
    """Read ``[[a, b], [c, d]]``, or rows set apart by semicolons."""
    text = text.strip()
    if diagonal := re.fullmatch(r"diag\((.*)\)", text):
        entries = listed(diagonal[1])
        text = "; ".join(", ".join(e if i == j else "0" for j in range(len(entries))) for i, e in enumerate(entries))
        text = f"[{text}]"
    if (text.startswith("((") and text.endswith("))")) or (text.startswith("(") and ";" in text and text.endswith(")")):
        text = f"[{text[1:-1]}]"
    if not (text.startswith("[") and text.endswith("]")):
        raise UnreadableError("a matrix is written [[a, b], [c, d]]")
    inside = text[1:-1].strip()
    rows = [row.strip() for row in (inside.split(";") if ";" in inside else listed(inside))]
    stripped = [row[1:-1] if row.startswith(("[", "(")) else row for row in rows]
    cells = tuple(tuple(map(letters.given, listed(row) if "," in row else row.split())) for row in stripped)
    if len(cells) != letters.system.dimension or any(len(row) != letters.system.dimension for row in cells):
        raise UnreadableError(f"the Jacobian here has {letters.system.dimension} rows and as many columns")
    return cells


PARTIAL = re.compile(
    r"(?:∂(?P<f>[fghFGHPQ])(?:_?(?P<n>\d))?/∂(?P<by>\w)|(?P<g>[fghFGHPQ])_(?P<at>[a-z]))"
    r"(?:\([^()]*\))?\s*=\s*(?P<value>[^=]+)"
)
EQUATIONS = {letter: row for letters in ("fgh", "FGH", "PQ") for row, letter in enumerate(letters)}


def jacobian_entry(said: Said, memory: Memory) -> JacobianEntry | None:
    """Read ``∂f/∂x = 3 − 2x − 2y`` and ``g_x = −y``, where f, g are the right-hand sides in their order."""
    found = PARTIAL.fullmatch(said.text)
    states = [state.name for state in memory.letters.system.states]
    if found is None or len(states) == 1 or (found["by"] or found["at"]) not in states:
        return None
    row = int(found["n"]) - 1 if found["n"] else EQUATIONS[found["f"] or found["g"]]
    if row >= len(states):
        return None
    return JacobianEntry(said, row, states.index(found["by"] or found["at"]), memory.letters.given(found["value"]))


QUANTITIES = {
    Quantity.TRACE: r"(?:tr(?:ace)?|τ|T)(?![a-z])",
    Quantity.DETERMINANT: r"(?:det(?:erminant)?|Δ|D)(?![a-z])",
    Quantity.DISCRIMINANT: r"(?:disc(?:riminant)?|tr(?:ace)?\^2 ?- ?4 ?det|tr² ?- ?4 ?det|[τT](?:\^2|²) ?- ?4 ?[ΔD])",
}


def matrix_number(said: Said, memory: Memory) -> Claim | None:
    """Read ``tr = -2``, ``det J(1,1) = -1``, ``τ² − 4Δ = 8``."""
    text = re.sub(r"^(.*?)\s+at (\([^()]*\)|the origin)$", r"\1", OF_MATRIX.sub(r"\1 \2\3", said.text))
    after = (re.search(r"\s+at (\([^()]*\)|the origin)$", said.text) or ["", None])[1]
    for quantity, name in QUANTITIES.items():
        head = re.match(
            rf"(?:the )?(?P<word>{name})(?:\s*\(?(?:J|A)\)?)?{AT}\s*(?:(?:is|=)\s*(?=[^np])|(?=[<>]|is [np]))",
            text,
            re.IGNORECASE if len(name) > 12 else 0,
        )
        if head is not None and head["word"] not in memory.letters.names:  # a temperature T is no trace
            body, sign = compared(f" {text[head.end() :]}")
            memory.of_eigenvalues = False
            value = last_side(body, memory.letters) if body.strip() or sign is None else None
            return MatrixNumber(said, quantity, value, memory.place(head["at"] or after), sign)
    return None


LIST = re.compile(r"[-±+\d.,/√i\s*]+(?:and [-±+\d./√i\s*]+)?")
"""Numbers alone."""
TIMES = {"double": 2, "twice": 2, "repeated": 2, "triple": 3, "multiplicity 2": 2, "multiplicity 3": 3}
COUNTED = re.compile(rf"\s*\((?:with )?({'|'.join(TIMES)})(?: (?:eigenvalue|root))?\)|\s+(twice)(?=\s*(?:,|$))")
REPEATED = re.compile(
    r"(?:there is |with )?(?:an? |the )?(double|repeated|triple) eigenvalue\s*(?:is|=|:|of|λ\s*=)*\s*(.+)",
    re.IGNORECASE,
)
HAS = re.compile(r"^(?:J)?(\([^()]*\)|the origin) has (?:the )?eigenvalues?\s*:?\s*", re.IGNORECASE)
HEAD = re.compile(
    rf"(?:the )?(?:eigenvalues?(?: of (?:J|A)\b)?|λ(?P<number>_?[{{]?[12,]+[}}]?|[₁₂,]+)?){AT}(?:\s*(?:is|are|=|:)\s*)+"
    r"|eigenvalues?\s+",
    re.IGNORECASE,
)


def eigenvalues(said: Said, memory: Memory) -> Claim | tuple[Claim, ...] | None:
    """Read ``eigenvalues at (1,1): -1 ± √2``, ``λ = -1, -2``, ``λ₁ = -1``, ``λ = (-2 ± √8)/2 = -1 ± √2``."""
    text = HAS.sub(r"eigenvalues at \1: ", REPEATED.sub(r"λ = \2 (\1)", said.text))
    head = HEAD.match(text)
    if head is None:
        asked = "eigenvalues" in memory.asked or memory.topic == "eigenvalues"
        if asked and memory.here and LIST.fullmatch(text):
            return Eigenvalues(said, memory.letters.values(text), memory.here)
        return None
    named, body = head["at"], text[head.end() :]
    if after := re.search(r"\s+(?:at|for) (\([^()]*\)|the origin)$", body):
        named, body = after[1], body[: after.start()]
    body = re.sub(r"(?:λ(?:_?\{?\d\}?|[₁₂₃])?)\s*=\s*", "", body)
    body = re.sub(r"(?<![A-Za-z])j(?![A-Za-z])", "i", body)  # the unit of engineers
    place = memory.place(named)
    memory.of_eigenvalues = True
    found = [_counted(side, memory) for side in re.split("[=≈]", body)]
    numbered = head["number"] is not None and len(found[0]) == 1
    return tuple(Eigenvalues(said, values, place, one_of_them=numbered) for values in found)


def _counted(text: str, memory: Memory) -> tuple[Given, ...]:
    """Read a list of values, each as often as it is said to count."""
    found: list[Given] = []
    for item in listed(text):
        item, sign = compared(f" {item}")  # noqa: PLW2901 - the value without its comparison
        counted = COUNTED.search(item)
        times = TIMES[counted[1] or counted[2]] if counted else 1
        values = memory.letters.values(COUNTED.sub("", item))
        if sign and any((value.value * sign).is_negative for value in values):
            raise UnreadableError("the value and its sign do not fit together")
        found += values * times
    if not found:
        raise UnreadableError("a value is missing")
    return tuple(found)


VALUE_BEHIND = re.compile(
    r"^(v(?:_?\d)?|(?:the |an )?eigenvector)\s*(?:=|is|:)\s*(\(.*\)) (?:for|to|of|with) (?:the )?(?:eigenvalue )?"
    r"(?:λ(?:_?\d)?\s*=\s*)?([^=()]+)$"
)
"""v = (1, −1) for λ = −1: the value behind the vector."""
VECTOR = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
EIGENVECTORS = re.compile(
    rf"(?:(?:the |only |one |an? )*(?:eigenvectors?|eigendirections?)|v(?:_?\d|[₁₂])?){AT}"
    r"(?:\s*(?:for|of|to|with)\s*(?:the )?(?:eigenvalue\s*)?(?:λ(?:_?\d|[₁₂])?\s*=\s*)?(?P<value>[^:=()]+))?"
    r"(?:\s*(?:is|are|=|:)\s*)*\s*(?=\()",
)


def eigenvector(said: Said, memory: Memory) -> tuple[Eigenvector, ...] | None:
    """Read ``eigenvector for λ = -1: (1, 0)``, ``v = (1, 0)``, ``eigenvectors (1,0) and (0,1)``."""
    said = replace(said, text=VALUE_BEHIND.sub(r"\1 for \3 = \2", said.text))
    head = EIGENVECTORS.match(said.text)
    if head is None:
        return None
    place, letters = memory.place(head["at"]), memory.letters
    value = letters.given(head["value"]) if head["value"] else memory.eigenvalue
    vectors = listed(said.text[head.end() :])
    if not all(VECTOR.fullmatch(vector) for vector in vectors):
        raise UnreadableError("a vector is written (a, b)")
    return tuple(
        Eigenvector(said, tuple(map(letters.given, listed(vector[1:-1]))), value if len(vectors) == 1 else None, place)
        for vector in vectors
    )
