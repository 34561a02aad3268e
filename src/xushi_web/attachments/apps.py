"""Finding what files can belong to."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AttachmentsConfig(AppConfig):
    """Imports the module `evidence` of every part that has one."""

    name = "xushi_web.attachments"

    def ready(self) -> None:
        """Let every part enter what files can belong to in it."""
        autodiscover_modules("evidence")
