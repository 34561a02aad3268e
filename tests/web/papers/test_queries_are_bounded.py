"""No paper asks the database more often because there is more on it."""

from __future__ import annotations

from dataclasses import replace

from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from xushi_web.agencies.models import Agency, Government
from xushi_web.papers.kinds import KINDS, Options
from xushi_web.programmes.models import Commitment, Programme

from ..conftest import Take
from ..invented import CARE, ROAD, SCHOOL, breakdown, bulletin, schedule

LISTED = ("breakdown", "schedule", "ballot", "ballot-result", "tasks", "assessment", "brief")


def queries(city: Government) -> dict[str, int]:
    """Return how many queries each paper about the year 2024 takes."""
    things: dict[type[Model], Model] = {
        Programme: Programme.objects.select_related("government", "document").get(year=2024),
        Agency: Agency.objects.select_related("government").get(name="市教育局"),
        Government: city,
    }
    found = {}
    for name in LISTED:
        with CaptureQueriesContext(connection) as captured:
            KINDS[name].paper(things[KINDS[name].about], Options(2024))
        found[name] = len(captured)
    return found


def test_sixty_items_take_no_more_queries_than_three(accepted: Take, city: Government) -> None:
    accepted(breakdown())
    accepted(schedule())
    accepted(bulletin())
    few = queries(city)
    many = tuple(
        replace(promise, number=str(10 + 20 * place + number), text=f"第{number}批{promise.text}")
        for place, promise in enumerate((SCHOOL, CARE, ROAD))
        for number in range(1, 21)
    )
    accepted(breakdown(headings=(("教育惠民", (SCHOOL, *many)), ("养老服务", (CARE,)), ("交通出行", (ROAD,)))))
    assert Commitment.objects.filter(withdrawn=False).count() > 60
    more = queries(city)
    assert {name: more[name] - few[name] for name in LISTED if more[name] > few[name]} == {}
