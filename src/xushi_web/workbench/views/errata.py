"""What readers report as wrong: the office's list, looking into one, answering."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.errata import actions
from xushi_web.errata.machine import ERRATUM
from xushi_web.errata.models import Erratum, ErratumContact
from xushi_web.errata.queries import errata_of_office
from xushi_web.workbench.access import office_only, operator
from xushi_web.workbench.outcomes import attempt


@require_safe
@office_only
def errata(request: HttpRequest) -> HttpResponse:
    """List the reports of errors, those that wait for an answer first, what is due first in front."""
    rows = list(errata_of_office(operator(request)))
    waiting = sorted((row for row in rows if row.is_open), key=lambda row: (row.due_on, row.pk))
    context = {"waiting": waiting, "done": [row for row in rows if not row.is_open], "today": timezone.localdate()}
    return render(request, "workbench/errata.html", context)


@require_safe
@office_only
def erratum(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a report beside the places where what it is about can be put right."""
    return _page(request, _erratum(request, key))


@require_POST
@office_only
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin to look into it."""
    return _act(request, key, actions.take_erratum, _("已标为正在核实。"))


@require_POST
@office_only
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mark it as corrected, with a reply."""
    step = partial(actions.correct_erratum, reply=request.POST.get("text", ""))
    return _act(request, key, step, _("已标为已更正，提出人凭回执号能看到答复。"))


@require_POST
@office_only
def reject(request: HttpRequest, key: UUID) -> HttpResponse:
    """Reject it, with a reason."""
    step = partial(actions.reject_erratum, reason=request.POST.get("text", ""))
    return _act(request, key, step, _("已标为未采纳，提出人凭回执号能看到理由。"))


@require_POST
@office_only
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Look into it once more."""
    return _act(request, key, actions.reopen_erratum, _("已重新核实。"))


@require_POST
@office_only
def contact(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how to reach the sender, in this one answer; that it was seen is recorded."""
    row = _erratum(request, key)
    shown: list[str] = []

    def show() -> None:
        shown.append(actions.show_contact_of(actor=operator(request), erratum=row))

    outcome = attempt(request, show, _("联系方式已显示，并记入审计。"))
    if isinstance(outcome, HttpResponse):
        return outcome
    return _page(request, row, shown="".join(shown), status=outcome)


def _act(request: HttpRequest, key: UUID, step: Callable[..., None], done: str) -> HttpResponse:
    row = _erratum(request, key)
    outcome = attempt(request, partial(step, actor=operator(request), erratum=row), done)
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:erratum", key)
    return _page(request, _erratum(request, key), typed=request.POST.get("text", ""), status=outcome)


def _page(request: HttpRequest, row: Erratum, *, shown: str = "", typed: str = "", status: int = 200) -> HttpResponse:
    context = {
        "erratum": row,
        "can": {step.verb: ERRATUM.leads_on(row.state, step.verb) for step in ERRATUM.steps},
        "has_contact": ErratumContact.objects.filter(erratum=row).exists(),
        "shown": shown,
        "typed": typed,
        "kept": [typed] if typed.strip() and not row.is_open else None,
        "late": row.is_open and row.due_on < timezone.localdate(),
    }
    return render(request, "workbench/erratum.html", context, status=status)


def _erratum(request: HttpRequest, key: UUID) -> Erratum:
    return get_object_or_404(errata_of_office(operator(request)), pk=key)
