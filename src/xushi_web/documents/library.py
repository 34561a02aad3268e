"""The one place where the application asks the library to read; it knows no parsing itself."""

from __future__ import annotations

import xushi
from xushi.document.model import Document


def read(data: bytes, name: str) -> Document:
    """Return what the file `name` with the bytes `data` says.

    Raises `xushi.reading.UnreadableFile`, whose problem is a sentence for the page.
    """
    return xushi.parse_bytes(data, name)
