"""The commitments of a list, for whoever writes a notice, adjusts a target or looks up what changed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from xushi.pacing import end_of
from xushi_web.accounts.queries import governments_of_office
from xushi_web.history.queries import office_history
from xushi_web.notices.models import OVER, Notice
from xushi_web.papers.kinds import papers_of_list
from xushi_web.programmes.models import Assignment, Commitment, Programme, Role
from xushi_web.progress.models import ProgressReport
from xushi_web.reporting.models import UnitReport
from xushi_web.workbench.access import office_only, operator


@require_safe
@office_only
def promises(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the commitments of a list with who leads, the latest verdict, and what is out on them."""
    lists = Programme.objects.filter(government__in=governments_of_office(operator(request)))
    programme = get_object_or_404(lists.select_related("government"), pk=key)
    leading = Assignment.objects.in_force().exclude(role=Role.SUPPORTING).select_related("agency").order_by("order")
    out = Notice.objects.exclude(state__in=OVER)
    commitments = (
        Commitment.objects.filter(programme=programme, withdrawn=False)
        .order_by("order")
        .prefetch_related(Prefetch("assignments", leading, to_attr="leading"))
        .prefetch_related(Prefetch("notices", out, to_attr="out"))
    )
    latest = _latest(programme)
    rows = [(commitment, latest.get(commitment.pk)) for commitment in commitments]
    return render(
        request, "workbench/promises.html", {"programme": programme, "rows": rows, "papers": papers_of_list(programme)}
    )


@require_safe
@office_only
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show all that happened to a commitment, with who did it."""
    rows = Commitment.objects.filter(government__in=governments_of_office(operator(request)))
    row = get_object_or_404(rows.select_related("programme", "government"), pk=key)
    return render(request, "workbench/history.html", {"commitment": row, "events": office_history(row)})


def _latest(programme: Programme) -> dict[UUID, ProgressReport | UnitReport]:
    """Return the report with the last verdict on each commitment: of a bulletin, or of a unit, published or not."""
    told = ProgressReport.objects.current().filter(commitment__programme=programme).exclude(verdict="")
    collected = UnitReport.objects.filter(commitment__programme=programme).exclude(verdict="")
    judged: list[tuple[date, ProgressReport | UnitReport]] = [
        *((end_of(row.period, programme.year) or date.min, row) for row in told.order_by("id")),
        *(
            (end_of(row.reporting_period.period, programme.year) or date.min, row)
            for row in collected.select_related("reporting_period")
        ),
    ]
    return {report.commitment_id: report for _end, report in sorted(judged, key=lambda one: one[0])}
