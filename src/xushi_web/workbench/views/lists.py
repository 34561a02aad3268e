"""Lists: the scale each is judged on, which were compared, and deciding what is the same promise."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Government
from xushi_web.matches.actions import decide_match
from xushi_web.matches.models import Decision, ListPair, Match
from xushi_web.matches.queries import matches_between, pairs_of
from xushi_web.pace.actions import BadScale, set_scale
from xushi_web.programmes.models import Programme
from xushi_web.workbench.access import office_only, operator


@require_safe
@office_only
def lists(request: HttpRequest) -> HttpResponse:
    """Show every list with its scale, and the pairs of lists with what is still to be decided."""
    governments = list(_governments(request))
    programmes = Programme.objects.filter(government__in=governments).select_related("government", "scale")
    context = {
        "programmes": programmes.order_by("government__name", "-year", "order"),
        "pairs": pairs_of(governments),
    }
    return render(request, "workbench/lists.html", context)


@require_POST
@office_only
def scale(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take over the thresholds of a list."""
    row = get_object_or_404(Programme.objects.filter(government__in=_governments(request)), pk=key)
    given = {name: request.POST.get(name, "").strip() for name in ("tolerance", "ahead")}
    try:
        set_scale(actor=operator(request), programme=row, **given)
    except (BadScale, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已更正。"))
    return redirect("workbench:lists")


@require_safe
@office_only
def matches(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what was found between two lists: what is open first, the surest first."""
    pairs = ListPair.objects.filter(government__in=_governments(request)).select_related("left", "right", "government")
    pair = get_object_or_404(pairs, pk=key)
    found = matches_between(pair)
    groups = [(decision, [row for row in found if row.decision == decision]) for decision in Decision]
    return render(request, "workbench/matches.html", {"pair": pair, "groups": groups})


@require_POST
@office_only
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Confirm or reject a match, or take back what was decided."""
    rows = Match.objects.filter(government__in=_governments(request)).select_related("government", "left", "right")
    match = get_object_or_404(rows, pk=key)
    decision = request.POST.get("decision")
    if decision in Decision.values:
        try:
            decide_match(actor=operator(request), match=match, decision=Decision(decision))
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
    pair = get_object_or_404(ListPair, left=match.left.programme_id, right=match.right.programme_id)
    return redirect("workbench:matches", pair.pk)


def _governments(request: HttpRequest) -> QuerySet[Government]:
    return governments_of_office(operator(request))
