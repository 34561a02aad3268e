"""Who may take which paper away."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Post
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import holds_in, is_of_unit, is_office_of
from xushi_web.agencies.models import Agency, Government
from xushi_web.bulletins.models import CorrectionNotice, CorrectionState, Publicity
from xushi_web.notices.models import Notice
from xushi_web.notices.policies import may_see_notice
from xushi_web.programmes.models import Programme
from xushi_web.reporting.policies import may_see_overview


@permission(_("取票决票"))
def may_take_ballot(actor: Actor, programme: Programme) -> bool:
    """Let the office print ballot papers, and nobody else."""
    return is_office_of(actor, programme.government)


@permission(_("取督办单文书"))
def may_take_notice(actor: Actor, notice: Notice) -> bool:
    """Let whoever may see the notice: the office every one; the unit and the leaders those that were issued."""
    return may_see_notice(actor, notice)


@permission(_("取通报更正文书"))
def may_take_correction(actor: Actor, correction: CorrectionNotice) -> bool:
    """Let everybody once it was issued for a bulletin that is open to all; before that and otherwise the office."""
    is_public = correction.state == CorrectionState.ISSUED and correction.bulletin.publicity == Publicity.OPEN
    return is_public or is_office_of(actor, correction.government)


@permission(_("取单位任务清单"))
def may_take_tasks(actor: Actor, agency: Agency) -> bool:
    """Let people of the unit and the office."""
    return is_of_unit(actor, agency) or is_office_of(actor, agency.government)


@permission(_("取考核评价表"))
def may_take_assessment(actor: Actor, government: Government) -> bool:
    """Let office and leaders: units are told their assessment when it is decided, and not by a working paper."""
    return is_office_of(actor, government) or holds_in(actor, government, Post.LEADER)


@permission(_("取领导专报"))
def may_take_brief(actor: Actor, government: Government) -> bool:
    """Let whoever may see the sheet that the brief is made of: leaders and the office."""
    return may_see_overview(actor, government)
