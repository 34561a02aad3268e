"""Until when a second person has to decide on a proposed change of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi_web.adjustments.models import Adjustment, AdjustmentState
from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.notifications.queries import people_of_office

#: The house's own rule, as no law sets one: a figure that is in doubt for longer is in the next bulletin.
WITHIN = timedelta(days=7)


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:  # noqa: ARG001 - what is open is open on any day
    """Yield open proposals for everybody of the office who may decide, which who proposed may not (2 queries)."""
    rows = list(Adjustment.objects.of(government).filter(state=AdjustmentState.PROPOSED).select_related("commitment"))
    office = list(people_of_office(government)) if rows else []
    for row in rows:
        for person in office:
            if person.pk != row.proposed_by_id:
                yield Deadline(
                    key=f"adjustment:{row.pk}",
                    what=_("审批指标调整：%(adjustment)s"),
                    values={"adjustment": str(row)},
                    due=timezone.localdate(row.proposed_at + WITHIN),
                    link=reverse("workbench:adjustment", args=[row.pk]),
                    person=person,
                )
