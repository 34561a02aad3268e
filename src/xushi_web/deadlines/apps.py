"""Finding what the other parts offer."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DeadlinesConfig(AppConfig):
    """Imports the module `deadlines` of every part that has one."""

    name = "xushi_web.deadlines"

    def ready(self) -> None:
        """Let every part enter what it offers."""
        autodiscover_modules("deadlines")
