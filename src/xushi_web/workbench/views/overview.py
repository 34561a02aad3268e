"""The sheet that leaders read: how everything of a year stands."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xushi_web.accounts.models import Post
from xushi_web.accounts.queries import governments_of
from xushi_web.reporting.overview import (
    MOST_ASKED,
    MOST_BEHIND,
    MOST_NOTICES,
    MOST_PARTS,
    governments_to_oversee,
    overview_page,
    years_with_lists,
)
from xushi_web.reporting.policies import may_see_overview
from xushi_web.workbench.access import operator, posts_only


@require_safe
@posts_only(Post.LEADER, Post.OFFICE)
def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the sheet; where there are several governments, let people choose."""
    governments = governments_to_oversee(operator(request))
    if len(governments) == 1:
        return redirect("workbench:overview", governments[0].slug)
    return render(request, "workbench/overview_choose.html", {"governments": governments})


@require_safe
@posts_only(Post.LEADER, Post.OFFICE)
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how everything of a year stands."""
    government = get_object_or_404(governments_of(operator(request)), slug=slug)
    if not may_see_overview(operator(request), government):
        raise Http404
    years = years_with_lists(government)
    wanted = request.GET.get("year", "")
    year = next((year for year in years if str(year) == wanted), years[0] if years else timezone.localdate().year)
    page = overview_page(government, year)
    context = {
        "overseen": government,
        "shown_year": year,
        "other_years": [other for other in years if other != year],
        "page": page,
        "behind": page.behind[:MOST_BEHIND],
        "units": page.units[:MOST_PARTS],
        "fields": page.fields[:MOST_PARTS],
        "asking": page.asking[:MOST_ASKED],
        "notices": page.notices[:MOST_NOTICES],
        "now": timezone.now(),
    }
    return render(request, "workbench/overview.html", context)
