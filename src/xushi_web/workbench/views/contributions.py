"""What a supporting unit or a county adds to the report of the leading unit."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xushi_web.reporting.actions import contribute
from xushi_web.reporting.figures import Given, bare, is_bare, unit_in
from xushi_web.reporting.models import Contribution, Share
from xushi_web.reporting.policies import may_contribute
from xushi_web.workbench.access import operator, signed_in, within
from xushi_web.workbench.views.reports import REFUSALS


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def contribution(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the form for a unit's own part, or take it."""
    rows = Contribution.objects.select_related("report__reporting_period__programme", "report__commitment", "agency")
    row = within(request, rows).filter(pk=key).first()
    if row is None or not may_contribute(operator(request), row):
        raise Http404
    report = row.report
    shares = list(Share.objects.filter(commitment=report.commitment, agency=row.agency))
    known = {(figure.of, figure.promised): figure.written for figure in report.figures.filter(agency=row.agency)}
    text, status = row.text, 200
    typed = [known.get((share.of, share.promised), "") for share in shares]
    if request.method == "POST":
        text = request.POST.get("text", "")
        figures = [
            Given(share.of, share.promised, request.POST.get(f"written-{order}", ""), "")
            for order, share in enumerate(shares)
        ]
        typed = [figure.written for figure in figures]
        try:
            contribute(actor=operator(request), contribution=row, text=text, figures=figures)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            status = 422
        else:
            messages.success(request, _("已补充，牵头单位可以看到。"))
            return redirect("workbench:desk")
    units = [unit_in(share.promised) for share in shares]
    lines = [
        (share, bare(words, unit), unit if is_bare(bare(words, unit)) else "")
        for share, words, unit in zip(shares, typed, units, strict=True)
    ]
    context = {"part": row, "report": report, "period": report.reporting_period, "lines": lines, "text": text}
    return render(request, "workbench/contribution.html", context, status=status)
