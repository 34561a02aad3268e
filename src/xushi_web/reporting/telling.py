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
from xushi_web.reporting.models import Contribution, ReportingPeriod, UnitReport

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


def tell_of_report(*, actor: Actor, report: UnitReport, entry: AuditEntry, details: dict[str, Any]) -> None:
    """Tell the head of a report that waits for them, and the unit of one that was returned."""
    tag = Tag(entry.tag)
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
