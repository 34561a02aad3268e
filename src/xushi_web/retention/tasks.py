"""Every night."""

from __future__ import annotations

import logging

from django_tasks import task

from xushi_web.accounts.actors import System
from xushi_web.retention.actions import forget_what_is_over

log = logging.getLogger("xushi.retention")


@task
def keep_within_bounds() -> None:
    """Delete what has been kept for as long as the settings say, and say how many rows that were."""
    gone = forget_what_is_over(actor=System("retention"))
    log.info("deleted %s", ", ".join(f"{count} {name}" for name, count in gone.items()) or "nothing")
