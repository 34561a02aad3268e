"""Web pages (html): the decoded markup is the source, what a browser shows is the view."""

from __future__ import annotations

import re

from xushi.reading import refusals, text
from xushi.reading.encoding import decode
from xushi.reading.hypertext import shown
from xushi.reading.model import Reading, Source

FORMAT = "html"

#: The HTML standard lets a page say its charset within this many bytes; pages from offices are less tidy.
_HEAD = 8_192
_CHARSET = re.compile(
    rb"""<meta\b[^<>]{0,200}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_-]{2,20})""", re.IGNORECASE
)


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a html page or a part of one. Raises `UnreadableFile` if it shows no text."""
    declared = _CHARSET.search(data, 0, _HEAD)
    decoded = decode(data, declared[1].decode() if declared else None)
    problems = text.inspected(decoded)
    result = shown(decoded.text, page=True)
    if not result.blocks:
        raise refusals.no_text(FORMAT)
    return Reading(Source(name, decoded.text, FORMAT, decoded.encoding), result.view, result.blocks, problems)
