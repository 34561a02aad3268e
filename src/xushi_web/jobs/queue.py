"""Putting work into the queue. The row commits with the data of the caller's transaction, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import normalize_json

from xushi_web.ids import uuid7
from xushi_web.jobs.models import Job, JobState

_STATUS = {
    JobState.WAITING: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
}


def enqueue(
    *, task: Task[..., Any], key: str, arguments: Mapping[str, Any] | None = None, run_after: datetime | None = None
) -> Job:
    """Have `task` called with `arguments` (JSON) by a worker, after `run_after`. Return the one job of this `key`.

    A job may be done twice when its worker is killed at its very end, so a task must bear being done twice.
    """
    return enqueue_path(path=task.module_path, key=key, arguments=arguments, run_after=run_after or task.run_after)


def enqueue_path(
    *, path: str, key: str, arguments: Mapping[str, Any] | None = None, run_after: datetime | None = None
) -> Job:
    """Do the same for a task by its dotted name."""
    now = timezone.now()
    job = Job(
        key=key,
        task=path,
        arguments=normalize_json(dict(arguments or {})),
        run_after=run_after or now,
        enqueued_at=now,
    )
    Job.objects.bulk_create([job], ignore_conflicts=True)  # no lock, and no error inside the caller's transaction
    return Job.objects.get(key=key)


def enqueue_once(task: Task[..., Any], arguments: Mapping[str, Any]) -> Job:
    """Have `task` called; every call of this function is a job of its own."""
    return enqueue(task=task, key=f"{task.name}#{uuid7()}", arguments=arguments)


def result_of(job: Job, task: Task[..., Any], alias: str) -> TaskResult[Any]:
    """Return a job in the words of Django's task interface."""
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=_STATUS[JobState(job.state)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=[],
        kwargs=job.arguments,
        backend=alias,
        errors=[],
        worker_ids=[job.holder] if job.holder else [],
    )
