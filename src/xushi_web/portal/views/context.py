"""What the pages of one government have in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from xushi_web.agencies.models import Government
from xushi_web.portal.queries.overview import years_of


def government_by(slug: str) -> Government:
    """Return a government by what stands for it in addresses. Raises `Http404`."""
    return get_object_or_404(Government, slug=slug)


def of_government(government: Government, year: int | None = None) -> dict[str, Any]:
    """Return the variables that the head of a government's pages needs: itself, its years, the year shown."""
    years = years_of(government)
    latest = years[0].year if years else None
    return {"government": government, "years": years, "year": year or latest}


def number_in(request: HttpRequest, name: str, default: int) -> int:
    """Return a parameter that is to be a whole number from 1, `default` where it is not."""
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 and int(text) else default
