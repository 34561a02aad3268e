"""Photos and documents that a unit adds to its objection."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import OF_UNIT
from xushi_web.accounts.policies import is_of_unit
from xushi_web.attachments.owners import Owner, enter
from xushi_web.objections.models import OPEN, Objection
from xushi_web.objections.policies import may_see_objection


def _may_attach(actor: Actor, objection: Objection) -> bool:
    """Tell whether `actor` may: those of the unit that objects."""
    return is_of_unit(actor, objection.report.agency, *OF_UNIT)


def _closed(objection: Objection) -> str:
    """Return why the files of an objection are settled: it was decided or withdrawn."""
    if objection.state in OPEN:
        return ""
    return _("这件复核申请已办结（%(state)s），不能再增减佐证材料。") % {"state": objection.get_state_display()}


enter(
    Owner(
        kind="objection",
        model=Objection,
        may_see=may_see_objection,
        may_attach=_may_attach,
        closed=_closed,
        link=lambda objection: reverse("workbench:objection", args=[objection.pk]),
    )
)
