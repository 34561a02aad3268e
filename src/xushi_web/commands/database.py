"""Starting Django and bringing the database up to date."""

from __future__ import annotations

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from xushi_web.commands.terminal import say


def prepare() -> None:
    """Set Django up and apply the migrations that are missing, saying so only when there are any."""
    django.setup()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        say("正在建立数据库……" if len(waiting) == len(executor.loader.disk_migrations or ()) else "正在升级数据库……")
        call_command("migrate", verbosity=0, interactive=False)
