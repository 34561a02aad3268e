"""Who is told what while a list is out for confirmation."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.dispatches.models import Confirmation, Dispatch, Dispute
from xushi_web.notifications.actions import tell
from xushi_web.notifications.queries import people_of_office, people_of_unit, people_of_units

_SUBJECTS = {
    Tag.DISPATCH_SENT: _("请在%(due)s前确认“%(dispatch)s”"),
    Tag.DISPATCH_RECALLED: _("“%(dispatch)s”已撤回，不用再确认：%(reason)s"),
    Tag.DISPATCH_CLOSED: _("“%(dispatch)s”已定稿"),
    Tag.CONFIRMATION_DISPUTED: _("%(unit)s对“%(dispatch)s”提出异议"),
    Tag.DISPUTE_ANSWERED: _("对“%(commitment)s”的异议已答复：%(answer)s"),
}


def tell_of_dispatch(
    *, actor: Actor, row: Dispatch | Confirmation | Dispute, entry: AuditEntry, details: dict[str, Any]
) -> None:
    """Tell the units, or the office, what was done, once for an audit entry."""
    tag = Tag(entry.tag)
    if tag not in _SUBJECTS:
        return
    confirmation = row.confirmation if isinstance(row, Dispute) else row if isinstance(row, Confirmation) else None
    dispatch = confirmation.dispatch if confirmation else row
    assert isinstance(dispatch, Dispatch)  # noqa: S101 - tells the type checker what the line above made sure of
    link = reverse("workbench:dispatches")
    if confirmation is None:
        people = people_of_units(dispatch.confirmations.values_list("agency", flat=True))
    elif tag == Tag.CONFIRMATION_DISPUTED:
        people, link = people_of_office(row.government), reverse("workbench:dispatch", args=[dispatch.pk])
    else:
        people = people_of_unit(confirmation.agency)
        link = reverse("workbench:confirmation", args=[confirmation.pk])
    tell(
        actor=actor,
        people=people,
        subject=_SUBJECTS[tag],
        values={
            "dispatch": str(dispatch),
            "due": dispatch.due_on.isoformat(),
            "unit": confirmation.agency.name if confirmation else "",
            "commitment": str(row.commitment)[:80] if isinstance(row, Dispute) else "",
            "reason": str(details.get("reason", ""))[:200],
            "answer": str(details.get("answer", ""))[:200],
        },
        link=link,
        government=row.government,
        key=f"{tag}:{entry.pk}",
    )
