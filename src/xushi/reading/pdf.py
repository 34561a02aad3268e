r"""PDF files with a text layer: text by pypdfium2, tables by their ruling lines, pages separated by ``\f``.

Lines that were broken at the margin are paragraphs again where that is sure. A table or a paragraph that goes on over
several pages is written down whole on its first page.
Page numbers are left out, with a notice, where they are certain.
"""

from __future__ import annotations

import io
import logging
import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from xushi.problems import Message, Problem, Severity
from xushi.reading import refusals
from xushi.reading.linear import Linear
from xushi.reading.pdflines import Line, Tags, page_lines, shown
from xushi.reading.pdfparagraphs import Sheet, going_on, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xushi.reading.model import Reading
    from xushi.reading.pdflines import Tagged
    from xushi.reading.pdftables import RuledTable

FORMAT = "pdf"
#: A page tree can name the same page a million times; no office document has more pages than this.
_MOST_PAGES = 5_000
#: A table of two cells is drawn with two boxes at least; a rule under a letterhead is one path.
_FEWEST_PATHS = 2
#: Finding tables compares lines with lines; a drawing with more than this many would take minutes.
_MOST_PATHS = 6_000
#: PDFium must not be used from two threads at once.
_LOCK = threading.Lock()

_DECORATED_NUMBER = re.compile(
    r"[—–―－·-]{1,3}\s*([0-9]{1,4})\s*[—–―－·-]{1,3}|第\s*([0-9]{1,4})\s*页(?:\s*[，,/]?\s*共\s*[0-9]{1,4}\s*页)?"
)
_PLAIN_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(slots=True)
class _Page:
    """What stands on a page, from top to bottom: lines and tables."""

    index: int
    width: float = 0
    parts: list[Line | RuledTable] = field(default_factory=list)
    has_image: bool = False
    paths: int = 0  #: lines and boxes drawn, as far as they were counted
    tags: dict[int, Tagged] = field(default_factory=dict)


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a PDF. Raises `UnreadableFile` if it is encrypted, damaged or has no text layer."""
    with _LOCK:
        pages = list(_pages(data))
    problems = list(_with_tables(data, pages))
    if not any(page.parts for page in pages):
        raise refusals.no_text_layer(len(pages)) if any(p.has_image for p in pages) else refusals.no_text(FORMAT)
    problems += _without_numbers(pages)
    problems += _images(pages)
    _joined(pages)
    _in_paragraphs(pages)
    out = Linear()
    for page in pages:
        if page.index:
            out.write("\f")
        for part in page.parts:
            if isinstance(part, Line):
                out.write(part.text + "\n")
            else:
                out.table(part.rows)
    return out.reading(name, FORMAT, problems)


def _pages(data: bytes) -> Iterator[_Page]:
    """Yield every page with its lines of text, tables not yet told from them."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as broken:
        locked = broken.err_code == pdfium.FPDF_ERR_PASSWORD
        raise (refusals.encrypted() if locked else refusals.damaged(FORMAT)) from broken
    with document:
        count = len(document)
        if count > _MOST_PAGES:
            raise refusals.too_many_pages(count, _MOST_PAGES)
        if not count:
            raise refusals.damaged(FORMAT)
        tags = Tags()
        for index in range(count):
            page = _Page(index)
            with suppress(pypdfium2.PdfiumError):  # a damaged page is an empty one; the others are still read
                _read_page(document[index], page, tags)
            yield page


def _read_page(source: pypdfium2.PdfPage, page: _Page, tags: Tags) -> None:
    page.width, page.tags = source.get_width(), tags.of(source)
    page.parts += page_lines(source, page.tags)
    paths = source.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,))
    page.paths = sum(1 for _ in islice(paths, _MOST_PATHS + 1))
    page.has_image = any(True for _ in source.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)))
    source.close()


# Tables


def _with_tables(data: bytes, pages: list[_Page]) -> Iterator[Problem]:
    """Put the tables into the pages that have ruling lines, and report pages where that fails."""
    ruled = [page for page in pages if page.paths >= _FEWEST_PATHS and page.parts]
    if not ruled:
        return
    failed = [page.index + 1 for page in ruled if page.paths > _MOST_PATHS]
    ruled = [page for page in ruled if page.paths <= _MOST_PATHS]
    # Imported late: it costs ten times as much as PDFium, and most letters have no tables.
    import pdfplumber  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity of a font
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            failed += [page.index + 1 for page in ruled if not _take_tables(document, page)]
    except Exception:  # noqa: BLE001 - pdfminer raises whatever a damaged file makes it stumble over
        failed += [page.index + 1 for page in ruled]
    if failed:
        numbers = {"pages": "、".join(map(str, sorted(failed)))}
        yield Problem(
            "reading-tables-not-found",
            Severity.WARNING,
            Message("第 {pages} 页的表格线无法识别，这些页按普通文字读取。", numbers),
            Message("请核对这些页的识别结果；有 docx 或 xlsx 原件时，请改用原件。"),
        )


