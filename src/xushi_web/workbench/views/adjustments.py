"""Changing a figure: the figures of a commitment, a proposal, and deciding on it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts.queries import governments_of_office
from xushi_web.adjustments import actions
from xushi_web.adjustments.figures import place_of
from xushi_web.adjustments.models import Adjustment, AdjustmentState
from xushi_web.adjustments.policies import may_decide_adjustment, may_see_adjustment, may_withdraw_adjustment
from xushi_web.adjustments.queries import adjustments_of, figures_of
from xushi_web.documents.errors import Refused
from xushi_web.documents.queries import documents_of
from xushi_web.programmes.models import Commitment, Programme, Target
from xushi_web.workbench.access import office_only, operator, signed_in, within
from xushi_web.workbench.outcomes import attempt
from xushi_web.workbench.paper_forms import AdjustmentForm


@require_safe
@office_only
def adjustments(request: HttpRequest) -> HttpResponse:
    """List the proposals, those to be decided first."""
    user = operator(request)
    rows = sorted(adjustments_of(user), key=lambda row: row.state != AdjustmentState.PROPOSED)
    lists = Programme.objects.filter(government__in=governments_of_office(user)).select_related("government")
    context = {"rows": rows, "programmes": lists.order_by("-year", "government__name", "order")}
    return render(request, "workbench/adjustments.html", context)


@require_safe
@office_only
def figures(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the promised and planned figures of a commitment, each of which can be adjusted."""
    rows = Commitment.objects.filter(government__in=governments_of_office(operator(request)))
    row = get_object_or_404(rows.select_related("programme__government"), pk=key)
    proposed = Adjustment.objects.filter(commitment=row).select_related("proposed_by", "decided_by")
    context = {"commitment": row, "figures": figures_of(row), "rows": proposed}
    return render(request, "workbench/figures.html", context)


@require_http_methods(["GET", "POST"])
@office_only
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Propose that a figure be another."""
    user = operator(request)
    targets = Target.objects.filter(government__in=governments_of_office(user), report__isnull=True)
    target = get_object_or_404(targets.select_related("commitment__programme__government", "milestone"), pk=key)
    try:
        place = place_of(target)
    except Refused as refusal:
        return render(
            request, "workbench/figures.html", {"commitment": target.commitment, "refusal": refusal}, status=409
        )
    form = AdjustmentForm(
        documents_of(target.government),
        request.POST or None,
        written=place.figure["text"],
        sentence=place.sentence,
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        made: list[Adjustment] = []
        outcome = attempt(
            request,
            lambda: made.append(actions.propose_adjustment(actor=user, target=target, **form.cleaned_data)),
            _("已提出，须由督查室另一位同事审批。"),
        )
        if isinstance(outcome, HttpResponse):
            return outcome
        if made:
            return redirect("workbench:adjustment", made[0].pk)
        status = outcome
    context = {"target": target, "commitment": target.commitment, "place": place, "form": form}
    return render(request, "workbench/adjustment_propose.html", context, status=status)


@require_safe
@signed_in
def adjustment(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a proposal with what stands now and what is to stand there."""
    return _page(request, _adjustment(request, key))


@require_POST
@signed_in
def approve(request: HttpRequest, key: UUID) -> HttpResponse:
    """Carry a proposal out."""
    done = _("已批准，公开页面已按新的数字显示，并保留原来的数字。")
    return _do(request, key, lambda row: actions.approve_adjustment(actor=operator(request), adjustment=row), done)


@require_POST
@signed_in
def refuse(request: HttpRequest, key: UUID) -> HttpResponse:
    """Refuse a proposal."""
    reason = request.POST.get("reason", "")
    return _do(
        request,
        key,
        lambda row: actions.refuse_adjustment(actor=operator(request), adjustment=row, reason=reason),
        _("已退回，未作改动。"),
        reason,
    )


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    done = _("已撤回。")
    return _do(request, key, lambda row: actions.withdraw_adjustment(actor=operator(request), adjustment=row), done)


def _do(
    request: HttpRequest, key: UUID, action: Callable[[Adjustment], object], done: str, typed: str = ""
) -> HttpResponse:
    row = _adjustment(request, key)
    outcome = attempt(request, lambda: action(row), done)
    if isinstance(outcome, HttpResponse):
        return outcome
    return (
        redirect("workbench:adjustment", key)
        if outcome == 200
        else _page(request, _adjustment(request, key), typed, outcome)
    )


def _page(request: HttpRequest, row: Adjustment, typed: str = "", status: int = 200) -> HttpResponse:
    user = operator(request)
    is_open = row.state == AdjustmentState.PROPOSED
    decides = is_open and may_decide_adjustment(user, row)
    context = {
        "adjustment": row,
        "decides": decides,
        "withdraws": is_open and may_withdraw_adjustment(user, row),
        "typed": typed,
        "kept": [typed] if typed.strip() and not decides else None,
    }
    return render(request, "workbench/adjustment.html", context, status=status)


def _adjustment(request: HttpRequest, key: UUID) -> Adjustment:
    rows = Adjustment.objects.select_related(
        "commitment__programme", "government", "proposed_by", "decided_by", "basis_document", "document"
    )
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_see_adjustment(operator(request), row):
        raise Http404
    return row
