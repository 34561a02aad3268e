"""A unit's task list (单位任务清单): its part in every list of a year, and what it has to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi.rendering.layout import Block, Layout, Line, Style, written_day
from xushi_web.agencies.models import Agency
from xushi_web.bulletins.build import chinese
from xushi_web.bulletins.gathering import list_name, period_words
from xushi_web.deadlines.queries import open_deadlines
from xushi_web.papers.gathering import items_of, planned_of
from xushi_web.papers.paper import Column, Paper, Sourced, Told, heading, line, table, text_of
from xushi_web.papers.tags import Tag, Values, said
from xushi_web.programmes.duties import Duty, duties_of
from xushi_web.programmes.models import Commitment, Milestone, Programme, Role
from xushi_web.reporting.overview import years_with_lists

_ROLES = {Role.LEAD: "牵头", Role.SOLE: "责任单位", Role.SUPPORTING: "配合"}
_MOST_PERIODS = 4

TAGS = (
    Tag("标题", _("标题"), "市教育局2025年任务清单"),
    Tag("单位", _("单位名称"), "市教育局"),
    Tag("截至", _("标题下面的一行：截至日期"), "（截至2025年10月9日）"),
    Tag("概况", _("共几项，其中牵头几项、配合几项"), "共6项，其中牵头或负责4项，配合2项。"),
    Tag("事项.清单", _("清单的名称，只在每份清单的第一项出现"), "一、2025年市民生实事"),
    Tag("事项.序号", _("编号"), "1"),
    Tag("事项.内容", _("目标任务"), "新建校舍8所。"),
    Tag("事项.职责", _("牵头、责任单位或配合"), "牵头"),
    Tag("事项.计划", _("各个时期的计划，连成一段"), "一季度：累计建成2所；上半年：累计建成4所"),
    Tag("待办标题", _("待办事项的标题，没有待办时为空"), "二、待办事项"),
    Tag("待办.条目", _("待办事项，一件一次"), "1.2025年10月10日前：填报“1 新建校舍8所”"),
)


def task_list(agency: Agency, year: int, today: date | None = None) -> Paper:
    """Return what a unit has to do for the lists of a year, its own items before those it supports."""
    day = today or timezone.localdate()
    title, until = f"{agency.name}{year}年任务清单", f"（截至{written_day(day)}）"
    programmes = Programme.objects.of(agency.government).filter(year=year).select_related("government", "document")
    parts = [(programme, duties) for programme in programmes if (duties := duties_of(programme).get(agency))]
    summary = _summary([duty for _programme, duties in parts for duty in duties])
    blocks: list[Block] = [Line(title, Style.TITLE), Line(until, Style.SOURCE), Line(summary)]
    items: list[dict[str, str]] = []
    for order, (programme, duties) in enumerate(parts, 1):
        name = f"{chinese(order)}、{list_name(programme)}"
        periods, rows = _rows(programme, duties)
        blocks += [heading(name), _table(periods, rows)]
        items += [_entry(name if at == 0 else "", row, periods) for at, row in enumerate(rows)]
    due: list[Line] = []
    if years_with_lists(agency.government)[:1] == [year]:  # what is open now belongs to no list of years ago
        due = list(_next(agency, day, len(parts) + 1))
    values = Values(
        {"标题": title, "单位": agency.name, "截至": until, "概况": summary, "待办标题": due[0].text if due else ""},
        {"事项": items, "待办": said("待办.条目", [one.text for one in due[1:]])},
    )
    return Paper(title, Layout(title, (*blocks, *due), day), values)


def _summary(duties: list[Duty]) -> str:
    own = sum(duty.role != Role.SUPPORTING for duty in duties)
    if not duties:
        return "本年度没有分解到本单位的事项。"
    return f"共{len(duties)}项，其中牵头或负责{own}项，配合{len(duties) - own}项。"


def _rows(programme: Programme, duties: list[Duty]) -> tuple[list[str], list[list[Told]]]:
    """Return the periods of the schedule, where there is one, and a row for each item with the unit's part."""
    items = {row.pk: row for row in items_of(programme)}
    ordered = sorted(duties, key=lambda duty: (duty.role == Role.SUPPORTING, duty.commitment.order))
    planned = {duty.commitment.pk: planned_of(items[duty.commitment.pk]) for duty in ordered}
    periods = sorted({one.period for rows in planned.values() for one in rows})[:_MOST_PERIODS]
    return periods, [_row(duty, planned[duty.commitment.pk], periods) for duty in ordered]


def _table(periods: list[str], rows: list[list[Told]]) -> Block:
    columns = [
        Column("序号", 6, figure=True),
        Column("目标任务", 32 if periods else 74),
        Column("职责", 9, figure=True),
        *(Column(period_words(period), 18) for period in periods),
    ]
    return table(columns, rows)


def _entry(programme: str, row: list[Told], periods: list[str]) -> dict[str, str]:
    number, text, role, *planned = map(text_of, row)
    plan = "；".join(f"{period_words(period)}：{one}" for period, one in zip(periods, planned, strict=True) if one)
    return {"事项.清单": programme, "事项.序号": number, "事项.内容": text, "事项.职责": role, "事项.计划": plan}


def _row(duty: Duty, planned: list[Milestone], periods: list[str]) -> list[Told]:
    row: Commitment = duty.commitment
    said = {one.period: one.text for one in planned}
    role = _ROLES[duty.role] + (f"（{duty.through.name}）" if duty.through else "")
    return [
        Sourced(row.number, reverse("portal:commitment", args=[row.pk])),
        row.text,
        role,
        *(said.get(period, "") for period in periods),
    ]


def _next(agency: Agency, day: date, order: int) -> Iterator[Line]:
    """Yield what is open for the unit, what is due first in front."""
    due = [one for one in open_deadlines(agency.government, day) if one.agency == agency]
    if not due:
        return
    yield heading(f"{chinese(order)}、待办事项")
    for at, one in enumerate(due, 1):
        yield line(f"{at}.{written_day(one.due)}前：", Sourced(one.in_words(), one.link), style=Style.ITEM)
