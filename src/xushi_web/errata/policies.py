"""Who answers reports of errors. Everybody may send one: what holds a flood back is a limit, not a right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import is_office_of
from xushi_web.errata.models import Erratum


@permission(_("查看、答复纠错，查看提出人的联系方式"))
def may_run_erratum(actor: Actor, erratum: Erratum) -> bool:
    """Let the office of the government whose pages they are."""
    return is_office_of(actor, erratum.government)
