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


@require_safe
def commitment(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show everything known of a commitment, each value one click from its source."""
    row = get_object_or_404(Commitment.objects.select_related("programme", "field", "government", "document"), pk=key)
    page = commitment_page(row)
    context = of_government(row.government, row.year) | {
        "commitment": row,
        "page": page,
        "charts": pace_charts(page),
    }
    return render(request, "portal/commitment.html", context)
