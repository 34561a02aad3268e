"""Doing jobs: one at a time, with a sign of life while one is done; failures are tried again later."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks.base import Task

from xushi_web.ids import uuid7
from xushi_web.jobs.machine import MACHINE
from xushi_web.jobs.models import Job, JobState, Worker
from xushi_web.states import OutOfTurn

log = logging.getLogger("xushi.jobs")

#: How long to wait after the first, second … failure. After the last of TRIES a job has failed.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 25, 125))
TRIES = len(BACK_OFF) + 1

#: A worker gives a sign of life so often; one that gave none for LOST has been killed.
LOST = timedelta(seconds=settings.JOB_LOST_SECONDS)
BEAT = LOST / 6


def new_name() -> str:
    """Return a name for this worker: its machine, its process, and what makes it unlike any that had the same."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{uuid7().hex[-8:]}"


def next_job(worker: str, now: datetime | None = None) -> Job | None:
    """Take the job that has waited longest, or None. Of two workers that want it one gets it."""
    now = now or timezone.now()
    waiting = Job.objects.filter(state=JobState.WAITING, run_after__lte=now).order_by("run_after", "id")
    for job in waiting[:5]:
        holder = f"{worker}/{uuid7().hex[-8:]}"
        try:
            MACHINE.take(
                job,
                "begin",
                given=Q(run_after__lte=now),
                holder=holder,
                tries=F("tries") + 1,
                started_at=now,
                beat_at=now,
                finished_at=None,
            )
        except OutOfTurn:
            continue
        return job
    return None


def perform(job: Job) -> None:
    """Do a job that was taken, and write how it ended, unless it was lost to another worker meanwhile."""
    held = Q(holder=job.holder)
    try:
        task = import_string(job.task)
        if not isinstance(task, Task):
            raise TypeError(_("“%(name)s”不是后台任务。") % {"name": job.task})  # noqa: TRY301 - a failure like others
        task.call(**job.arguments)
    except Exception as error:
        log.exception("job %s, try %s", job.key, job.tries)
        _failed(job, held, f"{type(error).__name__}: {error}"[:2000])
    else:
        _step(job, "finish", held, finished_at=timezone.now(), error="")


def take_back_lost(now: datetime | None = None) -> int:
    """Let the jobs of killed workers be taken up again; one that was lost too often has failed. Return how many."""
    now = now or timezone.now()
    Worker.objects.filter(beat_at__lt=now - 10 * LOST).delete()
    count = 0
    for job in Job.objects.filter(state=JobState.RUNNING, beat_at__lt=now - LOST):
        given = Q(holder=job.holder, beat_at=job.beat_at)
        error = _("执行它的后台进程中断了（第%(tries)d次）。") % {"tries": job.tries}
        if job.tries < TRIES:
            count += _step(job, "take_back", given, error=error, run_after=now)
        else:
            count += _step(job, "give_up", given, error=error, finished_at=now)
    return count


def run_waiting(worker: str = "here", now: datetime | None = None) -> int:
    """Do all that is due, in this thread; return how many jobs that was."""
    count = 0
    while job := next_job(worker, now):
        perform(job)
        count += 1
    return count


@contextmanager
def signs_of_life(worker: str) -> Iterator[None]:
    """Tell every BEAT that `worker` and the job it holds are alive, from a thread with a connection of its own."""
    stop = threading.Event()
    now = timezone.now()
    Worker.objects.create(name=worker, started_at=now, beat_at=now)

    def beat() -> None:
        while not stop.wait(BEAT.total_seconds()):
            try:
                close_old_connections()
                now = timezone.now()
                Worker.objects.filter(name=worker).update(beat_at=now)
                Job.objects.filter(state=JobState.RUNNING, holder__startswith=f"{worker}/").update(beat_at=now)
            except DatabaseError:
                log.warning("no sign of life could be given", exc_info=True)
        connection.close()

    thread = threading.Thread(target=beat, name="signs of life", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        Worker.objects.filter(name=worker).delete()


def _failed(job: Job, held: Q, error: str) -> None:
    now = timezone.now()
    if job.tries < TRIES:
        _step(job, "put_off", held, error=error, run_after=now + BACK_OFF[job.tries - 1])
    else:
        _step(job, "give_up", held, error=error, finished_at=now)


def _step(job: Job, verb: str, given: Q, **changes: object) -> bool:
    try:
        MACHINE.take(job, verb, given=given, **changes)
    except OutOfTurn:
        log.warning("job %s was taken over by another worker", job.key)
        return False
    return True
