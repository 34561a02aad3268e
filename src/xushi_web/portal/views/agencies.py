"""Units: all of a year, and one with what it leads and supports."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from xushi_web.agencies.models import Agency
from xushi_web.portal.queries.agency import agency_page, years_with
from xushi_web.portal.queries.overview import agencies_of
from xushi_web.portal.queries.standing import standings
from xushi_web.portal.views.context import government_by, number_in, of_government
from xushi_web.programmes.models import Commitment
from xushi_web.progress.statuses import NAMES


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every unit that has a part in the commitments of a year."""
    government = government_by(slug)
    context = of_government(government) | {"section": "agencies", "statuses": NAMES}
    year = context["year"] = number_in(request, "year", context["year"] or 0)
    condition = Q(government=government, year=year, withdrawn=False)
    commitments = list(Commitment.objects.filter(condition).only("id", "applicability"))
    context["agencies"] = agencies_of(government, year, commitments, standings(condition))
    return render(request, "portal/agencies.html", context)


@require_safe
def agency(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a unit leads and supports in a year, its other names, its members or groups."""
    row = get_object_or_404(
        Agency.objects.select_related("government", "successor").prefetch_related("aliases", "members", "groups"),
        pk=key,
    )
    own_years = years_with(row)
    year = number_in(request, "year", own_years[0] if own_years else 0)
    context = of_government(row.government, year) | {
        "agency": row,
        "page": agency_page(row, own_years, year),
    }
    return render(request, "portal/agency.html", context)
