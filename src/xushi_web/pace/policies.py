"""Who may set the scale of a list: whoever may work for its government."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission
from xushi_web.accounts.policies import may_work_for
from xushi_web.programmes.models import Programme


@permission(_("设定判定等次和界限"))
def may_set_scale(actor: Actor, programme: Programme) -> bool:
    """Tell whether `actor` may set the grades and thresholds of `programme`."""
    return may_work_for(actor, programme.government)
