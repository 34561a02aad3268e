"""Finding things by their words."""

from __future__ import annotations

from django.db.models import F, QuerySet

from xushi_web.agencies.models import Government
from xushi_web.search import index
from xushi_web.search.folding import fold
from xushi_web.search.models import SearchEntry

_LONGEST = 100


def find(query: str, government: Government | None = None) -> QuerySet[SearchEntry]:
    """Return entries that hold every blank-separated word of `query`, newest year first.

    Traditional characters find Simplified ones, full width finds half width; one character is enough. The index
    narrows down to what has all pairs of characters, `contains` makes sure they stand together. Bound the result
    before using it: ``find(...)[:20]``.
    """
    rows = SearchEntry.objects.all() if government is None else SearchEntry.objects.of(government)
    words = [fold(word) for word in query[:_LONGEST].split()]
    candidates = [(word, index.matching(word)) for word in words]
    if not any(keys is not None for _, keys in candidates):
        return rows.none()
    for word, keys in candidates:
        if keys is not None:
            rows = rows.filter(pk__in=keys)
        rows = rows.filter(text__contains=word)
    return rows.order_by(F("year").desc(nulls_last=True), "pk")
