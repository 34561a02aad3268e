"""Files on disk, outside of what the web server serves, under names made here.

A file is written beside its place, flushed to the disk and renamed, and only then named by a row: so a row never names
half a file. A file that no row names, because the process was killed in between, is swept away later.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


def keep(data: bytes) -> str:
    """Write `data` durably and return the name it is kept under."""
    made = secrets.token_hex(16)
    name = f"{made[:2]}/{made}"
    put_back(name, (data,))
    return name


def put_back(name: str, chunks: Iterable[bytes]) -> None:
    """Write a file durably under a name that was made here. Raises `ValueError` for any other name."""
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def path_of(name: str) -> Path:
    """Return where a kept file is. Raises `ValueError` for a name that was not made here."""
    if not _NAME.fullmatch(name):
        message = f"not a name of the store: {name!r}"
        raise ValueError(message)
    return _root() / name


def older_than(moment: datetime) -> Iterator[tuple[str, Path]]:
    """Yield the name and the path of every file on disk that was written before `moment`, halves included."""
    for path in sorted(_root().glob("??/*")):
        if path.stat().st_mtime < moment.timestamp():
            yield f"{path.parent.name}/{path.name}", path


def _root() -> Path:
    root: Path = settings.ATTACHMENTS
    return root
