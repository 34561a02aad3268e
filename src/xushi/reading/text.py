"""Plain text (txt): the decoded file is the source, and the view too unless markup was left in an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xushi.reading import refusals
from xushi.reading.encoding import decode
from xushi.reading.findings import flaws, share_of_damage
from xushi.reading.model import Reading, Source, TextBlock
from xushi.spans import MappedText, Span

if TYPE_CHECKING:
    from xushi.problems import Problem
    from xushi.reading.encoding import Decoded

#: More than this share of lost and control characters means that the bytes are no text at all.
_MOST_DAMAGE = 0.2


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a plain text file in any encoding. Raises `UnreadableFile` if it is empty or no text."""
    decoded = decode(data)
    problems = inspected(decoded)
    text = decoded.text
    blocks = (TextBlock(Span(0, len(text))),)
    return Reading(Source(name, text, "txt", decoded.encoding), MappedText.identity(text), blocks, problems)


def inspected(decoded: Decoded) -> tuple[Problem, ...]:
    """Return what is wrong with decoded text. Raises `UnreadableFile` if it is empty or no text."""
    text = decoded.text
    if not text.strip("\0 \t\r\n\v\f\u3000\ufeff"):
        raise refusals.empty()
    if share_of_damage(text) > _MOST_DAMAGE:
        raise refusals.not_text()
    return tuple(flaws(decoded))
