"""Addresses of places in documents."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse


def place(document: UUID, start: int | None, end: int | None) -> str:
    """Return the address that lights up the characters from `start` to `end` of a document; "" for no place."""
    if start is None or end is None:
        return ""
    return f"{reverse('portal:document', args=[document])}?at={start}-{end}#at"
