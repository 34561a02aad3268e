"""How to reach people: kept sealed, shown masked, and whoever sees all of it is written down."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Contact
from xushi_web.accounts.policies import may_invite_again, require
from xushi_web.accounts.sealing import seal, unseal
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag

_PURPOSE = "telephone"


def keep_phone(user: User, phone: str) -> None:
    """Keep the number of `user`, sealed; part of an action."""
    if phone:
        Contact.objects.update_or_create(user=user, defaults={"phone": seal(phone, _PURPOSE)})


def masked_phone(user: User) -> str:
    """Return the number with its middle hidden: ``138****1234``."""
    phone = _phone(user)
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****" if phone else ""


def masked_email(user: User) -> str:
    """Return the address with all but its first character hidden: ``w***@example.com``."""
    name, at, host = user.email.partition("@")
    return f"{name[:1]}***{at}{host}" if at else ""


def show_contact(*, actor: Actor, user: User) -> tuple[str, str]:
    """Return the number and the mail address in full, and record who saw them. Raises `NotAllowed`."""
    require(may_invite_again(actor, user), _("您不能查看这个账号的联系方式。"))
    with transaction.atomic():
        record(actor=actor, tag=Tag.CONTACT_SHOWN, subject=str(user.pk), government=None)
    return _phone(user), user.email


def _phone(user: User) -> str:
    row = Contact.objects.filter(user=user).first()
    return unseal(row.phone, _PURPOSE) if row and row.phone else ""
