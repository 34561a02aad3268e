"""Workbooks with one sheet: the title over all columns, what else there is in lines of its own, then the table."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from samples.blocks import Item, Printed, Table, Title, numbered
from samples.writers.package import MADE, repacked

THIN = Side(style="thin")
LINE = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
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
        cell = sheet.cell(row, 1)
        cell.value = numbered(block) if isinstance(block, Item) else block.text
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        centered = isinstance(block, Title)
        cell.font = Font(name="宋体", size=16 if centered else 10, bold=centered)
        cell.alignment = Alignment(horizontal="center" if centered else "left", wrap_text=True)
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "霁川市人民政府办公室"
    saved = io.BytesIO()
    book.save(saved)
    return repacked(saved.getvalue())


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
    sheet.freeze_panes = f"A{first + len(table.heads)}"
