"""PDF through typst: PDF/A-2 and PDF/UA-1, 22 lines of 28 characters, free faces for the official ones.

The layout goes in as JSON, so that no text of a document is ever read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from importlib import resources
from itertools import chain, zip_longest
from typing import Any, Final

import typst

from xushi.rendering.fonts import every_font, faces
from xushi.rendering.layout import (
    Annex,
    Block,
    Figure,
    Flag,
    Layout,
    Line,
    Signature,
    Style,
    Table,
    shaped,
    title_lines,
    width,
)
from xushi.rendering.pictures import WIDTH, pictures
from xushi.rendering.refusals import GlyphMissing

_SHORT: Final = 3 * 28  #: characters of a paragraph that goes to the next page as a whole
_NO_DAY = date(2000, 1, 1)  #: the standard asks for a day of the file; a document without one says so by this
_NO_TITLE = "公文"  #: it also asks for a title
_LEVELS = {Style.TITLE: 1, Style.LIST: 2, Style.FIELD: 3}
#: How typst tells of a character that no font has, or that no other program would understand.
_LACKING = re.compile(r'(?:the text|the codepoint) `"(?P<text>[^`]+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def written(layout: Layout) -> bytes:
    """Return the layout as a PDF file.

    Raises `FontsMissing` where no Chinese font is installed, `GlyphMissing` where none has one of the characters.
    """
    day = layout.issued_on or _NO_DAY
    blocks = list(_data(layout))
    data = {
        "title": layout.title or next((text for text in _texts(blocks) if text.strip()), _NO_TITLE),
        "author": [block.body for block in layout.blocks if isinstance(block, Signature)][:1],
        "day": [day.year, day.month, day.day],
        "faces": faces(),
        "pictures": {chart.in_words: made.decode() for chart, made in pictures(layout.charts, "svg").items()},
        "sheets": blocks,
    }
    template = resources.files("xushi.rendering").joinpath("paper.typ").read_bytes()
    try:
        made: bytes = typst.compile(
            template,
            format="pdf",
            # For archives, with the tags of level a, and for readers for the blind: both go together in PDF 1.7.
            pdf_standards=["a-2a", "ua-1"],
            font_paths=every_font(),
            sys_inputs={"layout": json.dumps(_shaped(data), ensure_ascii=False)},
        )
    except typst.TypstError as error:
        lacking = _LACKING.search(str(error))
        if lacking is None:
            raise
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), lacking["text"])
        where = next((told for told in _texts(blocks) if text in told), layout.title)
        raise GlyphMissing(text, where) from error
    return made


def _data(layout: Layout) -> Iterator[dict[str, Any]]:
    """Yield the sheets as data.

    A short last line stays with the signature, so that no page holds this alone. Headings have the level of their
    style, or the one below the heading before where this is less deep: a reader for the blind counts them.
    """
    level = 0
    for sheets in layout.sheets:
        told = []
        for block, following in zip_longest(sheets.blocks, sheets.blocks[1:]):
            one = _block(block)
            if isinstance(block, Line):
                one["stays"] = isinstance(following, Signature) and width(block.text) <= _SHORT
            wanted = 1 if isinstance(block, Annex) else _LEVELS.get(block.style) if isinstance(block, Line) else None
            if wanted is not None:
                level = one["level"] = min(wanted, level + 1)
                one["sticks"] = not isinstance(following, Table)  # with a table of many pages typst takes it apart
            told.append(one)
        yield {"turned": sheets.turned, "blocks": told}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Figure):
        return {"kind": "Figure", "alt": block.chart.in_words, "width": WIDTH}
    told: dict[str, Any] = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, Annex):
        told["title"] = title_lines(block.title)
    if isinstance(block, Line) and block.style is Style.TITLE:
        told["text"] = title_lines(block.text)
    if isinstance(block, Flag):
        told["size"], told["narrowed"] = block.fit
    if isinstance(block, Signature):
        told |= {"day": block.day, "indents": block.indents, "offices": block.offices}
        del told["issued_on"]  # a date is no JSON
    return told


def _texts(data: Any) -> Iterator[str]:
    """Yield all texts of the data, in their order."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from chain.from_iterable(_texts(value) for name, value in data.items() if name not in {"kind", "style"})
    elif isinstance(data, list | tuple):
        yield from chain.from_iterable(map(_texts, data))


def _shaped(data: Any) -> Any:
    """Return the data without characters that have no shape."""
    if isinstance(data, str):
        return shaped(data)
    if isinstance(data, dict):
        return {name: _shaped(value) for name, value in data.items()}
    return [_shaped(each) for each in data] if isinstance(data, list | tuple) else data
