"""Xushi 序时 reads a government's public promises out of official documents, with every value tied to its characters.

>>> import xushi
>>> document = xushi.read("任务分解.docx")                      # doctest: +SKIP
>>> document.commitments[0].assignments[0].name                  # doctest: +SKIP
'市教育局'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike

    from xushi.document.model import Document

__version__ = "0.1.0"


def read(path: str | PathLike[str], *, targets: bool = True) -> Document:
    """Read a file and return its document tree.

    `targets=False` leaves out the quantities inside sentences, which cost more than all the rest.
    Raises `xushi.reading.UnreadableFile`, which carries a `Problem`, when nothing can be read.
    """
    from pathlib import Path

    path = Path(path)
    return parse_bytes(path.read_bytes(), path.name, targets=targets)


def parse_bytes(data: bytes, name: str, *, targets: bool = True) -> Document:
    """Return the document tree of a file's bytes; `name` serves messages and, where the bytes do not tell, the format.

    Raises `xushi.reading.UnreadableFile` as `read` does.
    """
    from xushi.parsing.parser import parse
    from xushi.reading import read_bytes
    from xushi.targets import find_targets

    return parse(read_bytes(data, name), find_targets if targets else None)


def as_json(document: Document, language: str = "zh") -> dict[str, Any]:
    """Return the object that ``xushi read --json`` prints for a document (schema ``xushi/1``)."""
    from xushi.document.json import as_json as to_json

    return to_json(document, language)
