"""Items as the rows of a table: which columns there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xushi.document.model import Commitment, Document, Genre
from xushi.rendering import wording
from xushi.rendering.layout import Head, Table


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its heading, a heading over several, the share of the width, what it says of an item."""

    head: str
    share: int
    says: Callable[[Commitment], str]
    over: str | None = None
    figure: bool = False


def tabular(document: Document, items: Sequence[Commitment], rows: Sequence[Commitment | str]) -> Table:
    """Return the table of `rows`, where a text is a heading over all columns; `items` say which there are."""
    columns = [
        *_number(items),
        *_promise(document, items),
        *_units(items),
        *_plan(document, items),
        *_report(items),
        *_votes(items),
        *_remark(items),
    ]
    told = [(row,) if isinstance(row, str) else tuple(column.says(row) for column in columns) for row in rows]
    return Table(
        heads=_heads(columns),
        rows=tuple(told),
        shares=tuple(column.share for column in columns),
        figures=tuple(column.figure for column in columns),
    )


def _heads(columns: Sequence[_Column]) -> tuple[tuple[Head, ...], ...]:
    if all(column.over is None for column in columns):
        return (tuple(Head(column.head) for column in columns),)
    above: list[Head] = []
    below: list[Head] = []
    over: str | None = None
    for column in columns:
        if column.over is None:
            above.append(Head(column.head, rows=2))
        else:
            below.append(Head(column.head))
            if column.over == over:
                above[-1] = Head(over, above[-1].columns + 1)
            else:
                above.append(Head(column.over))
        over = column.over
    return tuple(above), tuple(below)


def _number(items: Sequence[Commitment]) -> list[_Column]:
    if all(item.number is None for item in items):
        return []
    return [_Column("序号", 6, lambda item: item.number or "", figure=True)]


def _promise(document: Document, items: Sequence[Commitment]) -> list[_Column]:
    """Return the column of the promise, and one of short names where these are no part of it."""
    scheduled = document.genre is Genre.SCHEDULE
    promise = _Column("目标任务", 22 if scheduled else 44, lambda item: item.text)
    if all(item.title is None for item in items):
        return [promise]
    if all(item.title is not None and item.title == item.text.rstrip("。：:") for item in items):
        return [_Column("实事项目", 44, lambda item: item.text)]
    if all(item.title is None or item.text.startswith(item.title) for item in items):
        return [promise]
    return [_Column("项目名称", 16, lambda item: item.title or ""), promise]


def _units(items: Sequence[Commitment]) -> list[_Column]:
    if not any(item.assignments for item in items):
        return []
    return [_Column("责任单位", 26, wording.roles)]


def _plan(document: Document, items: Sequence[Commitment]) -> list[_Column]:
    """Return a column for each planned period, or one of deadlines where no item has more than one."""
    longest = max((len(item.milestones) for item in items), default=0)
    if longest == 0:
        return []
    if longest == 1:
        return [_Column("完成时限", 14, lambda item: item.milestones[0].text if item.milestones else "")]
    periods = sorted({milestone.period for item in items for milestone in item.milestones}, key=_order)
    return [
        _Column(wording.period(period, document.masthead.year), 18, _planned(period), over="序时进度")
        for period in periods
    ]


def _order(period: str) -> tuple[str, str]:
    last = period.rpartition("/")[2]
    month = {"Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12"}.get(last[5:7], last[5:] or "12")
    return last[:4] + month, period


def _planned(period: str) -> Callable[[Commitment], str]:
    def says(item: Commitment) -> str:
        return "".join(milestone.text for milestone in item.milestones if milestone.period == period)

    return says


def _report(items: Sequence[Commitment]) -> list[_Column]:
    reports = [item.report for item in items if item.report is not None]
    columns = []
    if any(wording.verdict(report) for report in reports):
        columns.append(
            _Column("序时判定", 10, lambda item: (wording.verdict(item.report) if item.report else None) or "")
        )
    if any(report.narrative for report in reports):
        columns.append(_Column("进展情况", 40, lambda item: (item.report.narrative if item.report else None) or ""))
    return columns


def _votes(items: Sequence[Commitment]) -> list[_Column]:
    ballots = (("赞成", "yes"), ("反对", "no"), ("弃权", "abstain"))
    grades = (("满意", "satisfied"), ("基本满意", "basically"), ("不满意", "unsatisfied"), ("弃权", "abstain"))
    return [
        _Column(head, 9, _count(kind, name), figure=True)
        for kind, votes in (("ballot", ballots), ("satisfaction", grades))
        for head, name in votes
        if any(_counted(item, kind, name) is not None for item in items)
    ]


def _counted(item: Commitment, kind: str, name: str) -> int | None:
    vote = getattr(item, kind)
    count: int | None = getattr(vote, name) if vote is not None else None
    return count


def _count(kind: str, name: str) -> Callable[[Commitment], str]:
    def says(item: Commitment) -> str:
        count = _counted(item, kind, name)
        return "" if count is None else str(count)

    return says


def _remark(items: Sequence[Commitment]) -> list[_Column]:
    if not any(item.applicability_text for item in items):
        return []
    return [_Column("备注", 14, lambda item: item.applicability_text or "")]
