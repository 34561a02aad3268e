"""The empty Word document: its styles, its two kinds of pages with their numbers, and its properties.

The official faces are named in `w:eastAsia`, never embedded; every kind of paragraph is a named style, so that an
office can restyle the whole paper at once.
"""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import datetime
from functools import cache
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from xushi.rendering.docxboxes import turned_box
from xushi.rendering.layout import PITCH

SONG, FANGSONG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
LATIN = "Times New Roman"
SIZE = 16  #: 3号, in points; 22 lines fill the page
TITLE_SIZE = 22  #: 2号
IMPRINT_PITCH = 22  #: the same of the imprint (版记)
#: Twentieths of a point between characters, so that 28 fill a line. A grid of characters (`linesAndChars`) would say
#: the same to Word only: LibreOffice gives each of them two cells, and 14 fill a line.
TIGHT = -5
CHARACTER = SIZE + TIGHT / 20  #: what one character takes of a line, in points
MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx wants a naive time; the same one makes the same bytes
_STYLES: dict[str, tuple[str, float, str, float]] = {  # face, size, alignment, indent of the first line
    "公文正文": (FANGSONG, SIZE, "both", 2),
    "公文标题": (SONG, TITLE_SIZE, "center", 0),
    "公文一级标题": (HEI, SIZE, "left", 2),
    "公文二级标题": (KAI, SIZE, "left", 2),
    "公文主送机关": (FANGSONG, SIZE, "left", 0),
    "公文居中": (FANGSONG, SIZE, "center", 0),
    "公文附件": (HEI, SIZE, "left", 0),
    "公文附件说明": (FANGSONG, SIZE, "both", 0),
    "公文署名": (FANGSONG, SIZE, "right", 0),
    "公文发文机关标志": (SONG, 44, "center", 0),
    "公文版记": (FANGSONG, 14, "left", 0),
    "公文分隔线": (FANGSONG, 1, "left", 0),
    "公文表格": (FANGSONG, 10.5, "left", 0),
    "公文表头": (HEI, 10.5, "center", 0),
    "公文表单": (FANGSONG, 14, "left", 0),
    "公文表单头": (HEI, 14, "center", 0),
    "公文图": (FANGSONG, 10.5, "center", 0),
}
_LEVELS = {"公文标题": "0", "公文一级标题": "1", "公文二级标题": "2"}
_ALIGNMENTS = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LONG = 60  #: of the box of a turned page number, in millimetres
#: The order in which ECMA-376 wants what is put into them here (Part 1, 17.3.1.26 and 17.3.2.28); Word calls a file
#: damaged that has another.
_ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd"),
        *("tabs", "suppressAutoHyphens", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc"),
        *("textDirection", "outlineLvl", "rPr", "sectPr"),
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "w", "kern", "position", "sz", "szCs"),
        *("u", "fitText", "vertAlign", "lang"),
    ),
}


def attributes(element: Any, **values: str) -> None:
    """Set attributes of the namespace of Word."""
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)


def child(parent: Any, tag: str, **values: str) -> Any:
    """Append an element with attributes and return it."""
    element = OxmlElement(tag)
    attributes(element, **values)
    parent.append(element)
    return element


def put(properties: Any, tag: str, **values: str) -> Any:
    """Put an element among the properties of a paragraph or a run, in its place of their order; return it."""
    order = _ORDER[properties.tag.rpartition("}")[2]]
    element = OxmlElement(tag)
    attributes(element, **values)
    after = order[order.index(tag.removeprefix("w:")) + 1 :]
    properties.insert_element_before(element, *(f"w:{name}" for name in after))
    return element


def empty() -> tuple[Any, Any, Any]:
    """Return a document without text, and what its sections of upright and of turned sheets are to be (`w:sectPr`)."""
    word = Document(io.BytesIO(_empty()))
    body = word.element.body
    upright, turned = body.findall(f".//{qn('w:sectPr')}")
    for element in list(body):
        body.remove(element)
    upright.getparent().remove(upright)
    body.append(deepcopy(upright))
    return word, upright, turned


