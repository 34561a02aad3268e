"""PDF through typst: PDF/A-2, tagged, 22 lines of 28 characters, free faces for the official ones.

The layout goes in as JSON, so that no text of a document is ever read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from importlib import resources
from itertools import zip_longest
from typing import Any, Final

import typst

from xushi.rendering.fonts import every_font, faces
from xushi.rendering.layout import Annex, Block, Figure, Flag, Layout, Line, Signature, Style, title_lines, width
from xushi.rendering.pictures import WIDTH, pictures

#: PDF/A-2 with the tags of level a, which readers for the blind follow.
_STANDARD: Final = "a-2a"
_SHORT: Final = 3 * 28  #: characters of a paragraph that goes to the next page as a whole
_NO_DAY = date(2000, 1, 1)  #: the standard asks for a day of the file; a document without one says so by this


def written(layout: Layout) -> bytes:
    """Return the layout as a PDF file. Raises `FontsMissing` where no Chinese font is installed."""
    day = layout.issued_on or _NO_DAY
    data = {
        "title": layout.title,
        "day": [day.year, day.month, day.day],
        "faces": faces(),
        "pictures": {chart.in_words: made.decode() for chart, made in pictures(layout.charts, "svg").items()},
        "sheets": [{"turned": each.turned, "blocks": list(_told(each.blocks))} for each in layout.sheets],
    }
    template = resources.files("xushi.rendering").joinpath("paper.typ").read_bytes()
    made: bytes = typst.compile(
        template,
        format="pdf",
        pdf_standards=_STANDARD,
        font_paths=every_font(),
        sys_inputs={"layout": json.dumps(data, ensure_ascii=False)},
    )
    return made


def _told(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """Yield the blocks as data; a short last line stays with the signature, so that no page holds this alone."""
    for block, following in zip_longest(blocks, blocks[1:]):
        told = _data(block)
        if isinstance(block, Line):
            told["stays"] = isinstance(following, Signature) and width(block.text) <= _SHORT
        yield told


def _data(block: Block) -> dict[str, Any]:
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