def _take_tables(document: Any, page: _Page) -> bool:
    """Replace the parts of `page` by its tables and the lines around them; return False if that failed."""
    from xushi.reading.pdftables import ruled_tables  # noqa: PLC0415 - see above

    try:
        source = document.pages[page.index]
        tables = ruled_tables(source)
        if tables:
            parts: list[Line | RuledTable] = []
            top = source.bbox[1]
            for table in tables:
                parts += _strip(source, page, top, table.top)
                parts.append(table)
                top = max(top, table.bottom)
            page.parts = [*parts, *_strip(source, page, top, source.bbox[3])]
        source.close()
    except Exception:  # noqa: BLE001 - as above; the page keeps the lines PDFium found
        return False
    return True


def _strip(source: Any, page: _Page, top: float, bottom: float) -> Iterator[Line]:
    """Yield the lines between two tables, or between a table and the edge of the page."""
    if bottom - top <= 1:
        return
    for found in source.crop((source.bbox[0], top, source.bbox[2], bottom)).extract_text_lines(strip=False):
        text, chars = shown(found["text"]), [char for char in found["chars"] if char["text"].strip()]
        if text and chars:
            tag = page.tags.get(-1 if chars[0]["mcid"] is None else chars[0]["mcid"])
            em, blank = chars[0]["size"], found["text"][-1].isspace()
            yield Line(text, chars[0]["x0"], chars[-1]["x1"], found["bottom"], em, tag, blank=blank)


def _joined(pages: list[_Page]) -> None:
    """Join tables that go on at the head of the next page."""
    last: RuledTable | None = None
    for page in pages:
        first = page.parts[0] if page.parts else None
        if last is not None and first is not None and not isinstance(first, Line) and last.goes_on_in(first):
            last.join(first)
            page.parts.pop(0)
            if not page.parts:
                continue  # the table may go on over this page too
        end = page.parts[-1] if page.parts else None
        last = end if end is not None and not isinstance(end, Line) else None


def _in_paragraphs(pages: list[_Page]) -> None:
    """Put the lines of a paragraph together, on the page where it begins."""
    sheets = [Sheet(page.width, [part if isinstance(part, Line) else None for part in page.parts]) for page in pages]
    paragraph = Line("")
    blank = False
    for page, told in zip(pages, going_on(sheets), strict=True):
        kept: list[Line | RuledTable] = []
        for part, goes_on in zip(page.parts, told, strict=True):
            if goes_on and isinstance(part, Line):
                paragraph.text = joined(paragraph.text, part, blank=blank)
                blank = part.blank
                continue
            kept.append(part)
            if isinstance(part, Line):
                paragraph, blank = part, part.blank
        page.parts = kept


# Page numbers and pages without text


def _without_numbers(pages: list[_Page]) -> Iterator[Problem]:
    """Take page numbers out of the pages: decorated ones, and plain ones that count with the pages."""
    decorated: list[tuple[_Page, int]] = []
    plain: list[tuple[_Page, int]] = []
    offsets: set[int] = set()
    for page in pages:
        for place in {0, len(page.parts) - 1} if page.parts else ():
            line = page.parts[place]
            if not isinstance(line, Line):
                continue
            if _DECORATED_NUMBER.fullmatch(line.text):
                decorated.append((page, place))
            elif place and _PLAIN_NUMBER.fullmatch(line.text):
                plain.append((page, place))
                offsets.add(int(line.text) - page.index)
    certain = decorated + (plain if len(plain) > 1 and len(offsets) == 1 else [])
    for page, place in sorted(certain, key=lambda one: -one[1]):
        del page.parts[place]
    if certain:
        yield Problem(
            "reading-page-numbers-dropped",
            Severity.NOTICE,
            Message("已略去 {count} 个页码。", {"count": len(certain)}),
            Message("页码不是正文；如有误删，请核对原件。"),
        )


def _images(pages: list[_Page]) -> Iterator[Problem]:
    """Report pages that are images among pages with text."""
    images = [page.index + 1 for page in pages if page.has_image and not page.parts]
    if images:
        yield Problem(
            "reading-pages-without-text",
            Severity.WARNING,
            Message("第 {pages} 页是图片，没有文字层，未能读取。", {"pages": "、".join(map(str, images))}),
            Message("请先对这些页做文字识别（OCR），再重新读取。"),
        )
