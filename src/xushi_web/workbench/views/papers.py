"""Papers made from the rows: shown as they will look, and taken away in every format."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from xushi.rendering import NotRendered
from xushi_web.agencies.models import Government
from xushi_web.documents.errors import Refused
from xushi_web.papers.files import TYPES
from xushi_web.papers.kinds import Kind, Options
from xushi_web.papers.lists import lists_of
from xushi_web.papers.queries import asked_for, government_of, latest_year
from xushi_web.programmes.models import Programme
from xushi_web.stationery.models import Kind as Named
from xushi_web.stationery.policies import may_keep_templates
from xushi_web.stationery.queries import in_use, paper_as_word
from xushi_web.workbench.access import operator, signed_in

#: Before the key of a list, in the name of the field for its place among the parts.
_PLACE = "place-"


@require_safe
@signed_in
def paper(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Show a paper as it will look, with what it can be taken away as."""
    found, thing, options = _asked(request, kind, key)
    written, government = found.paper(thing, options), government_of(thing)
    query = request.GET.urlencode()
    address = reverse("workbench:paper", args=[kind, key])
    context = {
        "kind": found,
        "paper": written,
        "content": mark_safe(written.preview()),  # noqa: S308 - the writer of html escapes every text
        "files": [(to, f"{address}file.{to}" + (f"?{query}" if query else "")) for to in TYPES],
        "choose": options.choose,
        "chooses": kind == "ballot",
        "parts": _parts(government, options) if kind == "plan" else (),
        "year": options.year,
        "template": in_use(government, Named(kind)),
        "templates": reverse("workbench:templates", args=[government.pk, kind])
        if may_keep_templates(operator(request), government)
        else "",
    }
    return render(request, "workbench/paper.html", context)


@require_safe
@signed_in
def file(request: HttpRequest, kind: str, key: UUID, to: str) -> HttpResponse:
    """Hand out a paper in one format."""
    found, thing, options = _asked(request, kind, key)
    if to not in TYPES:
        raise Http404
    written = found.paper(thing, options)
    try:
        made = paper_as_word(government_of(thing), Named(kind), written) if to == "docx" else written.file(to)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("workbench:paper", args=[kind, key]))
    except NotRendered as missing:
        messages.error(request, missing.in_language("en" if (get_language() or "zh").startswith("en") else "zh"))
        return redirect(reverse("workbench:paper", args=[kind, key]))
    disposition = content_disposition_header(as_attachment=True, filename=f"{written.title}.{to}")
    return HttpResponse(made, content_type=TYPES[to], headers={"Content-Disposition": disposition or "attachment"})


def _asked(request: HttpRequest, kind: str, key: UUID) -> tuple[Kind, models.Model, Options]:
    """Return the kind, the thing and the choices. Raises `Http404` for what is not there or not for this person."""
    asked = asked_for(operator(request), kind, key)
    if asked is None:
        raise Http404
    found, thing = asked
    return (
        found,
        thing,
        Options(_number(request, "year") or latest_year(thing), _number(request, "choose"), _chosen(request)),
    )


def _parts(government: Government, options: Options) -> list[tuple[Programme, int | None]]:
    """Return the lists of the year, each with its place among the parts, None for one that is left out."""
    rows = lists_of(government, options.year)
    chosen = options.lists or tuple(str(row.pk) for row in rows)
    places = {key: at for at, key in enumerate(chosen, 1)}
    return [(row, places.get(str(row.pk))) for row in rows]


def _chosen(request: HttpRequest) -> tuple[str, ...]:
    """Return the keys of the lists that were given a place, in the order of their places."""
    names = [name for name in request.GET if name.startswith(_PLACE)]
    places = {name.removeprefix(_PLACE): place for name in names if (place := _number(request, name)) is not None}
    return tuple(sorted(places, key=lambda key: places[key]))


def _number(request: HttpRequest, name: str) -> int | None:
    written = request.GET.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and 0 < int(written[:5]) < 10_000 else None
