"""Who has to do what by when."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.auth.models import User

from xushi_web.accounts.models import OF_UNIT, Appointment, Post
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Government
from xushi_web.deadlines.models import CalendarAddress
from xushi_web.deadlines.registry import OFFERS, Deadline
from xushi_web.notifications.queries import people_of_office


def open_deadlines(government: Government, today: date) -> list[Deadline]:
    """Return all that is open in `government`, what is due first in front."""
    found = [deadline for offer in OFFERS for deadline in offer(government, today)]
    return sorted(found, key=lambda deadline: (deadline.due, deadline.key))


def by_person(government: Government, today: date) -> dict[User, list[Deadline]]:
    """Return what every person has to do (two queries beside those of the offers)."""
    deadlines = open_deadlines(government, today)
    posts = Appointment.objects.filter(government=government, post__in=OF_UNIT, user__is_active=True)
    in_units: dict[tuple[UUID | None, str], list[User]] = defaultdict(list)
    for row in posts.select_related("user"):
        in_units[row.agency_id, row.post].append(row.user)
    office = list(people_of_office(government))
    found: dict[User, list[Deadline]] = defaultdict(list)
    for deadline in deadlines:
        if deadline.person:
            people: Iterable[User] = [deadline.person]
        elif deadline.agency:
            people = [user for post in deadline.posts for user in in_units[deadline.agency.pk, post]]
        else:
            people = office
        for user in dict.fromkeys(people):
            found[user].append(deadline)
    return found


def deadlines_of(user: User, today: date) -> list[Deadline]:
    """Return what `user` has to do in all governments they hold a post in."""
    places = Appointment.objects.filter(user=user, government__isnull=False).values("government")
    governments = Government.objects.filter(pk__in=places)
    if Appointment.objects.filter(user=user, post=Post.OFFICE, government__isnull=True).exists():
        governments = governments_of_office(user)
    found = [row for government in governments for row in by_person(government, today).get(user, [])]
    return sorted(found, key=lambda deadline: (deadline.due, deadline.key))


def person_of_calendar(token: str) -> User | None:
    """Return whose calendar is at the secret address `token`, or None."""
    rows = CalendarAddress.objects.filter(token_hash=hashed(token), person__is_active=True)
    row = rows.select_related("person").first()
    return row.person if row else None


def hashed(token: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()
