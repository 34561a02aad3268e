"""The words around a quantity: its clause, its sentence, and the quoted names of the text."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from xushi.patterns import lazy

# A quoted phrase is a name: “1+2+8”, “15分钟医保服务圈”, 《…》. Longer quotations are speech and are read.
# It starts with a set of characters, which `re` looks for fastest.
_QUOTED = lazy(
    r"[“「『‘《〔\[](?:(?<=[“「『‘])[^“”「」『』‘’《》\n]{1,30}[”」』’]|(?<=《)[^《》\n]{1,60}》"
    r"|(?<=[〔\[])[12][0-9]{3}[〕\]]\s?[0-9]{1,5}\s?号)"
)
_SENTENCE_END = frozenset("。！？\n\t；;")
_CLAUSE_END = lazy(r"[。！？\n\t；;，,：:]")
_REACH = 160  #: characters before and after a quantity that can say something about it


class Context(NamedTuple):
    """Where the clause and the sentence before a quantity begin, and where the clause after it ends."""

    sentence: int
    clause: int
    after: int


class Clauses:
    """The clauses and sentences of a folded text, found once for all its quantities."""

    def __init__(self, text: str) -> None:
        ends = [match.end() for match in _CLAUSE_END.finditer(text)]
        self._clauses = [0, *ends, len(text) + 1]  #: where each clause begins, and a last one behind the text
        self._sentences = [0, *(end for end in ends if text[end - 1] in _SENTENCE_END)]

    def around(self, start: int, end: int) -> Context:
        """Return the context of the quantity at ``[start, end)``; it reaches no further than a long sentence."""
        clause = bisect_right(self._clauses, start)
        following = clause if end < self._clauses[clause] else bisect_right(self._clauses, end)
        sentence = bisect_right(self._sentences, start)
        lowest = start - _REACH
        return Context(
            max(lowest, self._sentences[sentence - 1]),
            max(lowest, self._clauses[clause - 1]),
            min(end + _REACH, self._clauses[following] - 1),
        )


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the places of quoted names and document numbers of a folded text, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]
