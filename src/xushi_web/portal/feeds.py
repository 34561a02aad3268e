"""What is new on a list, for feed readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from xushi_web.portal.periods import period_name
from xushi_web.programmes.models import Programme
from xushi_web.progress.models import ProgressReport
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.published import published

#: What a bulletin says of a commitment, or what its unit reported.
Entry = ProgressReport | UnitReport

if TYPE_CHECKING:
    _Feed = Feed[Entry, Programme]
else:
    _Feed = Feed  # takes no parameters at run time

_LATEST = 50


class ProgrammeFeed(_Feed):
    """The latest reports on the commitments of one list, by bulletins and by units, as Atom."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, key: UUID) -> Programme:  # noqa: ARG002 - what Django passes
        """Return the list. Raises `Http404`."""
        return get_object_or_404(Programme, pk=key)

    def title(self, programme: Programme) -> str:
        """Return the title of the feed."""
        return _("%(title)s：进展") % {"title": programme.title}

    def link(self, programme: Programme) -> str:
        """Return the page of the list."""
        return reverse("portal:programme", args=[programme.pk])

    def items(self, programme: Programme) -> Sequence[Entry]:
        """Return the latest reports, of bulletins and of units, as far as everybody may see them (two queries)."""
        told = ProgressReport.objects.current().filter(commitment__programme=programme, commitment__withdrawn=False)
        told = told.select_related("commitment", "document").order_by("-document__issued_on", "id")[:_LATEST]
        given = published().filter(commitment__programme=programme)
        given = given.select_related("commitment", "agency", "reporting_period")
        given = given.order_by("-reporting_period__published_at", "id")[:_LATEST]
        both: list[Entry] = [*told, *given]
        return sorted(both, key=_day, reverse=True)[:_LATEST]

    def item_title(self, report: Entry) -> str:
        """Return the commitment, the period, the verdict, and the unit where it was one that reported."""
        commitment, period = report.commitment, period_name(report.period)
        told = f"{commitment.number} {commitment.title or commitment.text} · {period} "
        if isinstance(report, UnitReport):
            return f"{told}{report.get_verdict_display()} · {report.agency.name}"
        return told + report.verdict_text

    def item_description(self, report: Entry) -> str:
        """Return what was reported."""
        return report.narrative

    def item_link(self, report: Entry) -> str:
        """Return the page of the commitment."""
        return reverse("portal:commitment", args=[report.commitment_id])

    def item_guid(self, report: Entry) -> str:
        """Return the key of the report, which does not change with addresses."""
        return f"urn:uuid:{report.pk}"

    def item_updateddate(self, report: Entry) -> datetime | None:
        """Return when the document with the report was taken in, or the period of the unit's report published."""
        if isinstance(report, UnitReport):
            return report.reporting_period.published_at
        return report.document.accepted_at


def _day(report: Entry) -> date:
    """Return the day by which entries are ordered: of the document, or of the publication."""
    if isinstance(report, UnitReport):
        at = report.reporting_period.published_at
        return timezone.localdate(at) if at else date.min
    return report.document.issued_on or date.min
