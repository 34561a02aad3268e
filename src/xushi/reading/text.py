"""Plain text (txt): the decoded file is the source, and the view too unless markup was left in an export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xushi.problems import Message, Problem, Severity
from xushi.reading import refusals
from xushi.reading.encoding import decode
from xushi.reading.model import Reading, Source, TextBlock
from xushi.spans import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xushi.reading.encoding import Decoded
    from xushi.reading.hypertext import Shown

FORMAT = "txt"

#: More than this share of lost and control characters means that the bytes are no text at all.
_MOST_DAMAGE = 0.1
_LONGEST_EXAMPLE = 40
#: A character of any of the flaws that `findings` knows; a sound text costs no more than one search for them.
_SUSPICIOUS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xc0-\xd6\xd8-\xf6\ufffd锟锛銆鈥]")
_MARKUP = re.compile(r"</?[A-Za-z]|<!--|&[A-Za-z#]")
_SHOWN = re.compile("[^\\s\\0\\ufeff]")


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a plain text file in any encoding. Raises `UnreadableFile` if it is empty or no text."""
    decoded = decode(data)
    problems = inspected(decoded)
    if not _MARKUP.search(decoded.text):
        view, blocks = MappedText.identity(decoded.text), (TextBlock(Span(0, len(decoded.text))),)
        return Reading(Source(name, decoded.text, FORMAT, decoded.encoding), view, blocks, problems)
    from xushi.reading.hypertext import shown  # noqa: PLC0415 - a text without markup does not wait for it

    result = shown(decoded.text, page=False)
    problems += tuple(_about_markup(result, decoded.text))
    return Reading(Source(name, decoded.text, FORMAT, decoded.encoding), result.view, result.blocks, problems)


def inspected(decoded: Decoded) -> tuple[Problem, ...]:
    """Return what is wrong with decoded text. Raises `UnreadableFile` if it is empty or no text."""
    if not _SHOWN.search(decoded.text):
        raise refusals.empty()
    if not _SUSPICIOUS.search(decoded.text):
        return ()
    from xushi.reading.findings import flaws, share_of_damage  # noqa: PLC0415 - a sound text does not wait for it

    if share_of_damage(decoded) > _MOST_DAMAGE:
        raise refusals.not_text()
    return tuple(flaws(decoded))


def _about_markup(result: Shown, text: str) -> Iterator[Problem]:
    if result.first_markup is None:
        return
    example = result.first_markup.of(text)
    if len(example) > _LONGEST_EXAMPLE:
        example = example[:_LONGEST_EXAMPLE] + "…"
    yield Problem(
        "reading-markup-in-text",
        Severity.NOTICE,
        Message(
            "纯文本中夹有 {count} 处网页标记，例如“{example}”，识别时不计。",
            {"count": result.markup, "example": example},
        ),
        Message("一般是导出时留下的；如果它们本来就是正文，请核对识别结果。"),
        result.first_markup,
    )
