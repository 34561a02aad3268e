"""Years side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xushi_web.matches.queries import over_years, side_by_side
from xushi_web.portal.views.context import government_by, of_government

#: From what was promised with more to what is no longer promised.
OUTCOMES = ("raised", "equal", "different", "lowered", "only_right", "only_left")


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one year's list has of the one before: carried on, raised, new, dropped."""
    context = of_government(government_by(slug))
    pairs = over_years(context["government"])
    pair = next((row for row in pairs if str(row.pk) == request.GET.get("pair")), pairs[0] if pairs else None)
    context |= {"section": "years", "pairs": pairs, "pair": pair}
    if pair:
        rows = side_by_side(pair)
        groups = [(outcome, [row for row in rows if row.outcome == outcome]) for outcome in OUTCOMES]
        context["groups"] = [(outcome, found) for outcome, found in groups if found]
    return render(request, "portal/years.html", context)
