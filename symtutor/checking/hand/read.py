"""From the lines of hand work to claims: the longest stretch of a line that some reader understands is one claim."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Argument, Arrow, Bifurcation, Eigenvalues, Equations, FixedPoints, Said, Unread
from symtutor.checking.hand.letters import Letters, UnreadableError, both_signs, listed
from symtutor.checking.hand.pieces import pieces
from symtutor.checking.hand.plain import plain
from symtutor.checking.hand.readers import READERS, Memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.checking.claims import Claim
    from symtutor.model import ODESystem

COMMENT = re.compile(r"\s+#\s.*$")
BULLET = re.compile(r"^\s*(?:[-*•]\s+(?=\D)|\(?\d{1,2}[.)]\s+|#+\s+)")
TITLE = re.compile(r"^\s*#{1,6}\s")
TOPICS = {
    r"fixed points?|equilibri(?:um|a)|steady states?|roots?|solutions?": "fixed-points",
    r"derivatives?|slopes?": "derivative",
    r"stability|classification|kinds?": "stability",
    r"basins?(?: of attraction)?": "basins",
    r"flow": "flow",
    r"jacobian": "jacobian",
    r"eigenvalues?": "eigenvalues",
    r"euler(?:'s method)?": "euler",
    r"bifurcations?": "bifurcations",
}
HEADING = re.compile(rf"^(?:{'|'.join(TOPICS)})\s*:?$", re.IGNORECASE)
HERE = re.compile(
    r"^(?:at|near|around|for)\s+(?:the (?:point|origin)\s*)?"
    r"(?P<at>\([^()]*\)|x\s*\*?\s*=\s*[^:,]+|the origin)\s*(?:[:,]\s*|\s(?=the |we |there ))",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"^(?:(?:since|with|because|as|thus|so|hence|therefore|then|now|also|but|and|finally"
    r"|(?:we|i) (?:have|get|find))\s+)+",
    re.IGNORECASE,
)
"""Words that begin a sentence and claim nothing."""
SO = re.compile(r",?\s+(?:so|hence|thus|therefore)\s+")
"""A word for an arrow between equations."""
ARROWS = re.compile(r"\s*(⇒|⇔)\s*")


CASE = re.compile(r"[<>≤≥]")
COMMA = re.compile(r"(?:\bh|\bdt|[a-z]_?\d+)\s*[=≈]\s*-?\d+,\d")
"""A decimal comma in a row of Euler's method, where a list makes no sense."""
STARTS = re.compile(r"\(?\w+?(?:_?\{?0\}?|\(0\))\s*[,=]")
"""A start of Euler's method, x0 = 1, which is said also where a colon follows."""


def read_work(text: str, system: ODESystem, asked: Sequence[str] = ()) -> tuple[Claim, ...]:
    """Find the claims in hand work, line by line.

    Parameters
    ----------
    text : str
        Plain text with one claim or a chain a line; LaTeX and Markdown are understood.
    system : ODESystem
        What the work is about.
    asked : sequence of str
        What was asked; a bare answer is read as that.

    Returns
    -------
    tuple of Claim
        In the order of the work. Words in which nothing was found are in it as :class:`Unread`.
    """
    memory = Memory(Letters(system), tuple(asked))
    claims: list[Claim] = []
    for number, line in enumerate(text.splitlines(), start=1):
        written = plain(BULLET.sub("", COMMENT.sub("", line)))
        if TITLE.match(line) and not HEADING.match(written.rstrip(".")):
            continue  # the title of a section claims nothing
        claims.extend(_line(written, number, memory, claims[-1] if claims else None))
    return tuple(claims)


def _line(text: str, number: int, memory: Memory, before: Claim | None) -> Iterator[Claim]:
    """Read one line."""
    text = text.strip().rstrip(".").strip()
    if not text or not re.search(r"\w", text):
        return
    if HEADING.match(text):
        memory.topic = next(topic for words, topic in TOPICS.items() if re.match(words, text, re.IGNORECASE))
        return
    if COMMA.search(text) and (memory.stepping or "euler" in memory.asked):
        yield Unread(Said(number, text), "a decimal is written with a point: 0.5")
        return
    argument = _argument(text, number, memory, before) or _argument(SO.sub(" ⇒ ", text), number, memory, before)
    if argument is not None:
        yield argument
        return
    here = HERE.match(text)
    if here is not None:
        memory.place(here["at"])
        text = text[here.end() :]
    memory.when, memory.row = sp.true, None
    yield from _merged(_claims(text, number, memory))


def _argument(text: str, number: int, memory: Memory, before: Claim | None) -> Argument | None:
    """Read a chain of equations in the unknown; an equation under another continues it."""
    if memory.letters.system.dimension != 1:
        return None
    parts = ARROWS.split(text)
    try:
        steps = tuple(_equations(part, number, memory) for part in parts[::2])
    except UnreadableError:
        return None
    arrows = tuple(map(Arrow, parts[1::2]))
    solved = all(_is_solved(alternative, memory) for alternative in steps[0].alternatives)
    said = Said(number, text)
    families = any(symbol.is_integer for each in steps[0].alternatives for symbol in each.free_symbols)
    if isinstance(before, Argument) and not arrows and not families:
        return Argument(said, (before.steps[-1], *steps), (Arrow.IMPLIES,))
    return None if (not arrows and solved) or families else Argument(said, steps, arrows)


