"""The rules, one for each kind of row that would grow without end. What was done stays in the audit trail, longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef

from xushi_web.accounts.models import Invitation, Lock, OpenSession
from xushi_web.errata.queries import contacts_over
from xushi_web.jobs.models import Job, JobState
from xushi_web.notifications.models import Notification


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the word it is counted under, and the rows whose time is over at a moment."""

    name: str
    over: Callable[[datetime], models.QuerySet[models.Model]]


def _sessions(now: datetime) -> models.QuerySet[Session]:
    """Sessions that nobody can use any more, those of visitors who only chose a language too."""
    return Session.objects.filter(expire_date__lt=now)


def _open_sessions(now: datetime) -> models.QuerySet[OpenSession]:
    """Whose session is gone, or was longer than any may be."""
    known = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=now)
    return OpenSession.objects.exclude(Exists(known))


def _messages(now: datetime) -> models.QuerySet[Notification]:
    """Messages from long ago, read or not: whoever has not read one for so long has had reminders since."""
    return Notification.objects.filter(created_at__lt=now - timedelta(days=settings.MESSAGE_DAYS))


def _jobs(now: datetime) -> models.QuerySet[Job]:
    """Jobs done long ago, whose keys may be used again. Failed ones stay until somebody has seen to them."""
    return Job.objects.filter(state=JobState.DONE, finished_at__lt=now - timedelta(days=settings.JOB_DAYS))


def _invitations(now: datetime) -> models.QuerySet[Invitation]:
    """Links that ran out long ago, used or not. Until then the page of the account shows that there was one."""
    return Invitation.objects.filter(expires_at__lt=now - timedelta(days=settings.INVITATION_DAYS))


def _attempts(now: datetime) -> models.QuerySet[Lock]:
    """Return counts of failed sign-ins, old by a day or by the time of a lock where that is longer."""
    return Lock.objects.filter(at__lt=now - max(timedelta(seconds=settings.LOCK_SECONDS), timedelta(days=1)))


RULES = (
    Rule("sessions", _sessions),
    Rule("open_sessions", _open_sessions),
    Rule("messages", _messages),
    Rule("jobs", _jobs),
    Rule("invitations", _invitations),
    Rule("attempts", _attempts),
    Rule("contacts_of_errata", contacts_over),
)
