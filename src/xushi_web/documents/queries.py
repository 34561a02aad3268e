"""Reading documents: trees, corrections, versions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from xushi.document.model import Document
from xushi_web.agencies.models import Government
from xushi_web.documents.codec import decode
from xushi_web.documents.models import Genre, SourceDocument, State


def tree_of(document: SourceDocument) -> Document:
    """Return the tree as it was read (one query unless ``reading`` was selected with the document)."""
    return decode(document.reading.tree, document.reading.text)


def corrections_of(document: SourceDocument) -> dict[str, Any]:
    """Return the values put right by hand, by their path."""
    return dict(document.corrections.values_list("path", "value"))


def documents_of(government: Government, year: int | None = None) -> QuerySet[SourceDocument]:
    """Return the accepted documents, the latest issued first; replaced versions are not among them."""
    rows = SourceDocument.objects.of(government).filter(state=State.ACCEPTED)
    return (rows if year is None else rows.filter(year=year)).order_by("-year", "-issued_on", "-received_at")


def drafts() -> QuerySet[SourceDocument]:
    """Return the documents that wait to be looked at."""
    return SourceDocument.objects.filter(state=State.DRAFT).select_related("government")


def earlier_version(document: SourceDocument, government: Government | None, year: int | None) -> SourceDocument | None:
    """Return the accepted document that `document` is a newer version of, or None.

    It is one of the same government with the same document number; without numbers, one of the same year, genre
    and title.
    """
    if government is None:
        return None
    rows = SourceDocument.objects.of(government).filter(state=State.ACCEPTED).exclude(pk=document.pk)
    if document.document_number:
        return rows.filter(document_number=document.document_number, genre=document.genre).first()
    if not document.title or document.genre == Genre.UNKNOWN:
        return None
    return rows.filter(document_number="", title=document.title, genre=document.genre, year=year).first()
