"""Who may set the scale of a list: whoever may work for its government."""

from __future__ import annotations

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import may_work_for
from xushi_web.programmes.models import Programme


def may_set_scale(actor: Actor, programme: Programme) -> bool:
    """Tell whether `actor` may set the grades and thresholds of `programme`."""
    return may_work_for(actor, programme.government)
