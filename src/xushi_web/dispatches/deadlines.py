"""What units and the office owe while a list is out for confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.dispatches.models import Confirmation, ConfirmationState, DispatchState, Dispute, DisputeState


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:  # noqa: ARG001 - what is open is open on any day
    """Yield confirmations that are not given, and disputes that are not answered (2 queries)."""
    asked = Confirmation.objects.of(government).filter(
        dispatch__state=DispatchState.SENT, state=ConfirmationState.AWAITING
    )
    for row in asked.select_related("dispatch__programme", "agency"):
        yield Deadline(
            key=f"confirmation:{row.pk}",
            what=_("确认“%(dispatch)s”"),
            values={"dispatch": str(row.dispatch)},
            due=row.dispatch.due_on,
            link=reverse("workbench:confirmation", args=[row.pk]),
            agency=row.agency,
        )
    disputes = Dispute.objects.of(government).filter(
        state=DisputeState.OPEN, confirmation__dispatch__state=DispatchState.SENT
    )
    for dispute in disputes.select_related("confirmation__dispatch", "confirmation__agency", "commitment"):
        dispatch = dispute.confirmation.dispatch
        yield Deadline(
            key=f"dispute:{dispute.pk}",
            what=_("答复%(agency)s对“%(commitment)s”的异议"),
            values={"agency": str(dispute.confirmation.agency), "commitment": str(dispute.commitment)[:60]},
            due=dispatch.due_on,
            link=reverse("workbench:dispatch", args=[dispatch.pk]),
        )
