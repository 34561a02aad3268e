"""Putting right what was read wrongly."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xushi_web.accounts.actors import NotAllowed
from xushi_web.documents.actions import correct_values
from xushi_web.documents.corrections import items_of, masthead_of
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument
from xushi_web.documents.queries import corrections_of, tree_of
from xushi_web.programmes.recording import Item
from xushi_web.workbench.access import office_only, operator, visible_document
from xushi_web.workbench.forms import ItemForm, MastheadForm
from xushi_web.workbench.preview import ITEMS_A_PAGE


@require_http_methods(["GET", "POST"])
@office_only
def item(request: HttpRequest, key: UUID, position: int) -> HttpResponse:
    """Show one item in a form beside its source, and take over what was changed."""
    row = visible_document(request, key, with_reading=True)
    shown = _item(row, position)
    form = ItemForm(shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _corrected(request, row, form.values(position)):
        page = position // ITEMS_A_PAGE + 1
        return redirect(f"{reverse('workbench:document', args=[key])}?page={page}#item-{position}")
    span = shown.commitment.span
    source = row.reading.text[span.start : span.end] if span else ""
    context = {"document": row, "item": shown, "form": form, "source": source}
    return render(request, "workbench/item.html", context)


@require_http_methods(["GET", "POST"])
@office_only
def masthead(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what the document says about itself in a form, and take over what was changed."""
    row = visible_document(request, key, with_reading=True)
    read = masthead_of(tree_of(row), corrections_of(row))
    initial = {name: getattr(read, name) for name in MastheadForm.base_fields}
    form = MastheadForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _corrected(request, row, form.values()):
        return redirect("workbench:document", key)
    return render(request, "workbench/masthead.html", {"document": row, "form": form})


def _item(row: SourceDocument, position: int) -> Item:
    """Return the item with its corrections; one that was removed is shown as it was before that."""
    values = {path: value for path, value in corrections_of(row).items() if path != f"item.{position}.removed"}
    found = next((item for item in items_of(tree_of(row), values) if item.position == position), None)
    if found is None:
        raise Http404
    return found


def _corrected(request: HttpRequest, row: SourceDocument, values: dict[str, object]) -> bool:
    try:
        changed = correct_values(actor=operator(request), document=row, values=values)
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return False
    if changed:
        messages.success(request, _("已更正。"))
    return True
