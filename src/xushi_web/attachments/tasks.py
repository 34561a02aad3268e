"""Sweeping away what belongs to nothing."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from xushi_web.attachments import store
from xushi_web.attachments.models import StoredFile

#: Nothing younger is touched: whoever is attaching it now has a day to finish.
SPARED = timedelta(days=1)


@task
def sweep_files() -> None:
    """Forget files that are attached to nothing any more, and delete those on disk that no row names."""
    before = timezone.now() - SPARED
    StoredFile.objects.filter(attachments__isnull=True, created_at__lt=before).delete()
    rows = StoredFile.objects.values_list("place", "published", "thumbnail")
    named = {name for row in rows.iterator() for name in row if name}
    for name, path in store.older_than(before):
        if name not in named:
            path.unlink(missing_ok=True)
