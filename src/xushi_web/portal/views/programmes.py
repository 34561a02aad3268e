"""A list: its page, and its data to take away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from xushi_web.papers.files import TYPES
from xushi_web.papers.kinds import papers_of_list
from xushi_web.portal import downloads
from xushi_web.portal.queries.programme import Narrowing, programme_page
from xushi_web.portal.views.context import of_government
from xushi_web.programmes.models import Programme
from xushi_web.progress.statuses import NAMES


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
        "papers": papers_of_list(row),
        "formats": TYPES,
    }
    return render(request, "portal/programme.html", context)


def _records(request: HttpRequest, row: Programme) -> list[dict[str, Any]]:
    page = programme_page(row, Narrowing())
    return downloads.records(
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
def data(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show in which formats a list can be taken away, and what its columns mean."""
    row = _programme(key)
    context = {"programme": row, "entry": downloads.catalogue_entry(row), "columns": downloads.COLUMNS}
    return render(request, "portal/data.html", of_government(row.government, row.year) | context)


@require_safe
def as_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the list as a table for a spreadsheet."""
    text = downloads.as_csv(_records(request, _programme(key)))
    return _file(text, f"{key}.csv", "text/csv; charset=utf-8")


@require_safe
def as_xlsx(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the list as a workbook, with its dictionary."""
    row = _programme(key)
    book = downloads.as_xlsx(_records(request, row), downloads.catalogue_entry(row))
    return _file(book, f"{key}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@require_safe
def as_xml(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the list as XML, figures included."""
    row = _programme(key)
    return HttpResponse(
        downloads.as_xml(_records(request, row), downloads.catalogue_entry(row)),
        content_type="application/xml; charset=utf-8",
    )


@require_safe
def as_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the list as JSON, figures included."""
    row = _programme(key)
    about = {line.code: str(line.value) for line in downloads.catalogue_entry(row)}
    data = {"schema": "xushi-programme/1", "about": about, "commitments": _records(request, row)}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _file(content: str | bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
