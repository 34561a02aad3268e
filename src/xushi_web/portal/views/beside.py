"""Two lists side by side: of one year, or of two."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from xushi_web.matches.models import ListPair
from xushi_web.matches.queries import counted, pairs_of, side_by_side
from xushi_web.portal.views.context import government_by, of_government

OUTCOMES = ("raised", "lowered", "different", "equal", "only_left", "only_right")


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which lists of a government were compared, and how much they have in common."""
    government = government_by(slug)
    context = of_government(government) | {"section": "years", "pairs": pairs_of([government])}
    return render(request, "portal/lists.html", context)


@require_safe
def beside(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show two lists aligned: promises in both with their figures compared, then what only one of them has."""
    pair = get_object_or_404(ListPair.objects.select_related("left", "right", "government"), pk=key)
    rows = side_by_side(pair)
    counts = counted(rows)
    wanted = request.GET.get("show", "")
    context = of_government(pair.government, pair.right.year) | {
        "pair": pair,
        "section": "years",
        "wanted": wanted,
        "total": len(rows),
        "counts": [(outcome, counts[outcome]) for outcome in OUTCOMES if counts[outcome]],
        "rows": [row for row in rows if not wanted or row.outcome == wanted],
    }
    return render(request, "portal/beside.html", context)
