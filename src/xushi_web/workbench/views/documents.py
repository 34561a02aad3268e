"""One document: what was read beside its source, and what can be done with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.actors import NotAllowed
from xushi_web.agencies.models import Government
from xushi_web.checks.narrowing import Narrowing, narrowed
from xushi_web.checks.queries import listed, problems_in
from xushi_web.documents.actions import accept_document, describe_draft, discard_draft
from xushi_web.documents.corrections import items_of, masthead_of, removed_from
from xushi_web.documents.differences import differences_between
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, StoredFile, Telling
from xushi_web.documents.queries import corrections_of, earlier_version, tree_of
from xushi_web.programmes.linking import Link
from xushi_web.workbench.access import office_only, operator, visible_document
from xushi_web.workbench.preview import CHARACTERS_A_PAGE, ITEMS_A_PAGE, page_at, page_of, stretches


@require_safe
@office_only
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the source text beside what was read in it, with problems in their place."""
    row = visible_document(request, key, with_reading=True)
    tree, corrections = tree_of(row), corrections_of(row)
    items = items_of(tree, corrections)
    at = request.GET.get("at", "")
    number = page_at(items, int(at)) if at.isdecimal() else request.GET.get("page")
    page = Paginator(items, ITEMS_A_PAGE).get_page(number)
    shown, part = page_of(tree, items, page.number)
    problems = listed(problems_in(row), get_language() or "zh")
    found = narrowed(problems, Narrowing.of(request.GET.dict()))
    places = [problem.row.start for problem in problems if problem.row.start is not None]
    return render(
        request,
        "workbench/document.html",
        {
            "document": row,
            "tree": tree,
            "masthead": masthead_of(tree, corrections),
            "items": shown,
            "page": page,
            "part": part,
            "stretches": stretches(tree, part, [problem.row for problem in found.problems], cuts_at=places),
            "is_cut": part.end - part.start == CHARACTERS_A_PAGE,
            "list": found,
            "removed": removed_from(corrections),
            "governments": Government.objects.values_list("name", flat=True),
            "earlier": _earlier(row),
            "unlinked": _unlinked(row),
        },
    )


@require_POST
@office_only
def describe(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take over the government and the year typed for a draft."""
    row = visible_document(request, key)
    try:
        _take_description(request, row)
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:document", key)


@require_POST
@office_only
def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put the draft into the tracker, with the government and the year as they stand in the form."""
    row = visible_document(request, key)
    try:
        _take_description(request, row)
        accept_document(actor=operator(request), document=row)
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已采用，公开页面已经更新。"))
    return redirect("workbench:document", key)


@require_POST
@office_only
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw the draft away."""
    row = visible_document(request, key)
    try:
        discard_draft(actor=operator(request), document=row)
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:document", key)
    messages.success(request, _("已丢弃“%(title)s”。") % {"title": row})
    return redirect("workbench:home")


@require_safe
@office_only
def differences(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show, item by item, what a newer version changes."""
    row = visible_document(request, key, with_reading=True)
    earlier = _earlier(row)
    found = None
    if earlier:
        old = items_of(tree_of(earlier), corrections_of(earlier))
        found = differences_between(old, items_of(tree_of(row), corrections_of(row)))
    return render(request, "workbench/differences.html", {"document": row, "earlier": earlier, "differences": found})


@require_safe
@office_only
def original(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the file back exactly as it was received."""
    row = visible_document(request, key)
    content = bytes(StoredFile.objects.get(pk=row.file_id).content)
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.file_name)
    return response


def _take_description(request: HttpRequest, row: SourceDocument) -> None:
    """Take over the government and the year of the form, if they are in it and differ from what is known."""
    known = (row.government_name, str(row.year or ""))
    typed = (request.POST.get("government", known[0]).strip(), request.POST.get("year", known[1]).strip())
    if typed != known:
        government, year = typed
        describe_draft(actor=operator(request), document=row, government_name=government, year=year)


def _earlier(row: SourceDocument) -> SourceDocument | None:
    if row.supersedes_id:
        return SourceDocument.objects.select_related("reading").get(pk=row.supersedes_id)
    return earlier_version(row, row.government, row.year)


def _unlinked(row: SourceDocument) -> list[Telling]:
    """Return the items that no other document of the year tells of, where others were there before."""
    tellings = list(Telling.objects.filter(document=row).select_related("commitment"))
    new = [telling for telling in tellings if telling.link == Link.NEW]
    return new if len(new) < len(tellings) else []
