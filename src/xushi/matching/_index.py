"""Which passages may be the same promise: an inverted index over rare terms spares us looking at most pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log2

from xushi.matching._passages import Passage
from xushi.matching._wording import common_terms

#: A term that stands in more passages than this, for each list, leads to no candidates.
_RARE = 24
_COMMON = 500


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term tells, in thousandths of a bit: integers, so that sums do not depend on their order.

    A term in *n* of *N* passages weighs ``log2(1 + N / n)`` (inverse document frequency within the given lists);
    one of a common word weighs `_COMMON` thousandths of that, because in short lists 学校 looks as rare as a name.
    """

    of: dict[str, int]
    unique: int  #: the weight of a term that stands in one passage only
    totals: dict[frozenset[str], int] = field(default_factory=dict, repr=False)

    @classmethod
    def within(cls, lists: Iterable[Sequence[Passage]]) -> Weights:
        """Weigh the terms of all passages of the given lists."""
        passages = [passage for passages in lists for passage in passages]
        counts = Counter(term for passage in passages for term in passage.terms)
        share = dict.fromkeys(common_terms() & counts.keys(), _COMMON)
        return cls(
            {term: round(share.get(term, 1000) * log2(1 + len(passages) / n)) for term, n in counts.items()},
            round(1000 * log2(1 + len(passages))),
        )

    def total(self, terms: Iterable[str]) -> int:
        """Return the weight of several terms together."""
        return sum(map(self.of.__getitem__, terms))

    def known(self, terms: frozenset[str]) -> int:
        """Return the same for the terms of a passage, which are asked for again and again, and remember it."""
        total = self.totals.get(terms)
        if total is None:
            total = self.totals[terms] = self.total(terms)
        return total


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
