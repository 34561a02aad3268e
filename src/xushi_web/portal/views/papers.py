"""Papers about a list that everybody may take away."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from xushi.rendering import FontsMissing
from xushi_web.papers.files import TYPES
from xushi_web.papers.kinds import KINDS, Options
from xushi_web.programmes.models import Programme


@require_safe
def paper(request: HttpRequest, key: UUID, kind: str, to: str) -> HttpResponse:
    """Hand out a paper about a list in one format."""
    row = get_object_or_404(Programme.objects.select_related("government", "document"), pk=key)
    found = KINDS.get(kind)
    if found is None or to not in TYPES or found.about is not Programme or not found.may(request.user, row):
        raise Http404
    written = found.paper(row, Options(row.year))
    try:
        made = written.file(to)
    except FontsMissing as missing:
        raise Http404 from missing  # this server has no Chinese fonts; the other formats need none
    disposition = content_disposition_header(as_attachment=True, filename=f"{written.title}.{to}")
    return HttpResponse(made, content_type=TYPES[to], headers={"Content-Disposition": disposition or "attachment"})
