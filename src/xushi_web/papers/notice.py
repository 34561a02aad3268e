"""The supervision notice (督办单) as the unit gets it: one matter, what is behind, what is asked by when, a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from xushi.pacing import Judgement
from xushi.rendering.layout import Annex, Block, Flag, Imprint, Layout, Line, Signature, Style, written_day
from xushi_web.bulletins.gathering import list_name, period_words
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.notices.models import Notice
from xushi_web.papers.paper import Column, Paper, Sourced, heading, line, paragraphs, points, short, table
from xushi_web.programmes.duties import duties_of
from xushi_web.programmes.models import Role
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.published import pace_of_list
from xushi_web.reporting.queries import UNIT_IS_DUE
from xushi_web.reporting.reckoning import opinion_of

#: In the language of the paper and not of the page.
_COLOURS = {"blue": "蓝色督办", "yellow": "黄色督办", "red": "红色督办"}
_ROLES = {Role.LEAD: "牵头", Role.SOLE: "负责", Role.SUPPORTING: "配合"}
_RECEIPT = "督办单回执"
_FIGURES = (
    Column("指标", 30),
    Column("全年目标", 17, figure=True),
    Column("实际完成", 17, figure=True),
    Column("应达进度", 17, figure=True),
    Column("差距（百分点）", 19, figure=True),
)


def notice_paper(notice: Notice) -> Paper:
    """Return a notice after GB/T 9704-2012; a draft has neither number nor date yet."""
    day = timezone.localdate(notice.issued_at) if notice.issued_at else None
    office = letterhead_of(notice.government).issuing_body
    title = f"关于{short(notice.commitment)}推进滞后的督办单"
    number = str(notice) if notice.number else "督办〔    〕    号"
    blocks = (
        Flag(office, number, _COLOURS[notice.colour]),
        Line(title, Style.TITLE),
        Line(f"{notice.agency.name}：", Style.ADDRESSEES),
        *_letter(notice),
        Line(f"附件：{_RECEIPT}", Style.ATTACHED),
        Signature(office, day),
        Annex("附件", _RECEIPT),
        _receipt(notice),
        *((Imprint(None, office, f"{written_day(day)}印发"),) if day else ()),
    )
    return Paper(title, Layout(title, blocks, day))


def _letter(notice: Notice) -> Iterator[Block]:
    commitment = notice.commitment
    role = _role(notice)
    yield line(
        f"{list_name(commitment.programme)}",
        Sourced(f"第{commitment.number}项", reverse("portal:commitment", args=[commitment.pk])),
        f"“{commitment.text.rstrip('。')}”" + (f"由你单位{role}。" if role else "。"),
    )
    yield heading("一、存在的问题")
    yield from paragraphs(notice.matter)
    period, judgements, address = _figures(notice)
    if judgements:
        yield Line(f"截至{period}末，有关指标的进度如下：")
        yield table(_FIGURES, [_figure(judgement, address) for judgement in judgements])
    yield heading("二、整改要求")
    yield from paragraphs(notice.demand)
    yield heading("三、整改期限")
    yield Line(f"请收到后签收，于{written_day(notice.deadline)}前完成整改并书面报送整改情况，经核查后销号。")


def _role(notice: Notice) -> str | None:
    duties = duties_of(notice.commitment.programme).get(notice.agency, [])
    return next((_ROLES[duty.role] for duty in duties if duty.commitment == notice.commitment), None)


def _figures(notice: Notice) -> tuple[str, list[Judgement], str | None]:
    """Return what the latest figures say: of the unit's own report, or else of what was published."""
    handed_in = UnitReport.objects.filter(commitment=notice.commitment).exclude(state__in=UNIT_IS_DUE)
    report = (
        handed_in.select_related("reporting_period__programme__scale", "commitment")
        .order_by("-reporting_period__due_at")
        .first()
    )
    if report is not None:
        address = reverse("workbench:report", args=[report.pk])
        return report.reporting_period.title, _widest_first(opinion_of(report).judgements), address
    pace = next((one for one in pace_of_list(notice.commitment.programme) if one.commitment == notice.commitment), None)
    if pace is None or pace.report is None:
        return "", [], None
    address = reverse("portal:commitment", args=[notice.commitment_id])
    return period_words(pace.report.period), [one.judgement for one in pace.measured], address


def _widest_first(judgements: tuple[Judgement, ...]) -> list[Judgement]:
    return sorted(judgements, key=lambda one: -one.gap.points)


def _figure(judgement: Judgement, address: str | None) -> tuple[str | Sourced, ...]:
    gap = judgement.gap
    target = judgement.bound.target
    return (
        target.of or target.text,
        str(gap.target),
        Sourced(str(gap.actual), address),
        f"{points(gap.planned.value)}%",
        points(gap.points),
    )


def _receipt(notice: Notice) -> Block:
    """Return the stub that comes back: what the tracker knows is filled in, the rest is left to the pen."""
    received = timezone.localdate(notice.received_at) if notice.received_at else None
    answer = notice.rectifications.order_by("-at").first()
    rows = (
        ("督办单编号", str(notice) if notice.number else ""),
        ("督办事项", f"第{notice.commitment.number}项 {short(notice.commitment)}"),
        ("整改期限", written_day(notice.deadline)),
        ("签收单位（盖章）", notice.agency.name),
        ("签收日期", _day(received)),
        ("整改情况", answer.text if answer else ""),
        ("报送日期", _day(timezone.localdate(answer.at)) if answer else ""),
        ("单位负责人（签字）", ""),
        ("联系人和电话", ""),
    )
    return table((Column("回执项目", 30), Column("填写内容", 70)), rows, form=True)


def _day(day: date | None) -> str:
    return written_day(day) if day else ""