@cache
def _empty() -> bytes:
    """Return a document with styles, page numbers, and a section of upright and of turned sheets."""
    word = Document()
    word.settings.odd_and_even_pages_header_footer = True
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    attributes(defaults, val="en-US", eastAsia="zh-CN")
    normal = word.styles["Normal"]  # what an office adds looks like the paper
    normal.font.size, normal.font.name = Pt(SIZE), LATIN
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANGSONG)
    for name, (face, size, alignment, indent) in _STYLES.items():
        _style(word, name, face=face, size=size, alignment=alignment, indent=indent)
    upright = word.sections[0]
    _page(upright, (210, 297), (37, 26, 35, 28))
    upright.footer_distance = Mm(35 - 7 - 6)
    _page_number(upright.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(upright.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    turned = word.add_section()
    _page(turned, (297, 210), (28, 37, 26, 35))
    attributes(turned._sectPr.find(qn("w:pgSz")), orient="landscape")  # noqa: SLF001 - as for the grid
    for footer, edge, top, mark in (
        (turned.footer, WD_ALIGN_PARAGRAPH.RIGHT, 210 - 26 - _LONG, 1),
        (turned.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, 28, 2),
    ):
        footer.is_linked_to_previous = False
        # The dash has its upper edge, which is on the right, 7 mm beside the text.
        box = turned_box(footer.paragraphs[0], mark=mark, place=(35 - 7 - 4, top), size=(7, _LONG))
        _page_number(Paragraph(child(box, "w:p"), footer), edge)
    properties = word.core_properties
    properties.author, properties.comments, properties.language = "", "", "zh-CN"
    properties.created = properties.modified = MADE
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _page(section: Any, size: tuple[float, float], margins: tuple[float, float, float, float]) -> None:
    """Set size and margins, from the upper one with the clock; 22 lines fill an upright page (GW-01, GW-22)."""
    section.page_width, section.page_height = map(Mm, size)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx knows no grid
    if grid is None:
        grid = child(section._sectPr, "w:docGrid")  # noqa: SLF001 - see above
    attributes(grid, type="lines", linePitch="579")


def _style(word: Any, name: str, *, face: str, size: float, alignment: str, indent: float) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    style.font.name, style.font.size = LATIN, Pt(size)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if size == SIZE:
        put(properties, "w:spacing", val=str(TIGHT))
    put(properties, "w:lang", val="en-US", eastAsia="zh-CN")
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(6 if name == "公文图" else 0)
    layout.alignment = _ALIGNMENTS[alignment]
    in_table = name.startswith(("公文表", "公文图"))
    own_height = in_table or size > TITLE_SIZE
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE if own_height else WD_LINE_SPACING.EXACTLY
    if not own_height:
        layout.line_spacing = Pt(size if size < 14 else IMPRINT_PITCH if size == 14 else PITCH if size == SIZE else 36)
    layout.widow_control = False
    if indent:
        layout.first_line_indent = Pt(CHARACTER * indent)
    paragraph = style.element.get_or_add_pPr()
    put(paragraph, "w:autoSpaceDE", val="0")  # figures stand close, as in the PDF
    put(paragraph, "w:autoSpaceDN", val="0")
    if own_height or size < SIZE:  # the grid is of the text; elsewhere it would make every line as high as one of it
        put(paragraph, "w:snapToGrid", val="0")
    if name in _LEVELS:
        put(paragraph, "w:outlineLvl", val=_LEVELS[name])
        layout.keep_with_next = True


def _page_number(paragraph: Any, alignment: Any) -> None:
    """Write — 1 — in 4号 宋体, a character in from the outer edge (GB/T 9704-2012 7.5)."""
    paragraph.alignment = alignment
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Pt(14)
    layout.space_before = layout.space_after = Pt(0)
    parts = ("— ", ("begin",), "PAGE", ("end",), " —")
    for part in parts:
        run = paragraph.add_run(part if isinstance(part, str) and part != "PAGE" else "")
        run.font.size, run.font.name = Pt(14), "宋体"
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")  # noqa: SLF001 - no public way
        if isinstance(part, tuple):
            child(run._r, "w:fldChar", fldCharType=part[0])  # noqa: SLF001 - python-docx writes no fields
        elif part == "PAGE":
            child(run._r, "w:instrText").text = part  # noqa: SLF001 - python-docx writes no fields
