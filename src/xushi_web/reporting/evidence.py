"""Photos and documents that show what a report says (佐证材料)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from xushi_web.attachments.owners import Owner, enter
from xushi_web.reporting.machine import REPORT
from xushi_web.reporting.models import PeriodState, UnitReport
from xushi_web.reporting.policies import may_see_report, may_write_report


def _closed(report: UnitReport) -> str:
    """Return why the files of a report are settled: it was handed in, or its period is over."""
    if report.reporting_period.state != PeriodState.OPEN:
        return _("“%(period)s”已截止，不能再增减佐证材料；如需补充，请督查室重新开放。") % {
            "period": report.reporting_period
        }
    if not REPORT.leads_on(report.state, "write"):
        return _("“%(report)s”%(state)s，不能再增减佐证材料；如需补充，请先撤回。") % {
            "report": report,
            "state": report.get_state_display(),
        }
    return ""


enter(
    Owner(
        kind="report",
        model=UnitReport,
        may_see=may_see_report,
        may_attach=may_write_report,
        closed=_closed,
        link=lambda report: reverse("workbench:report", args=[report.pk]),
    )
)
