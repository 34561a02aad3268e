"""Dividing a target among counties."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Target
from xushi_web.programmes.nodes import target_nodes
from xushi_web.reporting.actions import set_shares
from xushi_web.reporting.figures import bare, unit_as_written
from xushi_web.reporting.models import Share, UnitReport
from xushi_web.reporting.policies import may_divide
from xushi_web.workbench.access import operator, signed_in, within
from xushi_web.workbench.views.reports import REFUSALS


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def shares(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a target with the part of each county, or take the parts."""
    rows = Target.objects.in_force().filter(milestone__isnull=True, report__isnull=True)
    target = get_object_or_404(within(request, rows).select_related("commitment__government"), pk=key)
    commitment = target.commitment
    if not may_divide(operator(request), commitment):
        raise Http404
    units = list(
        Agency.objects.of(commitment.government)
        .filter(Q(groups__isnull=False) | Q(shares__commitment=commitment) | Q(name__regex="[县区]$"))
        .exclude(is_group=True)
        .distinct()
    )
    known = {
        share.agency_id: share.written
        for share in Share.objects.filter(commitment=commitment, of=target.of, promised=target.text)
    }
    given = {unit: request.POST.get(f"share-{unit.pk}", known.get(unit.pk, "")) for unit in units}
    status = 200
    if request.method == "POST":
        try:
            set_shares(actor=operator(request), commitment=commitment, target=target, shares=given)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            status = 422
        else:
            messages.success(request, _("已分解。"))
            report = UnitReport.objects.filter(commitment=commitment).order_by("-reporting_period__due_at").first()
            return redirect("workbench:report", report.pk) if report else redirect("workbench:periods")
    unit = unit_as_written(*target_nodes([target]))
    lines = [(agency, bare(words, unit)) for agency, words in given.items()]
    context = {"target": target, "commitment": commitment, "lines": lines, "unit": unit}
    return render(request, "workbench/shares.html", context, status=status)
