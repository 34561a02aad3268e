"""Until when the office has to decide on objections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.objections.models import OPEN, Objection


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:  # noqa: ARG001 - what is open is open on any day
    """Yield objections that are not decided (1 query)."""
    rows = Objection.objects.of(government).filter(state__in=OPEN)
    for objection in rows.select_related("report__agency", "report__commitment"):
        yield Deadline(
            key=f"objection:{objection.pk}",
            what=_("办结%(unit)s的复核申请：%(report)s"),
            values={"unit": objection.report.agency.name, "report": str(objection.report)},
            due=objection.due_on,
            link=reverse("workbench:objection", args=[objection.pk]),
        )
