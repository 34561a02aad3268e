"""The same promise in several lists: proposals with a score and reasons, for a person to confirm or reject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xushi.document.model import Commitment
from xushi.matching._comparing import completed, sums_recognised
from xushi.matching._index import Weights, candidates
from xushi.matching._passages import Prepared, prepared
from xushi.matching._reasons import reasons
from xushi.matching._scoring import score
from xushi.matching._selection import Scored, chosen, identical
from xushi.matching._told import Side, reports_of, told_pairs, weighed
from xushi.matching.figures import Figure, side_by_side
from xushi.matching.model import Pair, Wording


def match(left: Sequence[Commitment], right: Sequence[Commitment], *, reports: bool = True) -> list[Pair]:
    """Return the items of two lists that hold the same promise, in the order of the left list.

    Items are compared passage by passage, so that an item that bundles several promises is found in several pairs.
    Scores and thresholds are explained in `xushi.matching._scoring` and `._selection`. The result is symmetric
    (`match(right, left)` proposes the same pairs, turned round) and does not depend on the order of the items.
    With `reports` an item without a partner is looked for in the narratives of the other list too.
    """
    return match_lists((left, right), reports=reports)[0, 1]


def match_lists(lists: Sequence[Sequence[Commitment]], *, reports: bool = True) -> dict[tuple[int, int], list[Pair]]:
    """Return the pairs for every two of several lists, by the places of the lists: ``result[0, 2]``.

    Words are weighed within all the given lists together, so the scores of two lists depend on the others.
    """
    ready = [prepared(commitments) for commitments in lists]
    weights = Weights.within([each.passages for each in ready])
    pairs = {
        (first, second): _pairs(ready[first], ready[second], found, weights)
        for first, second, found in candidates([each.passages for each in ready])
    }
    return _with_told(lists, ready, pairs) if reports else pairs


def _with_told(
    lists: Sequence[Sequence[Commitment]], ready: Sequence[Prepared], pairs: dict[tuple[int, int], list[Pair]]
) -> dict[tuple[int, int], list[Pair]]:
    """Return the pairs with those for which a narrative of the other list is the evidence."""
    sides = [Side(each, reports_of(commitments)) for each, commitments in zip(ready, lists, strict=True)]
    if all(side.reports is None for side in sides):
        return pairs
    weights = weighed(sides)
    return {
        (first, second): sorted(
            [*found, *told_pairs(sides[first], sides[second], found, weights)], key=lambda pair: (pair.left, pair.right)
        )
        for (first, second), found in pairs.items()
    }


def _pairs(left: Prepared, right: Prepared, found: set[tuple[int, int]], weights: Weights) -> list[Pair]:
    same = identical(left, right)
    known = {pair.left for pair in same}, {pair.right for pair in same}
    likely = []
    for i, j in found:
        if i in known[0] and j in known[1]:
            continue
        first, second = left.passages[i], right.passages[j]
        reached = score(first, second, (left.items[first.item], right.items[second.item]), weights)
        if reached:
            likely.append(Scored(i, j, reached))
    return list(_of_items(chosen(same, likely, left, right), left, right, weights))


def _of_items(pairs: Sequence[Scored], left: Prepared, right: Prepared, weights: Weights) -> Iterator[Pair]:
    """Gather the pairs of passages by items: one pair of items may rest on several passages, the best first."""
    compared = sums_recognised(
        {pair: side_by_side(left.passages[pair.left].figures, right.passages[pair.right].figures) for pair in pairs}
    )
    spare = _spare(left, {pair.left for pair in pairs}), _spare(right, {pair.right for pair in pairs})
    gathered: defaultdict[tuple[int, int], list[Scored]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
        gathered[left.passages[pair.left].item, right.passages[pair.right].item].append(pair)
    for (i, j), of_items in sorted(gathered.items()):
        matched = [(left.passages[pair.left], right.passages[pair.right]) for pair in of_items]
        figures = tuple(comparison for pair in of_items for comparison in compared[pair])
        comparisons = completed(figures, spare[0][i], spare[1][j])
        yield Pair(
            i,
            j,
            Decimal(of_items[0].score) / 1000,
            tuple(Wording(first.text, second.text) for first, second in matched),
            tuple(reasons(matched, (left.items[i], right.items[j]), comparisons, weights)),
            comparisons,
        )


def _spare(side: Prepared, taken: set[int]) -> defaultdict[int, list[Figure]]:
    """Return, by item, the figures of the passages without a partner."""
    spare: defaultdict[int, list[Figure]] = defaultdict(list)
    for index, passage in enumerate(side.passages):
        if index not in taken:
            spare[passage.item] += passage.figures
    return spare
