"""Tasks that jobs in tests do."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from django_tasks import task

DONE: list[str] = []


@task
def note(*, word: str) -> None:
    DONE.append(word)


@task
def fail(*, word: str) -> None:
    message = f"{word} 不行"
    raise ValueError(message)


@task
def killed_at_first(*, folder: str) -> None:
    """Tell the fifo `begun` and wait to be killed; the second time tell the fifo `done`."""
    tried = Path(folder, "tried")
    if tried.exists():
        Path(folder, "done").write_text(str(os.getpid()), encoding="utf-8")
        return
    tried.touch()
    Path(folder, "begun").write_text(str(os.getpid()), encoding="utf-8")
    signal.pause()
