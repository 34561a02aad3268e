"""Accounts of people who sign in elsewhere: which provider and which subject there is which account here."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.accounts.models import Identity
from xushi_web.accounts.policies import may_create_accounts, require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Outcome, Tag


def tie(*, actor: Actor, user: User, provider: str, subject: str) -> Identity:
    """Let whoever is `subject` at `provider` be `user` here. Raises `NotAllowed`, also when it is somebody."""
    require(may_create_accounts(actor), _("只有系统管理员可以关联统一身份认证。"))
    require(bool(subject.strip()), _("请填写统一身份认证中的用户标识（sub）。"))
    try:
        with transaction.atomic():
            row = Identity.objects.create(user=user, provider=provider, subject=subject.strip())
            details = {"account": str(user), "provider": provider, "subject": row.subject}
            record(actor=actor, tag=Tag.IDENTITY_TIED, subject=str(user.pk), government=None, details=details)
    except IntegrityError as clash:
        message = _("这个用户标识已经关联了账号，请先核对。")
        raise NotAllowed(message) from clash
    return row


def untie(*, actor: Actor, identity: Identity) -> None:
    """End that. Raises `NotAllowed`."""
    require(may_create_accounts(actor), _("只有系统管理员可以关联统一身份认证。"))
    with transaction.atomic():
        subject = str(identity.user_id)
        if Identity.objects.filter(pk=identity.pk).delete()[0]:
            details = {"provider": identity.provider, "subject": identity.subject}
            record(actor=actor, tag=Tag.IDENTITY_UNTIED, subject=subject, government=None, details=details)


def whose(provider: str, subject: str) -> User | None:
    """Return whose account it is. None is made: an account has to be there, and the provider is part of the name."""
    row = Identity.objects.select_related("user").filter(provider=provider, subject=subject).first()
    return row.user if row and row.user.is_active else None


def note_stranger(why: str) -> None:
    """Write down that somebody came from the provider and was not let in."""
    with transaction.atomic():
        record(
            actor=_("未知账号"),
            tag=Tag.SIGN_IN_FAILED,
            subject="",
            government=None,
            outcome=Outcome.FAILED,
            details={"how": "oidc", "why": why},
        )
