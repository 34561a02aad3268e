"""The brief for leaders (领导专报): on one page, how the promises of a year stand, each figure from the tracker."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi.pacing import Formula, Gap
from xushi.rendering.charts import Chart, plan_and_actual, shares
from xushi.rendering.drawing import height
from xushi.rendering.layout import PITCH, Block, Figure, Layout, Line, Style, Table, width, written_day
from xushi_web.agencies.models import Government
from xushi_web.bulletins.gathering import without_kind
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.papers.paper import (
    Column,
    Paper,
    Sourced,
    Told,
    column_tags,
    entries,
    heading,
    line,
    points,
    short,
    table,
)
from xushi_web.papers.tags import Tag, Values, said
from xushi_web.progress.statuses import UNJUDGED, UNREPORTED, Tally, sum_of
from xushi_web.reporting.overview import Line as Item
from xushi_web.reporting.overview import OverviewPage, Part, overview_page

#: Heights in tenths of a line, as the PDF sets them: the page; title, heading and head of the table of items;
#: a heading; a row of the lists; edges and each line of a row of items; what surrounds a table and what a chart.
_PAGE, _FIXED, _HEADING, _LIST, _EDGES, _ROW, _TABLE, _FIGURE = 220, 54, 10, 7, 1, 5, 5, 3
_LINE, _OF_TITLE, _OF_UNIT, _OF_CAUSE = 28, 9, 6, 14  #: characters of a line: of the text, and in the table of items
_MOST_LISTS, _FEWEST, _MOST, _MOST_DECISIONS = 4, 2, 8, 3  #: rows of each part
_MOST_NUMBERS = 4
_CHARTED, _FIELDS = 3, 6  #: items behind that come before any chart, rows of the chart of fields
_LONGEST_LABEL = 13  #: characters
_LONGEST_LIST, _LONGEST_ITEM, _LONGEST_CAUSE, _LONGEST_DECISION = 18, 18, 28, 36  #: characters
_WORDS = (("completed", "已完成"), ("ahead", "超序时"), ("on_pace", "达序时"), ("behind", "未达序时"))
_WAITING = ((UNJUDGED, "待判定"), (UNREPORTED, "未填报"))
LISTS = (
    Column("清单", 47),
    Column("项数", 10, figure=True),
    Column("达序时及以上", 17, figure=True),
    Column("未达序时", 14, figure=True),
    Column("未判定", 12, figure=True),
)
BEHIND = (
    Column("序号", 8, figure=True),
    Column("事项", 25),
    Column("牵头单位", 17),
    Column("差距（百分点）", 13, figure=True),
    Column("原因", 37),
)
TAGS = (
    Tag("标题", _("标题"), "2025年民生实事和重点任务推进情况专报"),
    Tag("来源", _("标题下面的一行：发文机关和日期"), "青禾市人民政府督查室　2025年10月20日"),
    Tag("总体.段落", _("总体情况，与上期相比，一段一次"), "纳入跟踪50项，已判定50项，达序时47项，未达序时3项。"),
    *column_tags("清单", LISTS, "2025年市民生实事（前三季度）", "50", "47", "3", "0"),
    Tag("其余清单", _("没有列进表里的清单合计，没有时为空"), ""),
    Tag("落后标题", _("未达序时部分的标题"), "二、未达序时的事项（3项）"),
    *column_tags("落后", BEHIND, "1", "校舍新建工程", "市教育局", "25", "两处用地尚未交付"),
    Tag("没有落后", _("没有未达序时的事项时的一句"), ""),
    Tag("提请标题", _("提请研究部分的标题，没有时为空"), "三、提请研究的事项"),
    Tag("提请.条目", _("提请研究的事项，一件一次"), "1.督办〔2025〕3号（红色，2025年10月31日到期）市教育局"),
)


def brief(government: Government, year: int, today: date | None = None) -> Paper:
    """Return the brief on all lists of a year, as they stand now; it shows as much as one page has room for."""
    day = today or timezone.localdate()
    page = overview_page(government, year)
    sheet = f"{reverse('workbench:overview', args=[government.slug])}?year={year}"
    title = f"{year}年民生实事和重点任务推进情况专报"
    office = letterhead_of(government).issuing_body
    overall = tuple(_overall(page, sheet))
    decisions = _decisions(page)
    room = _room(page, overall, decisions)
    source = f"{office}　{written_day(day)}"
    behind = list(_behind(page, sheet, room.items))
    asked = [heading("三、提请研究的事项"), *decisions[: room.decisions]] if room.decisions else []
    head = (Line(title, Style.TITLE), Line(source, Style.SOURCE))
    blocks = (*head, *overall, *room.fields, *behind, *room.plan, *asked)
    values = _values({"标题": title, "来源": source}, overall, behind, asked)
    return Paper(title, Layout(title, blocks, day), values)


def _values(head: dict[str, str], overall: Sequence[Block], behind: Sequence[Block], asked: Sequence[Line]) -> Values:
    """Return what stands in the blocks of the three parts, piece by piece."""
    lists = next((one.rows for one in overall if isinstance(one, Table)), ())
    late = next((one.rows for one in behind if isinstance(one, Table)), ())
    lines, others = _lines(overall), ""
    if lists and isinstance(overall[-1], Line):  # what stands behind the table is about the other lists
        others = lines.pop()
    heading_of_late, *none = _lines(behind, with_headings=True)
    single = {
        **head,
        "其余清单": others,
        "落后标题": heading_of_late,
        "没有落后": "".join(none),
        "提请标题": asked[0].text if asked else "",
    }
    series = {
        "总体": said("总体.段落", lines),
        "清单": entries("清单", LISTS, lists),
        "落后": entries("落后", BEHIND, late),
        "提请": said("提请.条目", [one.text for one in asked[1:]]),
    }
    return Values(single, series)


def _lines(blocks: Sequence[Block], *, with_headings: bool = False) -> list[str]:
    lines = [one for one in blocks if isinstance(one, Line)]
    return [one.text for one in lines if with_headings or one.style is not Style.LIST]


@dataclass(frozen=True, slots=True)
class _Room:
    """What fits on the page: so many items behind and decisions, and which charts."""

    items: int
    decisions: int
    plan: Sequence[Figure]
    fields: Sequence[Figure]


def _room(page: OverviewPage, overall: Sequence[Block], decisions: Sequence[Line]) -> _Room:
    """Return what fits on the page beside everything else.

    A few items come first, then decisions, plan and actual of the items, more items, and how the fields stand.
    """
    room = _PAGE - _FIXED - sum(map(_tall, overall))
    behind = [_row_tall(item) for item in page.behind[:_MOST]]
    rest = room - sum(behind[:_FEWEST]) - _HEADING
    asked = _fitting([_tall(one) for one in decisions[:_MOST_DECISIONS]], rest)
    room -= sum(map(_tall, decisions[:asked])) + _HEADING * bool(asked)
    plan = [Figure(chart) for chart in _plan(page)]
    if room < sum(behind[:_CHARTED]) + sum(map(_tall, plan)):
        plan = []
    room -= sum(map(_tall, plan))
    items = max(_fitting(behind, room), _FEWEST)
    fields = [Figure(chart) for chart in _fields(page)]
    if room < sum(behind[:items]) + sum(map(_tall, fields)):
        fields = []
    return _Room(items, asked, plan, fields)


def _fitting(heights: Sequence[int], room: int) -> int:
    """Return how many of these, from the first, fit."""
    return sum(total <= room for total in accumulate(heights))


def _tall(block: Block) -> int:
    """Return how much of the page a block takes, in tenths of a line."""
    match block:
        case Figure(chart):
            return math.ceil(height(chart) / PITCH * 10) + _FIGURE
        case Table():
            return _LIST * (len(block.rows) + 1) + _TABLE
        case Line(text, style):
            indent = 0 if style is Style.LIST else 2
            return 10 * math.ceil((width(text) + indent) / _LINE)
    return 0


def _row_tall(item: Item) -> int:
    """Return how much of the page an item takes."""
    cells = (
        (_cut(short(item.commitment), _LONGEST_ITEM), _OF_TITLE),
        (item.unit.name if item.unit else "", _OF_UNIT),
        (_cut(item.cause, _LONGEST_CAUSE), _OF_CAUSE),
    )
    return _EDGES + _ROW * max(math.ceil(width(text) / room) for text, room in cells)


def _plan(page: OverviewPage) -> Sequence[Chart]:
    """Return plan and actual of the items that are furthest behind; nothing where figures tell fewer than two."""
    told = [
        (_labelled(item), item.gap.planned.value, _reached(item.gap))
        for item in page.behind[:_CHARTED]
        if item.gap is not None and item.gap.formula is not Formula.GROWTH
    ]
    chart = plan_and_actual("差距最大的事项", told)
    return (chart,) if len(chart.bars) > 1 else ()


def _labelled(item: Item) -> str:
    return f"{item.commitment.number} {_cut(short(item.commitment), _LONGEST_LABEL)}"


def _reached(gap: Gap) -> Decimal:
    return gap.actual.value if gap.completed is None else gap.completed


def _fields(page: OverviewPage) -> Sequence[Chart]:
    """Return how the fields stand; nothing where there is but one, or nothing was judged."""
    if len(page.fields) < 2 or not any(part.tally.judged for part in page.fields):
        return ()
    return (shares("各领域推进情况", {part.name: part.tally.counts for part in page.fields}, "领域", most=_FIELDS),)


def _shown(page: OverviewPage) -> Sequence[Part]:
    """Return the lists that have a row of their own: those in which something was judged, most behind first."""
    judged = sorted((part for part in page.programmes if part.tally.judged), key=lambda part: -part.tally.behind)
    return judged[:_MOST_LISTS]


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
    if page.has_before:
        yield _moved(page, sheet)
    shown = _shown(page)
    if shown:
        yield table(LISTS, [_list(part) for part in shown])
    others = sum_of(part.tally for part in page.programmes if part not in shown)
    if others.total:
        yield line(
            f"其余{len(page.programmes) - len(shown)}份清单共",
            Sourced(f"{others.total}项", sheet),
            "，未达序时",
            Sourced(f"{others.behind}项", sheet),
            "，未判定",
            Sourced(f"{others.total - others.judged}项", sheet),
            "。",
        )


def _list(part: Part) -> list[Told]:
    tally: Tally = part.tally
    name = without_kind(part.name)
    name = _cut(f"{name}（{part.about}）" if part.about else name, _LONGEST_LIST)
    counts = (tally.total, tally.on_pace, tally.behind, tally.total - tally.judged)
    return [Sourced(name, part.address), *(Sourced(str(count), part.address) for count in counts)]


def _behind(page: OverviewPage, sheet: str, room: int) -> Iterator[Block]:
    shown = page.behind[:room]
    some = f"，列差距最大的{len(shown)}项" if len(shown) < len(page.behind) else ""
    yield heading(f"二、未达序时的事项（{len(page.behind)}项{some}）")
    if shown:
        yield table(BEHIND, [_item(item) for item in shown])
    else:
        yield line("目前", Sourced("没有", sheet), "未达序时的事项。")


def _item(item: Item) -> list[Told]:
    row = item.commitment
    address = (
        reverse("workbench:report", args=[item.report.pk])
        if item.report
        else reverse("portal:commitment", args=[row.pk])
    )
    return [
        row.number,
        Sourced(_cut(short(row), _LONGEST_ITEM), reverse("portal:commitment", args=[row.pk])),
        item.unit.name if item.unit else "",
        Sourced(points(item.lag), address),
        _cut(item.cause, _LONGEST_CAUSE),
    ]


def _moved(page: OverviewPage, sheet: str) -> Line:
    moved = (("新落后", page.newly_behind), ("已赶上", page.caught_up), ("新完成", page.newly_completed))
    parts: list[Told] = ["与上期相比"]
    for name, items in moved:
        parts += ["，", name, Sourced(f"{len(items)}项", sheet), _numbers(items)]
    return line(*parts, "。")


def _decisions(page: OverviewPage) -> list[Line]:
    """Return what leaders are asked to settle: red notices that are not closed, and what units ask for."""
    told: list[tuple[Sourced, str]] = []
    for notice in page.notices:
        name = Sourced(str(notice), reverse("workbench:notice", args=[notice.pk]))
        told.append((name, f"（红色，{written_day(notice.deadline)}到期）{notice.agency.name}：{notice.matter}"))
    for item in page.asking:
        if item.report is not None:
            number = Sourced(f"第{item.commitment.number}项", reverse("workbench:report", args=[item.report.pk]))
            told.append((number, f"{item.report.agency.name}：{item.report.coordination}"))
    return [line(f"{at}.", source, _cut(words, _LONGEST_DECISION)) for at, (source, words) in enumerate(told, 1)]


def _numbers(items: Sequence[Item]) -> str:
    if not items:
        return ""
    rest = "等" if len(items) > _MOST_NUMBERS else ""
    return f"（第{'、'.join(item.commitment.number for item in items[:_MOST_NUMBERS])}项{rest}）"


def _cut(text: str, longest: int) -> str:
    said = "".join(text.split())
    return said if len(said) <= longest else said[: longest - 1] + "…"
