"""The figures of paired passages seen in their surroundings: sums of parts, and figures said in another clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xushi.matching._selection import Scored
from xushi.matching.figures import Figure
from xushi.matching.model import Comparison, Outcome
from xushi.targets.model import Target

_Comparisons = tuple[Comparison, ...]


def sums_recognised(compared: Mapping[Scored, _Comparisons]) -> dict[Scored, _Comparisons]:
    """Return the comparisons with those marked `PART` whose figures add up to one that several pairs share.

    12所小学 and 9所幼儿园 beside 21所小学、幼儿园 are not lower figures.
    """
    by_left: defaultdict[int, list[Scored]] = defaultdict(list)
    by_right: defaultdict[int, list[Scored]] = defaultdict(list)
    for pair in compared:
        by_left[pair.left].append(pair)
        by_right[pair.right].append(pair)
    result = dict(compared)
    for group in (*by_left.values(), *by_right.values()):
        if len(group) > 1 and _adds_up([compared[pair] for pair in group]):
            for pair in group:
                result[pair] = tuple(replace(each, outcome=Outcome.PART) for each in compared[pair])
    return result


def _adds_up(group: Sequence[_Comparisons]) -> bool:
    """Tell whether each pair compares one figure with one, and the figure they share is the sum of the others."""
    both = [
        (Figure.of(each[0].left), Figure.of(each[0].right))
        for each in group
        if len(each) == 1 and each[0].left is not None and each[0].right is not None
    ]
    if len(both) < len(group) or not all(left.comparable(right) for left, right in both):
        return False
    lefts, rights = zip(*both, strict=True)
    whole, parts = (lefts, rights) if len(set(lefts)) == 1 else (rights, lefts)
    return len(set(whole)) == 1 and sum(part.low for part in parts) == whole[0].low


def completed(comparisons: _Comparisons, left: Sequence[Figure], right: Sequence[Figure]) -> _Comparisons:
    """Return the comparisons of two items, where a figure without counterpart may find its equal in the rest.

    `left` and `right` are the figures of the items' passages that have no partner. Only an equal one counts: what
    stands in another clause may well belong to another promise.
    """

    def looked_for() -> Iterator[Comparison]:
        for each in comparisons:
            if each.outcome is Outcome.ONLY_LEFT and (other := _equal(each.left, right)):
                yield Comparison(Outcome.EQUAL, each.left, other)
            elif each.outcome is Outcome.ONLY_RIGHT and (other := _equal(each.right, left)):
                yield Comparison(Outcome.EQUAL, other, each.right)
            else:
                yield each

    return tuple(looked_for())


def _equal(target: Target | None, figures: Sequence[Figure]) -> Target | None:
    if target is None or not figures:
        return None
    figure = Figure.of(target)
    return next((each.target for each in figures if figure.compared(each) is Outcome.EQUAL), None)
