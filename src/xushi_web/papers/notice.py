"""The supervision notice (督办单) as the unit gets it: one matter, what is behind, what is asked by when, a receipt."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi.pacing import Judgement
from xushi.rendering.layout import Annex, Flag, Imprint, Layout, Line, Signature, Style, Table, written_day
from xushi_web.bulletins.gathering import list_name, period_words
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.notices.models import Notice
from xushi_web.papers.paper import (
    Column,
    Paper,
    Sourced,
    column_tags,
    entries,
    heading,
    line,
    paragraphs,
    points,
    short,
    table,
)
from xushi_web.papers.tags import Tag, Values, said
from xushi_web.programmes.duties import duties_of
from xushi_web.programmes.models import Role
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.published import pace_of_list
from xushi_web.reporting.queries import UNIT_IS_DUE
from xushi_web.reporting.reckoning import opinion_of

#: In the language of the paper and not of the page.
_COLOURS = {"blue": "蓝色督办", "yellow": "黄色督办", "red": "红色督办"}
_ROLES = {Role.LEAD: "牵头", Role.SOLE: "负责", Role.SUPPORTING: "配合"}
RECEIPT = "督办单回执"
FIGURES = (
    Column("指标", 30),
    Column("全年目标", 17, figure=True),
    Column("实际完成", 17, figure=True),
    Column("应达进度", 17, figure=True),
    Column("差距（百分点）", 19, figure=True),
)

TAGS = (
    Tag("标题", _("标题"), "关于校舍新建工程推进滞后的督办单"),
    Tag("文号", _("编号，没有签发时空着号数"), "督办〔2025〕3号"),
    Tag("等级", _("蓝色、黄色或红色督办"), "黄色督办"),
    Tag("发文机关", _("发文机关"), "青禾市人民政府督查室"),
    Tag("单位", _("收到督办单的单位"), "市教育局"),
    Tag("事由", _("第一段：哪份清单的哪一项，由谁牵头"), "2025年市民生实事第1项“新建校舍8所”由你单位牵头。"),
    Tag("项号", _("事项的编号"), "1"),
    Tag("事项", _("事项的简称"), "新建校舍8所"),
    Tag("问题.段落", _("存在的问题，一段一次"), "已开工6所，比序时进度落后2所。"),
    Tag("指标引语", _("指标表前面的一句，没有指标时为空"), "截至前三季度末，有关指标的进度如下："),
    *column_tags("指标", FIGURES, "新建校舍", "8所", "6所", "100%", "25"),
    Tag("要求.段落", _("整改要求，一段一次"), "月底前全部开工。"),
    Tag("期限", _("整改期限"), "2025年10月31日"),
    Tag("成文日期", _("签发日期，没有签发时为空"), "2025年10月9日"),
    Tag("印发", _("版记里的印发日期，没有签发时为空"), "2025年10月9日印发"),
    Tag("签收日期", _("回执：签收日期，没有签收时为空"), ""),
    Tag("整改情况", _("回执：最近一次报送的整改情况"), ""),
    Tag("报送日期", _("回执：报送整改情况的日期"), ""),
)


def notice_paper(notice: Notice) -> Paper:
    """Return a notice after GB/T 9704-2012; a draft has neither number nor date yet."""
    day = timezone.localdate(notice.issued_at) if notice.issued_at else None
    office = letterhead_of(notice.government).issuing_body
    title = f"关于{short(notice.commitment)}推进滞后的督办单"
    number = str(notice) if notice.number else "督办〔    〕    号"
    period, judgements, address = _figures(notice)
    figures = [_figure(judgement, address) for judgement in judgements]
    introduction = f"截至{period}末，有关指标的进度如下：" if figures else ""
    printed = f"{written_day(day)}印发" if day else ""
    reason, returned = _reason(notice), _returned(notice)
    blocks = (
        Flag(office, number, _COLOURS[notice.colour]),
        Line(title, Style.TITLE),
        Line(f"{notice.agency.name}：", Style.ADDRESSEES),
        reason,
        heading("一、存在的问题"),
        *paragraphs(notice.matter),
        *((Line(introduction), table(FIGURES, figures)) if figures else ()),
        heading("二、整改要求"),
        *paragraphs(notice.demand),
        heading("三、整改期限"),
        Line(f"请收到后签收，于{written_day(notice.deadline)}前完成整改并书面报送整改情况，经核查后销号。"),
        Line(f"附件：{RECEIPT}", Style.ATTACHED),
        Signature(office, day),
        Annex("附件", RECEIPT),
        receipt(
            number=str(notice) if notice.number else "",
            matter=f"第{notice.commitment.number}项 {short(notice.commitment)}",
            deadline=written_day(notice.deadline),
            unit=notice.agency.name,
            returned=returned,
        ),
        *((Imprint(None, office, printed),) if printed else ()),
    )
    single = {
        "标题": title,
        "文号": number,
        "等级": _COLOURS[notice.colour],
        "发文机关": office,
        "单位": notice.agency.name,
        "事由": reason.text,
        "项号": notice.commitment.number,
        "事项": short(notice.commitment),
        "指标引语": introduction,
        "期限": written_day(notice.deadline),
        "成文日期": _day(day),
        "印发": printed,
        **dict(zip(("签收日期", "整改情况", "报送日期"), returned, strict=True)),
    }
    series = {
        "问题": said("问题.段落", [one.text for one in paragraphs(notice.matter)]),
        "指标": entries("指标", FIGURES, figures),
        "要求": said("要求.段落", [one.text for one in paragraphs(notice.demand)]),
    }
    return Paper(title, Layout(title, blocks, day), Values(single, series))


def receipt(*, number: str, matter: str, deadline: str, unit: str, returned: tuple[str, str, str]) -> Table:
    """Return the stub that comes back: what the tracker knows is filled in, the rest is left to the pen.

    `returned` is when the notice was received, what was done about it, and when that was reported.
    """
    received, answered, reported = returned
    rows = (
        ("督办单编号", number),
        ("督办事项", matter),
        ("整改期限", deadline),
        ("签收单位（盖章）", unit),
        ("签收日期", received),
        ("整改情况", answered),
        ("报送日期", reported),
        ("单位负责人（签字）", ""),
        ("联系人和电话", ""),
    )
    return table((Column("回执项目", 30), Column("填写内容", 70)), rows, form=True)


def _reason(notice: Notice) -> Line:
    commitment = notice.commitment
    role = _role(notice)
    return line(
        f"{list_name(commitment.programme)}",
        Sourced(f"第{commitment.number}项", reverse("portal:commitment", args=[commitment.pk])),
        f"“{commitment.text.rstrip('。')}”" + (f"由你单位{role}。" if role else "。"),
    )


def _returned(notice: Notice) -> tuple[str, str, str]:
    received = timezone.localdate(notice.received_at) if notice.received_at else None
    answer = notice.rectifications.order_by("-at").first()
    reported = _day(timezone.localdate(answer.at)) if answer else ""
    return _day(received), answer.text if answer else "", reported


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


def _day(day: date | None) -> str:
    return written_day(day) if day else ""
