"""Documents: all of them, and one with its text exactly as it is."""

from __future__ import annotations

import re
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from xushi.rendering.charts import charts_of
from xushi.spans import Span
from xushi_web.bulletins.corrections import corrections_of
from xushi_web.documents.models import Genre, SourceDocument, State
from xushi_web.documents.queries import documents_of, tree_of
from xushi_web.portal.queries.document import document_page
from xushi_web.portal.views.context import government_by, number_in, of_government

_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all documents of a government, by year."""
    government = government_by(slug)
    rows = documents_of(government)
    context = of_government(government) | {
        "section": "documents",
        "by_year": [(year, list(group)) for year, group in groupby(rows, key=lambda row: row.year)],
    }
    return render(request, "portal/documents.html", context)


@require_safe
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a document; ``?at=120-145`` lights up these characters, ``#at`` goes there."""
    row = get_object_or_404(
        SourceDocument.objects.filter(Q(state=State.ACCEPTED) | Q(state=State.SUPERSEDED)).select_related(
            "government", "reading", "superseded_by"
        ),
        pk=key,
    )
    found = _AT.fullmatch(request.GET.get("at", ""))
    lit = Span(int(found[1]), int(found[2])) if found else None
    assert row.government is not None  # noqa: S101 - an accepted document is ascribed
    page = document_page(row, lit, number_in(request, "part", 0), markup=request.GET.get("markup") == "1")
    has_charts = row.genre == Genre.BULLETIN and page.part == 1
    context = of_government(row.government, row.year) | {
        "document": row,
        "corrections": corrections_of(row),
        "formats": ("docx", "pdf"),
        "charts": charts_of(tree_of(row)) if has_charts else (),
        "page": page,
    }
    return render(request, "portal/document.html", context)
