"""Where Django's task interface (`django_tasks`, the one of Django 6) keeps its tasks: in the table of jobs."""

from __future__ import annotations

from typing import Any

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult

from xushi_web.jobs import queue


class JobBackend(BaseTaskBackend):
    """The back end named in the setting TASKS."""

    supports_defer = True

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Make a job of its own of this call. Tasks take keyword arguments only, so that a job tells what it is."""
        if args:
            message = f"{task.name} takes keyword arguments only"
            raise TypeError(message)
        return queue.result_of(queue.enqueue_once(task, kwargs), task, self.alias)
