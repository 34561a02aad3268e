"""Who objects, and who decides."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds_in, is_of_unit, is_office_of
from xushi_web.objections.models import Objection
from xushi_web.reporting.models import UnitReport


@permission(_("对判定申请复核"))
def may_object(actor: Actor, report: UnitReport) -> bool:
    """Let the head of the unit that reported object, for the unit stands by it."""
    return is_of_unit(actor, report.agency, Post.HEAD)


@permission(_("查看复核申请"))
def may_see_objection(actor: Actor, objection: Objection) -> bool:
    """Let the unit, the office and the leaders see it."""
    return (
        is_office_of(actor, objection.government)
        or is_of_unit(actor, objection.report.agency, *OF_UNIT)
        or holds_in(actor, objection.government, Post.LEADER)
    )


@permission(_("受理复核申请并作出决定"))
def may_review(actor: Actor, objection: Objection) -> bool:
    """Let the office decide, never who set the verdict, the one objected to or one set since."""
    setters = {objection.verdict_by_id, objection.report.judged_by_id} - {None}
    return getattr(actor, "pk", None) not in setters and is_office_of(actor, objection.government)


@permission(_("撤回复核申请"))
def may_withdraw_objection(actor: Actor, objection: Objection) -> bool:
    """Let the head of the unit take it back."""
    return is_of_unit(actor, objection.report.agency, Post.HEAD)
