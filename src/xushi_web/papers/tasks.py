"""A unit's task list (单位任务清单): its part in every list of a year, and what it has to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from xushi.rendering.layout import Block, Layout, Line, Style, written_day
from xushi_web.agencies.models import Agency
from xushi_web.bulletins.build import chinese
from xushi_web.bulletins.gathering import list_name, period_words
from xushi_web.deadlines.queries import open_deadlines
from xushi_web.papers.gathering import items_of, planned_of
from xushi_web.papers.paper import Column, Paper, Sourced, Told, heading, line, table
from xushi_web.programmes.duties import Duty, duties_of
from xushi_web.programmes.models import Commitment, Milestone, Programme, Role
from xushi_web.reporting.overview import years_with_lists

_ROLES = {Role.LEAD: "牵头", Role.SOLE: "责任单位", Role.SUPPORTING: "配合"}
_MOST_PERIODS = 4


def task_list(agency: Agency, year: int, today: date | None = None) -> Paper:
    """Return what a unit has to do for the lists of a year, its own items before those it supports."""
    day = today or timezone.localdate()
    title = f"{agency.name}{year}年任务清单"
    blocks: list[Block] = [Line(title, Style.TITLE), Line(f"（截至{written_day(day)}）", Style.SOURCE)]
    programmes = Programme.objects.of(agency.government).filter(year=year).select_related("government", "document")
    parts = [(programme, duties) for programme in programmes if (duties := duties_of(programme).get(agency))]
    blocks.append(_summary([duty for _, duties in parts for duty in duties]))
    for order, (programme, duties) in enumerate(parts, 1):
        blocks += [heading(f"{chinese(order)}、{list_name(programme)}"), _table(programme, duties)]
    if years_with_lists(agency.government)[:1] == [year]:  # what is open now belongs to no list of years ago
        blocks += _next(agency, day, len(parts) + 1)
    return Paper(title, Layout(title, tuple(blocks), day))


def _summary(duties: list[Duty]) -> Line:
    own = sum(duty.role != Role.SUPPORTING for duty in duties)
    if not duties:
        return Line("本年度没有分解到本单位的事项。")
    return Line(f"共{len(duties)}项，其中牵头或负责{own}项，配合{len(duties) - own}项。")


def _table(programme: Programme, duties: list[Duty]) -> Block:
    """Return the items with the unit's part and, where there is a schedule, what is planned for each period."""
    items = {row.pk: row for row in items_of(programme)}
    ordered = sorted(duties, key=lambda duty: (duty.role == Role.SUPPORTING, duty.commitment.order))
    planned = {duty.commitment.pk: planned_of(items[duty.commitment.pk]) for duty in ordered}
    periods = sorted({one.period for rows in planned.values() for one in rows})[:_MOST_PERIODS]
    columns = [
        Column("序号", 6, figure=True),
        Column("目标任务", 32 if periods else 74),
        Column("职责", 9, figure=True),
        *(Column(period_words(period), 18) for period in periods),
    ]
    return table(columns, [_row(duty, planned[duty.commitment.pk], periods) for duty in ordered])


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


def _next(agency: Agency, day: date, order: int) -> Iterator[Block]:
    """Yield what is open for the unit, what is due first in front."""
    due = [one for one in open_deadlines(agency.government, day) if one.agency == agency]
    if not due:
        return
    yield heading(f"{chinese(order)}、待办事项")
    for at, one in enumerate(due, 1):
        yield line(f"{at}.{written_day(one.due)}前：", Sourced(one.in_words(), one.link), style=Style.ITEM)
