"""Who may send out, and who may answer for a unit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds_in, is_of_unit, is_office_of
from xushi_web.dispatches.models import Confirmation, Dispatch, Dispute
from xushi_web.programmes.models import Programme


@permission(_("下发任务分解和序时进度"))
def may_dispatch(actor: Actor, programme: Programme) -> bool:
    """Let the office send its own lists out."""
    return is_office_of(actor, programme.government)


@permission(_("查看各单位确认情况"))
def may_see_dispatch(actor: Actor, dispatch: Dispatch) -> bool:
    """Let the office and the leaders see what every unit said."""
    return is_office_of(actor, dispatch.government) or holds_in(actor, dispatch.government, Post.LEADER)


@permission(_("补发、提前定稿、撤回下发"))
def may_run_dispatch(actor: Actor, dispatch: Dispatch) -> bool:
    """Let the office run its own dispatches."""
    return is_office_of(actor, dispatch.government)


@permission(_("查看本单位确认单"))
def may_see_confirmation(actor: Actor, confirmation: Confirmation) -> bool:
    """Let a unit see what it is asked itself, the office and the leaders see all."""
    return is_of_unit(actor, confirmation.agency, *OF_UNIT) or may_see_dispatch(actor, confirmation.dispatch)


@permission(_("确认或提出异议、撤回答复"))
def may_answer(actor: Actor, confirmation: Confirmation) -> bool:
    """Let clerk and head answer for their own unit, and nobody for another."""
    return is_of_unit(actor, confirmation.agency, *OF_UNIT)


@permission(_("答复单位异议"))
def may_settle(actor: Actor, dispute: Dispute) -> bool:
    """Let the office answer what units object to."""
    return is_office_of(actor, dispute.government)
