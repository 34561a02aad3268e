"""Everybody has their own calendar, and nobody another's."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission


@permission(_("生成、更换、停用自己的日历地址"))
def may_have_calendar(actor: Actor, person: User) -> bool:
    """Tell whether `actor` may: for oneself only."""
    return isinstance(actor, User) and actor.is_active and actor.pk == person.pk
