"""Objecting to a verdict, and deciding on objections."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts.queries import units_of
from xushi_web.objections import actions
from xushi_web.objections.machine import OBJECTION
from xushi_web.objections.models import OPEN, Objection
from xushi_web.objections.policies import may_object, may_review, may_see_objection, may_withdraw_objection
from xushi_web.objections.queries import (
    is_overdue,
    judged_reports_of,
    last_day,
    objections_of_office,
    objections_of_units,
)
from xushi_web.progress.models import Grade
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.policies import may_see_report
from xushi_web.workbench.access import operator, signed_in, within
from xushi_web.workbench.outcomes import attempt, not_allowed


@require_safe
@signed_in
def objections(request: HttpRequest) -> HttpResponse:
    """List the objections of the person's office and units, those to be decided first."""
    user, today = operator(request), timezone.localdate()
    mine, all_rows = [
        sorted(((row, is_overdue(row, today)) for row in rows), key=lambda one: one[0].state not in OPEN)
        for rows in (objections_of_units(user), objections_of_office(user))
    ]
    context = {
        "mine": mine,
        "of_unit": units_of(user).exists(),
        "all": all_rows,
        "judged": [(row, last_day(row), may_object(user, row)) for row in judged_reports_of(user, today)],
    }
    return render(request, "workbench/objections.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Object to the verdict on a report."""
    user = operator(request)
    rows = UnitReport.objects.select_related("reporting_period__programme", "commitment", "agency", "government")
    report = get_object_or_404(within(request, rows), pk=key)
    if not may_see_report(user, report):
        raise Http404
    if not may_object(user, report):
        return not_allowed(request, _("只有“%(unit)s”的负责人可以申请复核。") % {"unit": report.agency})
    grounds, status = request.POST.get("grounds", ""), 200
    if request.method == "POST":
        made: list[Objection] = []
        outcome = attempt(
            request,
            lambda: made.append(actions.file_objection(actor=user, report=report, grounds=grounds)),
            _("复核申请已提交，督查室将由另一位同事办理。"),
        )
        if isinstance(outcome, HttpResponse):
            return outcome
        if made:
            return redirect("workbench:objection", made[0].pk)
        status = outcome
    context = {"report": report, "grounds": grounds, "last_day": last_day(report)}
    return render(request, "workbench/objection_file.html", context, status=status)


@require_safe
@signed_in
def objection(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an objection with the verdict it is to, and what can be done now."""
    return _page(request, _objection(request, key))


@require_POST
@signed_in
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take an objection up."""
    return _do(request, key, lambda row: actions.take_objection(actor=operator(request), objection=row), _("已受理。"))


@require_POST
@signed_in
def uphold(request: HttpRequest, key: UUID) -> HttpResponse:
    """Grant an objection with another verdict."""
    reason, verdict = request.POST.get("reason", ""), request.POST.get("verdict", "")
    if verdict not in Grade.values:
        messages.error(request, _("请选择改判为哪一档。"))
        return _page(request, _objection(request, key), reason, 422)
    return _do(
        request,
        key,
        lambda row: actions.uphold_objection(
            actor=operator(request), objection=row, verdict=Grade(verdict), reason=reason
        ),
        _("已支持，判定已更改。"),
        reason,
    )


@require_POST
@signed_in
def dismiss(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let the verdict stand."""
    reason = request.POST.get("reason", "")
    return _do(
        request,
        key,
        lambda row: actions.dismiss_objection(actor=operator(request), objection=row, reason=reason),
        _("已维持原判定。"),
        reason,
    )


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the unit's objection back."""
    done = _("已撤回复核申请。")
    return _do(request, key, lambda row: actions.withdraw_objection(actor=operator(request), objection=row), done)


def _do(
    request: HttpRequest, key: UUID, action: Callable[[Objection], object], done: str, typed: str = ""
) -> HttpResponse:
    row = _objection(request, key)
    outcome = attempt(request, lambda: action(row), done)
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:objection", key)
    return _page(request, _objection(request, key), typed, outcome)


def _page(request: HttpRequest, row: Objection, typed: str = "", status: int = 200) -> HttpResponse:
    user = operator(request)
    reviews = may_review(user, row)
    decides = reviews and OBJECTION.leads_on(row.state, "dismiss")
    context = {
        "objection": row,
        "report": row.report,
        "overdue": is_overdue(row, timezone.localdate()),
        "takes": reviews and OBJECTION.leads_on(row.state, "take"),
        "decides": decides,
        "withdraws": may_withdraw_objection(user, row) and OBJECTION.leads_on(row.state, "withdraw"),
        "is_setter": row.state in OPEN and row.verdict_by == user,
        "grades": [grade for grade in Grade if grade != row.verdict],
        "typed": typed,
        "kept": [typed] if typed.strip() and not decides else None,
    }
    return render(request, "workbench/objection.html", context, status=status)


def _objection(request: HttpRequest, key: UUID) -> Objection:
    rows = Objection.objects.select_related(
        "report__commitment",
        "report__agency",
        "report__reporting_period__programme",
        "government",
        *("filed_by", "taken_by", "decided_by", "verdict_by"),
    )
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_see_objection(operator(request), row):
        raise Http404
    return row
