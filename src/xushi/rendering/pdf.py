"""PDF through typst: PDF/A-2, tagged, 22 lines of 28 characters, free faces for the official ones.

The layout goes in as JSON, so that no text of a document is ever read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from importlib import resources
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
    title_lines,
    width,
)
from xushi.rendering.pictures import WIDTH, pictures

#: PDF/A-2 with the tags of level a, which readers for the blind follow.
_STANDARD: Final = "a-2a"
_NO_DAY = date(2000, 1, 1)  #: the standard asks for a day of the file; a document without one says so by this
_TEXT_WIDTH = 156 / 25.4 * 72  #: of the page (版心), in points
_LARGEST = 48.0


def written(layout: Layout) -> bytes:
    """Return the layout as a PDF file. Raises `FontsMissing` where no Chinese font is installed."""
    day = layout.issued_on or _NO_DAY
    data = {
        "title": layout.title,
        "day": [day.year, day.month, day.day],
        "faces": faces(),
        "pictures": {chart.in_words: made.decode() for chart, made in pictures(layout.charts, "svg").items()},
        "blocks": [_turn(layout.blocks)] if layout.is_turned else list(_turned(layout.blocks)),
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


def _turned(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """Yield the blocks as data; wide tables, with the title or heading right above them, on turned sheets."""
    waiting: list[Block] = []
    for block in blocks:
        headed = isinstance(block, Annex) or (isinstance(block, Line) and block.style in (Style.TITLE, Style.LIST))
        if isinstance(block, Table) and block.is_wide:
            yield _turn((*waiting, block))
            waiting = []
            continue
        if not headed:
            yield from map(_data, waiting)
            waiting = []
        if headed:
            waiting.append(block)
        else:
            yield _data(block)
    yield from map(_data, waiting)


def _turn(blocks: Iterable[Block]) -> dict[str, Any]:
    return {"kind": "Turn", "blocks": [_data(each) for each in blocks]}


def _data(block: Block) -> dict[str, Any]:
    if isinstance(block, Figure):
        return {"kind": "Figure", "alt": block.chart.in_words, "width": WIDTH}
    told: dict[str, Any] = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, Annex):
        told["title"] = title_lines(block.title)
    if isinstance(block, Line) and block.style is Style.TITLE:
        told["text"] = title_lines(block.text)
    if isinstance(block, Flag):
        told["size"] = min(_LARGEST, _TEXT_WIDTH / max(width(block.words), 1))
    if isinstance(block, Signature):
        told |= {"day": block.day, "indents": block.indents, "issued_on": None}  # a date is no JSON
    return told
