"""Who may say that two commitments are the same promise: whoever may work for their government."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import may_work_for
from xushi_web.agencies.models import Government


@permission(_("认定两份清单中的事项是否同一件"))
def may_decide(actor: Actor, government: Government) -> bool:
    """Tell whether `actor` may confirm and reject matches of `government`."""
    return may_work_for(actor, government)
