"""Reporting periods as the office runs them: who has reported, who has not, what is still to be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.queries import governments_of_office
from xushi_web.programmes.models import Programme
from xushi_web.reporting.actions import close_period, extend_period, open_period, publish_period, reopen_period
from xushi_web.reporting.models import ReportingPeriod, ReportState
from xushi_web.reporting.queries import UNIT_IS_DUE, duties_of
from xushi_web.reporting.reckoning import opinions_of
from xushi_web.workbench.access import office_only, operator
from xushi_web.workbench.views.reports import REFUSALS

#: The periods that offices collect for, as they are called; ``{year}`` is the programme's.
USUAL = (
    ("{year}-Q1", "第一季度"),
    ("{year}-01/{year}-06", "上半年"),
    ("{year}-01/{year}-09", "前三季度"),
    ("{year}", "全年"),
)


@require_safe
@office_only
def periods(request: HttpRequest) -> HttpResponse:
    """Show all periods, and the form to open one."""
    governments = governments_of_office(operator(request))
    rows = ReportingPeriod.objects.filter(government__in=governments).select_related("programme", "government")
    lines = []
    for row in rows:
        states = Counter(row.reports.values_list("state", flat=True))
        missing = sum(states[state] for state in UNIT_IS_DUE)
        lines.append((row, states.total(), missing, states[ReportState.SUBMITTED], states[ReportState.JUDGED]))
    programmes = Programme.objects.filter(government__in=governments).select_related("government")
    context = {"lines": lines, "programmes": programmes.order_by("-year", "order"), "now": timezone.now()}
    return render(request, "workbench/periods.html", context)


@require_POST
@office_only
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a period for a list."""
    governments = governments_of_office(operator(request))
    programme = get_object_or_404(
        Programme.objects.filter(government__in=governments), pk=request.POST.get("programme") or None
    )
    usual = dict(enumerate(USUAL))
    chosen = request.POST.get("usual", "")
    pattern, title = usual.get(int(chosen) if chosen.isdecimal() else -1, ("", ""))
    period = request.POST.get("period", "").strip() or pattern.format(year=programme.year)
    title = request.POST.get("title", "").strip() or title or period
    due = _time(request.POST.get("due", ""))
    if due is None:
        messages.error(request, _("请填写截止时间，例如“2025-04-10 17:30”。"))
        return redirect("workbench:periods")
    try:
        row = open_period(actor=operator(request), programme=programme, period=period, title=title, due_at=due)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:periods")
    messages.success(request, _("已开启，请各单位填报。"))
    return redirect("workbench:period", row.pk)


@require_safe
@office_only
def period(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one period: the units that have not reported first, then every item with its state and both verdicts."""
    row = _visible(request, key)
    reports = list(row.reports.select_related("commitment", "agency", "reporting_period__programme__scale"))
    opinions = opinions_of([report for report in reports if report.state not in UNIT_IS_DUE])
    wanted = request.GET.get("state", "")
    units: dict[str, list[int]] = {}
    for report in reports:
        line = units.setdefault(report.agency.name, [0, 0])
        line[0] += 1
        line[1] += report.state in UNIT_IS_DUE
    states = Counter(report.state for report in reports)
    lines = [(report, opinions.get(report.pk)) for report in reports if not wanted or report.state == wanted]
    context = {
        "period": row,
        "lines": lines,
        "wanted": wanted,
        "states": [(state, states[state]) for state in ReportState if states[state]],
        "total": len(reports),
        "units": sorted(units.items(), key=lambda unit: (-unit[1][1], unit[0])),
        "leaderless": [duty.commitment for duty in duties_of(row.programme) if duty.leading is None],
        "now": timezone.now(),
    }
    return render(request, "workbench/period.html", context)


@require_POST
@office_only
def extend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Move the time until which units report."""
    _visible(request, key)
    due = _time(request.POST.get("due", ""))
    if due is None:
        messages.error(request, _("请填写截止时间，例如“2025-04-10 17:30”。"))
        return redirect("workbench:period", key)
    reason = request.POST.get("reason", "")
    return _act(request, key, extend_period, _("已调整截止时间。"), due_at=due, reason=reason)


@require_POST
@office_only
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take no more reports."""
    return _act(request, key, close_period, _("已截止。"))


@require_POST
@office_only
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take reports again."""
    return _act(request, key, reopen_period, _("已重新开放。"))


@require_POST
@office_only
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what was judged to everybody."""
    return _act(request, key, publish_period, _("已公布。"))


def _act(request: HttpRequest, key: UUID, act: Callable[..., None], sentence: str, **given: object) -> HttpResponse:
    row = _visible(request, key)
    try:
        act(actor=operator(request), period=row, **given)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("workbench:period", row.pk)


def _visible(request: HttpRequest, key: UUID) -> ReportingPeriod:
    rows = ReportingPeriod.objects.select_related("programme", "government")
    return get_object_or_404(rows.filter(government__in=governments_of_office(operator(request))), pk=key)


def _time(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text.strip().replace(" ", "T"))
    except ValueError:
        return None
    if moment is None or timezone.is_aware(moment):
        return moment
    return timezone.make_aware(moment)
