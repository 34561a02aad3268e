"""Which objections there are, until when one can be filed, and which are overdue."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from xushi_web.accounts.queries import governments_of_office, units_of
from xushi_web.objections.models import OPEN, Objection
from xushi_web.reporting.models import ReportState, UnitReport


def objections_of_office(user: User) -> QuerySet[Objection]:
    """Return the objections in the governments whose office `user` is of."""
    return _shown(Objection.objects.filter(government__in=governments_of_office(user)))


def objections_of_units(user: User) -> QuerySet[Objection]:
    """Return the objections of the units of `user`."""
    return _shown(Objection.objects.filter(report__agency__in=units_of(user)))


def last_day(report: UnitReport) -> date | None:
    """Return the last day on which the verdict on a report can be objected to; None without a verdict."""
    if report.state != ReportState.JUDGED or report.judged_at is None:
        return None
    days: int = settings.OBJECTION_DAYS
    return timezone.localdate(report.judged_at) + timedelta(days=days)


def is_overdue(objection: Objection, today: date) -> bool:
    """Tell whether an objection should have been decided before `today`."""
    return objection.state in OPEN and objection.due_on < today


def judged_reports_of(user: User, today: date) -> list[UnitReport]:
    """Return the judged reports of the units of `user` to whose verdict can still be objected."""
    rows = UnitReport.objects.filter(agency__in=units_of(user), state=ReportState.JUDGED)
    rows = rows.exclude(objections__state__in=OPEN).select_related("commitment", "agency", "reporting_period")
    return [row for row in rows.order_by("-judged_at") if (last_day(row) or date.min) >= today]


def _shown(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    return rows.select_related("report__commitment", "report__agency", "report__reporting_period", "filed_by")
