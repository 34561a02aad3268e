"""What jobs do while they are killed."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task
def leave_mark(*, folder: str, name: str) -> None:
    """Work for a moment, then leave a mark that it was done."""
    time.sleep(0.03)
    Path(folder, name).touch()
