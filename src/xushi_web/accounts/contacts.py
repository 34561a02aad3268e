"""How to reach people: kept sealed, shown masked, and whoever sees all of it is written down."""

from __future__ import annotations

import logging

from cryptography.fernet import InvalidToken
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Contact
from xushi_web.accounts.policies import may_invite_again, require
from xushi_web.accounts.sealing import seal, unseal
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag

log = logging.getLogger("xushi.accounts")

_PHONE, _EMAIL = "telephone", "mail"


def keep_phone(user: User, phone: str) -> None:
    """Keep the number of `user`, sealed; part of an action."""
    if phone:
        user.contact, _created = Contact.objects.update_or_create(user=user, defaults={"phone": seal(phone, _PHONE)})


def keep_email(user: User, email: str) -> None:
    """Keep the mail address of `user`, sealed; part of an action."""
    if email:
        user.contact, _created = Contact.objects.update_or_create(user=user, defaults={"email": seal(email, _EMAIL)})


def email_of(user: User) -> str:
    """Return the mail address in full, for sending mail and for the person's own page; empty when there is none."""
    row = _contact(user)
    return _opened(row.email, _EMAIL) if row else ""


def masked_phone(user: User) -> str:
    """Return the number with its middle hidden: ``138****1234``."""
    phone = _phone(user)
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****" if phone else ""


def masked_email(user: User) -> str:
    """Return the address with all but its first character hidden: ``w***@example.com``."""
    name, at, host = email_of(user).partition("@")
    return f"{name[:1]}***{at}{host}" if at else ""


def show_contact(*, actor: Actor, user: User) -> tuple[str, str]:
    """Return the number and the mail address in full, and record who saw them. Raises `NotAllowed`."""
    require(may_invite_again(actor, user), _("您不能查看这个账号的联系方式。"))
    with transaction.atomic():
        record(actor=actor, tag=Tag.CONTACT_SHOWN, subject=str(user.pk), government=None)
    return _phone(user), email_of(user)


def _phone(user: User) -> str:
    row = _contact(user)
    return _opened(row.phone, _PHONE) if row else ""


def _contact(user: User) -> Contact | None:
    """Return the row of `user`, which a list of people has read along with them."""
    try:
        return user.contact
    except Contact.DoesNotExist:
        return None


def _opened(sealed: str, purpose: str) -> str:
    """Return what was sealed, or nothing where it was with another key: then it has to be asked for again."""
    try:
        return unseal(sealed, purpose) if sealed else ""
    except InvalidToken:
        log.warning("a %s was sealed with another key", purpose)
        return ""
