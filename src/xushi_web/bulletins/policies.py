"""Who builds, releases and corrects bulletins."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import is_office_of
from xushi_web.agencies.models import Government
from xushi_web.bulletins.models import Bulletin, CorrectionNotice
from xushi_web.programmes.models import Programme


@permission(_("拟通报"))
def may_build(actor: Actor, programme: Programme) -> bool:
    """Let the office build bulletins on its own lists."""
    return is_office_of(actor, programme.government)


@permission(_("查看、修改、送签、退回、作废通报，拟更正"))
def may_run_bulletin(actor: Actor, bulletin: Bulletin) -> bool:
    """Let the office see and run its own bulletins."""
    return is_office_of(actor, bulletin.government)


@permission(_("签发通报"))
def may_release(actor: Actor, bulletin: Bulletin) -> bool:
    """Let a person of the office release what another one proposed, so that two have read it."""
    return is_office_of(actor, bulletin.government) and actor != bulletin.proposed_by


@permission(_("签发通报的更正"))
def may_issue_correction(actor: Actor, correction: CorrectionNotice) -> bool:
    """Let a person of the office issue the correction that another one proposed, so that two have read it."""
    return is_office_of(actor, correction.government) and actor != correction.proposed_by


@permission(_("改通报用语和文头"))
def may_word(actor: Actor, government: Government) -> bool:
    """Let the office change the wording of its own bulletins."""
    return is_office_of(actor, government)
