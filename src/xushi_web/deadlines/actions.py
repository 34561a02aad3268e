"""Making and ending the secret address of a calendar."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.deadlines.models import CalendarAddress
from xushi_web.deadlines.policies import may_have_calendar
from xushi_web.deadlines.queries import hashed


def renew_calendar(*, actor: Actor, person: User) -> str:
    """Make a new secret address for the calendar of `person` and return it; the one before is good no more.

    It is shown this once: only its hash is kept. Raises `NotAllowed`.
    """
    require(may_have_calendar(actor, person), _("日历地址只能由本人生成。"))
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarAddress.objects.update_or_create(
            person=person, defaults={"token_hash": hashed(token), "made_at": timezone.now()}
        )
        record(actor=actor, tag=Tag.CALENDAR_RENEWED, subject=str(person.pk), government=None)
    return token


def end_calendar(*, actor: Actor, person: User) -> None:
    """Let the calendar of `person` be found at no address. Raises `NotAllowed`."""
    require(may_have_calendar(actor, person), _("日历地址只能由本人停用。"))
    with transaction.atomic():
        if CalendarAddress.objects.filter(person=person).delete()[0]:
            record(actor=actor, tag=Tag.CALENDAR_ENDED, subject=str(person.pk), government=None)
