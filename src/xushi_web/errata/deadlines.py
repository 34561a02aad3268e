"""Until when the office answers readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.errata.models import OPEN, Erratum


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:  # noqa: ARG001 - what is open is open on any day
    """Yield reports of errors that are not answered (1 query)."""
    for erratum in Erratum.objects.of(government).filter(state__in=OPEN):
        yield Deadline(
            key=f"erratum:{erratum.pk}",
            what=_("答复读者纠错：%(erratum)s"),
            values={"erratum": str(erratum)},
            due=erratum.due_on,
            link=reverse("workbench:erratum", args=[erratum.pk]),
        )
