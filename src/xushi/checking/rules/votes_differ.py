"""The votes for one item add up to another number than those for the others: 328 where everybody else has 318."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number
from xushi.document.model import Commitment
from xushi.problems import Severity
from xushi.spans import Span

_MOST = 0.8  #: of the items have the same total, so that another one is an exception
_FEWEST = 5


def _find(case: Case) -> Iterator[Finding]:
    totals = [(item, total, span) for item in case.commitments if (found := _total(item)) for total, span in [found]]
    if len(totals) < _FEWEST:
        return
    (usual, count), *_ = Counter(total for _, total, _ in totals).most_common(1)
    if count < _MOST * len(totals):
        return
    for item, total, span in totals:
        if total != usual:
            yield Finding(
                "第{item}项各类票相加为{total}票，其他各项都是{usual}票。",
                {"item": number(item), "total": total, "usual": usual},
                span or item.span,
                item.number,
            )


def _total(item: Commitment) -> tuple[int, Span | None] | None:
    """Return the sum of an item's votes, where there are votes of more than one kind."""
    if item.ballot is not None:
        votes, span = (item.ballot.yes, item.ballot.no, item.ballot.abstain), item.ballot.span
    elif item.satisfaction is not None:
        told = item.satisfaction
        return _sum((told.satisfied, told.basically, told.unsatisfied, told.abstain), told.span)
    else:
        return None
    return _sum(votes, span)


def _sum(votes: tuple[int | None, ...], span: Span | None) -> tuple[int, Span | None] | None:
    given = [vote for vote in votes if vote is not None]
    return (sum(given), span) if len(given) > 1 else None


RULE = Rule("votes-differ", Severity.ERROR, "请对照计票单核对。", _find)
