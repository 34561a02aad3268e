"""Papers that everybody may take away: those of a list, and corrections of bulletins."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from xushi.rendering import NotRendered
from xushi_web.documents.errors import Refused
from xushi_web.papers.files import TYPES
from xushi_web.papers.kept import kept_file, version_of
from xushi_web.papers.kinds import Options
from xushi_web.papers.queries import asked_for, government_of, latest_year
from xushi_web.stationery.models import Kind
from xushi_web.stationery.queries import by_template, in_use


@require_safe
def paper(request: HttpRequest, kind: str, key: UUID, to: str) -> HttpResponse:
    """Hand out a paper in one format, rendered only when something in it has changed since the last time."""
    asked = asked_for(AnonymousUser(), kind, key)  # whoever has signed in gets here what everybody gets
    if asked is None or to not in TYPES:
        raise Http404
    found, thing = asked
    written = found.paper(thing, Options(latest_year(thing)))
    template = in_use(government_of(thing), Kind(kind)) if to == "docx" else None
    version = version_of(written, to)[:32] + (template.digest[:16] if template is not None else "")
    etag = f'W/"{version}"'  # a file that is rendered again may differ in when it was made
    if unchanged := get_conditional_response(request, etag=etag):
        unchanged.headers["ETag"] = etag
        return unchanged
    try:
        made = by_template(template, written) if template is not None else kept_file(written, to)
    except Refused:  # the office is told when it takes the paper; everybody else gets what it says all the same
        made = kept_file(written, to)
    except NotRendered as missing:
        raise Http404 from missing  # this server has no Chinese fonts; the other formats need none
    disposition = content_disposition_header(as_attachment=True, filename=f"{written.title}.{to}")
    headers = {"Content-Disposition": disposition or "attachment", "ETag": etag, "Cache-Control": "no-cache"}
    return HttpResponse(made, content_type=TYPES[to], headers=headers)
