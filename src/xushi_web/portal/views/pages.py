"""Pages that say something about the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xushi_web.progress.statuses import NAMES


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Explain what is shown and where it comes from."""
    return render(request, "portal/about.html", {"statuses": NAMES})
