"""Guessing is slowed down: after some failures an account does not answer for a while to the address they came from.

For the pair of account and address, so that nobody can lock others out by failing in their name from elsewhere; what
that leaves to an attacker with many addresses is why passwords are long. See docs/decisions.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Lock
from xushi_web.accounts.policies import may_unlock, require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Outcome, Tag
from xushi_web.audit.origin import address


def take_attempt(name: str, now: datetime | None = None) -> bool:
    """Count an attempt at `name` from where the request comes from; False when it must not even be looked at.

    Counted before the password is looked at, in one statement, so that many guesses at once are no more than few.
    """
    moment = now or timezone.now()
    span = timedelta(seconds=settings.LOCK_SECONDS)
    Lock.objects.filter(at__lt=moment - max(span, timedelta(days=1))).delete()
    key = _key(name)
    Lock.objects.get_or_create(**key, defaults={"at": moment})
    rows = Lock.objects.filter(**key)
    rows.filter(Q(until__lte=moment) | Q(until__isnull=True, at__lt=moment - span)).update(failures=0, until=None)
    open_ones = rows.filter(until__isnull=True, failures__lt=settings.LOCK_FAILURES)
    return open_ones.update(failures=F("failures") + 1, at=moment) == 1


def forget_failures(name: str) -> None:
    """Begin anew after a success."""
    Lock.objects.filter(**_key(name)).delete()


def note_failure(*, name: str, user: User | None, how: str, now: datetime | None = None) -> None:
    """Write the failed attempt down, and the lock when it was the last one allowed.

    What was typed is written only where it is an account: otherwise it may be a password.
    """
    moment = now or timezone.now()
    actor = user.get_username() if user else _("未知账号")
    subject, details = str(user.pk) if user else "", {"how": how}

    def write(tag: Tag, outcome: Outcome) -> None:
        record(actor=actor, tag=tag, subject=subject, government=None, details=details, outcome=outcome)

    with transaction.atomic():
        write(Tag.SIGN_IN_FAILED, Outcome.FAILED)
        full = Lock.objects.filter(**_key(name), failures__gte=settings.LOCK_FAILURES, until__isnull=True)
        if full.update(until=moment + timedelta(seconds=settings.LOCK_SECONDS)):
            write(Tag.SIGN_IN_LOCKED, Outcome.REFUSED)


def unlock(*, actor: Actor, user: User) -> int:
    """Let `user` try again from everywhere, and return how many locks there were. Raises `NotAllowed`."""
    require(may_unlock(actor, user), _("只有安全管理员可以解除锁定。"))
    with transaction.atomic():
        names = [_name(user.get_username()), _name(factor_of(user))]
        count = Lock.objects.filter(name__in=names).delete()[0]
        if count:
            record(actor=actor, tag=Tag.LOCK_LIFTED, subject=str(user.pk), government=None)
    return count


def is_locked(user: User, now: datetime | None = None) -> bool:
    """Tell whether `user` is locked from any address."""
    names = [_name(user.get_username()), _name(factor_of(user))]
    return Lock.objects.filter(name__in=names, until__gt=now or timezone.now()).exists()


def factor_of(user: User) -> str:
    """Return the name under which attempts at the second factor of `user` are counted."""
    return f"second factor of {user.pk}"


def _key(name: str) -> dict[str, str]:
    return {"name": _name(name), "address": address()}


def _name(name: str) -> str:
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()
