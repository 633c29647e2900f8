"""Reading bifurcations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symtutor.checking.claims import Bifurcation

if TYPE_CHECKING:
    from symtutor.checking.claims import Claim, Said
    from symtutor.checking.hand.readers.memory import Memory

KINDS = r"(?:(?:super|sub)critical )?(?:saddle[- ]node|fold|transcritical|pitchfork|(?:andronov-)?hopf|cusp)"


FILLED = re.compile(
    r"^(?:there is |we have |this is |the )?(?:an? |the )?(?:critical (?:value|point|parameter)(?: is)?:? )?",
    re.IGNORECASE,
)


AT_FIRST = re.compile(
    r"^at (?P<where>\w+(?:_c)?\s*=\s*[^,=]+?)(?:[, ]\s*(?:there is |we have |it is )(?:an? |the )?|,\s*)",
    re.IGNORECASE,
)
"""The value before the kind: at r = 0 there is a …"""


def bifurcation(said: Said, memory: Memory) -> Claim | None:
    """Read ``bifurcation at r = 0``, ``r = 0, supercritical pitchfork``, ``saddle-node bifurcation at r = 1/4``."""
    parameters = {symbol.name: symbol for symbol in memory.letters.system.parameters}
    text = FILLED.sub("", said.text)
    text = AT_FIRST.sub(r"\g<where>, ", text)
    kind = re.search(KINDS, text, re.IGNORECASE)
    value = re.search(
        r"(?P<name>\w+?)(?:_c|\*)?\s*=\s*(?P<value>[^,=]+)$",
        re.sub(rf"\s*[,(]?\s*(?:an? )?{KINDS}(?: bifurcation)?\)?\s*$", "", text, flags=re.IGNORECASE),
    )
    named = value is not None and value["name"] in parameters
    word = kind is not None or "bifurcation" in text.lower()
    if not (named or (word and (value is None or named))):
        return None
    rest = re.sub(rf"{KINDS}|bifurcations?|\bat\b|\ba\b|\boccurs\b|[,:()]", "", text, flags=re.IGNORECASE)
    rest = rest.replace(value[0], "") if value else rest
    if rest.strip():
        return None
    normal = (
        None if kind is None else re.sub(r"saddle node|fold", "saddle-node", kind[0].lower()).replace("andronov-", "")
    )
    return Bifurcation(
        said,
        normal,
        parameters[value["name"]] if named and value else None,
        memory.letters.given(value["value"]) if named and value else None,
    )
