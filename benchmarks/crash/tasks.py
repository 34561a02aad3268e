"""What jobs do while they are killed."""

from __future__ import annotations

import time
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django_tasks import task

from xushi_web.accounts.actors import System
from xushi_web.notifications.actions import tell

#: Half of the work before it has an effect, half after; so it is cut off before, in and after it.
HALF = 0.02


@task
def leave_mark(*, folder: str, name: str) -> None:
    """Tell somebody something, as real jobs do; and note beforehand that it was begun once more."""
    with Path(folder, name).open("a") as marks:
        marks.write("begun\n")
    time.sleep(HALF)
    with transaction.atomic():
        tell(
            actor=System("benchmark"),
            people=User.objects.filter(username="office"),
            subject="标记",
            link="/",
            government=None,
            key=name,
        )
    time.sleep(HALF)
