"""Plain text (txt): the decoded file is the source, and the view too unless markup was left in an export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xushi.problems import Message, Problem, Severity
from xushi.reading import refusals
from xushi.reading.encoding import decode
from xushi.reading.findings import flaws, share_of_damage, suspicious_characters
from xushi.reading.hypertext import shown
from xushi.reading.model import Reading, Source

if TYPE_CHECKING:
    from xushi.reading.encoding import Decoded

#: More than this share of lost and control characters means that the bytes are no text at all.
_MOST_DAMAGE = 0.1
_LONGEST_EXAMPLE = 40
_SHOWN = re.compile("[^\\s\\0\\ufeff]")


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a plain text file in any encoding. Raises `UnreadableFile` if it is empty or no text."""
    decoded = decode(data)
    problems = inspected(decoded)
    result = shown(decoded.text, page=False)
    if result.first_markup is not None:
        found = {"count": result.markup, "example": _shortened(result.first_markup.of(decoded.text))}
        problems += (
            Problem(
                "reading-markup-in-text",
                Severity.NOTICE,
                Message("纯文本中夹有 {count} 处网页标记，例如“{example}”，识别时不计。", found),
                Message("一般是导出时留下的；如果它们本来就是正文，请核对识别结果。"),
                result.first_markup,
            ),
        )
    return Reading(Source(name, decoded.text, "txt", decoded.encoding), result.view, result.blocks, problems)


def inspected(decoded: Decoded) -> tuple[Problem, ...]:
    """Return what is wrong with decoded text. Raises `UnreadableFile` if it is empty or no text."""
    if not _SHOWN.search(decoded.text):
        raise refusals.empty()
    characters = suspicious_characters(decoded.text)
    if share_of_damage(decoded, characters) > _MOST_DAMAGE:
        raise refusals.not_text()
    return tuple(flaws(decoded, characters))


def _shortened(markup: str) -> str:
    return markup if len(markup) <= _LONGEST_EXAMPLE else markup[:_LONGEST_EXAMPLE] + "…"
