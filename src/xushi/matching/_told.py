"""Promises that one list states and the other only reports on: a pension raised, and its new sum in the report.

Items of a bulletin are short and general (加大兜底保障力度), while their narratives name what was done. Where an item
has no partner, its promise is looked for in the narratives of the other list; what is found is a proposal with
the narrative as its evidence and without figures to compare, for a report is no promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xushi.document.model import Commitment
from xushi.matching._index import Weights, candidates
from xushi.matching._passages import Passage, Prepared, prepared
from xushi.matching._reasons import reasons_told
from xushi.matching._scoring import score
from xushi.matching._selection import Scored
from xushi.matching.model import Pair, Wording

#: The least score of a promise and a sentence of a narrative, in thousandths.
TOLD = 600
#: A narrative is weaker evidence than a promise: its score in hundredths of one.
_WORTH = 80


@dataclass(frozen=True, slots=True)
class Side:
    """A list made ready: what it promises, and what its reports tell, item by item."""

    promises: Prepared
    reports: Prepared | None


def reports_of(commitments: Sequence[Commitment]) -> Prepared | None:
    """Return the narratives of a list made ready like promises, item by item; None if there are none."""
    if not any(commitment.report is not None and commitment.report.narrative for commitment in commitments):
        return None
    return prepared([_narrated(commitment) for commitment in commitments])


def _narrated(commitment: Commitment) -> Commitment:
    report = commitment.report
    told = (report.narrative or "", report.facts) if report is not None else ("", ())
    return replace(commitment, title=None, measures=(), text=told[0], targets=told[1])


def told_pairs(left: Side, right: Side, known: Sequence[Pair], weights: Weights) -> Iterator[Pair]:
    """Yield proposals for items without a partner among the `known` pairs that a report of the other list speaks of."""
    partners = {pair.left for pair in known}, {pair.right for pair in known}
    best: dict[tuple[int, int], tuple[int, Passage, Passage]] = {}
    for promises, reports, turned in ((left.promises, right.reports, False), (right.promises, left.reports, True)):
        if reports is None:
            continue
        for pair in _likely(promises, reports, weights):
            promise, report = promises.passages[pair.left], reports.passages[pair.right]
            places = (report.item, promise.item) if turned else (promise.item, report.item)
            if promise.item in partners[turned]:
                continue
            passages = (report, promise) if turned else (promise, report)
            found = (pair.score, *passages)
            best[places] = max(best.get(places, found), found, key=_rank)
    for (i, j), (reached, first, second) in sorted(best.items()):
        items = left.promises.items[i], right.promises.items[j]
        reasons = tuple(reasons_told((first, second), items, weights))
        yield Pair(i, j, Decimal(reached * _WORTH // 100) / 1000, (Wording(first.text, second.text),), reasons)


def _likely(promises: Prepared, reports: Prepared, weights: Weights) -> Iterator[Scored]:
    """Yield, for every passage of a promise, the passage of a narrative that tells most of it."""
    ((_, _, found),) = candidates([promises.passages, reports.passages])
    best: dict[int, Scored] = {}
    for i, j in found:
        first, second = promises.passages[i], reports.passages[j]
        reached = score(first, second, (promises.items[first.item], reports.items[second.item]), weights)
        if reached >= TOLD:
            pair = Scored(i, j, reached)
            rival = best.get(i, pair)
            best[i] = max(rival, pair, key=lambda each: (each.score, reports.contents[each.right], -each.right))
    yield from best.values()


def _rank(found: tuple[int, Passage, Passage]) -> tuple[int, str, str]:
    reached, first, second = found
    return reached, first.text, second.text


def weighed(sides: Iterable[Side]) -> Weights:
    """Return the weights of all words of promises and narratives."""
    lists = [each.passages for side in sides for each in (side.promises, side.reports) if each is not None]
    return Weights.within(lists)
