"""A list: its page, and its data to take away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from xushi_web.portal.downloads import as_csv as csv_of
from xushi_web.portal.downloads import records
from xushi_web.portal.queries.programme import Narrowing, programme_page
from xushi_web.portal.statuses import NAMES
from xushi_web.portal.views.context import of_government
from xushi_web.programmes.models import Programme


def _programme(key: UUID) -> Programme:
    return get_object_or_404(Programme.objects.select_related("government", "document"), pk=key)


@require_safe
def programme(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a list with its fields."""
    row = _programme(key)
    wanted = Narrowing(
        field=request.GET.get("field", ""),
        agency=request.GET.get("agency", ""),
        status=request.GET.get("status", ""),
        words=request.GET.get("words", "").strip()[:100],
    )
    context = of_government(row.government, row.year) | {
        "programme": row,
        "page": programme_page(row, wanted),
        "wanted": wanted,
        "statuses": NAMES,
    }
    return render(request, "portal/programme.html", context)


def _records(request: HttpRequest, row: Programme) -> list[dict[str, Any]]:
    page = programme_page(row, Narrowing())
    return records(
        row,
        (
            (
                part.field.title,
                line,
                request.build_absolute_uri(reverse("portal:commitment", args=[line.commitment.pk])),
            )
            for part in page.fields
            for line in part.rows
        ),
    )


@require_safe
def as_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the list as a table for a spreadsheet."""
    response = HttpResponse(csv_of(_records(request, _programme(key))), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return response


@require_safe
def as_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the list as JSON, figures included."""
    data = {"schema": "xushi-programme/1", "commitments": _records(request, _programme(key))}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
