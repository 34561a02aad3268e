"""The words around a quantity: its clause, its sentence, and the quoted names of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

# A quoted phrase is a name: “1+2+8”, “15分钟医保服务圈”, 《…》. Longer quotations are speech and are read.
_QUOTED = re.compile(
    r"[“「『‘][^“”「」『』‘’《》\n]{1,30}[”」』’]|《[^《》\n]{1,60}》|[〔\[][12][0-9]{3}[〕\]]\s?[0-9]{1,5}\s?号"
)
_SENTENCE_END = frozenset("。！？\n\t；;")
_CLAUSE_END = re.compile(r"[。！？\n\t；;，,：:]")
_REACH = 160  #: characters before and after a quantity that can say something about it


@dataclass(frozen=True, slots=True)
class Context:
    """Where the clause and the sentence before a quantity begin, and where the clause after it ends."""

    sentence: int
    clause: int
    after: int


class Clauses:
    """The clauses and sentences of a folded text, found once for all its quantities."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._clauses = [match.start() for match in _CLAUSE_END.finditer(text)]
        self._sentences = [place for place in self._clauses if text[place] in _SENTENCE_END]

    def around(self, start: int, end: int) -> Context:
        """Return the context of the quantity at ``[start, end)``; it reaches no further than a long sentence."""
        lowest = start - _REACH if start > _REACH else 0
        sentence = bisect_left(self._sentences, start)
        clause = bisect_left(self._clauses, start)
        following = bisect_right(self._clauses, end - 1)
        ends = self._clauses[following] if following < len(self._clauses) else self._length
        sentence_start = self._sentences[sentence - 1] + 1 if sentence else 0
        clause_start = self._clauses[clause - 1] + 1 if clause else 0
        return Context(
            max(lowest, sentence_start),
            max(lowest, clause_start),
            min(end + _REACH, ends),
        )


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the places of quoted names and document numbers of a folded text, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]
