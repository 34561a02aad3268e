"""What goes and what stays, on either side of each bound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.accounts.models import Invitation, Lock, OpenSession
from xushi_web.audit.models import AuditEntry
from xushi_web.jobs.models import Job, JobState
from xushi_web.notifications.models import Notification
from xushi_web.retention.actions import forget_what_is_over

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 15, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def left(model: type[models.Model], field: str) -> list[Any]:
    forget_what_is_over(actor=System("test"), now=NOW)
    return sorted(model._default_manager.values_list(field, flat=True))  # noqa: SLF001 - the model's own


def test_sessions_go_when_they_have_run_out() -> None:
    for key, moment in (("over", NOW - MOMENT), ("open", NOW + MOMENT)):
        Session.objects.create(session_key=key, session_data="", expire_date=moment)
    assert left(Session, "session_key") == ["open"]


def test_who_is_signed_in_is_forgotten_with_the_session(office: User) -> None:
    for key, moment in (("over", NOW - MOMENT), ("open", NOW + MOMENT)):
        Session.objects.create(session_key=key, session_data="", expire_date=moment)
    for key in ("over", "open", "ended"):
        OpenSession.objects.create(user=office, session_key=key, address="", since=NOW)
    assert left(OpenSession, "session_key") == ["open"]


def test_messages_go_after_a_year_read_or_not(office: User, settings: Any) -> None:
    year = timedelta(days=settings.MESSAGE_DAYS)
    for key, at, read in (
        ("old", NOW - year - MOMENT, None),
        ("read", NOW - year - MOMENT, NOW),
        ("new", NOW - year, None),
    ):
        Notification.objects.create(person=office, key=key, subject="x", link="/", created_at=at, read_at=read)
    assert left(Notification, "key") == ["new"]


def test_jobs_done_long_ago_go_and_failed_ones_stay(settings: Any) -> None:
    old, young = NOW - timedelta(days=settings.JOB_DAYS) - MOMENT, NOW - timedelta(days=settings.JOB_DAYS)
    for state in JobState:
        Job.objects.create(key=state, task="x", state=state, run_after=old, enqueued_at=old, finished_at=old)
    Job.objects.create(key="young", task="x", state="done", run_after=old, enqueued_at=old, finished_at=young)
    assert left(Job, "key") == ["failed", "running", "waiting", "young"]


def test_invitations_go_half_a_year_after_they_ran_out(office: User, settings: Any) -> None:
    kept = timedelta(days=settings.INVITATION_DAYS)
    for digest, until in (("old", NOW - kept - MOMENT), ("young", NOW - kept), ("good", NOW + MOMENT)):
        Invitation.objects.create(user=office, digest=digest, at=NOW, expires_at=until)
    assert left(Invitation, "digest") == ["good", "young"]


def test_counts_of_failed_sign_ins_go_after_a_day_or_a_longer_lock(settings: Any) -> None:
    for name, at in (("old", NOW - timedelta(days=1) - MOMENT), ("young", NOW - timedelta(days=1))):
        Lock.objects.create(name=name, address="", at=at)
    assert left(Lock, "name") == ["young"]
    settings.LOCK_SECONDS = 3 * 24 * 60 * 60
    Lock.objects.create(name="locked", address="", at=NOW - timedelta(days=2), until=NOW + timedelta(days=1))
    assert left(Lock, "name") == ["locked", "young"]


def test_one_entry_says_how_many_went_and_the_audit_trail_itself_stays(office: User) -> None:
    Lock.objects.create(name="old", address="", at=NOW - timedelta(days=2))
    Notification.objects.create(person=office, key="old", subject="x", link="/", created_at=NOW - timedelta(days=999))
    before = AuditEntry.objects.count()
    forget_what_is_over(actor=System("test"), now=NOW)
    entry = AuditEntry.objects.get(tag="retention:kept")
    assert (entry.actor, entry.details) == ("system:test", {"messages": 1, "attempts": 1})
    assert forget_what_is_over(actor=System("test"), now=NOW) == {}
    assert AuditEntry.objects.count() == before + 1


def test_nobody_deletes_by_hand(system_administrator: User) -> None:
    with pytest.raises(NotAllowed, match="到期数据由系统每夜自动清理，不能手工删除。"):
        forget_what_is_over(actor=system_administrator)
