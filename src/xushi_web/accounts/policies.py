"""Who may what. Views show a button only where the policy says yes; actions ask it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, NotAllowed, System
from xushi_web.accounts.models import Membership

if TYPE_CHECKING:
    from xushi_web.agencies.models import Government


def may_work_for(actor: Actor, government: Government | None) -> bool:
    """Tell whether `actor` may import and correct documents of `government`.

    The administrator and the system may for all; a person of an office for their own government, and for a
    document that is not yet ascribed to any (None).
    """
    if isinstance(actor, System):
        return True
    if isinstance(actor, AnonymousUser) or not actor.is_active or not actor.is_staff:
        return False
    if actor.is_superuser or government is None:
        return True
    return Membership.objects.filter(user=actor, government=government).exists()


def may_found_government(actor: Actor) -> bool:
    """Tell whether `actor` may bring a government into the tracker that is not there yet."""
    return isinstance(actor, System) or (actor.is_active and actor.is_superuser)


def require_work_for(actor: Actor, government: Government | None) -> None:
    """Raise `NotAllowed` unless `actor` may work for `government`."""
    if may_work_for(actor, government):
        return
    if isinstance(actor, AnonymousUser):
        raise NotAllowed(_("请先登录。"))
    name = government.name if government else ""
    raise NotAllowed(_("您没有管理“%(government)s”文件的权限，请与系统管理员联系。") % {"government": name})
