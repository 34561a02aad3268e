"""Papers that everybody may take are rendered once for each state of their rows, and kept in a folder of bounded size.

A kept file is named by the digest of all that goes into it, so it can be old but never wrong: when a row changes, the
name does. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from django.conf import settings

import xushi.rendering
from xushi_web.papers.paper import Paper

log = logging.getLogger("xushi.papers")

#: When the folder is full, what was asked for longest ago goes until so much of it is left.
_LEFT = 0.8


def version_of(paper: Paper, to: str) -> str:
    """Return the digest of a paper in a format: of its words, their layout, and the program that writes them."""
    content = "\0".join((_program(), to, paper.title, repr(paper.told)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def kept_file(paper: Paper, to: str) -> bytes:
    """Return the paper in a format, out of the folder or rendered now. Raises `FontsMissing` like `Paper.file`."""
    path = _folder() / f"{version_of(paper, to)}.{to}"
    try:
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        content = paper.file(to)
        try:
            _keep(path, content)
        except OSError as error:  # a full disk must not keep people from reading
            log.warning("%s could not be kept: %s", path.name, error)
    return content


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f"{secrets.token_hex(8)}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    _make_room(path.parent)


def _make_room(folder: Path) -> None:
    found = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another process makes room as well
            state = path.stat()
            found.append((state.st_mtime, state.st_size, path))
    total, limit = sum(size for _, size, _ in found), settings.CACHE_LIMIT
    if total <= limit:
        return
    for _at, size, path in sorted(found):
        if total <= limit * _LEFT:
            break
        path.unlink(missing_ok=True)
        total -= size


def _folder() -> Path:
    folder: Path = settings.CACHE
    return folder / "papers"


@cache
def _program() -> str:
    """Return the digest of the program that writes papers, so that none outlives an upgrade."""
    digest = hashlib.sha256(xushi.__version__.encode())
    for path in sorted(Path(xushi.rendering.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
