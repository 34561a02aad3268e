"""The front pages: all governments, and one year of one of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from xushi_web.portal.queries.overview import governments_with_years, latest_tallies, overview_of
from xushi_web.portal.views.context import government_by, of_government

#: How many governments are shown with a bar on the first page.
_WITH_BARS = 24


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the governments of this tracker with their years; where there is but one, its latest year."""
    governments = governments_with_years()
    if len(governments) == 1:
        only, years = governments[0]
        return year(request, only.slug, years[0].year)
    tallies = latest_tallies(governments[:_WITH_BARS])
    rows = [(row, years, tallies.get(row.pk)) for row, years in governments]
    return render(request, "portal/home.html", {"rows": rows})


@require_safe
def government(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the latest year of a government."""
    context = of_government(government_by(slug))
    if context["year"] is None:
        return render(request, "portal/empty.html", context)
    return redirect("portal:year", slug, context["year"])


@require_safe
def year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show one year: its lists, how they stand, who is behind, the latest documents."""
    context = of_government(government_by(slug), year)
    if year not in {row.year for row in context["years"]}:
        raise Http404
    context["overview"] = overview_of(context["government"], year)
    return render(request, "portal/year.html", context)
