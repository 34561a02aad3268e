"""Tables that lost every mark: the headings run together in one line, and number, promise and units in each other.

Pattern: ``序号项目名称责任单位``, then ``1新建公厕25座区城管局``, ``2新增托位900个区卫健局、各街道``. The units are
told from the promise by their own form: they begin with the level of a government, or after the last mark of a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xushi.agencies.names import looks_like_agency
from xushi.parsing._columns import Column, Heading, column_of, columns_run_together
from xushi.parsing._grids import Grid, Row
from xushi.parsing._lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._page import Page, Range

_SUBJECTS = (Column.TITLE, Column.TEXT)
_LEVELS = "市区县省州镇乡各"
_MARKS = "、,"
_FEWEST = 2
_LONGEST_UNIT = 16


def run_together(page: Page, lines: list[Line], year: int | None) -> tuple[list[Grid], list[Line]]:
    """Find tables of number, promise and units whose lines lost every mark; return them and the other lines."""
    grids: list[Grid] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        columns = _columns_at(lines[index], year)
        stop, rows = _rows_under(page, lines, index + 1) if columns else (index, [])
        if len(rows) < _FEWEST:
            rest.append(lines[index])
            index += 1
            continue
        grids.append(Grid(lines[index].start, lines[stop - 1].end, columns, rows, [Row([lines[index].range])]))
        index = stop
    return grids, rest


def _columns_at(line: Line, year: int | None) -> list[Heading]:
    """Return number, promise and units, if a line names these three and no others."""
    places = columns_run_together(line.text, year) or []
    columns = [column_of(line.text[slice(*place)], year) for place in places]
    subjects = [heading for heading in columns[1:-1] if heading.kind in _SUBJECTS]
    if len(columns) != len(subjects) + 2 or not subjects or columns[-1].kind is not Column.AGENCY:
        return []
    return [columns[0], Heading(Column.TEXT, subjects[-1].text), columns[-1]]


def _rows_under(page: Page, lines: Sequence[Line], start: int) -> tuple[int, list[Row]]:
    rows: list[Row] = []
    index = start
    while index < len(lines):
        number = str(len(rows) + 1)
        line = lines[index]
        units = _units_from(line.text)
        if not line.text.startswith(number) or units <= len(number):
            break
        strip = page.strip(line.range)
        cells: list[Range | None] = [
            strip.range(0, len(number)),
            strip.range(len(number), units),
            strip.range(units, len(line.text)),
        ]
        rows.append(Row(cells))
        index += 1
    return index, rows


def _units_from(text: str) -> int:
    """Return where the units at the end of a row begin, or -1."""
    end = len(text)
    while True:
        mark = max(text.rfind(each, 0, end) for each in _MARKS)
        name = text[mark + 1 : end]
        if mark < 0 or name[:1] not in _LEVELS or not looks_like_agency(name):
            break
        end = mark
    begin = max(mark + 1, end - _LONGEST_UNIT)
    starts = [at for at in range(begin, end) if text[at] in _LEVELS and looks_like_agency(text[at:end])]
    if starts:
        return starts[-1]
    return end + 1 if end < len(text) else -1
