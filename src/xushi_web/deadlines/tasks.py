"""Reminding people: once for a duty and a step, all of a person in one message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from xushi_web.accounts.actors import System
from xushi_web.agencies.models import Government
from xushi_web.deadlines.models import Reminder
from xushi_web.deadlines.queries import by_person
from xushi_web.deadlines.registry import Deadline
from xushi_web.deadlines.rules import step_of
from xushi_web.jobs.queue import enqueue
from xushi_web.notifications.actions import Line, tell

Step = tuple[Deadline, int]


@task
def remind() -> None:
    """Make a job of every government, so that what fails in one does not hold up the others."""
    today = timezone.localdate().isoformat()
    for key in Government.objects.values_list("pk", flat=True):
        enqueue(task=remind_government, key=f"remind:{key}:{today}", arguments={"government": str(key), "today": today})


@task
def remind_government(*, government: str, today: str) -> None:
    """Remind the people of one government of what has reached a step they were not reminded of yet."""
    place, day = Government.objects.get(pk=government), date.fromisoformat(today)
    for person, deadlines in by_person(place, day).items():
        steps = [(row, step) for row in deadlines if (step := step_of(row.due, day)) is not None]
        known = set(Reminder.objects.of(place).filter(person=person).values_list("key", "step"))
        fresh = [(row, step) for row, step in steps if (_dated(row), step) not in known]
        if fresh:
            _remind(place, person, fresh, day)


def _remind(government: Government, person: User, steps: Sequence[Step], today: date) -> None:
    """Write down and tell in one transaction: whoever was told is not told again, and the other way round."""
    now = timezone.now()
    late = sum(row.due < today for row, _step in steps)
    which = ",".join(f"{_dated(row)}/{step}" for row, step in steps)
    with transaction.atomic():
        Reminder.objects.bulk_create(
            [Reminder(government=government, person=person, key=_dated(row), step=step, at=now) for row, step in steps]
        )
        tell(
            actor=System("reminders"),
            people=[person],
            subject=_("%(count)d项工作要办，其中%(late)d项已逾期") if late else _("%(count)d项工作即将到期"),
            values={"count": len(steps), "late": late},
            lines=[Line(row.what, row.link, row.values, row.due, today) for row, _step in steps],
            link=reverse("workbench:deadlines"),
            government=government,
            key=f"reminder:{uuid5(NAMESPACE_URL, which)}",
        )


def _dated(deadline: Deadline) -> str:
    return f"{deadline.key}@{deadline.due.isoformat()}"
