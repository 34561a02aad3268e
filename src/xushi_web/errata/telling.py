"""The office is told what came in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.audit.models import AuditEntry
from xushi_web.errata.models import Erratum
from xushi_web.notifications.actions import tell
from xushi_web.notifications.queries import people_of_office


def tell_office(*, actor: Actor, erratum: Erratum, entry: AuditEntry) -> None:
    """Tell the office of a new report, once for its audit entry."""
    tell(
        actor=actor,
        people=people_of_office(erratum.government),
        subject=_("读者纠错，%(due)s前答复：%(erratum)s"),
        values={"erratum": str(erratum), "due": erratum.due_on.isoformat()},
        link=reverse("workbench:erratum", args=[erratum.pk]),
        government=erratum.government,
        key=f"erratum:{entry.pk}",
    )