def _is_solved(expression: sp.Expr, memory: Memory) -> bool:
    """Tell whether what must vanish is the state less a number: x − 2."""
    state = memory.letters.system.states[0]
    return bool(sp.expand(expression - state).free_symbols.isdisjoint({state}))


def _equations(text: str, number: int, memory: Memory) -> Equations:
    """Read ``x = 0 or 1 - x = 0``, ``x = 0, 1``."""
    letters = memory.letters
    state = letters.system.states[0]
    alternatives: list[sp.Expr] = []
    left: sp.Expr | None = None
    items, forms = listed(text), ()
    if len(items) == 1 and len(sides := items[0].split("=")) > 2 and sides[-1].strip() == "0":
        items, forms = [f"{sides[0]} = 0"], tuple(map(letters.expression, sides[1:-1]))
    for item in items:
        sides = item.split("=")
        if len(sides) == 1 and left is not None:
            sides = ["", *sides]
        if len(sides) != 2:
            raise UnreadableError("an equation has one equals sign")
        if sides[0].strip():
            left = letters.expression(sides[0])
        if left is None:
            raise UnreadableError("an equation has a left side")
        alternatives.extend(left - letters.given(side).value for side in both_signs(sides[1]))
    if not alternatives or any(state not in alternative.free_symbols for alternative in alternatives):
        raise UnreadableError("no equation in the state")
    if any(each.has(sp.I) for each in alternatives):
        raise UnreadableError("a state is a real number")
    families = [each for each in alternatives if any(symbol.is_integer for symbol in each.free_symbols)]
    if not all(_is_solved(each, memory) for each in families):
        raise UnreadableError("a family is solved for the state")
    return Equations(Said(number, text.strip()), tuple(alternatives), forms)


def _claims(text: str, number: int, memory: Memory) -> Iterator[Claim]:
    """Give the claims of a line, each the longest stretch that a reader understands."""
    found = pieces(text)
    first = 0
    why = ""
    while first < len(found):
        alone = LEADING.sub("", text[found[first].start : found[first].stop].strip())
        if _is_label(alone, text[found[first].stop :], memory):
            first += 1
            continue
        for last in range(len(found), first, -1):
            tail = text[found[last - 1].start : found[last - 1].stop]
            if last - 1 > first and CASE.search(tail) and text[found[last - 1].stop :].lstrip().startswith(":"):
                continue  # "…, r > 0: …" begins the next case
            stretch = LEADING.sub("", text[found[first].start : found[last - 1].stop].strip())
            claims, reason = _read(Said(number, stretch), memory)
            if claims:
                yield from claims
                first = last
                break
            why = reason
        else:
            stretch = text[found[first].start : found[first].stop].strip()
            yield Unread(Said(number, stretch), why or "no claim was found in these words")
            first += 1


def _is_label(text: str, after: str, memory: Memory) -> bool:
    """Take what stands before a colon as what the rest is about: a point, a condition, the number of a row."""
    if not after.lstrip().startswith(":"):
        return False
    if STARTS.match(text):
        return False
    if re.fullmatch(r"stability|classification", text, re.IGNORECASE):
        return True
    if row := re.fullmatch(r"n\s*=\s*(\d+)", text):
        memory.row = int(row[1])
        return True
    named = re.sub(r"^(?:for|if|when)\s+", "", text, flags=re.IGNORECASE)
    for take in (memory.place, memory.condition):
        try:
            take(named)
        except (UnreadableError, ValueError):
            continue
        return True
    return False


def _read(said: Said, memory: Memory) -> tuple[tuple[Claim, ...], str]:
    """Ask every reader in turn; give what the first finds, or the last reason why there is nothing."""
    why = ""
    for reader in READERS:
        try:
            claim = reader(said, memory)
        except UnreadableError as reason:
            why = str(reason)
            continue
        if claim is not None:
            return (claim if isinstance(claim, tuple) else (claim,)), ""
    return (), why


def _merged(claims: Iterator[Claim]) -> Iterator[Claim]:
    """Put side by side what one sentence says of one thing: ``x = 0 or x = 1``, ``r = 0, supercritical pitchfork``."""
    before: Claim | None = None
    for claim in claims:
        match before, claim:
            case FixedPoints(), FixedPoints():
                before = FixedPoints(
                    _together(before.said, claim.said),
                    before.places + claim.places,
                    before.all_of_them or claim.all_of_them,
                )
            case Eigenvalues(at=None), Eigenvalues() if before.said.text.startswith("λ"):
                before = replace(claim, said=_together(before.said, claim.said), values=before.values + claim.values)
            case Bifurcation(kind=None), Bifurcation(value=None) | Bifurcation(value=None), Bifurcation(kind=None):
                before = replace(
                    before,
                    said=_together(before.said, claim.said),
                    kind=before.kind or claim.kind,
                    parameter=before.parameter or claim.parameter,
                    value=before.value or claim.value,
                )
            case _:
                if before is not None:
                    yield before
                before = claim
    if before is not None:
        yield before


def _together(first: Said, second: Said) -> Said:
    """Quote two stretches of one line as one."""
    return Said(first.line, f"{first.text}, {second.text}")
