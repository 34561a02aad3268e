"""Backup and restore with files on disk, each step in a process of its own."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from xushi_web.backups.archive import MANIFEST

from .test_command_line import run

#: What a small tracker has: a person, a government, an attachment with its file, something to be found, a session.
PLAYED = """
from django.utils import timezone
from django.contrib.sessions.models import Session
from xushi_web.accounts.actions import create_account
from xushi_web.accounts.actors import System
from xushi_web.agencies.actions import found_government
from xushi_web.attachments import store
from xushi_web.attachments.models import StoredFile
from xushi_web.search.actions import put
from xushi_web.search.models import Subject
from xushi_web.ids import uuid7
create_account(actor=System("test"), username="wang")
city, now = found_government("云川市"), timezone.now()
StoredFile.objects.create(
    government=city, digest="0" * 64, size=3, kind="pdf", place=store.keep(b"pdf"), created_at=now
)
put(city, Subject.COMMITMENT, [(uuid7(), 2024, "新建公办幼儿园12所")])
Session.objects.create(session_key="open", session_data="", expire_date=now)
"""


@pytest.fixture(scope="module")
def played(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a small tracker, with its backup beside it."""
    folder = tmp_path_factory.mktemp("played")
    shutil.copy(empty_database, folder)
    done = run(folder, "manage", "shell", "--no-imports", "-c", PLAYED)
    assert done.returncode == 0, done.stderr
    done = run(folder, "backup", str(folder / "backup.zip"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "行、1 个附件，" in done.stdout
    return folder


@pytest.fixture
def archive(played: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(played / "backup.zip", tmp_path / "copy.zip"))


def rows_of(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables that come back as they were."""
    with closing(sqlite3.connect(folder / "xushi.sqlite3")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        changed = {"django_session", "django_migrations", "audit_chain", "audit_auditentry", "sqlite_sequence"}
        kept = [name for name in tables if name not in changed and not name.startswith("search_index")]
        return {name: sorted(database.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}  # noqa: S608


def files_of(folder: Path) -> dict[str, bytes]:
    kept = folder / "attachments"
    return {str(path.relative_to(kept)): path.read_bytes() for path in kept.rglob("*") if path.is_file()}


def entries_of(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "xushi.sqlite3")) as database:
        return database.execute("SELECT tag, digest FROM audit_auditentry ORDER BY id").fetchall()


def change_manifest(archive: Path, **changes: object) -> None:
    with zipfile.ZipFile(archive) as before:
        members = {name: before.read(name) for name in before.namelist()}
    members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | changes).encode()
    with zipfile.ZipFile(archive, "w") as after:
        for name, content in members.items():
            after.writestr(name, content)


def test_all_rows_and_files_come_back_and_only_sessions_end(played: Path, tracker: Path) -> None:
    done = run(tracker, "restore", str(played / "backup.zip"))
    assert done.returncode == 0, done.stderr
    assert "审计链 1 条，与备份时一致。" in done.stdout
    assert done.stderr == (
        "这份备份是用另一个密钥做的：第二重验证、电话号码和邮箱解不开。请把原来的 secret.key 放回数据目录"
        "（或设回 XUSHI_SECRET_KEY），否则第二重验证要由安全管理员逐一重置。\n"
    )
    assert rows_of(tracker) == rows_of(played)
    assert files_of(tracker) == files_of(played)
    assert entries_of(tracker)[:-1] == entries_of(played)[:-1]
    assert (entries_of(tracker)[-1][0], entries_of(played)[-1][0]) == ("backup:restored", "backup:made")
    with closing(sqlite3.connect(tracker / "xushi.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM search_index WHERE search_index MATCH '公办'").fetchone() == (1,)
    assert run(tracker, "audit", "verify").returncode == 0
    assert [path.name for path in tracker.glob("half-done-*")] == []


def test_an_installation_with_something_in_it_is_replaced_only_on_demand(archive: Path, tracker: Path) -> None:
    run(tracker, "createadmin", "li")
    refused = run(tracker, "restore", str(archive))
    assert refused.returncode == 1
    assert refused.stderr == (
        "本站不是空的：有 1 个账号、0 级政府、0 份文件、2 条审计记录。恢复会用备份替换其中的全部内容。确要这样做，"
        "请停止网站和后台任务，再加上 --replace 运行一次；现有内容会先另做一份备份。\n"
    )
    done = run(tracker, "restore", "--replace", str(archive))
    assert done.returncode == 0, done.stderr
    (kept,) = tracker.glob("before-restore-*.zip")
    assert f"原来的内容备份在 {kept}\n" in done.stdout
    with zipfile.ZipFile(kept) as before:
        assert b'"username":"li"' in before.read("rows/auth.user.jsonl")


def test_a_chain_that_is_not_the_one_of_the_manifest_is_refused_and_nothing_is_changed(
    archive: Path, tracker: Path
) -> None:
    change_manifest(archive, chains=[{"key": "installation", "count": 2, "head": "abc", "broken": None}])
    before = rows_of(tracker)
    refused = run(tracker, "restore", str(archive))
    assert refused.returncode == 1
    assert refused.stderr.startswith("审计链“installation”与备份的清单不符：应为 2 条、链首 abc，实为 1 条、链首 ")
    assert refused.stderr.endswith("。没有改动任何内容；请换一份备份。\n")
    assert rows_of(tracker) == before


def test_a_backup_of_a_newer_program_is_refused(archive: Path, tracker: Path) -> None:
    change_manifest(archive, xushi="9.0", migrations=["audit.9999_later"])
    refused = run(tracker, "restore", str(archive))
    assert (refused.returncode, refused.stderr) == (
        1,
        "备份由序时 9.0 做成，本站是 0.1.0，不认识它的数据库状态“audit.9999_later”。请先升级本站，再恢复这份备份。\n",
    )


def test_a_restore_that_is_killed_at_its_end_leaves_the_old_state(archive: Path, tracker: Path) -> None:
    run(tracker, "createadmin", "li")
    before = rows_of(tracker)
    code = (
        "import os; from xushi_web.backups import restoring; "
        "restoring._put_files = lambda archive: os.kill(os.getpid(), 9); "
        "from xushi_web.accounts.actors import System; from pathlib import Path; "
        f"restoring.restore_backup(actor=System('test'), path=Path({str(archive)!r}), replace=True)"
    )
    killed = run(tracker, "manage", "shell", "--no-imports", "-c", code)
    assert killed.returncode == -9
    assert rows_of(tracker) == before
    assert run(tracker, "restore", "--replace", str(archive)).returncode == 0
    assert list(tracker.glob("half-done-*")) == []  # what the killed one left was swept away


def test_an_existing_file_is_never_overwritten(played: Path) -> None:
    refused = run(played, "backup", str(played / "backup.zip"))
    assert (refused.returncode, refused.stderr) == (
        1,
        f"“{played / 'backup.zip'}”已经存在，不会覆盖。请换一个文件名，或只给出文件夹。\n",
    )


def test_a_place_that_cannot_be_written_to_is_named(played: Path) -> None:
    path = played / "没有" / "backup.zip"
    refused = run(played, "backup", str(path))
    assert (refused.returncode, refused.stderr) == (
        1,
        f"备份“{path}”写不进去：No such file or directory。请换一个有空间、可写的地方。\n",
    )


def test_a_database_that_cannot_be_read_is_named(tracker: Path) -> None:
    with closing(sqlite3.connect(tracker / "xushi.sqlite3")) as database:
        database.execute("DROP TABLE accounts_firstpassword")
    refused = run(tracker, "backup", str(tracker / "backup.zip"))
    assert refused.returncode == 1
    assert refused.stderr == (
        "数据库读不出来（no such table: accounts_firstpassword），没有做成备份。请检查数据库；"
        "刚升级过程序的，先运行一次 xushi manage migrate。\n"
    )
    assert not (tracker / "backup.zip").exists()


def test_a_damaged_database_is_named(archive: Path, tracker: Path) -> None:
    (tracker / "xushi.sqlite3").write_bytes(b"not a database" * 1000)
    refused = run(tracker, "restore", str(archive))
    assert (refused.returncode, refused.stderr) == (
        1,
        "现有的数据库打不开（file is not a database）。请停止网站，把它移到别处，再恢复。\n",
    )
