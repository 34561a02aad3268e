r"""Workbooks (xlsx, xls): every sheet that is not empty is a table, shown as a person sees it.

With several sheets each table comes after a line with the name of its sheet. Rows and columns that are empty
all through are left out. A merged range is one cell.
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xushi.reading import refusals
from xushi.reading.linear import Entry, Linear
from xushi.reading.sheetformats import MONTH, Place, formats_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xushi.reading.model import Reading

_ZIP = b"PK"
#: A break inside a cell stays one; other breaks and tabs would look like the end of the cell.
_CELL = dict.fromkeys((*range(0x20), 0x7F), " ") | {0x0A: "\v"}

Value = str | float | bool | dt.date | dt.time | dt.timedelta
Range = tuple[tuple[int, int], tuple[int, int]]  #: first and last row and column, from 0


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a workbook. Raises `UnreadableFile` if it is encrypted, damaged, hostile or empty."""
    kind = "xlsx" if data.startswith(_ZIP) else "xls"
    formats = formats_of(data) if kind == "xlsx" else {}
    sheets: list[tuple[str, list[list[Entry]]]] = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for index, title in enumerate(workbook.sheet_names):
                sheet = workbook.get_sheet_by_index(index)
                values = sheet.to_python(skip_empty_area=False)
                rows = _rows(_shown(values, formats.get(title, {})), sheet.merged_cell_ranges or [])
                if rows:
                    sheets.append((title, rows))
    except PasswordError as locked:
        raise refusals.encrypted() from locked
    except (CalamineError, OSError, ValueError, OverflowError) as broken:
        raise refusals.damaged(kind) from broken
    except BaseException as broken:
        # A fault inside calamine (Rust) arrives as an exception that no ordinary handler catches, nor can be imported.
        if type(broken).__name__ != "PanicException":
            raise
        raise refusals.damaged(kind) from broken
    if not sheets:
        raise refusals.no_text(kind)
    out = Linear()
    for title, rows in sheets:
        if len(sheets) > 1:
            out.write(title.translate(_CELL) + "\n")
        before, table, after = _parts(rows)
        for line in before:
            out.write(line + "\n")
        out.table(table)
        for line in after:
            out.write(line + "\n")
    return out.reading(name, kind)


# What a person sees in a cell


def _shown(values: Sequence[Sequence[Value]], formats: dict[Place, int]) -> list[list[str]]:
    return [
        [_in_cell(value, formats.get((row, column))) if value != "" else "" for column, value in enumerate(line)]
        for row, line in enumerate(values)
    ]


def _in_cell(value: Value, special: int | None) -> str:
    """Return a value as the sheet shows it: 120 not 120.0, 63% not 0.63, dates in the Chinese way."""
    if isinstance(value, str):
        return value.translate(_CELL).strip(" \v")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, dt.date):
        return _date(value, with_day=special != MONTH)
    return _number(value, special)


def _date(value: dt.date, *, with_day: bool) -> str:
    shown = f"{value.year}年{value.month}月" + (f"{value.day}日" if with_day else "")
    if isinstance(value, dt.datetime) and value.time() != dt.time.min:
        shown += f" {value.hour}:{value.minute:02d}"
    return shown


def _number(value: float, digits: int | None) -> str:
    """Return a number with the 15 digits a sheet keeps, so that 1.1 + 2.2 is 3.3; `digits` makes it a percentage."""
    exact = Decimal(f"{value:.15g}")
    if not exact.is_finite():
        return ""
    if digits is not None and digits >= 0:
        return f"{(exact * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}%"
    return f"{exact:f}"


# From cells to rows


def _rows(shown: list[list[str]], merged: Iterable[Range]) -> list[list[Entry]]:
    """Return the rows and columns that hold anything, with merged ranges as one cell."""
    kept_rows = [any(line) for line in shown]
    width = max(map(len, shown), default=0)
    kept_columns = [any(line[column] for line in shown if column < len(line)) for column in range(width)]
    row_at, column_at = [0, *accumulate(map(int, kept_rows))], [0, *accumulate(map(int, kept_columns))]
    rows = [
        [Entry(text, column_at[column]) for column, text in enumerate(line) if kept_columns[column]]
        for line, kept in zip(shown, kept_rows, strict=True)
        if kept
    ]
    for (top, left), (bottom, right) in merged:
        if top >= len(shown) or left >= width or not shown[top][left]:
            continue
        row, column = row_at[top], column_at[left]
        height = row_at[min(bottom + 1, len(shown))] - row
        span = column_at[min(right + 1, width)] - column
        rows[row][column].row_span, rows[row][column].column_span = height, span
        for covered in (entry for line in rows[row : row + height] for entry in line[column : column + span]):
            covered.covered = covered is not rows[row][column]
    return rows


def _parts(rows: list[list[Entry]]) -> tuple[list[str], list[list[Entry]], list[str]]:
    """Return the lines above the table (title, unit of measure), the table, and the lines below it (notes).

    Such a line is a row with one cell that is filled; the table begins and ends with a row that has more.
    """
    first, last = 0, len(rows)
    while first < last and (_line(rows[first]) is not None):
        first += 1
    while last > first and (_line(rows[last - 1]) is not None):
        last -= 1
    return [_line(row) or "" for row in rows[:first]], rows[first:last], [_line(row) or "" for row in rows[last:]]


def _line(row: list[Entry]) -> str | None:
    """Return the text of a row that holds a single cell of one row, or None."""
    filled = [entry for entry in row if entry.text]
    return filled[0].text if len(filled) == 1 and filled[0].row_span == 1 else None
