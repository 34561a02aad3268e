"""What a person was told, and who is to be told."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet

from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.notifications.models import MailChoice, MailMode, Notification


def messages_of(user: User) -> QuerySet[Notification]:
    """Return all messages of `user`, the latest first."""
    return Notification.objects.filter(person=user)


def unread_count(user: User | AnonymousUser) -> int:
    """Return how many messages of `user` are not read (one query)."""
    if not isinstance(user, User):
        return 0
    return Notification.objects.filter(person=user, read_at__isnull=True).count()


def mail_mode_of(user: User) -> MailMode:
    """Return how often `user` wants mail."""
    choice = MailChoice.objects.filter(person=user).first()
    return MailMode(choice.mode) if choice else MailMode.SOON


def people_of_unit(agency: Agency, *posts: Post) -> QuerySet[User]:
    """Return who holds one of `posts` (none named: clerk or head) in the unit `agency`."""
    return people_of_units([agency.pk], *posts)


def people_of_units(agencies: Iterable[UUID], *posts: Post) -> QuerySet[User]:
    """Return who holds one of `posts` (none named: clerk or head) in any of the units with these keys."""
    return User.objects.filter(
        is_active=True, appointments__agency__in=set(agencies), appointments__post__in=posts or OF_UNIT
    ).distinct()


def people_of_office(government: Government) -> QuerySet[User]:
    """Return the people of the office of `government`; of the office of all where it has none of its own."""
    offices = Q(appointments__post=Post.OFFICE)
    own = User.objects.filter(offices & Q(appointments__government=government), is_active=True).distinct()
    if own.exists():
        return own
    return User.objects.filter(offices & Q(appointments__government__isnull=True), is_active=True).distinct()
