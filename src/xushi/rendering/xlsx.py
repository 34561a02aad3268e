"""Workbooks: the lines of the document over all columns, then its table, the head repeated when printed."""

from __future__ import annotations

import io
import math
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from xushi.rendering.layout import Annex, Block, Flag, Imprint, Layout, Line, Signature, Style, Table, width

_THIN = Side(style="thin")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_COLUMNS = 110  #: width of the sheet, in figures
_FORM = 2  #: times as high is a row of a form, which has room for the pen
_HEIGHT = 15  #: of a line, in points
_LONGEST = 32_767  #: characters in a cell
#: What a program that opens the sheet might run; such a text is kept as text and never as a formula (ASVS 1.2.10).
_FORMULA = re.compile(r"[=+\-@\t\r]")
_FONTS = {
    Style.TITLE: Font(name="方正小标宋简体", size=18),
    Style.LIST: Font(name="黑体", size=12),
    Style.FIELD: Font(name="楷体_GB2312", size=12),
}
_BODY, _HEAD, _CELL = Font(name="仿宋_GB2312", size=12), Font(name="黑体", size=11), Font(name="仿宋_GB2312", size=11)


def written(layout: Layout) -> bytes:
    """Return the layout as a workbook: a sheet for each list that is an annex by itself, one for all the rest."""
    book = Workbook()
    sheet: Any = book.active
    columns = max((len(block.shares) for block in layout.blocks if isinstance(block, Table)), default=1)
    wide = any(isinstance(block, Table) and block.is_wide for block in layout.blocks)
    row = 1
    for block in layout.blocks:
        if isinstance(block, Annex) and row > 1:
            sheet, row = book.create_sheet(), 1
        if isinstance(block, Table):
            row = _table(sheet, row, block)
            continue
        for text, style in _lines(block):
            _line(sheet, row, text, style, columns)
            row += 1
    for number, each in enumerate(book.worksheets, 1):
        each.title = f"Sheet{number}"
        _print_setup(each, wide=wide)
    book.properties.title = layout.title
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _print_setup(sheet: Any, *, wide: bool) -> None:
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = sheet.evenFooter.left.text = "— &P —"
    sheet.HeaderFooter.differentOddEven = True


def _lines(block: Block) -> list[tuple[str, Style]]:
    match block:
        case Line(text, style):
            return [(text, style)]
        case Flag(_, number, mark):
            return [*([(mark, Style.ADDRESSEES)] if mark else []), (number, Style.SOURCE)]
        case Signature(body):
            return [(text, Style.NOTE) for text in (body, block.day) if text]
        case Annex(mark, title):
            return [(text, style) for text, style in ((mark, Style.ADDRESSEES), (title, Style.TITLE)) if text]
        case Imprint(copies, office, printed):
            texts = (f"抄送：{copies}" if copies else "", office, printed)
            return [(text, Style.ADDRESSEES) for text in texts if text]
    return []


def _line(sheet: Any, row: int, text: str, style: Style, columns: int) -> None:
    cell = sheet.cell(row, 1)
    _put(cell, text)
    if columns > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    cell.font = _FONTS.get(style, _BODY)
    centred = style in (Style.TITLE, Style.SOURCE)
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    lines = math.ceil(width(text) * 2 * (cell.font.size or 11) / 11 / _COLUMNS)
    sheet.row_dimensions[row].height = lines * _HEIGHT * (cell.font.size or 11) / 10


def _put(cell: Any, text: str) -> None:
    """Put a text into a cell as text, whatever it begins with; a plain count becomes a number."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
    if text.isascii() and text.isdecimal() and (text == "0" or text[0] != "0"):
        cell.value = int(text)
        return
    cell.value = text
    cell.data_type = "s"
    if _FORMULA.match(text):
        cell.quotePrefix = True


def _table(sheet: Any, first: int, table: Table) -> int:
    """Write a table from row `first` on; return the row after it."""
    widths = [_COLUMNS * share / sum(table.shares) for share in table.shares]
    for x, each in enumerate(widths, 1):
        letter = get_column_letter(x)
        sheet.column_dimensions[letter].width = max(6.0, each)
    y = first
    taken: set[tuple[int, int]] = set()
    for row in table.heads:
        x = 1
        for head in row:
            while (y, x) in taken:
                x += 1
            _put(sheet.cell(y, x), head.text)
            if head.columns > 1 or head.rows > 1:
                right, bottom = x + head.columns - 1, y + head.rows - 1
                sheet.merge_cells(start_row=y, end_row=bottom, start_column=x, end_column=right)
            taken |= {(y + down, x + right) for down in range(head.rows) for right in range(head.columns)}
            x += head.columns
        y += 1
    for each in sheet.iter_rows(min_row=first, max_row=y - 1, max_col=len(widths)):
        for cell in each:
            cell.font, cell.border = _HEAD, _LINE
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if sheet.print_title_rows is None:
        sheet.print_title_rows = f"{first}:{y - 1}"
        sheet.freeze_panes = f"A{y}"
    for texts in table.rows:
        _row(sheet, y, texts, table, widths)
        y += 1
    return y


def _row(sheet: Any, y: int, texts: tuple[str, ...], table: Table, widths: list[float]) -> None:
    if len(texts) == 1 < len(widths):
        _put(sheet.cell(y, 1), texts[0])
        sheet.merge_cells(start_row=y, end_row=y, start_column=1, end_column=len(widths))
        sheet.cell(y, 1).font, sheet.cell(y, 1).border = _HEAD, _LINE
        return
    lines = 1
    for x, (text, figure, each) in enumerate(zip(texts, table.figures, widths, strict=True), 1):
        cell = sheet.cell(y, x)
        if text:
            _put(cell, text)
        cell.font, cell.border = _CELL, _LINE
        cell.alignment = Alignment(horizontal="center" if figure else "left", vertical="center", wrap_text=True)
        lines = max(lines, math.ceil(width(text) * 2 / max(each - 1, 1)))
    sheet.row_dimensions[y].height = min(409, lines * _HEIGHT * (_FORM if table.form else 1))
