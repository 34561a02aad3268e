"""Workbooks with one sheet: the title over all columns, what else there is in lines of its own, then the table."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from samples.blocks import Item, Printed, Table, Title, numbered

MADE = datetime(2025, 1, 1)  # noqa: DTZ001 - openpyxl wants a naive time; any fixed one makes equal files
LINE = Border(*[Side(style="thin")] * 4)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")  # openpyxl writes the time of saving
WIDTH = 120  # of the sheet, in characters


def written(document: Printed) -> bytes:
    """Return `document`, which must hold one table, as an xlsx file."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        message = "a new workbook has no sheet"
        raise TypeError(message)
    sheet.title = "Sheet1"
    columns = next(len(block.widths) for block in document.blocks if isinstance(block, Table))
    for block in document.blocks:
        if isinstance(block, Table):
            _table(sheet, block)
            continue
        row = sheet.max_row + 1 if sheet["A1"].value else 1
        cell = sheet.cell(row, 1, numbered(block) if isinstance(block, Item) else block.text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        centered = isinstance(block, Title)
        cell.font = Font(name="宋体", size=16 if centered else 10, bold=centered)
        cell.alignment = Alignment(horizontal="center" if centered else "left", wrap_text=True)
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "霁川市人民政府办公室"
    return _repacked(book)


def _table(sheet: Worksheet, table: Table) -> None:
    first = sheet.max_row + 1
    for y, row in enumerate((*table.heads, *table.rows), first):
        for x, text in enumerate(row, 1):
            cell = sheet.cell(y, x, int(text) if text and text.isdecimal() else text)
            cell.border = LINE
            cell.font = Font(name="宋体", size=10, bold=y < first + len(table.heads))
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    for x, share in enumerate(table.widths):
        sheet.column_dimensions[chr(ord("A") + x)].width = WIDTH * share / sum(table.widths)
    if len(table.heads) > 1:
        quarters = next(x for x, text in enumerate(table.heads[1], 1) if text)
        for x in range(1, quarters):
            sheet.merge_cells(start_row=first, end_row=first + 1, start_column=x, end_column=x)
        sheet.merge_cells(start_row=first, end_row=first, start_column=quarters, end_column=len(table.widths))
    sheet.freeze_panes = sheet.cell(first + len(table.heads), 1)


def _repacked(book: Workbook) -> bytes:
    """Return the file with a fixed time on every part and in its properties, the same whenever it is made."""
    saved, packed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2025-01-01T00:00:00Z\g<2>", content)
            target.writestr(part, content)
    return packed.getvalue()
