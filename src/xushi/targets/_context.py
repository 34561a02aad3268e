"""The words around a quantity: its clause, its sentence, and the quoted names of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A quoted phrase is a name: “1+2+8”, “15分钟医保服务圈”, 《…》. Longer quotations are speech and are read.
_QUOTED = re.compile(
    r"[“「『‘《][^“”「」『』‘’《》\n]{1,30}[”」』’》]|《[^《》\n]{1,60}》|〔[^〔〕\n]{1,12}〕\s?\d{1,5}\s?[号號]|\[20\d\d\]\s?\d{1,5}\s?[号號]"
)
_SENTENCE_END = re.compile(r"[。！？\n\t；;]")
_CLAUSE_END = re.compile(r"[。！？\n\t；;，,：:]")
_REACH = 160  #: characters before a quantity that can say something about it


@dataclass(frozen=True, slots=True)
class Context:
    """Where the clause and the sentence before a quantity begin, and where the clause after it ends."""

    sentence: int
    clause: int
    after: int


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the places of quoted names and document numbers, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def context(text: str, start: int, end: int) -> Context:
    """Return the context of the quantity at ``[start, end)`` of a folded text."""
    low = max(0, start - _REACH)
    window = text[low:start]
    sentence = clause = 0
    for match in _CLAUSE_END.finditer(window):
        clause = match.end()
        if match[0] in "。！？\n\t；;":
            sentence = match.end()
    following = _CLAUSE_END.search(text, end, end + _REACH)
    return Context(low + sentence, low + clause, following.start() if following else min(len(text), end + _REACH))
