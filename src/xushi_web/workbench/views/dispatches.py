"""Sending a list out for confirmation, and answering for a unit."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts.models import OF_UNIT, Appointment
from xushi_web.accounts.queries import governments_of_office, units_of
from xushi_web.dispatches import actions
from xushi_web.dispatches.models import Confirmation, ConfirmationState, Dispatch, DispatchState, Dispute, Matter
from xushi_web.dispatches.policies import may_answer, may_run_dispatch, may_see_confirmation, may_see_dispatch
from xushi_web.dispatches.queries import (
    asked_of,
    confirmations_of,
    dispatches_of,
    is_overdue,
    not_yet_asked,
    progress_of,
)
from xushi_web.programmes.duties import duties_of
from xushi_web.programmes.models import Programme
from xushi_web.workbench.access import office_only, operator, signed_in, within
from xushi_web.workbench.outcomes import attempt
from xushi_web.workbench.paper_forms import DispatchForm

_DAYS_TO_CONFIRM = 7
#: What the office has to look at comes first.
_ORDER = (
    ConfirmationState.DISPUTED,
    ConfirmationState.AWAITING,
    ConfirmationState.SETTLED,
    ConfirmationState.CONFIRMED,
)


@require_safe
@signed_in
def dispatches(request: HttpRequest) -> HttpResponse:
    """List what the office has sent out, and what the person's units are asked."""
    user, today = operator(request), timezone.localdate()
    sent = [(row, is_overdue(row, today)) for row in dispatches_of(user)]
    asked = [(row, _is_late(row)) for row in confirmations_of(user)]
    lists = Programme.objects.filter(government__in=governments_of_office(user)).select_related("government")
    context = {
        "sent": sent,
        "asked": asked,
        "of_unit": units_of(user).exists(),
        "programmes": lists.order_by("-year", "government__name", "order"),
    }
    return render(request, "workbench/dispatches.html", context)


@require_http_methods(["GET", "POST"])
@office_only
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show to whom a list would go, and send it."""
    user = operator(request)
    programme = get_object_or_404(Programme.objects.filter(government__in=governments_of_office(user)), pk=key)
    due_on = timezone.localdate() + timedelta(days=_DAYS_TO_CONFIRM)
    form = DispatchForm(request.POST or None, initial={"due_on": due_on})
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"matter": Matter(form.cleaned_data["matter"])}
        outcome = attempt(
            request,
            lambda: actions.send_dispatch(actor=user, programme=programme, **given),
            _("已下发，各单位登录后即可确认。"),
        )
        if outcome == 200:
            return redirect("workbench:dispatches")
        if isinstance(outcome, HttpResponse):
            return outcome
        status = outcome
    duties = duties_of(programme)
    reachable = set(Appointment.objects.filter(agency__in=duties, post__in=OF_UNIT).values_list("agency", flat=True))
    units = [(unit, len(items), unit.pk in reachable) for unit, items in duties.items()]
    context = {"programme": programme, "form": form, "units": units}
    return render(request, "workbench/dispatch_send.html", context, status=status)


@require_safe
@signed_in
def dispatch(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the office who has confirmed, who has not, and what is disputed."""
    return _dispatch_page(request, _dispatch(request, key))


@require_POST
@signed_in
def extend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send it also to units that have got something to do since."""
    row = _dispatch(request, key)
    done = _("已补发。")
    outcome = attempt(request, lambda: actions.extend_dispatch(actor=operator(request), dispatch=row), done)
    return outcome if isinstance(outcome, HttpResponse) else redirect("workbench:dispatch", key)


@require_POST
@signed_in
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the text final before all have answered."""
    row, reason = _dispatch(request, key), request.POST.get("reason", "")
    outcome = attempt(
        request,
        lambda: actions.close_dispatch(actor=operator(request), dispatch=row, reason=reason),
        _("已定稿。"),
    )
    return _after(request, outcome, row, reason)


