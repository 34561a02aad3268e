"""The brief for leaders (领导专报): on one page, how the promises of a year stand, each figure from the tracker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone

from xushi.rendering.layout import Block, Layout, Line, Style, written_day
from xushi_web.agencies.models import Government
from xushi_web.bulletins.gathering import without_kind
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.papers.paper import Column, Paper, Sourced, Told, heading, line, points, short, table
from xushi_web.progress.statuses import UNJUDGED, UNREPORTED, Tally
from xushi_web.reporting.overview import Line as Item
from xushi_web.reporting.overview import OverviewPage, Part, overview_page

#: So many fit on the page with everything else.
_MOST_BEHIND, _MOST_ASKED, _MOST_NOTICES, _LONGEST = 5, 2, 2, 36
_WORDS = (("completed", "已完成"), ("ahead", "超序时"), ("on_pace", "达序时"), ("behind", "未达序时"))
_WAITING = ((UNJUDGED, "待判定"), (UNREPORTED, "未填报"))
_LISTS = (
    Column("清单", 44),
    Column("项数", 11, figure=True),
    Column("达序时及以上", 17, figure=True),
    Column("未达序时", 14, figure=True),
    Column("未判定", 14, figure=True),
)
_BEHIND = (
    Column("序号", 8, figure=True),
    Column("事项", 34),
    Column("牵头单位", 18),
    Column("差距（百分点）", 12, figure=True),
    Column("原因", 28),
)


def brief(government: Government, year: int, today: date | None = None) -> Paper:
    """Return the brief on all lists of a year, as they stand now."""
    day = today or timezone.localdate()
    page = overview_page(government, year)
    sheet = f"{reverse('workbench:overview', args=[government.slug])}?year={year}"
    title = f"{year}年民生实事和重点任务推进情况专报"
    office = letterhead_of(government).issuing_body
    blocks = (
        Line(title, Style.TITLE),
        Line(f"{office}　{written_day(day)}", Style.SOURCE),
        *_overall(page, sheet),
        *_behind(page, sheet),
        *_moved(page, sheet),
        *_decisions(page),
    )
    return Paper(title, Layout(title, blocks, day))


def _overall(page: OverviewPage, sheet: str) -> Iterator[Block]:
    tally = page.tally
    yield heading("一、总体情况")
    if not tally.total:
        yield Line("本年度还没有纳入跟踪的事项。")
        return
    parts: list[Told] = [
        "纳入跟踪",
        Sourced(f"{tally.total}项", sheet),
        "，已判定",
        Sourced(f"{tally.judged}项", sheet),
    ]
    for words in (_WORDS, _WAITING):
        for status, name in words:
            if tally.counts[status]:
                parts += ["，", name, Sourced(f"{tally.counts[status]}项", sheet)]
    if tally.share is not None:
        parts += ["；已判定事项中达序时及以上占", Sourced(f"{tally.share}%", sheet)]
    yield line(*parts, "。")
    yield table(_LISTS, [_list(part) for part in page.programmes])


def _list(part: Part) -> list[Told]:
    tally: Tally = part.tally
    name = without_kind(part.name)
    name = f"{name}（{part.about}）" if part.about else name
    counts = (tally.total, tally.on_pace, tally.behind, tally.total - tally.judged)
    return [Sourced(name, part.address), *(Sourced(str(count), part.address) for count in counts)]


def _behind(page: OverviewPage, sheet: str) -> Iterator[Block]:
    yield heading("二、落后事项")
    if not page.behind:
        yield Line("没有未达序时的事项。")
        return
    shown = page.behind[:_MOST_BEHIND]
    if len(page.behind) > len(shown):
        yield line("未达序时", Sourced(f"{len(page.behind)}项", sheet), f"，差距最大的{len(shown)}项是：")
    yield table(_BEHIND, [_item(item) for item in shown])


def _item(item: Item) -> list[Told]:
    row = item.commitment
    address = (
        reverse("workbench:report", args=[item.report.pk])
        if item.report
        else reverse("portal:commitment", args=[row.pk])
    )
    return [
        row.number,
        Sourced(short(row), reverse("portal:commitment", args=[row.pk])),
        item.unit.name if item.unit else "",
        Sourced(points(item.lag), address),
        _cut(item.cause),
    ]


def _moved(page: OverviewPage, sheet: str) -> Iterator[Block]:
    if not page.has_before:
        return
    yield heading("三、与上期相比")
    moved = (("新落后", page.newly_behind), ("已赶上", page.caught_up), ("新完成", page.newly_completed))
    parts: list[Told] = []
    for name, items in moved:
        parts += ["，" if parts else "", name, Sourced(f"{len(items)}项", sheet), _numbers(items)]
    yield line(*parts, "。")


def _decisions(page: OverviewPage) -> Iterator[Block]:
    """Yield what leaders are asked to settle: what units ask for, and red notices that are not closed."""
    if not (page.asking or page.notices):
        return
    yield heading(f"{'四' if page.has_before else '三'}、提请研究的事项")
    at = 0
    for item in page.asking[:_MOST_ASKED]:
        at += 1
        assert item.report is not None  # noqa: S101 - only reports ask
        address = reverse("workbench:report", args=[item.report.pk])
        asked = _cut(item.report.coordination)
        yield line(f"{at}.", Sourced(f"第{item.commitment.number}项", address), f"{item.report.agency.name}：{asked}")
    for notice in page.notices[:_MOST_NOTICES]:
        at += 1
        yield line(
            f"{at}.",
            Sourced(f"{notice}", reverse("workbench:notice", args=[notice.pk])),
            f"（红色，{written_day(notice.deadline)}到期）{notice.agency.name}：{_cut(notice.matter)}",
        )


def _numbers(items: Sequence[Item]) -> str:
    return f"（第{'、'.join(item.commitment.number for item in items[:6])}项）" if items else ""


def _cut(text: str) -> str:
    said = "".join(text.split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
