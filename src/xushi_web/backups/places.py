"""Where rows are read from and written to, so that the running tracker sees nothing of either until it is done."""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

_PREFIX, _LOCK = "half-done-", "lock"


@contextmanager
def snapshot() -> Iterator[None]:
    """Let Django read the database as it is now, whatever is written meanwhile.

    SQLite is copied first (its online backup), because a long reader would let its log grow; PostgreSQL keeps a
    snapshot for a transaction that only reads.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with _scratch_folder() as folder:
        copy = folder / "copy.sqlite3"
        _copy(_live(), copy)
        with _standing_at(copy):
            yield


@contextmanager
def rehearsal(*, anew: bool) -> Iterator[None]:
    """Let Django write into tables that become the tracker's in one step at the end, or not at all.

    They are copies of the tracker's own, or with `anew` there are none yet. SQLite: a file beside the database, whose
    pages are put into it in one transaction. PostgreSQL: one transaction.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            if anew:
                _without_tables()
            yield
        return
    with _scratch_folder() as folder:
        live, scratch = _live(), folder / "restored.sqlite3"
        if not anew:
            _copy(live, scratch)
        with _standing_at(scratch):
            yield
        _copy(scratch, live)


def _live() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target, timeout=60)) as writing:
        reading.backup(writing)


def _without_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = connection.ops.quote_name(cursor.fetchone()[0])
        cursor.execute(f"DROP SCHEMA {schema} CASCADE")
        cursor.execute(f"CREATE SCHEMA {schema}")


@contextmanager
def _standing_at(path: Path) -> Iterator[None]:
    """Let the one connection of this process lead to another file for a while."""
    live = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = path
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = live


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    """Make a folder for as long as it is needed, on the disk of the data; sweep away those of killed processes."""
    data: Path = settings.DATA
    for left in data.glob(f"{_PREFIX}*"):
        with suppress(OSError), (left / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # its holder is gone, or this fails
            shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=data) as made, (Path(made) / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(made)
