"""Word documents as offices write them: margins and founts after GB/T 9704-2012, automatic numbers, merged cells."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from samples.blocks import Block, Heading, Item, Paragraph, Printed, Table, Title, numbered
from samples.writers.package import MADE, repacked

TITLE_FOUNT, HEADING_FOUNT, TEXT_FOUNT = "方正小标宋简体", "黑体", "仿宋_GB2312"
TEXT_SIZE, TITLE_SIZE, CELL_SIZE = Pt(16), Pt(22), Pt(10.5)
LINE = Pt(28)
FIRST_LIST = 901  # beyond the lists of the empty document that python-docx begins with


def written(document: Printed) -> bytes:
    """Return `document` as a docx file."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    properties = word.core_properties
    properties.title, properties.author = document.title, "霁川市人民政府办公室"
    properties.created = properties.modified = MADE
    numbers = _Numbers(word)
    for block in document.blocks:
        _write(word, block, numbers)
    saved = io.BytesIO()
    word.save(saved)
    return repacked(saved.getvalue())


class _Numbers:
    """The automatic numbering of the document: `following` begins a list anew where an item has number 1."""

    def __init__(self, word: Any) -> None:
        self._part = word.part.numbering_part.element
        self._abstract = self._abstract_list()
        self._current = 0
        self._count = 0

    def following(self, number: str) -> int | None:
        """Return the list that gives `number` to the next paragraph, or None if no counting leads there."""
        if number == "1":
            self._current, self._count = self._list(), 0
        if number != str(self._count + 1):
            return None
        self._count += 1
        return self._current

    def _abstract_list(self) -> str:
        identity = "90"
        abstract = _element("w:abstractNum", abstractNumId=identity)
        level = _element("w:lvl", ilvl="0")
        for child in (
            _element("w:start", val="1"),
            _element("w:numFmt", val="decimal"),
            _element("w:suff", val="nothing"),
            _element("w:lvlText", val="%1."),
            _element("w:lvlJc", val="left"),
        ):
            level.append(child)
        abstract.append(level)
        self._part.insert(0, abstract)
        return identity

    def _list(self) -> int:
        identity = max(self._current, FIRST_LIST - 1) + 1
        numbering = _element("w:num", numId=str(identity))
        numbering.append(_element("w:abstractNumId", val=self._abstract))
        override = _element("w:lvlOverride", ilvl="0")
        override.append(_element("w:startOverride", val="1"))
        numbering.append(override)
        self._part.append(numbering)
        return identity


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _write(word: Any, block: Block, numbers: _Numbers) -> None:
    match block:
        case Title(text):
            _paragraph(word, text, align="center", fount=TITLE_FOUNT, size=TITLE_SIZE)
        case Heading(text):
            _paragraph(word, text, fount=HEADING_FOUNT)
        case Paragraph(text, align):
            _paragraph(word, text, align=align)
        case Item(number, text):
            numbering = numbers.following(number)
            paragraph = _paragraph(word, numbered(block) if numbering is None else text)
            if numbering is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public way
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = numbering
        case Table():
            _table(word, block)


def _paragraph(word: Any, text: str, align: str = "left", fount: str = TEXT_FOUNT, size: Any = TEXT_SIZE) -> Any:
    paragraph = word.add_paragraph()
    _set(paragraph, text, fount, size)
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_after = Pt(0)
    if align == "left":
        layout.first_line_indent = size * 2
    elif align != "flush":
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if align == "center" else WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _set(paragraph: WordParagraph, text: str, fount: str, size: Any) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = size, "Times New Roman"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), fount)  # noqa: SLF001 - no public way


def _table(word: Any, table: Table) -> None:
    rows = (*table.heads, *table.rows)
    made = word.add_table(rows=len(rows), cols=len(table.widths), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    cells = [row.cells for row in made.rows]
    for column, share in enumerate(table.widths):
        for line in cells:
            line[column].width = Mm(156 * share // sum(table.widths))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text is not None:
                fount = HEADING_FOUNT if y < len(table.heads) else TEXT_FOUNT
                _set(cells[y][x].paragraphs[0], text, fount, CELL_SIZE)
    for y in range(len(table.heads)):
        made.rows[y]._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - repeated on each page
    for (top, left), (bottom, right) in _merged(rows, len(table.heads)):
        cells[top][left].merge(cells[bottom][right])


def _merged(rows: tuple[tuple[str | None, ...], ...], heads: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the corners of merged cells: None in a head is covered from the left, or from above if there is a text."""
    found = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text is None:
                continue
            right, bottom = x, y
            while y < heads and right + 1 < len(row) and row[right + 1] is None and rows[0][right + 1] is None:
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][x] is None and (bottom + 1 < heads) == (y < heads):
                bottom += 1
            if (y, x) != (bottom, right):
                found.append(((y, x), (bottom, right)))
    return found
