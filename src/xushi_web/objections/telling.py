"""Who is told what of an objection."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.notifications.actions import tell
from xushi_web.notifications.queries import people_of_office, people_of_unit
from xushi_web.objections.models import Objection

_TO_OFFICE = {
    Tag.OBJECTION_FILED: _("%(unit)s申请复核“%(report)s”的判定，%(due)s前办结"),
    Tag.OBJECTION_WITHDRAWN: _("%(unit)s撤回了对“%(report)s”的复核申请"),
}
_TO_UNIT = {
    Tag.OBJECTION_TAKEN: _("对“%(report)s”的复核申请已受理"),
    Tag.OBJECTION_UPHELD: _("对“%(report)s”的复核申请得到支持：%(reason)s"),
    Tag.OBJECTION_DISMISSED: _("对“%(report)s”的复核维持原判定：%(reason)s"),
}


def tell_of_objection(*, actor: Actor, objection: Objection, entry: AuditEntry) -> None:
    """Tell the unit, or the office, what was done, once for an audit entry."""
    tag = Tag(entry.tag)
    subject = _TO_UNIT.get(tag) or _TO_OFFICE.get(tag)
    if subject is None:
        return
    report = objection.report
    tell(
        actor=actor,
        people=people_of_unit(report.agency) if tag in _TO_UNIT else people_of_office(objection.government),
        subject=subject,
        values={
            "unit": report.agency.name,
            "report": str(report),
            "due": objection.due_on.isoformat(),
            "reason": objection.decision[:200],
        },
        link=reverse("workbench:objection", args=[objection.pk]),
        government=objection.government,
        key=f"{tag}:{entry.pk}",
    )
