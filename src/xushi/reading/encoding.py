"""Bytes to characters: which encoding a text file is in.

The rule: a byte order mark decides; else strict UTF-8; else UTF-8, GB18030 and Big5 are tried on a sample, and the
one that yields more of the commonest characters wins. Unlike statistics it is right on a title of twenty characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from xushi.reading.frequency import common_characters

#: Longest first: the mark of UTF-32 begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5")
#: What pages and people call the encodings above. GB18030 contains GBK, which contains GB2312.
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "big5-hkscs": "big5"}
#: The codec with the characters that Hong Kong and Windows add to Big5.
_CODECS = {"big5": "big5hkscs"}

_SAMPLE = 65_536
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file and the encoding they were in; `replaced` if some bytes could not be decoded."""

    text: str
    encoding: str
    replaced: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the characters of `data` without a byte order mark; line ends stay as they are.

    `declared` is the charset a page says it is in; it counts where the bytes are not UTF-8 and agree with it.
    Bytes that cannot be decoded become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(memoryview(data)[len(mark) :], encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as broken:
        encoding = _guessed(data, broken.start, _ALIASES.get((declared or "").strip().lower()))
    return _decoded(data, encoding)


def _decoded(data: bytes | memoryview, encoding: str) -> Decoded:
    codec = _CODECS.get(encoding, encoding)
    try:
        return Decoded(str(data, codec), encoding)
    except UnicodeDecodeError:
        return Decoded(str(data, codec, "replace"), encoding, replaced=True)


def _guessed(data: bytes, broken: int, declared: str | None) -> str:
    """Return the encoding of bytes that are not UTF-8 throughout: strictly not from `broken` on."""
    # The byte before the first one beyond ASCII keeps all encodings in step.
    first = _NOT_ASCII.search(data)
    start = first.start() if first else broken
    sample = data[start : start + _SAMPLE]
    candidates = _CANDIDATES if declared is None else (declared, *_CANDIDATES)
    # `max` keeps the first of equals: the declared one, else the likelier one.
    return max(candidates, key=lambda encoding: _likelihood(sample, encoding))


def _likelihood(sample: bytes, encoding: str) -> int:
    text = str(sample, _CODECS.get(encoding, encoding), "replace")
    return common_characters(text) - 2 * text.count("\ufffd")
