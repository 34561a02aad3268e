"""Notices that correct a released bulletin: proposed by one person, issued by another."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xushi_web.bulletins import corrections
from xushi_web.bulletins.models import CorrectionNotice
from xushi_web.workbench.access import office_only, operator, within
from xushi_web.workbench.outcomes import attempt
from xushi_web.workbench.views.bulletins import bulletin_of, page


@require_POST
@office_only
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put a correction of one place before a colleague."""
    row = bulletin_of(request, key)
    typed = {name: request.POST.get(name, "") for name in ("before", "after", "reason")}
    outcome = attempt(
        request,
        lambda: corrections.propose_correction(
            actor=operator(request),
            bulletin=row,
            before=typed["before"],
            after=typed["after"],
            reason=typed["reason"],
        ),
        _("更正已送签，由另一位同事签发。"),
    )
    if isinstance(outcome, HttpResponse):
        return outcome
    return redirect("workbench:bulletin", key) if outcome == 200 else page(request, row, typed, outcome)


@require_POST
@office_only
def step(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """Issue a correction, or throw it away."""
    rows = CorrectionNotice.objects.select_related("government", "proposed_by")
    correction = get_object_or_404(within(request, rows), pk=key)
    row = correction.bulletin = bulletin_of(request, correction.bulletin_id)
    user = operator(request)
    if verb == "issue":
        outcome = attempt(
            request,
            lambda: corrections.issue_correction(actor=user, correction=correction),
            _("更正已发出，通报原文不变。"),
        )
    elif verb == "withdraw":
        outcome = attempt(
            request,
            lambda: corrections.withdraw_correction(actor=user, correction=correction),
            _("已作废。"),
        )
    else:
        raise Http404
    if isinstance(outcome, HttpResponse):
        return outcome
    return redirect("workbench:bulletin", row.pk) if outcome == 200 else page(request, row, status=outcome)
