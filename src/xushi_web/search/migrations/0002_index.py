"""The full text index beside the table of entries."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from xushi_web.search import index


def _create(_apps: Any, editor: Any) -> None:
    index.create(editor)


def _drop(_apps: Any, editor: Any) -> None:
    index.drop(editor)


class Migration(migrations.Migration):
    """After the entries, which it refers to."""

    dependencies = (("search", "0001_initial"),)
    operations = (migrations.RunPython(_create, _drop),)
