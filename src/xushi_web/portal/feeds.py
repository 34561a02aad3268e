"""What is new on a list, for feed readers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from xushi_web.portal.periods import period_name
from xushi_web.programmes.models import Programme
from xushi_web.progress.models import ProgressReport

if TYPE_CHECKING:
    _Feed = Feed[ProgressReport, Programme]
else:
    _Feed = Feed  # takes no parameters at run time

_LATEST = 50


class ProgrammeFeed(_Feed):
    """The latest reports on the commitments of one list, as Atom."""

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

    def items(self, programme: Programme) -> QuerySet[ProgressReport]:
        """Return the latest reports."""
        rows = ProgressReport.objects.current().filter(commitment__programme=programme, commitment__withdrawn=False)
        return rows.select_related("commitment", "document").order_by("-document__issued_on", "id")[:_LATEST]

    def item_title(self, report: ProgressReport) -> str:
        """Return the commitment, the period and the verdict."""
        commitment, period = report.commitment, period_name(report.period)
        return f"{commitment.number} {commitment.title or commitment.text} · {period} {report.verdict_text}"

    def item_description(self, report: ProgressReport) -> str:
        """Return what was reported."""
        return report.narrative

    def item_link(self, report: ProgressReport) -> str:
        """Return the page of the commitment."""
        return reverse("portal:commitment", args=[report.commitment_id])

    def item_guid(self, report: ProgressReport) -> str:
        """Return the key of the report, which does not change with addresses."""
        return f"urn:uuid:{report.pk}"

    def item_updateddate(self, report: ProgressReport) -> datetime | None:
        """Return when the document with the report was taken in."""
        return report.document.accepted_at
