"""Inviting people: an account without a password, and a link with which its holder chooses one."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actions import appoint
from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.accounts.contacts import keep_email, keep_phone
from xushi_web.accounts.machine import INVITATION
from xushi_web.accounts.models import OF_UNIT, Invitation, InvitationState, Post
from xushi_web.accounts.passwords import choose_password
from xushi_web.accounts.policies import may_invite, may_invite_again, require
from xushi_web.agencies.models import Agency
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag

#: How long a link is good.
VALID = timedelta(days=7)
_BYTES = 32  # 256 random bits


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation and its secret, which is kept nowhere and shown once."""

    invitation: Invitation
    secret: str


def invite(
    *,
    actor: Actor,
    username: str,
    name: str,
    email: str = "",
    phone: str = "",
    agency: Agency | None = None,
    post: Post = Post.CLERK,
) -> Invited:
    """Make an account for the person `name` and invite them: into the unit `agency`, or without a post.

    Raises `NotAllowed`, also for a name that is taken or cannot be an account.
    """
    require(may_invite(actor, agency), _("只有系统管理员可以邀请新账号；督查室只能邀请本级各单位的人员。"))
    require(agency is None or post in OF_UNIT, _("单位里只有联络员和负责人两种岗位。"))
    _require_usable(username, email)
    with transaction.atomic():
        if User.objects.filter(username__iexact=username).exists():
            raise NotAllowed(_("账号“%(name)s”已经存在，请另取名称。") % {"name": username})
        user = User.objects.create_user(username=username, first_name=name)
        keep_phone(user, phone)
        keep_email(user, email)
        record(
            actor=actor,
            tag=Tag.USER_CREATED,
            subject=str(user.pk),
            government=None,
            details={"account": username, "name": name},
        )
        if agency is not None:
            appoint(actor=actor, user=user, post=post, agency=agency)
        return _new_link(actor, user)


def invite_again(*, actor: Actor, user: User) -> Invited:
    """Send a new link where the old one was lost or is over, or the password was forgotten. Raises `NotAllowed`."""
    require(may_invite_again(actor, user), _("您不能给这个账号发新的链接，请系统管理员办理。"))
    require(user.is_active, _("账号已停用，请先启用。"))
    with transaction.atomic():
        return _new_link(actor, user)


def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """Make a link useless. Raises `NotAllowed` and `OutOfTurn`."""
    require(may_invite_again(actor, invitation.user), _("您不能撤回这个邀请，请系统管理员办理。"))
    with transaction.atomic():
        INVITATION.take(invitation, "withdraw")
        subject = str(invitation.user_id)
        record(actor=actor, tag=Tag.INVITATION_WITHDRAWN, subject=subject, government=None)


def find_invitation(secret: str, now: datetime | None = None) -> Invitation | None:
    """Return the invitation that waits for whoever has `secret`, while it is good."""
    rows = Invitation.objects.select_related("user").filter(
        digest=_digest(secret),
        state=InvitationState.WAITING,
        expires_at__gt=now or timezone.now(),
        user__is_active=True,
    )
    return rows.first()


def accept_invitation(*, invitation: Invitation, password: str, now: datetime | None = None) -> User:
    """Let the invited person have `password`, which a form has checked. Raises `OutOfTurn`: a link is good once."""
    user = invitation.user
    with transaction.atomic():
        INVITATION.take(invitation, "accept", given=Q(expires_at__gt=now or timezone.now()))
        choose_password(user=user, password=password)
        record(actor=user, tag=Tag.INVITATION_ACCEPTED, subject=str(user.pk), government=None)
    return user


def _new_link(actor: Actor, user: User) -> Invited:
    for waiting in user.invitations.filter(state=InvitationState.WAITING):
        INVITATION.take(waiting, "withdraw")
    secret, now = secrets.token_urlsafe(_BYTES), timezone.now()
    invitation = Invitation.objects.create(
        user=user,
        invited_by=actor if isinstance(actor, User) else None,
        digest=_digest(secret),
        at=now,
        expires_at=now + VALID,
    )
    details = {"account": user.get_username(), "until": invitation.expires_at.isoformat()}
    record(actor=actor, tag=Tag.USER_INVITED, subject=str(user.pk), government=None, details=details)
    return Invited(invitation, secret)


def _require_usable(username: str, email: str) -> None:
    try:
        User._meta.get_field("username").clean(username, None)  # noqa: SLF001 - Django's own way to the rule
        if email:
            validate_email(email)
    except ValidationError as error:
        raise NotAllowed("".join(error.messages)) from error


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
