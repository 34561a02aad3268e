"""What the office does with a report."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import give_back, judge_report, unverify, verify
from xushi_web.workbench.access import office_only, operator
from xushi_web.workbench.views.reports import REFUSALS, visible_report


@require_POST
@office_only
def verify_report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hold a report for true."""
    return _act(request, key, verify, _("已核实，请判定。"))


@require_POST
@office_only
def unverify_report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the verification back."""
    return _act(request, key, unverify, _("已撤销核实。"))


@require_POST
@office_only
def return_report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return a report with a reason."""
    return _act(request, key, give_back, _("已退回。"), reason=request.POST.get("reason", ""))


@require_POST
@office_only
def judge(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set the office's verdict."""
    visible_report(request, key)
    given = request.POST.get("verdict", "")
    if given not in Grade.values:
        messages.error(request, _("请选择判定。"))
        return redirect("workbench:report", key)
    reason = request.POST.get("reason", "")
    return _act(request, key, judge_report, _("已判定。"), verdict=Grade(given), reason=reason)


def _act(request: HttpRequest, key: UUID, act: Callable[..., None], sentence: str, **given: object) -> HttpResponse:
    row = visible_report(request, key)
    try:
        act(actor=operator(request), report=row, **given)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("workbench:report", row.pk)
