"""What the demonstration plays after the verdicts: notices, an objection, an adjustment, the draft of a bulletin.

Each is left at another step, so that whoever acts as one of the cast finds something that waits for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.accounts.models import Post
from xushi_web.adjustments.actions import propose_adjustment
from xushi_web.bulletins.actions import draft_bulletin
from xushi_web.bulletins.gathering import choices_of
from xushi_web.documents.errors import Refused
from xushi_web.notices.actions import (
    Wording,
    answer_notice,
    close_notice,
    draft_notice,
    issue_notice,
    receive_notice,
)
from xushi_web.notices.models import Colour, Notice
from xushi_web.objections.actions import dismiss_objection, file_objection, take_objection
from xushi_web.programmes.models import Target
from xushi_web.progress.models import Grade
from xushi_web.reporting.models import ReportingPeriod, UnitReport


def follow_up(office: User, colleague: User, period: ReportingPeriod) -> None:
    """Play what follows the verdicts of `period`, with the days as they would have been."""
    judged = period.reports.select_related("commitment", "agency", "reporting_period").order_by("commitment__order")
    behind = list(judged.filter(verdict=Grade.BEHIND))
    _notices(office, colleague, behind)
    _objection(colleague, judged.filter(verdict=Grade.ON_PACE))
    _adjustment(office, behind)
    choice = next(choice for choice in choices_of(period.programme) if choice.reporting_period == period)
    draft_bulletin(actor=office, choice=choice)


def _notices(office: User, colleague: User, behind: list[UnitReport]) -> None:
    """Let a unit of the cast answer one notice and have another closed; the widest lag gets a red one."""
    with_clerk = [report for report in behind if _of_unit(report, Post.CLERK)]
    for report in with_clerk[:1]:
        early = timezone.now() - timedelta(days=40)
        closed = _issued(office, office, report, Colour.BLUE, early)
        _answered(closed, report, "已与施工单位倒排工期，人员和设备已经到位。", early + timedelta(days=6))
        close_notice(actor=office, notice=closed, note="现场核对属实。", now=early + timedelta(days=8))
        waiting = _issued(office, office, report, Colour.YELLOW, timezone.now() - timedelta(days=8))
        _answered(waiting, report, "设备已全部进场，正在安装调试，本月底前完成。", timezone.now() - timedelta(days=1))
    for report in [report for report in behind if report not in with_clerk][:1]:
        _issued(office, colleague, report, Colour.RED, timezone.now() - timedelta(days=3))


def _issued(office: User, issuer: User, report: UnitReport, colour: Colour, now: datetime) -> Notice:
    wording = Wording(
        colour,
        f"第{report.commitment.number}项{report.reporting_period.title}未达序时进度。",
        "请查明原因，提出补进度的措施和每月节点，按期书面报告整改情况。",
        timezone.localdate(now) + timedelta(days=15),
    )
    notice = draft_notice(actor=office, commitment=report.commitment, agency=report.agency, wording=wording, now=now)
    issue_notice(actor=issuer, notice=notice, now=now)
    return notice


def _answered(notice: Notice, report: UnitReport, text: str, now: datetime) -> None:
    clerk = _of_unit(report, Post.CLERK)
    if clerk is not None:
        receive_notice(actor=clerk, notice=notice, now=now)
        answer_notice(actor=clerk, notice=notice, text=text, now=now)


def _objection(colleague: User, on_pace: Iterable[UnitReport]) -> None:
    """Let a head object to a verdict, and another person than who set it keep it."""
    for report in on_pace:
        head = _of_unit(report, Post.HEAD)
        if head is None or report.judged_at is None:
            continue
        day = report.judged_at + timedelta(days=2)
        grounds = "本项年度目标已提前落实，请按超序时认定。"
        objection = file_objection(actor=head, report=report, grounds=grounds, now=day)
        take_objection(actor=colleague, objection=objection, now=day + timedelta(days=1))
        reason = "所报数字截至本期末未超过计划，维持达序时。"
        dismiss_objection(actor=colleague, objection=objection, reason=reason, now=day + timedelta(days=9))
        return


def _adjustment(office: User, behind: list[UnitReport]) -> None:
    """Propose a smaller figure for the first promise behind that has a whole number; a second person is to decide."""
    promised = Target.objects.filter(commitment__in=[report.commitment for report in behind], milestone=None)
    for target in promised.order_by("commitment__order", "pk"):
        value = target.value
        if value is None or value < 5 or value != value.to_integral() or str(int(value)) not in target.text:
            continue
        less = int(value - (value / 5).to_integral_value(rounding="ROUND_DOWN"))
        try:
            propose_adjustment(
                actor=office,
                target=target,
                written=target.text.replace(str(int(value)), str(less)),
                reason="部分点位因规划调整取消。",
                basis="市政府常务会议纪要",
            )
        except Refused:  # words that say something else once the figure is exchanged
            continue
        return


def _of_unit(report: UnitReport, post: Post) -> User | None:
    return User.objects.filter(appointments__agency=report.agency, appointments__post=post).first()
