"""What the queue does for itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from xushi_web.jobs.models import Job, JobState

#: How long a finished job can still be looked up, and its key not be used again.
KEPT = timedelta(days=30)


@task
def clean_jobs() -> None:
    """Forget jobs that were done long ago. Failed ones stay until somebody has seen to them."""
    Job.objects.filter(state=JobState.DONE, finished_at__lt=timezone.now() - KEPT).delete()