@require_POST
@signed_in
def recall(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a dispatch back."""
    row, reason = _dispatch(request, key), request.POST.get("reason", "")
    outcome = attempt(
        request,
        lambda: actions.recall_dispatch(actor=operator(request), dispatch=row, reason=reason),
        _("已撤回，各单位不再看到。"),
    )
    return _after(request, outcome, row, reason)


@require_POST
@signed_in
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Accept or decline what a unit objects to."""
    rows = Dispute.objects.select_related("confirmation__dispatch__government", "confirmation__agency", "commitment")
    row = get_object_or_404(within(request, rows), pk=key)
    sent = _dispatch(request, row.confirmation.dispatch_id)
    text, outcome_word = request.POST.get("answer", ""), request.POST.get("outcome")
    if outcome_word not in {"accepted", "declined"}:
        messages.error(request, _("请选择采纳还是不采纳。"))
        return _dispatch_page(request, sent, {str(row.pk): text}, [text], 422)
    outcome = attempt(
        request,
        lambda: actions.answer_dispute(
            actor=operator(request), dispute=row, accepted=outcome_word == "accepted", answer=text
        ),
        _("已答复。"),
    )
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:dispatch", sent.pk)
    return _dispatch_page(request, sent, {str(row.pk): text}, [text], outcome)


@require_safe
@signed_in
def confirmation(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a unit what it is asked, to be confirmed or disputed."""
    return _confirmation_page(request, _confirmation(request, key), {})


@require_POST
@signed_in
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Confirm all items of a unit, unless something was typed against one of them."""
    row, typed = _confirmation(request, key), _typed(request)
    said = sum(bool(text.strip()) for text in typed.values())
    if said:
        sentence = ngettext(
            "您在 %(count)d 项下填写了异议：要提出，请点“提交异议”；没有异议，请清空后再确认。",
            "您在 %(count)d 项下填写了异议：要提出，请点“提交异议”；没有异议，请清空后再确认。",
            said,
        )
        messages.error(request, sentence % {"count": said})
        return _confirmation_page(request, row, typed, 422)
    outcome = attempt(request, lambda: actions.confirm(actor=operator(request), confirmation=row), _("已确认。"))
    return _after_answer(request, outcome, row, typed)


@require_POST
@signed_in
def dispute(request: HttpRequest, key: UUID) -> HttpResponse:
    """Object to the items against which something was typed."""
    row, typed = _confirmation(request, key), _typed(request)
    outcome = attempt(
        request,
        lambda: actions.dispute(actor=operator(request), confirmation=row, texts=typed),
        _("异议已提交，督查室答复后会显示在这里。"),
    )
    return _after_answer(request, outcome, row, typed)


@require_POST
@signed_in
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the unit's answer back."""
    row = _confirmation(request, key)
    done = _("已撤回，可以重新确认。")
    outcome = attempt(request, lambda: actions.take_back(actor=operator(request), confirmation=row), done)
    return _after_answer(request, outcome, row, {})


def _dispatch(request: HttpRequest, key: UUID) -> Dispatch:
    rows = Dispatch.objects.select_related("programme__government", "government", "sent_by", "ended_by")
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_see_dispatch(operator(request), row):
        raise Http404
    return row


def _confirmation(request: HttpRequest, key: UUID) -> Confirmation:
    rows = Confirmation.objects.select_related("dispatch__programme__government", "agency", "answered_by", "government")
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_see_confirmation(operator(request), row):
        raise Http404
    return row


def _dispatch_page(
    request: HttpRequest,
    row: Dispatch,
    typed: dict[str, str] | None = None,
    kept: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = list(row.confirmations.select_related("agency", "answered_by"))
    rows.sort(key=lambda one: (_ORDER.index(ConfirmationState(one.state)), one.agency.name))
    disputes = Dispute.objects.filter(confirmation__dispatch=row).select_related(
        "confirmation__agency", "commitment__document", "answered_by"
    )
    given = typed or {}
    still_open = {str(one.pk) for one in disputes if one.state == "open"}
    runs = row.state == DispatchState.SENT and may_run_dispatch(operator(request), row)
    context = {
        "dispatch": row,
        "answered": [one for one in rows if one.state != ConfirmationState.AWAITING],
        "waiting": [one for one in rows if one.state == ConfirmationState.AWAITING],
        "progress": progress_of(row),
        "overdue": is_overdue(row, timezone.localdate()),
        "disputes": [(one, given.get(str(one.pk), "")) for one in disputes],
        "kept": kept if kept and not (runs and given.keys() <= still_open) else None,
        "missing": not_yet_asked(row) if runs else [],
        "runs": runs,
    }
    return render(request, "workbench/dispatch.html", context, status=status)


def _confirmation_page(
    request: HttpRequest, row: Confirmation, typed: dict[UUID, str], status: int = 200
) -> HttpResponse:
    is_out = row.dispatch.state == DispatchState.SENT
    asks = is_out and row.state == ConfirmationState.AWAITING and may_answer(operator(request), row)
    items = [(item, typed.get(item.duty.commitment.pk, "")) for item in asked_of(row)]
    context = {
        "confirmation": row,
        "items": items,
        "asks": asks,
        "late": _is_late(row),
        "kept": None if asks else [text for text in typed.values() if text.strip()],
        "may_take_back": is_out
        and row.state in {ConfirmationState.CONFIRMED, ConfirmationState.DISPUTED}
        and may_answer(operator(request), row)
        and not any(item.dispute and item.dispute.answer for item, _text in items),
    }
    return render(request, "workbench/confirmation.html", context, status=status)


def _after(request: HttpRequest, outcome: HttpResponse | int, row: Dispatch, reason: str) -> HttpResponse:
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:dispatch", row.pk)
    return _dispatch_page(request, _dispatch(request, row.pk), None, [reason] if reason.strip() else None, outcome)


def _after_answer(
    request: HttpRequest, outcome: HttpResponse | int, row: Confirmation, typed: dict[UUID, str]
) -> HttpResponse:
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:confirmation", row.pk)
    return _confirmation_page(request, _confirmation(request, row.pk), typed, outcome)


def _typed(request: HttpRequest) -> dict[UUID, str]:
    """Return what was typed against each commitment."""
    typed = {}
    for name, text in request.POST.items():
        subject, _dash, key = name.partition("-")
        if subject == "dispute":
            try:
                typed[UUID(key)] = str(text)
            except ValueError:
                continue
    return typed


def _is_late(row: Confirmation) -> bool:
    return row.state == ConfirmationState.AWAITING and is_overdue(row.dispatch, timezone.localdate())
