"""What the page of jobs shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xushi_web.jobs.models import Job, JobState, Schedule, Worker
from xushi_web.jobs.timetable import TIMETABLE, Line
from xushi_web.jobs.working import LOST

#: A job and what people call it.
Named: TypeAlias = tuple[Job, str]

_LABELS = {"mail": _("发一封邮件"), "remind": _("提醒一级政府的到期事项")}


@dataclass(frozen=True, slots=True)
class Standing:
    """All at a glance."""

    workers: list[Worker]  #: those heard of lately
    counts: list[tuple[JobState, int]]
    failed: list[Named]
    open: list[Named]  #: running and waiting
    done: list[Named]
    times: list[tuple[Line, datetime | None]]


def standing(now: datetime | None = None) -> Standing:
    """Return what runs, waits, failed and was done lately, and when what is due."""
    now = now or timezone.now()
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    due = {row.name: row.due_at for row in Schedule.objects.all()}
    open_states = (JobState.RUNNING, JobState.WAITING)
    return Standing(
        workers=list(Worker.objects.filter(beat_at__gte=now - LOST)),
        counts=[(state, counts.get(state, 0)) for state in JobState],
        failed=_named(Job.objects.filter(state=JobState.FAILED)[:100]),
        open=_named(Job.objects.filter(state__in=open_states).order_by("state", "run_after")[:100]),
        done=_named(
            Job.objects.filter(state=JobState.DONE, finished_at__gte=now - timedelta(days=1)).order_by("-finished_at")[
                :20
            ]
        ),
        times=[(line, due.get(line.name)) for line in TIMETABLE],
    )


def _named(jobs: Iterable[Job]) -> list[Named]:
    """Name each job by the line of the timetable it comes from, or by the beginning of its key."""
    lines = {line.name: line.label for line in TIMETABLE}
    return [
        (job, str(lines.get(job.key.split("@")[0]) or _LABELS.get(job.key.split(":")[0], job.task))) for job in jobs
    ]
