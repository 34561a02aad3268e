"""The year-end assessment table (考核评价表): what the tracker knows of every leading unit; people give the marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi.rendering.layout import Block, Layout, Line, Style, written_day
from xushi_web.agencies.models import Agency, Government
from xushi_web.bulletins.build import chinese
from xushi_web.notices.models import Colour, Notice, NoticeState
from xushi_web.objections.models import Objection, ObjectionState
from xushi_web.papers.paper import Column, Paper, Sourced, Told, column_tags, entries, table
from xushi_web.papers.tags import Tag, Values, said
from xushi_web.progress.models import SatisfactionResult
from xushi_web.progress.statuses import UNJUDGED, UNREPORTED, Tally
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.overview import lines_of_year

COLUMNS = (
    Column("牵头单位", 34),
    Column("牵头事项", 12, figure=True),
    Column("已完成", 15, figure=True),
    Column("超序时", 15, figure=True),
    Column("达序时", 15, figure=True),
    Column("未达序时", 12, figure=True),
    Column("未判定", 15, figure=True),
    Column("应报次数", 12, figure=True),
    Column("按时报送", 12, figure=True),
    Column("督办单（蓝/黄/红）", 22, figure=True),
    Column("已销号", 15, figure=True),
    Column("复核支持", 12, figure=True),
    Column("满意率", 15, figure=True),
    Column("评分", 14, figure=True),
    Column("等次", 14, figure=True),
)
_NOTES = (
    "判定取各清单最近一期；尚未判定和尚未填报的合计为未判定，不计入完成。",
    "应报次数为已到截止时间的填报件数；按时报送以单位报送的时间为准，截止之后报送和至今未报的不算按时。",
    "督办单为当年签发的件数；复核支持为单位对判定提出异议、复核后予以支持的次数。",
    "满意率为代表测评中满意、基本满意票数占总票数的比例，没有测评的不填。",
    "评分和等次由考核组评定后填写，本表不计算。",
)
TAGS = (
    Tag("标题", _("标题"), "2025年民生实事和重点任务考核评价表"),
    Tag("范围", _("标题下面的一行：本级政府和截至日期"), "（青禾市，截至2025年12月31日）"),
    *column_tags(
        "单位", COLUMNS,
        "市教育局", "6", "1", "0", "4", "1", "0", "24", "23", "1/0/0", "1", "0", "92%", "", "",
    ),
    Tag("说明.条目", _("填表说明，一条一次"), "一、判定取各清单最近一期。"),
)  # fmt: skip


@dataclass(slots=True)
class Record:
    """What the tracker knows of a unit's year."""

    agency: Agency
    tally: Tally = field(default_factory=Tally)
    asked: int = 0
    in_time: int = 0
    notices: Counter[str] = field(default_factory=Counter)
    closed: int = 0
    upheld: int = 0
    votes: int = 0
    satisfied: int = 0


def assessment(government: Government, year: int, now: datetime | None = None) -> Paper:
    """Return the table of all units that lead something in the lists of a year, those with most items first."""
    moment = now or timezone.now()
    day = timezone.localdate(moment)
    title = f"{year}年民生实事和重点任务考核评价表"
    records = records_of(government, year, moment)
    scope = f"（{government.name}，截至{written_day(day)}）"
    rows = [_row(record) for record in records]
    notes = [f"{chinese(at)}、{note}" for at, note in enumerate(_NOTES, 1)]
    blocks: tuple[Block, ...] = (
        Line(title, Style.TITLE),
        Line(scope, Style.SOURCE),
        table(COLUMNS, rows),
        Line("填表说明", Style.LIST),
        *map(Line, notes),
    )
    series = {"单位": entries("单位", COLUMNS, rows), "说明": said("说明.条目", notes)}
    return Paper(title, Layout(title, blocks, day), Values({"标题": title, "范围": scope}, series))


def records_of(government: Government, year: int, now: datetime) -> list[Record]:
    """Return what every leading unit did in a year (four queries beside those of the verdicts)."""
    found: dict[UUID, Record] = {}
    led: dict[UUID, Record] = {}
    for item in lines_of_year(government, year):
        if item.unit is not None:
            record = found.setdefault(item.unit.pk, Record(item.unit))
            record.tally.add(item.status)
            led[item.commitment.pk] = record
    _reports(government, year, now, found)
    _notices(government, year, found)
    _objections(government, year, found)
    _votes(government, year, led)
    return sorted(found.values(), key=lambda record: (-record.tally.total, record.agency.name))


def _reports(government: Government, year: int, now: datetime, found: dict[UUID, Record]) -> None:
    rows = UnitReport.objects.of(government).filter(
        reporting_period__programme__year=year, reporting_period__due_at__lte=now, commitment__withdrawn=False
    )
    in_time = Q(submitted_at__isnull=False, submitted_at__lte=F("reporting_period__due_at"))
    _count(rows.values_list("agency", flat=True), found, "asked")
    _count(rows.filter(in_time).values_list("agency", flat=True), found, "in_time")


def _notices(government: Government, year: int, found: dict[UUID, Record]) -> None:
    rows = Notice.objects.of(government).filter(commitment__year=year, number__isnull=False)
    for agency, colour, state in rows.values_list("agency", "colour", "state"):
        if agency in found:
            found[agency].notices[colour] += 1
            found[agency].closed += state == NoticeState.CLOSED


def _objections(government: Government, year: int, found: dict[UUID, Record]) -> None:
    rows = Objection.objects.of(government).filter(report__commitment__year=year, state=ObjectionState.UPHELD)
    _count(rows.values_list("report__agency", flat=True), found, "upheld")


def _votes(government: Government, year: int, led: dict[UUID, Record]) -> None:
    rows = SatisfactionResult.objects.current().filter(government=government, commitment__year=year)
    for row in rows:
        record = led.get(row.commitment_id)
        if record is not None:
            satisfied = (row.satisfied or 0) + (row.basically or 0)
            record.satisfied += satisfied
            record.votes += satisfied + (row.unsatisfied or 0) + (row.abstain or 0)


def _count(agencies: Iterable[UUID], found: dict[UUID, Record], name: str) -> None:
    for agency in agencies:
        if agency in found:
            setattr(found[agency], name, getattr(found[agency], name) + 1)


def _row(record: Record) -> Sequence[Told]:
    tally = record.tally
    address = reverse("portal:agency", args=[record.agency.pk])
    notices = reverse("workbench:notices") if record.notices else None
    waiting = tally.counts[UNJUDGED] + tally.counts[UNREPORTED]
    counts = (tally.total, *(tally.counts[name] for name in ("completed", "ahead", "on_pace", "behind")), waiting)
    return (
        Sourced(record.agency.name, address),
        *(Sourced(str(count), address) for count in counts),
        str(record.asked),
        str(record.in_time),
        Sourced("/".join(str(record.notices[colour]) for colour in Colour.values), notices),
        Sourced(str(record.closed), notices),
        str(record.upheld),
        f"{record.satisfied * 100 // record.votes}%" if record.votes else "",
        "",
        "",
    )
