"""Papers that everybody may take away: those of a list, and corrections of bulletins."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from xushi.rendering import FontsMissing
from xushi_web.papers.files import TYPES
from xushi_web.papers.kinds import Options
from xushi_web.papers.queries import asked_for, latest_year


@require_safe
def paper(request: HttpRequest, kind: str, key: UUID, to: str) -> HttpResponse:
    """Hand out a paper in one format."""
    asked = asked_for(request.user, kind, key)
    if asked is None or to not in TYPES:
        raise Http404
    found, thing = asked
    written = found.paper(thing, Options(latest_year(thing)))
    try:
        made = written.file(to)
    except FontsMissing as missing:
        raise Http404 from missing  # this server has no Chinese fonts; the other formats need none
    disposition = content_disposition_header(as_attachment=True, filename=f"{written.title}.{to}")
    return HttpResponse(made, content_type=TYPES[to], headers={"Content-Disposition": disposition or "attachment"})
