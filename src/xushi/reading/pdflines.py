"""The lines of a PDF page with their places, and the paragraphs that a tagged PDF says they belong to."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

#: PDFium marks a hyphen at a line's end by U+0002 or U+FFFE. Other controls are blanks.
_SHOWN = dict.fromkeys((*range(0x20), 0x7F), " ") | {0x02: "", 0xFFFE: ""}
_BREAK = re.compile(r"\r\n?|\n")
_FULL_WIDTH = re.compile(r"[㐀-鿿]")
#: Type that is spaced out, or stretched to the margin, has a blank behind every character for PDFium.
_APART, _TOGETHER = re.compile(r"[㐀-鿿] (?=[㐀-鿿])"), re.compile(r"[㐀-鿿](?=[㐀-鿿])")
_LOOSE = re.compile(r"(?<=[⺀-鿿＀-￯“”‘’—〔〕《》]) | (?=[⺀-鿿＀-￯“”‘’—〔〕《》])")
_FEW_GAPS = 3  #: a title of two or three characters may have blanks of its own
#: Their ink fills the left half of a character; what is left of the other half at the end of a line says nothing.
CLOSING = frozenset("，。、；：！？）》〉】〕」』”’")
#: Parts of a line of text. A paragraph of a tagged PDF is the nearest element around them that is none of these.
_INLINE = frozenset({"Span", "Link", "Em", "Strong", "Quote", "Sub", "Lbl", "LBody", "Reference", "Code", "Annot"})
_HEADING = re.compile(r"H[1-6]?|Title")
#: A damaged tree of tags may refer to itself; all elements hang on every page of it.
_DEEPEST, _MOST_ELEMENTS = 40, 400_000


@dataclass(frozen=True, slots=True)
class Tagged:
    """The element of a tagged PDF that a line stands in: a paragraph, a heading, a cell."""

    order: int
    heading: bool


@dataclass(slots=True)
class Line:
    """A line and its place in points, from the left and the upper edge; `em` is the size of its characters.

    Where the place is unknown, as on a page turned round, `em` is zero. `blank` tells whether it ended in one.
    """

    text: str
    left: float = 0
    right: float = 0
    bottom: float = 0
    em: float = 0
    tag: Tagged | None = None
    blank: bool = False


def shown(text: str) -> str:
    """Return a line as it is read: without controls, blanks around it, and the blanks of letters set apart."""
    said = text.translate(_SHOWN).strip()
    apart = len(_APART.findall(said))
    if apart > _FEW_GAPS and apart > len(_TOGETHER.findall(said)):
        said = _LOOSE.sub("", said)
    return said


def page_lines(page: pypdfium2.PdfPage, tags: dict[int, Tagged]) -> Iterator[Line]:
    """Yield the lines that PDFium finds on a page and inside its edges, in its order."""
    text_page = page.get_textpage()
    width, height = page.get_size()
    turned = page.get_rotation() != 0
    text: str = text_page.get_text_range()
    start = 0
    for line in _BREAK.split(text):
        said = shown(line)
        if said:
            first = start + len(line) - len(line.lstrip())
            last = start + len(line.rstrip()) - 1
            found = Line(said, blank=line[-1].isspace())
            found = _placed(text_page, found, text, first=first, last=last, tags=tags)
            if turned:
                yield replace(found, em=0)
            elif found.right > 0 and found.left < width and -height < found.bottom:
                yield replace(found, bottom=found.bottom + height)
        start += len(line)
        start += 2 if text.startswith("\r\n", start) else 1
    text_page.close()


def _placed(text_page: Any, line: Line, text: str, *, first: int, last: int, tags: dict[int, Tagged]) -> Line:
    """Return the line with the place of its first and last characters, which stand at `first` and `last` of `text`."""
    left, right = _box(text_page, first), _box(text_page, last)
    wide = _FULL_WIDTH.search(text, first, last + 1)
    box = _box(text_page, wide.start()) if wide is not None else left
    em = box.right - box.left if wide is not None else box.top - box.bottom
    mark = pdfium.FPDFPageObj_GetMarkedContentID(pdfium.FPDFText_GetTextObject(text_page, _at(text_page, first)))
    edge = right.left + em / 2 if text[last] in CLOSING else right.right
    return replace(line, left=left.left, right=edge, bottom=-left.bottom, em=em, tag=tags.get(mark))


def _at(text_page: Any, index: int) -> int:
    found: int = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, index)
    return found


def _box(text_page: Any, index: int) -> Any:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, _at(text_page, index), box)
    return box


class Tags:
    """The tags of a PDF, as far as a document of many pages and elements can be searched in reasonable time."""

    def __init__(self) -> None:
        self._left = _MOST_ELEMENTS

    def of(self, page: pypdfium2.PdfPage) -> dict[int, Tagged]:
        """Return for each piece of marked content of a page the paragraph it belongs to; nothing if not tagged."""
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return {}
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        roots = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count))
        found: dict[int, Tagged] = {}
        waiting = [(root, Tagged(0, heading=False), 0) for root in roots if root]
        while waiting and self._left > 0:
            element, above, depth = waiting.pop()
            mine = self._tagged(element, above)
            for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
                self._left -= 1
                mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if mark >= 0:
                    found[mark] = mine
                elif depth < _DEEPEST and (child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index)):
                    waiting.append((child, mine, depth + 1))
        pdfium.FPDF_StructTree_Close(tree)
        return found if self._left > 0 else {}

    def _tagged(self, element: Any, above: Tagged) -> Tagged:
        kind = _kind(element)
        if above.heading or kind in _INLINE:
            return above
        return Tagged(self._left, heading=bool(_HEADING.fullmatch(kind)))


def _kind(element: Any) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw[: max(0, min(length, len(buffer)) - 2)].decode("utf-16-le", "replace")
