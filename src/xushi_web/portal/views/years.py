"""Years side by side."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xushi_web.portal.queries.years import kinds_of, side_by_side
from xushi_web.portal.views.context import government_by, number_in, of_government

OUTCOMES = ("raised", "kept", "lowered", "new", "dropped")


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one year's list has of another's: carried on, raised, new, dropped."""
    context = of_government(government_by(slug))
    kinds = kinds_of(context["government"])
    kind = next((row for row in kinds if row.key == request.GET.get("kind")), kinds[0] if kinds else None)
    context |= {"section": "years", "kinds": kinds, "kind": kind}
    if kind:
        after = number_in(request, "after", kind.years[0])
        earlier = [year for year in kind.years if year < after]
        before = number_in(request, "before", earlier[0] if earlier else kind.years[-1])
        pairs = side_by_side(context["government"], kind, before, after)
        counts = Counter(pair.outcome for pair in pairs)
        context |= {
            "before": before,
            "after": after,
            "groups": [
                (outcome, counts[outcome], [pair for pair in pairs if pair.outcome == outcome])
                for outcome in OUTCOMES
                if counts[outcome]
            ],
        }
    return render(request, "portal/years.html", context)
