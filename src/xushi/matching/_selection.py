"""Which of the likely pairs are proposed: each promise once, several only where a list splits what another bundles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xushi.matching._passages import Passage, Prepared

#: The least score of a proposal, in thousandths, where neither passage has a better partner.
ALONE = 380
#: The least score where one of the passages has a better partner already: a part beside its whole.
SPLIT = 600
#: The least score of one more passage of two items that are a pair already.
WITHIN = 360
#: The score of passages that are the same to the letter.
FULL = 1000


@dataclass(frozen=True, slots=True)
class Scored:
    """Two passages by their places in the lists, and how likely they are the same promise, in thousandths."""

    left: int
    right: int
    score: int


def identical(left: Prepared, right: Prepared) -> list[Scored]:
    """Pair off the passages of items that are the same to the letter and have the same leads, in order."""
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in reversed(range(len(right.passages))):
        waiting[right.contents[index]].append(index)
    return [
        Scored(index, waiting[content].pop(), FULL)
        for index in range(len(left.passages))
        if waiting.get(content := left.contents[index])
    ]


def chosen(same: Sequence[Scored], likely: Sequence[Scored], left: Prepared, right: Prepared) -> list[Scored]:
    """Return the pairs to propose: `same` ones and, of the `likely` ones, those that stand the comparison.

    Best pairs first, each passage gets the best partner that is still free; so no two passages remain that both
    would rather have each other. Then what is left of two items that are a pair may be paired on less evidence, and
    a passage without a partner may join one that has a partner, as a part of it. Equal scores are ranked by content,
    in the same way from either side.
    """

    def rank(pair: Scored) -> tuple[int, list[tuple[str, ...]], int, int]:
        contents = sorted((left.contents[pair.left], right.contents[pair.right]))
        return -pair.score, contents, pair.left + pair.right, pair.left

    def items(pair: Scored) -> tuple[int, int]:
        return left.passages[pair.left].item, right.passages[pair.right].item

    found = list(same)
    partners: tuple[dict[int, int], dict[int, int]] = (
        {pair.left: pair.right for pair in same},
        {pair.right: pair.left for pair in same},
    )

    def pair_off(pairs: Iterable[Scored]) -> None:
        for pair in pairs:
            if pair.left not in partners[0] and pair.right not in partners[1]:
                found.append(pair)
                partners[0][pair.left] = pair.right
                partners[1][pair.right] = pair.left

    ranked = sorted((pair for pair in likely if pair.score >= WITHIN), key=rank)
    pair_off(pair for pair in ranked if pair.score >= ALONE)
    known = {items(pair) for pair in found}
    pair_off(pair for pair in ranked if items(pair) in known)
    others = [pair for pair in ranked if items(pair) not in known]
    return [*found, *_joining(others, partners, left, right)]


def _joining(
    ranked: Iterable[Scored], partners: tuple[Mapping[int, int], Mapping[int, int]], left: Prepared, right: Prepared
) -> Iterator[Scored]:
    """Yield, for passages without a partner, the best passage with a partner that they can be a part of."""
    joined: tuple[set[int], set[int]] = (set(), set())
    for pair in ranked:
        of_left, of_right = partners[0].get(pair.left), partners[1].get(pair.right)
        if of_left is None and of_right is not None and pair.left not in joined[0]:
            part, whole, sister = left.passages[pair.left], right.passages[pair.right], left.passages[of_right]
            if _belongs(pair.score, part, whole, sister):
                joined[0].add(pair.left)
                yield pair
        elif of_right is None and of_left is not None and pair.right not in joined[1]:
            part, whole, sister = right.passages[pair.right], left.passages[pair.left], right.passages[of_left]
            if _belongs(pair.score, part, whole, sister):
                joined[1].add(pair.right)
                yield pair


def _belongs(score: int, part: Passage, whole: Passage, sister: Passage) -> bool:
    """Tell whether `part` is a part of `whole`, as `sister` is, the partner of `whole`.

    Figures that add up (12所小学, 9所幼儿园; 21所小学、幼儿园) need no `SPLIT`; else no part is larger than the whole.
    """
    together = [(a, b, c) for a in part.figures for b in sister.figures for c in whole.figures if a.comparable(c)]
    if any(b.comparable(c) and a.low + b.low == c.low and b.low > 0 for a, b, c in together):
        return score >= ALONE
    if not part.figures or not whole.figures:
        return score >= SPLIT
    return score >= SPLIT and any(a.comparable(c) and a.low <= c.low for a in part.figures for c in whole.figures)
