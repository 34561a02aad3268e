"""After documents were taken into the tracker: their lists are compared, and each year is checked as a whole."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from xushi_web.agencies.models import Government
from xushi_web.checks.running import check_year
from xushi_web.documents.models import SourceDocument, State
from xushi_web.matches.comparing import compare_lists


def settle_year(government: Government, year: int) -> None:
    """Compare the lists of a year and check its documents; runs in the caller's transaction."""
    compare_lists(government, {year})
    check_year(government, year)


def settle_years(documents: Collection[UUID]) -> None:
    """Compare the lists and check the years of the given documents, those of them that were accepted."""
    accepted = SourceDocument.objects.filter(pk__in=documents, state=State.ACCEPTED).exclude(government=None)
    years: dict[Government, set[int]] = {}
    for document in accepted.select_related("government").order_by("year"):
        if document.government and document.year:
            years.setdefault(document.government, set()).add(document.year)
    for government, own in years.items():
        with transaction.atomic():
            compare_lists(government, own)
            for year in sorted(own):
                check_year(government, year)
