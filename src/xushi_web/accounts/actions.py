"""Making accounts and giving posts. There are none to begin with."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, NotAllowed, System
from xushi_web.accounts.demo import OPERATOR
from xushi_web.accounts.models import (
    ADMINISTRATORS,
    Appointment,
    FirstPassword,
    Post,
    Proposal,
    ProposalState,
)
from xushi_web.accounts.policies import may_appoint, may_create_accounts, needs_two, require
from xushi_web.accounts.sessions import close_all_sessions
from xushi_web.agencies.models import Agency, Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag


def create_account(*, actor: Actor, username: str, name: str = "", password: str | None = None) -> tuple[User, str]:
    """Create the account `username` of the person `name`; return it and its password: the one given, or a random one.

    A password made here is good for one sign-in and must then be changed. An account may nothing until its holder
    is appointed. Raises `NotAllowed`, also when the name is taken.
    """
    require(may_create_accounts(actor), _("只有系统管理员可以建立账号。"))
    with transaction.atomic():
        if User.objects.filter(username=username).exists():
            raise NotAllowed(_("账号“%(name)s”已经存在，请另取名称。") % {"name": username})
        secret = password or secrets.token_urlsafe(15)
        user = User.objects.create_user(username=username, password=secret, first_name=name)
        if password is None:
            FirstPassword.objects.create(user=user)
        record(
            actor=actor,
            tag=Tag.USER_CREATED,
            subject=str(user.pk),
            government=None,
            details={"account": username, "name": name},
        )
    return user, secret


def appoint(
    *,
    actor: Actor,
    user: User,
    post: Post,
    government: Government | None = None,
    agency: Agency | None = None,
    agreed: Proposal | None = None,
) -> Appointment:
    """Give `user` a post (in `government`, or in its unit `agency`), once however often it is asked for.

    The first of an administrator's posts needs a proposal that a second person has `agreed` to, except from the
    command line. Raises `NotAllowed`, also for oneself, and where a person would hold two of the
    three administrators' posts, or audit beside anything else (三员分立).
    """
    place = agency.government if agency else government
    require(
        may_appoint(actor, post, place), _("只有安全管理员可以授予岗位；督查室只能管理本级各单位的联络员和负责人。")
    )
    require(actor != user, _("不能给自己授予岗位，请另一名管理员办理。"))
    _require_two(actor, user, post, gives=True, agreed=agreed)
    held = set(user.appointments.values_list("post", flat=True))
    if (post in ADMINISTRATORS and held & set(ADMINISTRATORS) - {post}) or (
        Post.AUDIT in held | {post} and held | {post} != {Post.AUDIT}
    ):
        raise NotAllowed(
            _("“%(name)s”已有与“%(post)s”不相容的岗位：三员不得兼任，审计管理员不得兼任其他岗位。")
            % {"name": user.get_username(), "post": post.label}
        )
    try:
        with transaction.atomic():
            row, created = Appointment.objects.get_or_create(user=user, post=post, government=place, agency=agency)
            if created:
                record(
                    actor=actor,
                    tag=Tag.USER_APPOINTED,
                    subject=str(user.pk),
                    government=place.pk if place else None,
                    details=_written(row),
                )
                if post in ADMINISTRATORS:
                    close_all_sessions(actor=actor, user=user)  # the next one has an administrator's limits
    except IntegrityError as clash:
        message = _("“%(name)s”不能担任“%(post)s”。") % {"name": user.get_username(), "post": post.label}
        raise NotAllowed(message) from clash
    return row


def dismiss(*, actor: Actor, appointment: Appointment, agreed: Proposal | None = None) -> None:
    """End an appointment; the last of an administrator's posts needs two people, as above. Raises `NotAllowed`."""
    require(
        may_appoint(actor, Post(appointment.post), appointment.government),
        _("只有安全管理员可以收回岗位；督查室只能管理本级各单位的联络员和负责人。"),
    )
    post = Post(appointment.post)
    _require_two(actor, appointment.user, post, gives=False, agreed=agreed)
    with transaction.atomic():
        if post in ADMINISTRATORS:
            close_all_sessions(actor=actor, user=appointment.user)
        if Appointment.objects.filter(pk=appointment.pk).delete()[0]:
            record(
                actor=actor,
                tag=Tag.USER_DISMISSED,
                subject=str(appointment.user_id),
                government=appointment.government_id,
                details=_written(appointment),
            )


def create_local_operator(*, actor: System) -> User:
    """Return the operator of the demonstration, who has no password and can only be signed in by ``demo`` itself."""
    with transaction.atomic():
        user = User.objects.filter(username=OPERATOR).first()
        if user is None:
            user, _secret = create_account(actor=actor, username=OPERATOR)
            FirstPassword.objects.filter(user=user).delete()
            user.set_unusable_password()
            user.save(update_fields=["password"])
            appoint(actor=actor, user=user, post=Post.OFFICE)
    return user


def _require_two(actor: Actor, user: User, post: Post, *, gives: bool, agreed: Proposal | None) -> None:
    """Raise `NotAllowed` where two people are needed and only one is there."""
    if isinstance(actor, System) or not needs_two(post, gives=gives):
        return
    asked = (user.pk, post.value, gives, ProposalState.CONFIRMED.value)
    require(
        agreed is not None and (agreed.user_id, agreed.post, agreed.gives, agreed.state) == asked,
        _("授予第一名、收回最后一名管理员须由两人办理：一人提出，另一人确认。"),
    )


def _written(row: Appointment) -> dict[str, str | None]:
    return {
        "account": row.user.get_username(),
        "post": row.post,
        "government": str(row.government) if row.government else None,
        "agency": str(row.agency) if row.agency else None,
    }
