"""From the lines of hand work to claims: the longest stretch of a line that some reader understands is one claim."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import sympy as sp

from symtutor.checking.claims import Derivative, Said, Unread
from symtutor.checking.hand.equations import argument
from symtutor.checking.hand.letters import Letters, UnreadableError
from symtutor.checking.hand.lines import lines_of
from symtutor.checking.hand.merging import at_the_same_point, merged, one_list
from symtutor.checking.hand.pieces import pieces
from symtutor.checking.hand.readers import READERS, Memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symtutor.checking.claims import Claim
    from symtutor.model import ODESystem

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
HEADING = re.compile(
    rf"(?:(?:the|their|its|of|and|&|,|each|all|find|compute|step \d:?)\s+|(?:{'|'.join(TOPICS)})\s*)+:?", re.IGNORECASE
)
SHEET = re.compile(
    r"(?:my )?(?:answers?|solution|work|task|exercise|problem|question|part|step|name|date)\b"
    r"\s*\(?[\da-h.]{0,3}\)?\s*:?",
    re.IGNORECASE,
)
"""What a sheet of paper says of itself."""
HERE = re.compile(
    r"^(?:at|near|around|for)\s+(?:the (?:point|origin)\s*)?"
    r"(?P<at>\([^()]*\)|x\s*\*?\s*=\s*[^:,]+|the origin)\s*(?:[:,]\s*|\s(?=the |we |there |det|tr|λ|eigen|J\b))",
    re.IGNORECASE,
)
UNDER = re.compile(r"^(?:for|if|when|at)\s+(?P<when>[^,:]*?[<>≤≥=][^,:]*?),?\s+(?=there\b|we\b|the\b)", re.IGNORECASE)
"""A condition on the parameters, under which the rest of the line is said."""
LEADING = re.compile(
    r"^(?:(?:let|define|since|with|because|as|thus|so|hence|therefore|then|now|also|but|and|finally|else|otherwise"
    r"|(?:we|i) (?:have|get|find))\s+)+",
    re.IGNORECASE,
)
"""Words that begin a sentence and claim nothing."""
NAMES_A_PLACE = re.compile(r"\d|\bat\b|\(|origin")
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
    for number, line, title in lines_of(text):
        if title and not _topic(line):
            continue  # the title of a section claims nothing
        claims.extend(_line(line, number, memory, claims[-1] if claims else None))
    return one_list(claims)


def _topic(text: str) -> str:
    """Find what a heading announces; of several topics, the first."""
    text = text.strip().rstrip(".:").strip()
    if not HEADING.fullmatch(text):
        return ""
    found = (
        (match.start(), topic) for words, topic in TOPICS.items() if (match := re.search(words, text, re.IGNORECASE))
    )
    return min(found, default=(0, ""))[1]


def _line(text: str, number: int, memory: Memory, before: Claim | None) -> Iterator[Claim]:
    """Read one line."""
    text = text.strip().rstrip(".").strip()
    if not text or not re.search(r"\w", text):
        return
    if SHEET.fullmatch(text):
        return
    if topic := _topic(text):
        memory.topic = topic
        return
    if COMMA.search(text) and (memory.stepping or "euler" in memory.asked):
        yield Unread(Said(number, text), "a decimal is written with a point: 0.5")
        return
    head, _, rest = text.partition(":")
    text = rest.strip() if SHEET.fullmatch(head) else text
    equation = (rest if _topic(head) else text).rstrip(": ")
    whole = _continued(text, number, memory, before) or argument(equation, number, memory, before)
    if whole is not None:
        yield whole
        return
    memory.when, memory.row, memory.of_basins, memory.eigenvalue = sp.true, None, False, None
    memory.of_eigenvalues = False
    yield from merged(at_the_same_point(_claims(_begun(text.lstrip("= "), memory), number, memory)))


def _continued(text: str, number: int, memory: Memory, before: Claim | None) -> Derivative | None:
    """Read ``= −3x² + 6x − 2`` under a derivative: a chain that goes on in the next line."""
    if not text.startswith("=") or not isinstance(before, Derivative):
        return None
    with suppress(UnreadableError):
        sides = tuple(map(memory.letters.given, text.lstrip("= ").split("=")))
        return replace(before, said=Said(number, text), sides=sides, sign=None)
    return None


def _begun(text: str, memory: Memory) -> str:
    """Take ``At (1, 1):`` or ``For r < 0`` off the beginning: the rest of the line is said of that."""
    with suppress(UnreadableError, ValueError):
        if here := HERE.match(text):
            memory.place(here["at"])
            text = text[here.end() :]
    with suppress(UnreadableError):
        if case := UNDER.match(text):
            memory.condition(case["when"])
            text = text[case.end() :]
    return text


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
            if (topic := _topic(stretch)) and text[found[first].stop :].lstrip().startswith((":", ".")):
                memory.topic = topic
                first += 1
                continue
            if NAMES_A_PLACE.search(stretch):
                memory.here, memory.subject = None, ()  # what was spoken of there is not known
            yield Unread(Said(number, stretch), why or "no claim was found in these words")
            first += 1


def _is_label(text: str, after: str, memory: Memory) -> bool:
    """Take what stands before a colon as what the rest is about: a point, a condition, the number of a row."""
    if there := re.fullmatch(r"(?:at|near)\s+(.+)", text, re.IGNORECASE):
        with suppress(UnreadableError, ValueError):
            memory.place(there[1])
            return True
    if not after.lstrip().startswith(":"):
        return False
    if STARTS.match(text):
        return False
    if re.fullmatch(r"stability|classification", text, re.IGNORECASE):
        return True
    if row := re.fullmatch(r"n\s*=\s*(\d+)", text):
        memory.row = int(row[1])
        return True
    if value := re.fullmatch(r"(?:for )?λ(?:_?\d)?\s*=\s*([^=±,]+)", text):
        memory.eigenvalue = memory.letters.given(value[1])
        return re.match(r"\s*:\s*(?:v|eigenvector)", after) is not None
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
