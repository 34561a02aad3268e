"""The brief for leaders (领导专报): on one page, how the promises of a year stand, each figure from the tracker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi.rendering.layout import Block, Layout, Line, Style, Table, written_day
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

#: Lines of the page that parts of the brief take, in tenths of a line of the text.
_PAGE, _FIXED, _SENTENCE, _HEADING, _LIST, _ITEM, _DECISION = 220, 110, 20, 10, 8, 14, 20
_MOST_LISTS, _FEWEST, _MOST, _MOST_DECISIONS = 4, 2, 8, 3  #: rows of each part
_MOST_NUMBERS = 4
_LONGEST_LIST, _LONGEST_ITEM, _LONGEST_CAUSE, _LONGEST_DECISION = 18, 18, 30, 36  #: characters
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
    Column("事项", 27),
    Column("牵头单位", 17),
    Column("差距（百分点）", 11, figure=True),
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
    decisions = _decisions(page)
    items, most = _room(page, len(decisions))
    source = f"{office}　{written_day(day)}"
    overall, behind = list(_overall(page, sheet)), list(_behind(page, sheet, items))
    asked = [heading("三、提请研究的事项"), *decisions[:most]] if most else []
    blocks = (Line(title, Style.TITLE), Line(source, Style.SOURCE), *overall, *behind, *asked)
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


def _room(page: OverviewPage, decisions: int) -> tuple[int, int]:
    """Return how many items behind and how many decisions fit on the page beside everything else."""
    shown = _shown(page)
    room = _PAGE - _FIXED - _LIST * len(shown) - _SENTENCE * page.has_before
    room -= _SENTENCE * (len(shown) < len(page.programmes))
    fewest = min(_FEWEST, len(page.behind)) * _ITEM
    most = min(decisions, _MOST_DECISIONS, max((room - fewest - _HEADING) // _DECISION, 0))
    room -= (_HEADING + most * _DECISION) * bool(most)
    return min(max(room // _ITEM, _FEWEST), _MOST), most


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
