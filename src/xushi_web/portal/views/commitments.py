"""One commitment."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from xushi_web.portal.charts import pace_charts
from xushi_web.portal.queries.commitment import commitment_page
from xushi_web.portal.views.context import of_government
from xushi_web.programmes.models import Commitment
from xushi_web.questions.queries import stake_of


@require_safe
def commitment(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show everything known of a commitment, each value one click from its source.

    A deputy who has signed in can follow it and ask about it here; their page is in no cache. Everybody else's is the
    same for all, sets no cookie and may be kept by one that heeds ``Vary``.
    """
    row = get_object_or_404(Commitment.objects.select_related("programme", "field", "government", "document"), pk=key)
    page, stake = commitment_page(row), stake_of(request.user, row)
    context = of_government(row.government, row.year) | {
        "commitment": row,
        "page": page,
        "charts": pace_charts(page),
        "stake": stake,
    }
    answer = render(request, "portal/commitment.html", context)
    if stake:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer
