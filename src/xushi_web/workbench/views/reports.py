"""A report as its unit sees and fills it; everybody else who may see it, reads it here."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.actors import NotAllowed
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import keep_unsaved, pass_up, submit, withdraw, write
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.machine import REPORT
from xushi_web.reporting.models import PeriodState, UnitReport, Unsaved
from xushi_web.reporting.policies import (
    may_divide,
    may_see_report,
    may_submit_report,
    may_verify_report,
    may_write_report,
)
from xushi_web.reporting.queries import earlier_report, figures_elsewhere, milestones_of
from xushi_web.reporting.reckoning import opinion_of, targets_of
from xushi_web.states import OutOfTurn
from xushi_web.workbench.access import operator, signed_in, within
from xushi_web.workbench.outcomes import not_allowed
from xushi_web.workbench.report_form import Typed, fields_of, posted, saved, unsaved, with_figures_of, with_proposals

REFUSALS = (NotAllowed, Incomplete, OutOfTurn)


@require_safe
@signed_in
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a report: as a form to those who may write it now, to read to all others who may see it."""
    row = visible_report(request, key)
    kept = Unsaved.objects.filter(report=row, user=operator(request)).first()
    typed = with_figures_of(unsaved(row, kept) if kept else saved(row), figures_elsewhere(row))
    return _page(request, row, typed, kept=kept)


@require_POST
@signed_in
def save(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save what was typed; what is refused stays in the form."""
    row = visible_report(request, key)
    return _saved(request, row) or _done(request, row, _("已保存。"))


@require_POST
@signed_in
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Find the figures in the narrative and put them into the form, for the writer to look at. Saves nothing."""
    row = visible_report(request, key)
    typed = with_proposals(row, posted(row, request.POST))
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"fields": fields_of(typed), "found": sum(line.proposed for line in typed.rows)})
    return _page(request, row, typed)


@require_POST
@signed_in
def keep(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what is being typed, for the writer alone."""
    row = visible_report(request, key)
    fields = {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    try:
        kept = keep_unsaved(actor=operator(request), report=row, fields=fields)
    except NotAllowed as refusal:
        return JsonResponse({"refused": str(refusal)}, status=403)
    return JsonResponse({"kept": timezone.localtime(kept.at).strftime("%H:%M:%S")})


@require_POST
@signed_in
def forget(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw away what was typed and not saved."""
    row = visible_report(request, key)
    Unsaved.objects.filter(report=row, user=operator(request)).delete()
    return redirect("workbench:report", row.pk)


@require_POST
@signed_in
def hand_to_head(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save and give the report to the head of the unit."""
    return _save_and(request, key, pass_up, _("已送本单位负责人审核。"))


@require_POST
@signed_in
def hand_in(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save and hand the report in to the office."""
    return _save_and(request, key, submit, _("已报送督查室。核实之前可以撤回。"))


@require_POST
@signed_in
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a report back before it is verified."""
    row = visible_report(request, key)
    try:
        withdraw(actor=operator(request), report=row)
    except NotAllowed as refusal:
        return not_allowed(request, str(refusal))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:report", row.pk)
    return _done(request, row, _("已撤回，可以继续修改。"))


def visible_report(request: HttpRequest, key: UUID) -> UnitReport:
    """Return a report. Raises `Http404` for one that is not there or not to be seen."""
    rows = UnitReport.objects.select_related(
        "reporting_period__programme__scale", "commitment__document", "commitment__field", "agency", "government"
    )
    row = within(request, rows).filter(pk=key).first()
    if row is None or not may_see_report(operator(request), row):
        raise Http404
    return row


def _save_and(request: HttpRequest, key: UUID, act: Callable[..., None], sentence: str) -> HttpResponse:
    row = visible_report(request, key)
    if "narrative" in request.POST and (refused := _saved(request, row)):
        return refused
    try:
        act(actor=operator(request), report=row)
    except NotAllowed as refusal:
        return not_allowed(request, str(refusal))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:report", row.pk)
    messages.success(request, sentence)
    return redirect("workbench:desk")


def _saved(request: HttpRequest, row: UnitReport) -> HttpResponse | None:
    """Save; return the page with what was typed when that is refused, so that nothing is lost."""
    typed = posted(row, request.POST)
    try:
        write(actor=operator(request), report=row, revision=typed.revision, texts=typed.texts, figures=typed.figures)
    except NotAllowed as refusal:
        return not_allowed(request, str(refusal))
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return _page(request, row, typed, status=409 if isinstance(refusal, OutOfTurn) else 422)
    return None


def _done(request: HttpRequest, row: UnitReport, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("workbench:report", row.pk)


def _page(
    request: HttpRequest, row: UnitReport, typed: Typed, *, kept: Unsaved | None = None, status: int = 200
) -> HttpResponse:
    user = operator(request)
    row.refresh_from_db(fields=["state", "revision"])
    is_open = row.reporting_period.state == PeriodState.OPEN
    context = {
        "report": row,
        "typed": typed,
        "kept": kept,
        "period": row.reporting_period,
        "targets": targets_of(row.commitment),
        "milestones": milestones_of(row.commitment),
        "earlier": earlier_report(row),
        "opinion": opinion_of(row),
        "contributions": row.contributions.select_related("agency"),
        "shared": row.figures.exclude(agency=None).select_related("agency"),
        "grades": Grade.choices,
        "may_write": is_open and REPORT.leads_on(row.state, "write") and may_write_report(user, row),
        "may_submit": is_open and may_submit_report(user, row),
        "may_withdraw": is_open and REPORT.leads_on(row.state, "withdraw") and may_write_report(user, row),
        "may_verify": may_verify_report(user, row),
        "may_divide": may_divide(user, row.commitment),
        "now": timezone.now(),
    }
    return render(request, "workbench/report.html", context, status=status)
