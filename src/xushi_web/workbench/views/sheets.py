"""Reporting by a spreadsheet, for units that insist: down, filled in, up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.queries import units_of
from xushi_web.reporting.actions import take_sheet
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.machine import REPORT
from xushi_web.reporting.models import PeriodState, ReportingPeriod, UnitReport
from xushi_web.reporting.sheets import NotTaken, Wrong, errors_as_sheet, sheet_of
from xushi_web.workbench.access import operator, signed_in

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A sheet of one unit is small; and so many errors are kept for the file of errors.
_LARGEST, _MOST_KEPT = 5_000_000, 500


@require_safe
@signed_in
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how to report by a spreadsheet."""
    return _page(request, *_mine(request, key))


@require_safe
@signed_in
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the open reports of the person's units as a sheet."""
    period, reports = _mine(request, key)
    return _file(sheet_of(period, reports), f"{period.period.replace('/', '_')}.xlsx")


@require_POST
@signed_in
def upload(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a sheet in: all of it, or nothing and a list of what is wrong."""
    period, reports = _mine(request, key)
    try:
        changed = take_sheet(actor=operator(request), period=period, data=_posted(request))
    except Incomplete as refusal:
        messages.error(request, str(refusal))
        return _page(request, period, reports, status=422)
    except NotTaken as refusal:
        wrong = list(refusal.wrong)[:_MOST_KEPT]
        request.session[_kept(key)] = [asdict(line) for line in wrong]
        return _page(request, period, reports, wrong, status=422)
    request.session.pop(_kept(key), None)
    messages.success(request, _("已保存 %(count)d 件，请逐件核对后报送。") % {"count": len(changed)})
    return redirect("workbench:desk")


@require_safe
@signed_in
def errors(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give what was wrong in the last sheet of this person as a file."""
    period, _reports = _mine(request, key)
    kept = request.session.get(_kept(key))
    if not kept:
        raise Http404
    return _file(errors_as_sheet([Wrong(**line) for line in kept]), f"{period.period.replace('/', '_')}-errors.xlsx")


def _posted(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise Incomplete(_("没有选择文件。"))
    if (file.size or 0) > _LARGEST:
        raise Incomplete(_("文件超过 5 MB，不是填报表。请下载填报表，在原表中填写。"))
    data: bytes = file.read()
    return data


def _mine(request: HttpRequest, key: UUID) -> tuple[ReportingPeriod, list[UnitReport]]:
    """Return a period and the reports that the person's units can write in it. Raises `Http404` without any."""
    rows = UnitReport.objects.filter(reporting_period=key, agency__in=units_of(operator(request)))
    reports = list(rows.select_related("reporting_period__programme", "commitment", "agency"))
    if not reports:
        raise Http404
    period = reports[0].reporting_period
    is_open = period.state == PeriodState.OPEN
    return period, [row for row in reports if is_open and REPORT.leads_on(row.state, "write")]


def _page(
    request: HttpRequest,
    period: ReportingPeriod,
    reports: Sequence[UnitReport],
    wrong: Sequence[Wrong] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"period": period, "reports": reports, "wrong": wrong}
    return render(request, "workbench/sheet.html", context, status=status)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kept(key: UUID) -> str:
    return f"sheet-errors:{key}"
