"""Who drafts, issues, answers and closes notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds_in, is_of_unit, is_office_of
from xushi_web.notices.models import Colour, Notice, NoticeState
from xushi_web.programmes.models import Commitment


@permission(_("拟督办单"))
def may_draft(actor: Actor, commitment: Commitment) -> bool:
    """Let the office draft a notice on its own commitments."""
    return is_office_of(actor, commitment.government)


@permission(_("查看督办单"))
def may_see_notice(actor: Actor, notice: Notice) -> bool:
    """Let the office see every notice; the unit and the leaders those that were issued."""
    if is_office_of(actor, notice.government):
        return True
    is_out = notice.state not in {NoticeState.DRAFTED, NoticeState.CANCELLED}
    return is_out and (is_of_unit(actor, notice.agency, *OF_UNIT) or holds_in(actor, notice.government, Post.LEADER))


@permission(_("修改、作废督办单，退回整改，销号"))
def may_run_notice(actor: Actor, notice: Notice) -> bool:
    """Let the office run its own notices."""
    return is_office_of(actor, notice.government)


@permission(_("签发督办单"))
def may_issue(actor: Actor, notice: Notice) -> bool:
    """Let the office issue; a red notice only somebody who did not draft it, so that two have looked at it."""
    if notice.colour == Colour.RED and actor == notice.drafted_by:
        return False
    return is_office_of(actor, notice.government)


@permission(_("签收督办单、报送整改"))
def may_answer_notice(actor: Actor, notice: Notice) -> bool:
    """Let clerk and head answer for their own unit."""
    return is_of_unit(actor, notice.agency, *OF_UNIT)
