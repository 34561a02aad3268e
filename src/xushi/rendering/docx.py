"""Word documents that Word, WPS and LibreOffice open as an office would have made them: GB/T 9704-2012.

The official faces are named in `w:eastAsia`, never embedded; every kind of paragraph is a named style, so that an
office can restyle the whole paper at once.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cache
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from xushi.rendering.charts import Chart
from xushi.rendering.layout import Annex, Block, Figure, Flag, Imprint, Layout, Line, Signature, Style, Table, width
from xushi.rendering.pictures import WIDTH, pictures_or_none

SONG, FANGSONG, KAI, HEI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"
LATIN = "Times New Roman"
SIZE, PITCH = 16, 28.95  #: 3号 and the distance of the lines, in points (22 lines fill the page)
#: Twentieths of a point between characters, so that 28 fill a line. A grid of characters (`linesAndChars`) would say
#: the same to Word only: LibreOffice gives each of them two cells, and 14 fill a line.
TIGHT = -5
TEXT_WIDTH = 156  #: of the page (版心), in millimetres
_RED = RGBColor(0xE6, 0, 0)
_TWIPS = 20
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx wants a naive time; the same one makes the same bytes
_STYLES: dict[str, tuple[str, float, str, float]] = {  # face, size, alignment, indent of the first line
    "公文正文": (FANGSONG, SIZE, "both", 2),
    "公文标题": (SONG, 22, "center", 0),
    "公文一级标题": (HEI, SIZE, "left", 2),
    "公文二级标题": (KAI, SIZE, "left", 2),
    "公文主送机关": (FANGSONG, SIZE, "left", 0),
    "公文居中": (FANGSONG, SIZE, "center", 0),
    "公文附件": (HEI, SIZE, "left", 0),
    "公文署名": (FANGSONG, SIZE, "right", 0),
    "公文发文机关标志": (SONG, 44, "center", 0),
    "公文版记": (FANGSONG, 14, "left", 0),
    "公文表格": (FANGSONG, 10.5, "left", 0),
    "公文表头": (HEI, 10.5, "center", 0),
    "公文表单": (FANGSONG, 14, "left", 0),
    "公文表单头": (HEI, 14, "center", 0),
    "公文图": (FANGSONG, 10.5, "center", 0),
}
_OF_STYLE = {
    Style.TITLE: "公文标题",
    Style.SOURCE: "公文居中",
    Style.ADDRESSEES: "公文主送机关",
    Style.LIST: "公文一级标题",
    Style.FIELD: "公文二级标题",
}
_LEVELS = {"公文标题": "0", "公文一级标题": "1", "公文二级标题": "2"}


def written(layout: Layout) -> bytes:
    """Return the layout as a docx file, the same bytes every time."""
    word = Document(io.BytesIO(_empty()))
    word.core_properties.title = layout.title
    if layout.is_turned:
        _turn(word.sections[0])
    drawn = pictures_or_none(layout.charts, "png")
    for block in layout.blocks:
        if not isinstance(block, Figure):
            _write(word, block)
        elif block.chart in drawn:
            _picture(word, block.chart, drawn[block.chart])
    saved = io.BytesIO()
    word.save(saved)
    return _repacked(saved.getvalue())


@cache
def _empty() -> bytes:
    """Return a document with page, styles and page numbers, and no text."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 6)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx knows no grid
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001 - see above
    _attributes(grid, type="lines", linePitch="579")
    word.settings.odd_and_even_pages_header_footer = True
    normal = word.styles["Normal"]  # what an office adds looks like the paper
    normal.font.size, normal.font.name = Pt(SIZE), LATIN
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANGSONG)
    for name, (face, size, alignment, indent) in _STYLES.items():
        _style(word, name, face=face, size=size, alignment=alignment, indent=indent)
    for footer, edge in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        _page_number(footer.paragraphs[0], edge)
    properties = word.core_properties
    properties.author, properties.comments, properties.language = "", "", "zh-CN"
    properties.created = properties.modified = _MADE
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _turn(section: Any) -> None:
    """Turn the sheet on its side, the binding edge above (GW-22)."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        section.left_margin,
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
    )
    section.footer_distance = Mm(12)


def _style(word: Any, name: str, *, face: str, size: float, alignment: str, indent: float) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    style.font.name, style.font.size = LATIN, Pt(size)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if size == SIZE:
        tight = OxmlElement("w:spacing")
        _attributes(tight, val=str(TIGHT))
        properties.insert_element_before(tight, "w:w", "w:kern", "w:position", "w:sz")
    language = OxmlElement("w:lang")
    _attributes(language, val="en-US", eastAsia="zh-CN")
    properties.append(language)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.alignment = {
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[alignment]
    in_table = name.startswith(("公文表", "公文图"))
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE if in_table or size > 22 else WD_LINE_SPACING.EXACTLY
    if not in_table and size <= 22:
        layout.line_spacing = Pt(PITCH if size <= SIZE else 36)
    layout.widow_control = False
    if indent:
        layout.first_line_indent = Pt(size * indent)
    paragraph = style.element.get_or_add_pPr()
    told = [("w:autoSpaceDE", "0"), ("w:autoSpaceDN", "0")]  # figures stand close, as in the PDF
    if name == "公文图":
        layout.space_before = layout.space_after = Pt(6)
    if in_table:  # the grid is of the text; in a table it would make every line as high as one of the text
        told.append(("w:snapToGrid", "0"))
    for tag, value in told:
        element = OxmlElement(tag)
        _attributes(element, val=value)
        paragraph.insert_element_before(element, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    if name in _LEVELS:
        level = OxmlElement("w:outlineLvl")
        _attributes(level, val=_LEVELS[name])
        paragraph.append(level)
        layout.keep_with_next = True


def _attributes(element: Any, **values: str) -> None:
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)


def _page_number(paragraph: Any, alignment: Any) -> None:
    """Write — 1 — in 4号 宋体, a character in from the outer edge (GB/T 9704-2012 7.5)."""
    paragraph.alignment = alignment
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Pt(14)
    parts = ("— ", ("begin",), "PAGE", ("end",), " —")
    for part in parts:
        run = paragraph.add_run(part if isinstance(part, str) and part != "PAGE" else "")
        run.font.size, run.font.name = Pt(14), "宋体"
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")  # noqa: SLF001 - no public way
        if isinstance(part, tuple):
            mark = OxmlElement("w:fldChar")
            _attributes(mark, fldCharType=part[0])
            run._r.append(mark)  # noqa: SLF001 - python-docx writes no fields
        elif part == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = part
            run._r.append(code)  # noqa: SLF001 - python-docx writes no fields


def _write(word: Any, block: Block) -> None:
    match block:
        case Line(text, style):
            word.add_paragraph(text, _OF_STYLE.get(style, "公文正文"))
        case Flag():
            _flag(word, block)
        case Signature():
            for told, indent in zip((block.body, block.day), block.indents, strict=True):
                if told is not None:
                    paragraph = word.add_paragraph(told, "公文署名")
                    paragraph.paragraph_format.right_indent = Pt(SIZE * indent)
        case Annex(mark, title):
            paragraph = word.add_paragraph(mark, "公文附件") if mark else None
            titled = word.add_paragraph(title, "公文标题")
            (titled if paragraph is None else paragraph).paragraph_format.page_break_before = True
        case Imprint():
            _imprint(word, block)
        case Table():
            _table(word, block)


def _flag(word: Any, flag: Flag) -> None:
    """Write the red head: 35 mm below the upper edge, the number two lines below, the red line 4 mm below that."""
    if flag.mark:
        word.add_paragraph(flag.mark, "公文附件")
    paragraph = word.add_paragraph(style="公文发文机关标志")
    run = paragraph.add_run(flag.words)
    run.font.color.rgb = _RED
    run.font.size = Pt(flag_size(flag.words))
    paragraph.paragraph_format.space_before = Mm(35) - Pt(PITCH if flag.mark else 0)
    number = word.add_paragraph(flag.number, "公文居中")
    number.paragraph_format.space_before = Pt(2 * PITCH)
    number.paragraph_format.space_after = Pt(2 * PITCH)
    _border(number, bottom=("6", str(round(4 / 25.4 * 72)), "E60000"))


def flag_size(words: str) -> float:
    """Return the size at which the name of the office fits the width of the text, 48 points at most."""
    return min(48.0, TEXT_WIDTH / 25.4 * 72 / max(width(words), 1))


def _picture(word: Any, chart: Chart, png: bytes) -> None:
    """Put a chart into a paragraph of its own, with what it shows in words for readers for the blind."""
    run = word.add_paragraph(style="公文图").add_run()
    told = run.add_picture(io.BytesIO(png), width=Pt(WIDTH))._inline.docPr  # noqa: SLF001 - python-docx knows no words
    told.set("descr", chart.in_words)
    told.set("title", chart.title)


def _border(paragraph: Any, **edges: tuple[str, str, str]) -> None:
    borders = OxmlElement("w:pBdr")
    for name, (size, space, colour) in edges.items():
        edge = OxmlElement(f"w:{name}")
        _attributes(edge, val="single", sz=size, space=space, color=colour)
        borders.append(edge)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx writes no borders
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def _imprint(word: Any, imprint: Imprint) -> None:
    """Write the imprint between lines of 0.35 mm, with one of 0.25 mm inside."""
    texts = [f"抄送：{imprint.copies}"] if imprint.copies else []
    for index, text in enumerate([*texts, imprint.office]):
        paragraph = word.add_paragraph(text, "公文版记")
        layout = paragraph.paragraph_format
        layout.left_indent = layout.right_indent = Pt(14)
        if index == len(texts):
            layout.tab_stops.add_tab_stop(Mm(TEXT_WIDTH) - Pt(14), alignment=2)
            paragraph.add_run("\t" + imprint.printed)
            _border(paragraph, top=("6" if texts else "8", "1", "000000"), bottom=("8", "1", "000000"))
        else:
            layout.space_before = Pt(PITCH)
            _border(paragraph, top=("8", "1", "000000"))


def _table(word: Any, table: Table) -> None:
    """Write a table as one piece of XML, since python-docx takes minutes for many cells."""
    names = ("公文表单", "公文表单头") if table.form else ("公文表格", "公文表头")
    body_style, head_style = (word.styles[name].style_id for name in names)
    section = word.sections[0]
    total = Length(section.page_width - section.left_margin - section.right_margin).pt * _TWIPS
    widths = [round(total * share / sum(table.shares)) for share in table.shares]
    made = OxmlElement("w:tbl")
    properties = _child(made, "w:tblPr")
    _child(properties, "w:tblStyle", val=word.styles["Table Grid"].style_id)
    _child(properties, "w:tblW", w=str(sum(widths)), type="dxa")
    _child(properties, "w:jc", val="center")
    _child(properties, "w:tblLayout", type="fixed")
    margins = _child(properties, "w:tblCellMar")
    for edge in ("left", "right"):
        _child(margins, f"w:{edge}", w="57", type="dxa")  # 1 mm, so that a number of three figures is one line
    grid = _child(made, "w:tblGrid")
    for each in widths:
        _child(grid, "w:gridCol", w=str(each))
    for line in _head_rows(table):
        row = _row(made, head=True)
        for at, text, columns, merge in line:
            _cell(row, text, style=head_style, size=sum(widths[at : at + columns]), columns=columns, merge=merge)
    for texts in table.rows:
        row = _row(made, whole=table.form)
        if len(texts) == 1 < len(widths):
            _cell(row, texts[0], style=body_style, size=sum(widths), columns=len(widths))
            continue
        for text, each, figure in zip(texts, widths, table.figures, strict=True):
            _cell(row, text, style=body_style, size=each, centred=figure)
    body = word.element.body
    body.insert(len(body) - 1, made)


def _head_rows(table: Table) -> list[list[tuple[int, str, int, str | None]]]:
    """Return the cells of the head by row: column, text, columns covered, and how it is merged downwards."""
    covered: dict[tuple[int, int], int] = {}
    lines = []
    for y, row in enumerate(table.heads):
        cells: list[tuple[int, str, int, str | None]] = []
        heads, x = iter(row), 0
        while x < len(table.shares):
            if (y, x) in covered:
                cells.append((x, "", covered[y, x], "continue"))
                x += covered[y, x]
                continue
            head = next(heads)
            cells.append((x, head.text, head.columns, "restart" if head.rows > 1 else None))
            covered |= {(y + down, x): head.columns for down in range(1, head.rows)}
            x += head.columns
        lines.append(cells)
    return lines


def _child(parent: Any, tag: str, **values: str) -> Any:
    element = OxmlElement(tag)
    _attributes(element, **values)
    parent.append(element)
    return element


def _row(table: Any, *, head: bool = False, whole: bool = False) -> Any:
    """Write a row; one that stays `whole` is not split by the end of a page."""
    row = _child(table, "w:tr")
    if head or whole:
        properties = _child(row, "w:trPr")
        if whole:
            _child(properties, "w:cantSplit")
        if head:
            _child(properties, "w:tblHeader")
    return row


def _cell(
    row: Any,
    text: str,
    *,
    style: str,
    size: int,
    columns: int = 1,
    merge: str | None = None,
    centred: bool = False,
) -> None:
    cell = _child(row, "w:tc")
    properties = _child(cell, "w:tcPr")
    _child(properties, "w:tcW", w=str(size), type="dxa")
    if columns > 1:
        _child(properties, "w:gridSpan", val=str(columns))
    if merge is not None:
        _child(properties, "w:vMerge", val=merge)
    _child(properties, "w:vAlign", val="center")
    paragraph = _child(cell, "w:p")
    layout = _child(paragraph, "w:pPr")
    _child(layout, "w:pStyle", val=style)
    if centred:
        _child(layout, "w:jc", val="center")
    if text:
        told = _child(_child(paragraph, "w:r"), "w:t")
        told.text = text
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _repacked(package: bytes) -> bytes:
    """Return the package with one time on all its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=_MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()
