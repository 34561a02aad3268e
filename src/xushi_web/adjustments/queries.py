"""Proposals, and the figures of a commitment that can be changed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from xushi_web.accounts.queries import governments_of_office
from xushi_web.adjustments.models import Adjustment
from xushi_web.programmes.models import Commitment, Target


def adjustments_of(user: User) -> QuerySet[Adjustment]:
    """Return the proposals of the governments whose office `user` is of."""
    rows = Adjustment.objects.filter(government__in=governments_of_office(user))
    return rows.select_related("commitment__programme", "government", "proposed_by", "decided_by")


def figures_of(commitment: Commitment) -> list[Target]:
    """Return the promised figures of the governing document and the planned ones of all schedules in force."""
    promised = Q(milestone__isnull=True, document=commitment.document_id)
    planned = Q(milestone__isnull=False, document__state="accepted")
    rows = Target.objects.filter(promised | planned, commitment=commitment, report__isnull=True)
    return list(
        rows.select_related("milestone", "document", "commitment").order_by("milestone__period", "start", "order")
    )
