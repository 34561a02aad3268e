"""For whom a person works."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Agency, Government


def governments_of_office(user: User) -> QuerySet[Government]:
    """Return the governments whose office `user` is of; all of them for the office of all."""
    posts = Appointment.objects.filter(user=user, post=Post.OFFICE)
    if posts.filter(government__isnull=True).exists():
        return Government.objects.all()
    return Government.objects.filter(pk__in=posts.values("government"))


def governments_of(user: User) -> QuerySet[Government]:
    """Return the governments in which `user` holds a post, of whatever kind; all of them for the office of all.

    The first thing that is asked for whatever an address names by its key: what lies outside is not there for them.
    """
    posts = Appointment.objects.filter(user=user)
    if posts.filter(post=Post.OFFICE, government__isnull=True).exists():
        return Government.objects.all()
    return Government.objects.filter(pk__in=posts.values("government"))


def units_of(user: User) -> QuerySet[Agency]:
    """Return the units in which `user` holds a post."""
    return Agency.objects.filter(appointments__user=user).distinct()


def posts_of(user: User | AnonymousUser) -> frozenset[str]:
    """Return the posts that `user` holds anywhere."""
    if isinstance(user, AnonymousUser):
        return frozenset()
    return frozenset(Appointment.objects.filter(user=user.pk).values_list("post", flat=True))


def people_of_the_demonstration() -> list[str]:
    """Return the names of everybody who can be acted as; the demonstration has no other accounts."""
    return list(User.objects.filter(is_active=True).order_by("date_joined").values_list("username", flat=True))
