"""The front door: which reader a file belongs to, by its content first and its name second."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from xushi.reading import refusals
from xushi.reading.kinds import READERS, kind_of

if TYPE_CHECKING:
    import os

    from xushi.reading.model import Reading

    class _Reader(Protocol):
        """The face of every module named in `READERS`."""

        def read(self, data: bytes, name: str) -> Reading: ...


#: Files of more bytes than this are refused unless the caller says otherwise.
DEFAULT_LIMIT = 100_000_000


def read_file(path: str | os.PathLike[str], *, limit: int = DEFAULT_LIMIT) -> Reading:
    """Return the reading of the file at `path`, named by its last component.

    Raises `UnreadableFile` as `read_bytes` does, and OSError if the file cannot be opened.
    """
    path = Path(path)
    size = path.stat().st_size
    if size > limit:
        raise refusals.too_large(size, limit)
    return read_bytes(path.read_bytes(), path.name, limit=limit)


def read_bytes(data: bytes, name: str, *, limit: int = DEFAULT_LIMIT) -> Reading:
    """Return the reading of a file's bytes; `name` is shown to people and decides where the content leaves a doubt.

    Raises `UnreadableFile` when nothing can be understood of it: empty, of another kind, encrypted, damaged,
    larger than `limit` bytes. What is wrong but can be read nevertheless is in `Reading.problems`.
    """
    if not data:
        raise refusals.empty()
    if len(data) > limit:
        raise refusals.too_large(len(data), limit)
    # Imported late: the libraries behind docx, pdf and xlsx cost more than reading an ordinary text.
    reader = cast("_Reader", import_module(f"xushi.reading.{READERS[kind_of(data, name)]}"))
    return reader.read(data, name)
