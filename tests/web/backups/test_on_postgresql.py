"""The round trip in one transaction of PostgreSQL; SQLite's is played with real files in `tests/web/commands`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from xushi_web.accounts.actions import create_account
from xushi_web.accounts.actors import System
from xushi_web.agencies.actions import found_government
from xushi_web.agencies.models import Government
from xushi_web.attachments import store
from xushi_web.attachments.models import StoredFile
from xushi_web.audit.models import Chain
from xushi_web.audit.queries import verify_all
from xushi_web.backups import restoring
from xushi_web.backups.archive import Refused
from xushi_web.backups.restoring import restore_backup
from xushi_web.backups.taking import take_backup

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="for PostgreSQL"),
]


@pytest.fixture
def archive(tmp_path: Path, settings: Any, system: System) -> Path:
    settings.DATA, settings.ATTACHMENTS = tmp_path, tmp_path / "attachments"
    city = found_government("云川市")
    create_account(actor=system, username="wang")
    now = timezone.now()
    StoredFile.objects.create(
        government=city, digest="0" * 64, size=3, kind="pdf", place=store.keep(b"pdf"), created_at=now
    )
    return take_backup(actor=system, path=tmp_path / "backup.zip").path


def test_rows_and_files_come_back(archive: Path, system: System) -> None:
    before = list(Government.objects.values()), list(StoredFile.objects.values())
    found_government("石桥市")
    place = store.path_of(StoredFile.objects.get().place)
    place.unlink()
    done = restore_backup(actor=system, path=archive, replace=True)
    assert (list(Government.objects.values()), list(StoredFile.objects.values())) == before
    assert (place.read_bytes(), done.files, done.other_key) == (b"pdf", 1, False)
    assert all(verdict.holds for verdict in verify_all())
    create_account(actor=system, username="li")  # keys that are counted go on


def test_what_goes_wrong_at_the_end_leaves_everything_as_it_was(
    archive: Path, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_government("石桥市")

    def broken(*_: object) -> int:
        raise Refused

    monkeypatch.setattr(restoring, "_put_files", broken)
    heads = list(Chain.objects.values_list("count"))
    with pytest.raises(Refused):
        restore_backup(actor=system, path=archive, replace=True)
    assert Government.objects.filter(name="石桥市").exists()
    assert [count for (count,) in Chain.objects.values_list("count")] == [count + 1 for (count,) in heads]  # the backup
