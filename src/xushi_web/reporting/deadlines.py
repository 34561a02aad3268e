"""What units and the office owe in open reporting periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.reporting.models import (
    Contribution,
    ContributionState,
    PeriodState,
    ReportingPeriod,
    ReportState,
    UnitReport,
)
from xushi_web.reporting.queries import UNIT_IS_DUE


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:  # noqa: ARG001 - what is open is open on any day
    """Yield reports that are not submitted, parts that are not added, and periods that are not closed (3 queries)."""
    reports = UnitReport.objects.of(government).filter(reporting_period__state=PeriodState.OPEN, state__in=UNIT_IS_DUE)
    for report in reports.select_related("reporting_period", "commitment", "agency"):
        yield _of_report(report)
    parts = Contribution.objects.of(government).filter(
        report__reporting_period__state=PeriodState.OPEN, state=ContributionState.AWAITING
    )
    for part in parts.select_related("report__reporting_period", "report__commitment", "agency"):
        period = part.report.reporting_period
        yield Deadline(
            key=f"contribution:{part.pk}",
            what=_("补充“%(report)s”的配合情况（%(period)s）"),
            values={"report": str(part.report), "period": period.title},
            due=timezone.localdate(period.due_at),
            link=reverse("workbench:contribution", args=[part.pk]),
            agency=part.agency,
        )
    for period in ReportingPeriod.objects.of(government).filter(state=PeriodState.OPEN).select_related("programme"):
        yield Deadline(
            key=f"period:{period.pk}",
            what=_("核实并截止“%(period)s”的填报"),
            values={"period": str(period)},
            due=timezone.localdate(period.due_at),
            link=reverse("workbench:period", args=[period.pk]),
        )


def _of_report(report: UnitReport) -> Deadline:
    """Return who has to do what about a report. One that is returned is a duty of its own."""
    period, returned = report.reporting_period, report.state == ReportState.RETURNED
    what = {
        ReportState.RETURNED: _("修改被退回的“%(report)s”（%(period)s）"),
        ReportState.WITH_HEAD: _("审核并报送“%(report)s”（%(period)s）"),
    }.get(ReportState(report.state), _("填报“%(report)s”（%(period)s）"))
    return Deadline(
        key=f"report:{report.pk}:returned:{report.revision}" if returned else f"report:{report.pk}",
        what=what,
        values={"report": str(report), "period": period.title},
        due=timezone.localdate(period.due_at),
        link=reverse("workbench:report", args=[report.pk]),
        agency=report.agency,
        posts=(Post.HEAD,) if report.state == ReportState.WITH_HEAD else OF_UNIT,
    )
