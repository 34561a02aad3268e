"""Search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xushi_web.agencies.models import Government
from xushi_web.portal.queries.found import FIRST, found
from xushi_web.portal.views.context import number_in, of_government

_LONGEST = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what holds the words that were asked for, in one government or in all."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST]
    subject = request.GET.get("subject", "")
    subject = subject if subject in FIRST else ""
    page = number_in(request, "page", 1)
    government = Government.objects.filter(slug=request.GET.get("government", "")).first()
    context = of_government(government) if government else {}
    context |= {"query": query, "subject": subject, "number": page}
    if query:
        context["found"] = found(query, government, subject, page)
    return render(request, "portal/search.html", context)
