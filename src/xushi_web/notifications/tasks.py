"""Sending mail. A person gets one mail a run with all that is new; what was read on the page meanwhile is left out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from xushi_web.accounts.actors import System
from xushi_web.accounts.models import Post
from xushi_web.jobs.models import Job, JobState
from xushi_web.jobs.queue import enqueue
from xushi_web.notifications.actions import tell
from xushi_web.notifications.mail import letter
from xushi_web.notifications.models import MailMode, Notification

#: What is older is no news and is not mailed any more: after a long pause nobody gets a heap.
NEWS = timedelta(days=3)


@task
def collect_mail() -> None:
    """Have mail sent to everybody who has news and wants it soon."""
    _collect(exclude=(MailMode.DAILY, MailMode.OFF))


@task
def collect_daily_mail() -> None:
    """Have mail sent to everybody who has news, whether they want it soon or once a day."""
    _collect(exclude=(MailMode.OFF,))


@task
def send_mail(*, person: int) -> None:
    """Send one person all that is new. An error is raised again, so that the queue tries later."""
    user = User.objects.filter(pk=person, is_active=True, contact__email__gt="").first()
    if user is None or settings.MAIL is None:
        return
    news = list(_news().filter(person=user).order_by("id"))
    if news:
        connection = get_connection()
        mail = letter(user, news)
        mail.connection = connection
        try:
            mail.send()
        finally:
            connection.close()  # Django leaves it open when signing in to the server fails
        Notification.objects.filter(pk__in=[row.pk for row in news]).update(mailed_at=timezone.now())


@task
def tell_of_failed_jobs() -> None:
    """Tell the system administrators of jobs that were given up."""
    people = list(User.objects.filter(appointments__post=Post.SYSTEM))
    since = timezone.now() - NEWS
    with transaction.atomic():
        for job in Job.objects.filter(state=JobState.FAILED, finished_at__gte=since):
            tell(
                actor=System("jobs"),
                people=people,
                subject=_("后台任务“%(job)s”失败：%(error)s"),
                values={"job": job.key, "error": job.error[:100]},
                link=reverse("workbench:jobs"),
                government=None,
                key=f"job:{job.pk}:{job.finished_at:%Y%m%d%H%M%S}",
            )


def _collect(exclude: tuple[MailMode, ...]) -> None:
    """Make one job for each person. One that still has a job waiting gets all of it by that."""
    if settings.MAIL is None:
        return
    rows = _news().exclude(person__mail_choice__mode__in=exclude).filter(person__contact__email__gt="")
    latest: dict[int, datetime] = dict(rows.order_by().values_list("person").annotate(Max("created_at")))
    waiting = Job.objects.filter(task=send_mail.module_path, state__in=(JobState.WAITING, JobState.RUNNING))
    busy = {arguments["person"] for arguments in waiting.values_list("arguments", flat=True)}
    for person in sorted(latest.keys() - busy):
        arguments: dict[str, Any] = {"person": person}
        enqueue(task=send_mail, key=f"mail:{person}:{latest[person].isoformat()}", arguments=arguments)


def _news() -> QuerySet[Notification]:
    since = timezone.now() - NEWS
    return Notification.objects.filter(mailed_at__isnull=True, read_at__isnull=True, created_at__gte=since)
