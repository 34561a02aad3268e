"""Which of the likely pairs are proposed: each promise once, several only where a list splits what another bundles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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
    would rather have each other. Then a passage without a partner may join one that has a partner, as a part of it,
    unless the two items are a pair anyway. Equal scores are ranked by content, in the same way from either side.
    """

    def rank(pair: Scored) -> tuple[int, list[tuple[str, ...]], int, int]:
        contents = sorted((left.contents[pair.left], right.contents[pair.right]))
        return -pair.score, contents, pair.left + pair.right, pair.left

    found = list(same)
    taken = ({pair.left for pair in same}, {pair.right for pair in same})
    ranked = sorted((pair for pair in likely if pair.score >= WITHIN), key=rank)
    for pair in ranked:
        if pair.score >= ALONE and pair.left not in taken[0] and pair.right not in taken[1]:
            found.append(pair)
            taken[0].add(pair.left)
            taken[1].add(pair.right)

    def items(pair: Scored) -> tuple[int, int]:
        return left.passages[pair.left].item, right.passages[pair.right].item

    known = {items(pair) for pair in found}
    for pair in ranked:
        if items(pair) in known and pair.left not in taken[0] and pair.right not in taken[1]:
            found.append(pair)
            taken[0].add(pair.left)
            taken[1].add(pair.right)
    joined: tuple[set[int], set[int]] = (set(), set())
    for pair in ranked:
        lone_left, lone_right = pair.left not in taken[0], pair.right not in taken[1]
        if pair.score < SPLIT or lone_left == lone_right or items(pair) in known:
            continue
        part, whole = left.passages[pair.left], right.passages[pair.right]
        side, index = (0, pair.left) if lone_left else (1, pair.right)
        if index not in joined[side] and (_fits(part, whole) if lone_left else _fits(whole, part)):
            joined[side].add(index)
            found.append(pair)
    return found


def _fits(part: Passage, whole: Passage) -> bool:
    """Tell whether `part` may be part of `whole`: where both have figures, a comparable one that is not larger."""
    if not part.figures or not whole.figures:
        return True
    return any(a.comparable(b) and a.low <= b.low for a in part.figures for b in whole.figures)
