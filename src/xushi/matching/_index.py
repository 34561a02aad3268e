"""Which passages may be the same promise: an inverted index over rare terms spares us looking at most pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from xushi.matching._passages import Passage

#: A term that stands in more passages than this, for each list, leads to no candidates.
_RARE = 24


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term tells, in thousandths of a bit: integers, so that sums do not depend on their order.

    A term in *n* of *N* passages weighs ``log2(1 + N / n)`` (inverse document frequency within the given lists).
    """

    of: dict[str, int]

    @classmethod
    def within(cls, lists: Iterable[Sequence[Passage]]) -> Weights:
        """Weigh the terms of all passages of the given lists."""
        passages = [passage for passages in lists for passage in passages]
        counts = Counter(term for passage in passages for term in passage.terms)
        return cls({term: round(1000 * log2(1 + len(passages) / count)) for term, count in counts.items()})

    def total(self, terms: Iterable[str]) -> int:
        """Return the weight of several terms together."""
        return sum(map(self.of.__getitem__, terms))


def candidates(lists: Sequence[Sequence[Passage]]) -> Iterator[tuple[int, int, set[tuple[int, int]]]]:
    """Yield, for every two lists, the pairs of passages that share a rare term, or all their terms.

    The second rule keeps promises made of common words only. The work is bounded by the number of terms times the
    square of `_RARE`, not by the product of the lengths of the lists.
    """
    postings: defaultdict[str | frozenset[str], list[list[int]]] = defaultdict(lambda: [[] for _ in lists])
    for number, passages in enumerate(lists):
        for index, passage in enumerate(passages):
            postings[passage.terms][number].append(index)
            for term in passage.terms:
                postings[term][number].append(index)
    limit = _RARE * len(lists)
    useful = [posting for posting in postings.values() if sum(map(len, posting)) <= limit]
    for first, second in combinations(range(len(lists)), 2):
        found: set[tuple[int, int]] = set()
        for posting in useful:
            if posting[first] and posting[second]:
                found.update((i, j) for i in posting[first] for j in posting[second])
        yield first, second, found
