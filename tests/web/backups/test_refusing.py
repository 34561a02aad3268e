from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.backups.archive import Manifest, Refused, Writer
from xushi_web.backups.restoring import restore_backup
from xushi_web.backups.taking import take_backup


def test_nobody_but_the_command_line_makes_or_restores_a_backup(system_administrator: User, tmp_path: Path) -> None:
    said = "备份和恢复只能在服务器的命令行上进行。"
    with pytest.raises(NotAllowed, match=said):
        take_backup(actor=system_administrator, path=tmp_path / "x.zip")
    with pytest.raises(NotAllowed, match=said):
        restore_backup(actor=system_administrator, path=tmp_path / "x.zip")


@pytest.mark.django_db
def test_a_backup_that_is_larger_than_the_disk_is_refused(
    tmp_path: Path,
    system: System,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    path, settings.DATA = tmp_path / "x.zip", tmp_path
    with Writer(path) as made:
        made.add("rows/a.b.jsonl", [b"{}\n" * 1_000_000])
        made.finish(Manifest("0.1.0", "2026-01-01", "sqlite", "key", [], made.members))
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=5_000_000))
    with pytest.raises(Refused) as refused:
        restore_backup(actor=system, path=path)
    assert str(refused.value) == f"备份解开后有 3 MB，数据目录 {tmp_path} 只剩 5 MB。请先腾出空间。"
