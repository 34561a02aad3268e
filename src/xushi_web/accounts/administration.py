"""What administrators do with accounts: disable and enable them, and agree on the first and the last of their own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actions import appoint, dismiss
from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.machine import PROPOSAL
from xushi_web.accounts.models import Appointment, Post, Proposal
from xushi_web.accounts.policies import may_confirm, may_create_accounts, may_propose_post, needs_two, require
from xushi_web.accounts.sessions import close_all_sessions
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag

#: An account that nobody has used for so long is marked.
UNUSED = timedelta(days=90)


def set_active(*, actor: Actor, user: User, active: bool) -> None:
    """Disable an account, which ends its sessions, or enable it again. Accounts are never deleted, nor names reused.

    Raises `NotAllowed`, also for oneself and for the last of an administrator's posts.
    """
    require(may_create_accounts(actor), _("只有系统管理员可以停用和启用账号。"))
    require(actor != user, _("不能停用自己的账号，请另一名系统管理员办理。"))
    posts = [Post(post) for post in user.appointments.values_list("post", flat=True)]
    for post in posts:
        last = not active and user.is_active and needs_two(post, gives=False)
        sentence = _("“%(name)s”是最后一名%(post)s，不能停用；请先由安全管理员授予另一人。")
        require(not last or isinstance(actor, System), sentence % {"name": user, "post": post.label})
    with transaction.atomic():
        if User.objects.filter(pk=user.pk).exclude(is_active=active).update(is_active=active):
            tag = Tag.USER_ENABLED if active else Tag.USER_DISABLED
            record(actor=actor, tag=tag, subject=str(user.pk), government=None, details={"account": str(user)})
            if not active:
                close_all_sessions(actor=actor, user=user)
    user.refresh_from_db()


def propose(*, actor: User, user: User, post: Post, gives: bool) -> Proposal:
    """Propose to give the first of an administrator's posts, or to take the last. Raises `NotAllowed`."""
    require(may_propose_post(actor), _("只有安全管理员可以提出管理员岗位的变动。"))
    require(actor != user or not gives, _("不能给自己授予岗位，请另一名管理员办理。"))
    with transaction.atomic():
        now = timezone.now()
        defaults = {"proposed_by": actor, "at": now}
        row, created = Proposal.objects.get_or_create(
            user=user, post=post, gives=gives, state="open", defaults=defaults
        )
        if created:
            record(actor=actor, tag=Tag.POST_PROPOSED, subject=str(user.pk), government=None, details=_written(row))
    return row


def confirm(*, actor: Actor, proposal: Proposal) -> None:
    """Agree, and so carry it out in the name of whoever proposed it. Raises `NotAllowed` and `OutOfTurn`."""
    require(may_confirm(actor, proposal), _("须由另一名安全管理员或系统管理员确认，提出的人和当事人不能确认。"))
    post, user, proposer = Post(proposal.post), proposal.user, proposal.proposed_by
    with transaction.atomic():
        PROPOSAL.take(proposal, "confirm")
        if proposal.gives:
            appoint(actor=proposer, user=user, post=post, agreed=proposal)
        else:
            for appointment in Appointment.objects.filter(user=user, post=post):
                dismiss(actor=proposer, appointment=appointment, agreed=proposal)
        record(
            actor=actor,
            tag=Tag.POST_CONFIRMED,
            subject=str(user.pk),
            government=None,
            details=_written(proposal) | {"proposed_by": str(proposer)},
        )


def withdraw(*, actor: Actor, proposal: Proposal) -> None:
    """Take a proposal back. Raises `NotAllowed` and `OutOfTurn`."""
    require(may_propose_post(actor), _("只有安全管理员可以撤回管理员岗位的变动。"))
    with transaction.atomic():
        PROPOSAL.take(proposal, "withdraw")
        subject = str(proposal.user_id)
        record(
            actor=actor, tag=Tag.POST_PROPOSAL_WITHDRAWN, subject=subject, government=None, details=_written(proposal)
        )


def unused(now: datetime | None = None) -> QuerySet[User]:
    """Return the accounts that may sign in and were not used for `UNUSED`."""
    since = (now or timezone.now()) - UNUSED
    return User.objects.filter(is_active=True).filter(
        Q(last_login__lt=since) | Q(last_login__isnull=True, date_joined__lt=since)
    )


def _written(proposal: Proposal) -> dict[str, object]:
    return {"account": str(proposal.user), "post": proposal.post, "gives": proposal.gives}
