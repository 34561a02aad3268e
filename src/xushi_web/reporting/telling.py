"""Who is told what of a reporting period and its reports."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Post
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.notifications.actions import tell
from xushi_web.notifications.queries import people_of_unit, people_of_units
from xushi_web.questions.telling import tell_followers
from xushi_web.reporting.models import Contribution, PeriodState, ReportingPeriod, ReportState, UnitReport

_OF_PERIOD = {
    Tag.PERIOD_OPENED: _("“%(period)s”开始填报，%(due)s截止"),
    Tag.PERIOD_EXTENDED: _("“%(period)s”的截止时间改为%(due)s：%(reason)s"),
    Tag.PERIOD_REOPENED: _("“%(period)s”重新开放填报，%(due)s截止"),
    Tag.PERIOD_PUBLISHED: _("“%(period)s”的判定已公布"),
}
_OF_REPORT = {
    Tag.REPORT_PASSED_UP: _("“%(report)s”等您审核（%(period)s）"),
    Tag.REPORT_RETURNED: _("“%(report)s”被督查室退回：%(reason)s"),
}


def tell_of_period(*, actor: Actor, period: ReportingPeriod, entry: AuditEntry, details: dict[str, Any]) -> None:
    """Tell all units that report or add in a period what was done with it, once for an audit entry."""
    tag = Tag(entry.tag)
    if tag not in _OF_PERIOD:
        return
    units = {
        *period.reports.values_list("agency", flat=True),
        *Contribution.objects.filter(report__reporting_period=period).values_list("agency", flat=True),
    }
    tell(
        actor=actor,
        people=people_of_units(units),
        subject=_OF_PERIOD[tag],
        values={
            "period": str(period),
            "due": f"{timezone.localtime(period.due_at):%Y-%m-%d %H:%M}",
            "reason": str(details.get("reason", ""))[:200],
        },
        link=reverse("workbench:desk"),
        government=period.government,
        key=f"{tag}:{entry.pk}",
    )
    if tag == Tag.PERIOD_PUBLISHED:
        _tell_followers(actor, period, list(period.reports.filter(state=ReportState.JUDGED)), entry)


def tell_of_report(*, actor: Actor, report: UnitReport, entry: AuditEntry, details: dict[str, Any]) -> None:
    """Tell the head of a report that waits for them, the unit of one that was returned, followers of a new verdict.

    Followers learn of a verdict when everybody does: with its period, or later when an objection changes it.
    """
    tag = Tag(entry.tag)
    if tag == Tag.REPORT_JUDGED and report.reporting_period.state == PeriodState.PUBLISHED:
        _tell_followers(actor, report.reporting_period, [report], entry)
    if tag not in _OF_REPORT:
        return
    posts = (Post.HEAD,) if tag == Tag.REPORT_PASSED_UP else ()
    tell(
        actor=actor,
        people=people_of_unit(report.agency, *posts),
        subject=_OF_REPORT[tag],
        values={
            "report": str(report),
            "period": report.reporting_period.title,
            "reason": str(details.get("reason", ""))[:200],
        },
        link=reverse("workbench:report", args=[report.pk]),
        government=report.government,
        key=f"{tag}:{entry.pk}",
    )


def _tell_followers(actor: Actor, period: ReportingPeriod, reports: list[UnitReport], entry: AuditEntry) -> None:
    verdicts = {report.commitment_id: report.get_verdict_display() for report in reports}
    tell_followers(actor=actor, government=period.government, verdicts=verdicts, period=period.title, entry=entry)
