"""Jobs, the workers that do them, and when each scheduled one is due next."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.records import Record


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("等待执行")
    RUNNING = "running", _("正在执行")
    DONE = "done", _("已完成")
    FAILED = "failed", _("失败")


class Job(Record):
    """One piece of work: a task by its dotted name, and its arguments as JSON.

    Of one `key` there is one job however often it is asked for. `holder` names the worker and the try that has it now;
    a worker that lost its job to another (`beat_at` grew old) can change nothing of it any more.
    """

    key = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.WAITING)
    run_after = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    holder = models.CharField(max_length=100, blank=True)
    beat_at = models.DateTimeField(null=True)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)  #: the last one, in a line

    class Meta:
        """The latest first; workers look for what waits."""

        ordering = ("-id",)
        indexes = (models.Index(fields=("state", "run_after"), name="job_waiting"),)

    def __str__(self) -> str:
        return self.key


class Worker(Record):
    """A worker process that has been heard of."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """When a line of the timetable is due next."""

    name = models.CharField(max_length=40, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
