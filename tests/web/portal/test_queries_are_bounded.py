"""No page asks the database more often because there is more in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from xushi_web.agencies.models import Agency
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Commitment, Programme

from ..conftest import Take
from ..invented import BUS, CARE, ROAD, SCHOOL, breakdown, bulletin, schedule

#: Queries of each page, the same for 4 commitments and for 60.
MOST = {
    "home": 14,
    "year": 12,
    "programme": 10,
    "commitment": 20,  # five of them for its history
    "agency": 9,
    "agencies": 6,
    "documents": 3,
    "document": 4,
    "years": 6,
    "search": 14,
    "programme-csv": 8,
    "programme-json": 8,
    "programme-xlsx": 8,
    "programme-xml": 8,
    "programme-data": 3,
}


def address(name: str) -> str:
    government = SourceDocument.objects.filter(government__isnull=False)[:1].get().government
    assert government
    match name:
        case "home":
            return reverse("portal:home")
        case "search":
            return reverse("portal:search") + "?q=改造"
        case "year":
            return reverse("portal:year", args=[government.slug, 2024])
        case "agencies" | "documents" | "years":
            return reverse(f"portal:{name}", args=[government.slug])
        case "commitment":
            return reverse("portal:commitment", args=[Commitment.objects.filter(number="1", year=2024)[:1].get().pk])
        case "agency":
            return reverse("portal:agency", args=[Agency.objects.get(name="市交通运输局").pk])
        case "document":
            return reverse("portal:document", args=[SourceDocument.objects.order_by("received_at")[:1].get().pk])
        case _:
            return reverse(f"portal:{name}", args=[Programme.objects.filter(year=2024)[:1].get().pk])


@pytest.fixture
def many(accepted: Take) -> None:
    """Sixty commitments in two years, with schedule and bulletin."""
    promises = tuple(
        replace(promise, number=str(15 * place + number))
        for place, promise in enumerate((SCHOOL, CARE, ROAD, BUS))
        for number in range(1, 16)
    )
    accepted(breakdown(headings=(("全部", promises),)))
    accepted(schedule())
    accepted(bulletin())
    accepted(breakdown(year=2023, headings=(("全部", promises),)))


@pytest.mark.parametrize("name", sorted(MOST))
@pytest.mark.parametrize("size", ["few", "many"])
def test_a_page_needs_no_more_queries_for_more_rows(
    name: str,
    size: str,
    reader: Client,
    request: pytest.FixtureRequest,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    request.getfixturevalue("told" if size == "few" else "many")
    where = address(name)
    with django_assert_max_num_queries(MOST[name]):
        assert reader.get(where).status_code == 200
