"""Having a failed job tried again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.jobs.machine import MACHINE
from xushi_web.jobs.models import Job
from xushi_web.jobs.policies import may_retry


def retry_job(*, actor: Actor, job: Job) -> Job:
    """Let a failed job be done again from its first try. Raises `NotAllowed` or `OutOfTurn`."""
    require(may_retry(actor, job), _("只有系统管理员可以重试后台任务。"))
    with transaction.atomic():
        before = {"tries": job.tries, "error": job.error}
        MACHINE.take(job, "retry", run_after=timezone.now(), tries=0, holder="", beat_at=None, finished_at=None)
        record(actor=actor, tag=Tag.JOB_RETRIED, subject=job.pk, government=None, details={"key": job.key} | before)
    return job
