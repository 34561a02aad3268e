"""Documents out: a tree as text, web page, Word document, PDF and workbook, in the layout of GB/T 9704-2012.

`rendered` is the face, `written` the one for a paper that is put together from blocks. What stands between tree and
formats is `layout.Layout`, which `layout_of` makes from a tree and the texts around its list (`Frame`). Reading what
was rendered gives an equal tree.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from xushi.document.model import Document
from xushi.rendering.frame import Frame, frame_of, secrecy_of
from xushi.rendering.genres import layout_of
from xushi.rendering.layout import Layout, Urgency
from xushi.rendering.refusals import Classified, FontsMissing, NotRendered

__all__ = [
    "FORMATS",
    "Classified",
    "FontsMissing",
    "Frame",
    "Layout",
    "NotRendered",
    "Urgency",
    "frame_of",
    "layout_of",
    "rendered",
    "secrecy_of",
    "written",
]

#: What a document can become, and the module that writes it; each is loaded when it is first asked for.
FORMATS = {"txt": "text", "html": "html", "docx": "docx", "pdf": "pdf", "xlsx": "xlsx"}


class _Writer(Protocol):
    def written(self, layout: Layout) -> bytes: ...


def rendered(document: Document, to: str, frame: Frame | None = None) -> bytes:
    """Return the file of `document` in the format `to`, one of `FORMATS`.

    `frame` are the texts around the list, by default those that the document was read with. Raises `KeyError` for
    another format, `FontsMissing` where a PDF cannot be set for want of a Chinese font or of a single character, and
    `Classified` for a document with a degree of secrecy.
    """
    return written(layout_of(document, frame, in_tables=to == "xlsx"), to)


def written(layout: Layout, to: str) -> bytes:
    """Return the file of a layout, for a paper that is no tree, such as a notice. Raises like `rendered`."""
    writer = cast("_Writer", import_module(f"xushi.rendering.{FORMATS[to]}"))
    return writer.written(layout)
