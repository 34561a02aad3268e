"""Who may what. Views show a button only where the policy says yes; actions ask it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xushi_web.accounts.actors import Actor, NotAllowed, System
from xushi_web.accounts.models import ADMINISTRATORS, OF_UNIT, Appointment, Post, Proposal
from xushi_web.accounts.permissions import permission

if TYPE_CHECKING:
    from xushi_web.agencies.models import Agency, Government


def holds(actor: Actor, *posts: Post) -> bool:
    """Tell whether `actor` holds one of `posts` anywhere (one query)."""
    return _posts(actor).filter(post__in=posts).exists()


def is_office_of(actor: Actor, government: Government) -> bool:
    """Tell whether `actor` is a person of the office (督查室) of `government`, or of the office of all."""
    rows = _posts(actor).filter(post=Post.OFFICE)
    return rows.filter(Q(government=government) | Q(government__isnull=True)).exists()


def is_of_unit(actor: Actor, agency: Agency, *posts: Post) -> bool:
    """Tell whether `actor` holds one of `posts` (none named: any) in the unit `agency` itself."""
    rows = _posts(actor).filter(agency=agency)
    return (rows.filter(post__in=posts) if posts else rows).exists()


def holds_in(actor: Actor, government: Government, *posts: Post) -> bool:
    """Tell whether `actor` holds one of `posts` in `government` or in one of its units."""
    return _posts(actor).filter(post__in=posts, government=government).exists()


@permission(gettext_lazy("导入、更正、采用文件"))
def may_work_for(actor: Actor, government: Government | None) -> bool:
    """Tell whether `actor` may import and correct documents of `government`.

    The system may for all; a person of an office for their own government, and for a document that is not yet
    ascribed to any (None).
    """
    if isinstance(actor, System):
        return True
    return holds(actor, Post.OFFICE) if government is None else is_office_of(actor, government)


@permission(gettext_lazy("加入新的政府"))
def may_found_government(actor: Actor) -> bool:
    """Tell whether `actor` may bring a government into the tracker that is not there yet."""
    if isinstance(actor, System):
        return True
    return _posts(actor).filter(post=Post.OFFICE, government__isnull=True).exists()


@permission(gettext_lazy("建立、停用账号"))
def may_create_accounts(actor: Actor) -> bool:
    """Tell whether `actor` may create and disable accounts: the system administrator, who gives no posts."""
    return isinstance(actor, System) or holds(actor, Post.SYSTEM)


@permission(gettext_lazy("授予、收回岗位"))
def may_appoint(actor: Actor, post: Post, government: Government | None) -> bool:
    """Tell whether `actor` may give or take away `post`.

    The security administrator any post; an office the posts inside the units of its own government, because their
    contacts change all year.
    """
    if isinstance(actor, System) or holds(actor, Post.SECURITY):
        return True
    return post in OF_UNIT and government is not None and is_office_of(actor, government)


def needs_two(post: Post, *, gives: bool) -> bool:
    """Tell whether giving (or taking) `post` takes two people: the first and the last of an administrator's posts."""
    if post not in ADMINISTRATORS:
        return False
    holders = Appointment.objects.filter(post=post, user__is_active=True).count()
    return holders == 0 if gives else holders <= 1


@permission(gettext_lazy("邀请人员"))
def may_invite(actor: Actor, agency: Agency | None) -> bool:
    """Tell whether `actor` may invite people: its office into a unit, who makes accounts to one without a post."""
    if agency is None:
        return may_create_accounts(actor)
    return isinstance(actor, System) or is_office_of(actor, agency.government)


@permission(gettext_lazy("发新的邀请链接、查看联系方式"))
def may_invite_again(actor: Actor, user: User) -> bool:
    """Tell whether `actor` may send `user` a new link to choose a password.

    The system administrator may; an office those whose posts are all in units of its own government, since whoever has
    the link gets the account.
    """
    if may_create_accounts(actor):
        return True
    posts = list(user.appointments.select_related("government"))
    return bool(posts) and all(
        post.post in OF_UNIT and post.government is not None and is_office_of(actor, post.government) for post in posts
    )


@permission(gettext_lazy("解除登录锁定"))
def may_unlock(actor: Actor, _user: User) -> bool:
    """Tell whether `actor` may let a locked account try again: the security administrator."""
    return isinstance(actor, System) or holds(actor, Post.SECURITY)


@permission(gettext_lazy("结束登录"))
def may_end_sessions(actor: Actor, user: User) -> bool:
    """Tell whether `actor` may end the sessions of `user`: one's own, or the security or system administrator."""
    return isinstance(actor, System) or actor == user or holds(actor, Post.SECURITY, Post.SYSTEM)


@permission(gettext_lazy("停用自己的、重置他人的第二重验证"))
def may_remove_factor(actor: Actor, user: User) -> bool:
    """Tell whether `actor` may take the second factor of `user` away: one's own, or the security administrator."""
    return actor == user or holds(actor, Post.SECURITY)


@permission(gettext_lazy("提出、撤回管理员岗位的变动"))
def may_propose_post(actor: Actor) -> bool:
    """Tell whether `actor` may propose the first or last of an administrator's posts: the security administrator."""
    return holds(actor, Post.SECURITY)


@permission(gettext_lazy("确认管理员岗位的变动"))
def may_confirm(actor: Actor, proposal: Proposal) -> bool:
    """Tell whether `actor` may be the second: a security or system administrator who neither proposed it nor is it."""
    second = isinstance(actor, User) and actor.pk not in {proposal.proposed_by_id, proposal.user_id}
    return second and holds(actor, Post.SECURITY, Post.SYSTEM)


def require_work_for(actor: Actor, government: Government | None) -> None:
    """Raise `NotAllowed` unless `actor` may work for `government`."""
    if may_work_for(actor, government):
        return
    require(_signed_in(actor), _("请先登录。"))
    name = government.name if government else ""
    raise NotAllowed(_("您没有管理“%(government)s”文件的权限，请与系统管理员联系。") % {"government": name})


def require(allowed: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence: require(may_…, "…")
    """Raise `NotAllowed` with the sentence `otherwise` unless `allowed`."""
    if not allowed:
        raise NotAllowed(otherwise)


def _signed_in(actor: Actor) -> bool:
    return not isinstance(actor, System | AnonymousUser) and actor.is_active


def _posts(actor: Actor) -> QuerySet[Appointment]:
    if isinstance(actor, System | AnonymousUser) or not actor.is_active:
        return Appointment.objects.none()
    return Appointment.objects.filter(user=actor)
