"""Supervision notices: drafting and issuing them, answering for a unit, closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts.queries import governments_of_office, units_of
from xushi_web.notices import actions
from xushi_web.notices.machine import NOTICE
from xushi_web.notices.models import OVER, Colour, Notice
from xushi_web.notices.policies import may_answer_notice, may_issue, may_run_notice, may_see_notice
from xushi_web.notices.queries import days_over, notices_of_office, notices_of_units, units_for
from xushi_web.programmes.models import Commitment, Programme
from xushi_web.workbench.access import office_only, operator, signed_in, within
from xushi_web.workbench.outcomes import attempt
from xushi_web.workbench.paper_forms import NoticeForm

_DAYS_TO_MEND = 14


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """List the notices of the person's office and units, those that are not over first."""
    user, today = operator(request), timezone.localdate()
    lists = Programme.objects.filter(government__in=governments_of_office(user)).select_related("government")
    groups = []
    for title, rows in ((_("本单位的督办单"), notices_of_units(user)), (_("全部督办单"), notices_of_office(user))):
        shown = [(row, days_over(row, today)) for row in rows]
        shown.sort(key=lambda one: (one[0].state in OVER, -one[1]))
        groups.append((title, shown))
    context = {
        "of_units": groups[0] if units_of(user).exists() else None,
        "of_office": groups[1],
        "programmes": lists.order_by("-year", "government__name", "order"),
    }
    return render(request, "workbench/notices.html", context)


@require_http_methods(["GET", "POST"])
@office_only
def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """Draft a notice on a commitment."""
    user = operator(request)
    commitment = _commitment(request, key)
    units = units_for(commitment)
    form = NoticeForm(
        units,
        request.POST or None,
        agency=units[0] if units else None,
        colour=Colour.YELLOW,
        deadline=timezone.localdate() + timedelta(days=_DAYS_TO_MEND),
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        made: list[Notice] = []
        outcome = attempt(
            request,
            lambda: made.append(
                actions.draft_notice(
                    actor=user, commitment=commitment, agency=form.cleaned_data["agency"], wording=form.wording()
                )
            ),
            _("已存为草稿，签发后单位才能看到。"),
        )
        if isinstance(outcome, HttpResponse):
            return outcome
        if made:
            return redirect("workbench:notice", made[0].pk)
        status = outcome
    context = {"commitment": commitment, "form": form, "units": units}
    return render(request, "workbench/notice_draft.html", context, status=status)


@require_http_methods(["GET", "POST"])
@office_only
def revise(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change a draft."""
    row = _notice(request, key)
    if not NOTICE.leads_on(row.state, "revise"):
        return redirect("workbench:notice", key)
    form = NoticeForm(
        [row.agency],
        request.POST or None,
        **{name: getattr(row, name) for name in ("agency", "colour", "matter", "demand", "deadline")},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        outcome = attempt(
            request,
            lambda: actions.revise_notice(actor=operator(request), notice=row, wording=form.wording()),
            _("已修改。"),
        )
        if isinstance(outcome, HttpResponse):
            return outcome
        if outcome == 200:
            return redirect("workbench:notice", key)
        status = outcome
    context = {"commitment": row.commitment, "form": form, "notice": row, "units": [row.agency]}
    return render(request, "workbench/notice_draft.html", context, status=status)


@require_safe
@signed_in
def notice(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a notice as a sheet, with what happened to it and what can be done now."""
    return _page(request, _notice(request, key))


@require_POST
@signed_in
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw a draft away."""
    return _do(request, key, lambda row: actions.cancel_notice(actor=operator(request), notice=row), _("已作废。"))


@require_POST
@signed_in
def issue(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a draft its number and put it to the unit."""
    done = _("已签发，单位登录后即可签收。")
    return _do(request, key, lambda row: actions.issue_notice(actor=operator(request), notice=row), done)


@require_POST
@signed_in
def receive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Sign for a notice."""
    return _do(request, key, lambda row: actions.receive_notice(actor=operator(request), notice=row), _("已签收。"))


@require_POST
@signed_in
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Report what was done."""
    text = request.POST.get("text", "")
    return _do(
        request,
        key,
        lambda row: actions.answer_notice(actor=operator(request), notice=row, text=text),
        _("整改情况已报送。"),
        text,
    )


@require_POST
@signed_in
def give_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the unit back to work."""
    text = request.POST.get("text", "")
    return _do(
        request,
        key,
        lambda row: actions.return_notice(actor=operator(request), notice=row, reason=text),
        _("已退回整改。"),
        text,
    )


@require_POST
@signed_in
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hold the matter for settled."""
    text = request.POST.get("text", "")
    return _do(
        request,
        key,
        lambda row: actions.close_notice(actor=operator(request), notice=row, note=text),
        _("已销号。"),
        text,
    )


def _do(
    request: HttpRequest, key: UUID, action: Callable[[Notice], object], done: str, typed: str = ""
) -> HttpResponse:
    row = _notice(request, key)
    outcome = attempt(request, lambda: action(row), done)
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:notices" if row.state == "cancelled" else "workbench:notice", *_key(row))
    return _page(request, _notice(request, key), typed, outcome)


def _key(row: Notice) -> tuple[UUID, ...]:
    return () if row.state == "cancelled" else (row.pk,)


def _page(request: HttpRequest, row: Notice, typed: str = "", status: int = 200) -> HttpResponse:
    user = operator(request)
    runs, answers = may_run_notice(user, row), may_answer_notice(user, row)
    can = {
        "revise": runs and NOTICE.leads_on(row.state, "revise"),
        "issue": may_issue(user, row) and NOTICE.leads_on(row.state, "issue"),
        "receive": answers and NOTICE.leads_on(row.state, "receive"),
        "answer": answers and NOTICE.leads_on(row.state, "answer"),
        "close": runs and NOTICE.leads_on(row.state, "close"),
    }
    context = {
        "notice": row,
        "rectifications": row.rectifications.select_related("by", "returned_by"),
        "over": days_over(row, timezone.localdate()),
        "can": can,
        "typed": typed,
        "kept": [typed] if typed.strip() and not (can["answer"] or can["close"]) else None,
    }
    return render(request, "workbench/notice.html", context, status=status)


def _notice(request: HttpRequest, key: UUID) -> Notice:
    rows = Notice.objects.select_related(
        "commitment__programme", "agency", "government", "drafted_by", "issued_by", "received_by", "closed_by"
    )
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_see_notice(operator(request), row):
        raise Http404
    return row


def _commitment(request: HttpRequest, key: UUID) -> Commitment:
    rows = Commitment.objects.filter(government__in=governments_of_office(operator(request)))
    return get_object_or_404(rows.select_related("programme__government", "government"), pk=key)
