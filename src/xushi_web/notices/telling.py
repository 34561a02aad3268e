"""Who is told what of a notice."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.notices.models import Notice
from xushi_web.notifications.actions import tell
from xushi_web.notifications.queries import people_of_office, people_of_unit

_TO_UNIT = {
    Tag.NOTICE_ISSUED: _("“%(notice)s”已下发，请签收，并在%(due)s前整改：%(commitment)s"),
    Tag.NOTICE_RETURNED: _("“%(notice)s”的整改被退回：%(reason)s"),
    Tag.NOTICE_CLOSED: _("“%(notice)s”已销号：%(commitment)s"),
}
_TO_OFFICE = {Tag.NOTICE_ANSWERED: _("%(unit)s报送了“%(notice)s”的整改情况：%(commitment)s")}


def tell_of_notice(*, actor: Actor, notice: Notice, entry: AuditEntry, details: dict[str, Any]) -> None:
    """Tell the unit, or the office, what was done, once for an audit entry."""
    tag = Tag(entry.tag)
    subject = _TO_UNIT.get(tag) or _TO_OFFICE.get(tag)
    if subject is None:
        return
    tell(
        actor=actor,
        people=people_of_unit(notice.agency) if tag in _TO_UNIT else people_of_office(notice.government),
        subject=subject,
        values={
            "notice": str(notice),
            "unit": notice.agency.name,
            "due": notice.deadline.isoformat(),
            "commitment": str(notice.commitment)[:80],
            "reason": str(details.get("reason", ""))[:200],
        },
        link=reverse("workbench:notice", args=[notice.pk]),
        government=notice.government,
        key=f"{tag}:{entry.pk}",
    )
