"""Who proposes a change of a figure, and who decides on it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds_in, is_office_of
from xushi_web.adjustments.models import Adjustment
from xushi_web.programmes.models import Commitment


@permission(_("提出指标调整"))
def may_propose(actor: Actor, commitment: Commitment) -> bool:
    """Let the office propose for its own commitments."""
    return is_office_of(actor, commitment.government)


@permission(_("查看指标调整"))
def may_see_adjustment(actor: Actor, adjustment: Adjustment) -> bool:
    """Let the office and the leaders see proposals; what was approved is public."""
    return is_office_of(actor, adjustment.government) or holds_in(actor, adjustment.government, Post.LEADER)


@permission(_("批准或不批准指标调整"))
def may_decide_adjustment(actor: Actor, adjustment: Adjustment) -> bool:
    """Let a second person of the office decide, never who proposed."""
    return actor != adjustment.proposed_by and is_office_of(actor, adjustment.government)


@permission(_("撤回自己提出的指标调整"))
def may_withdraw_adjustment(actor: Actor, adjustment: Adjustment) -> bool:
    """Let who proposed take it back, while still of the office."""
    return actor == adjustment.proposed_by and is_office_of(actor, adjustment.government)
