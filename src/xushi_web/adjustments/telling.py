"""Who is told what of a proposal to change a figure."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.adjustments.models import Adjustment
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.notifications.actions import tell
from xushi_web.notifications.queries import people_of_office, people_of_units
from xushi_web.programmes.models import Assignment, Role

_TO_OFFICE = {
    Tag.ADJUSTMENT_PROPOSED: _("%(who)s提出把“%(item)s”的%(before)s调整为%(after)s，请审批"),
    Tag.ADJUSTMENT_WITHDRAWN: _("%(who)s撤回了把“%(item)s”的%(before)s调整为%(after)s的申请"),
}
_DECIDED = {
    Tag.ADJUSTMENT_APPROVED: _("“%(item)s”的%(before)s已调整为%(after)s，依据：%(basis)s"),
    Tag.ADJUSTMENT_REFUSED: _("“%(item)s”的%(before)s不作调整：%(reason)s"),
}


def tell_of_adjustment(*, actor: Actor, adjustment: Adjustment, entry: AuditEntry) -> None:
    """Tell the others of the office what was proposed; who proposed it and the leading units what was decided."""
    tag, commitment = Tag(entry.tag), adjustment.commitment
    values = {
        "who": adjustment.proposed_by.first_name or adjustment.proposed_by.get_username(),
        "item": f"{commitment.number} {commitment.title or commitment.text}".strip()[:60],
        "before": adjustment.before.get("text", ""),
        "after": adjustment.after.get("text", ""),
        "basis": adjustment.basis[:100],
        "reason": adjustment.decision_reason[:200],
    }
    page = reverse("workbench:adjustment", args=[adjustment.pk])
    key = f"{tag}:{entry.pk}"
    if tag in _TO_OFFICE:
        office = people_of_office(adjustment.government)
        tell(
            actor=actor,
            people=office.exclude(pk=adjustment.proposed_by_id),
            subject=_TO_OFFICE[tag],
            values=values,
            link=page,
            government=adjustment.government,
            key=key,
        )
        return
    rows = Assignment.objects.in_force().filter(commitment=commitment).exclude(role=Role.SUPPORTING)
    leading = people_of_units(rows.values_list("agency", flat=True))
    public = reverse("portal:commitment", args=[commitment.pk])
    for people, link in (([adjustment.proposed_by], page), (leading, public)):
        tell(
            actor=actor,
            people=people,
            subject=_DECIDED[tag],
            values=values,
            link=link,
            government=adjustment.government,
            key=key,
        )
