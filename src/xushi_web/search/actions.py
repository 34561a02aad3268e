"""Keeping the search index true. Called inside the transaction of the change it follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from xushi_web.agencies.models import Government
from xushi_web.search import index
from xushi_web.search.folding import fold
from xushi_web.search.models import SearchEntry, Subject


def put(government: Government, subject: Subject, texts: Iterable[tuple[UUID, int | None, str]]) -> None:
    """Make each (key of the thing, year, text) findable in place of what was known of it."""
    rows = [
        SearchEntry(government=government, subject=subject, object_id=key, year=year, text=fold(text))
        for key, year, text in texts
    ]
    forget({row.object_id for row in rows})
    SearchEntry.objects.bulk_create(rows)
    index.add((row.pk, row.text) for row in rows)


def forget(keys: Collection[UUID]) -> None:
    """Make things no longer findable."""
    old = SearchEntry.objects.filter(object_id__in=keys)
    index.remove(list(old.values_list("id", "text")))
    old.delete()
