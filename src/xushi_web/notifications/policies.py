"""Everybody decides about their own mail, and nobody about another's."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.permissions import permission


@permission(_("选择自己的邮件通知方式"))
def may_choose_mail(actor: Actor, person: User) -> bool:
    """Tell whether `actor` may: for oneself only."""
    return isinstance(actor, User) and actor.is_active and actor.pk == person.pk
