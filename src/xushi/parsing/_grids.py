"""Tables, whatever they were made of: columns with their meaning, and rows of ranges of the view."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from xushi.parsing._columns import Column, Heading, column_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._page import Page, Range
    from xushi.reading.model import Table

_FIGURE = re.compile(r"[\d.,]+%?(?:万|亿)?[一-龥]{0,2}")
_BARE_FIGURE = re.compile(r"[\d.,]+")
_LABELLED = re.compile(r"\s*[(]?[一-龥]{2,8}\s*:|\s*(?:19|20)\d{2}年")
_RANK = re.compile(r"名次|排名|位次|排序")
_VOTES_UNDER = re.compile(r"票数?|人数|得票(?:数)?|票数[(]票[)]|数量")
_NAME_LENGTH = 16  #: characters of the name of a task, on average
_EMPTY = ("/", "-", "--", "---", "\\", "无")
COUNTS = (Column.YES, Column.NO, Column.ABSTAIN, Column.SATISFIED, Column.BASICALLY, Column.UNSATISFIED)
_SUBJECTS = {Column.TITLE, Column.TEXT}
_TELLING = set(Column) - {Column.OTHER, Column.NOTE, Column.FIGURE, Column.NUMBER, Column.FIELD, Column.MEASURE_UNIT}


@dataclass(slots=True)
class Row:
    """Cells by column; None where the row has no cell of its own."""

    cells: list[Range | None]

    def filled(self) -> list[int]:
        """Return the indices of the columns that have a cell."""
        return [index for index, cell in enumerate(self.cells) if cell is not None]


@dataclass(slots=True)
class Grid:
    """A table with its columns understood."""

    start: int
    end: int
    columns: list[Heading]
    rows: list[Row]
    headers: list[Row] = field(default_factory=list)
    captions: list[Range] = field(default_factory=list)  #: rows of one cell above the headings: title, remarks

    def index(self, kind: Column) -> int | None:
        """Return the first column of that kind."""
        return next((i for i, heading in enumerate(self.columns) if heading.kind is kind), None)


def grid_of_table(page: Page, table: Table, year: int | None) -> Grid | None:
    """Return the grid of a table of the file, or None where its heading is not understood."""
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    height = max((cell.row + cell.row_span for cell in table.cells), default=0)
    matrix: list[list[Range | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        place = cell_at(page, *cell.span)
        if place is None:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            matrix[row][cell.column] = place
    return make_grid(page, table.span.start, table.span.end, [Row(cells) for cells in matrix], year)


def cell_at(page: Page, start: int, end: int) -> Range | None:
    """Return the range of a cell without the blanks at its ends; None where it is empty or holds but a stroke."""
    start, end = page.trimmed(start, end)
    return (start, end) if start < end and page.folded[start:end] not in _EMPTY else None


def make_grid(page: Page, start: int, end: int, rows: list[Row], year: int | None) -> Grid | None:
    """Find the heading rows, understand the columns, and keep the other rows."""
    for index, row in enumerate(rows[:6]):
        columns = columns_of(page, row, year)
        if not is_heading(columns):
            continue
        used = 1
        if index + 1 < len(rows):
            below = columns_of(page, rows[index + 1], year)
            merged = _merged(columns, below)
            if merged is not None:
                columns, used = merged, 2
        heading_rows = rows[index : index + used]
        shapes = [_shape(page, each) for each in heading_rows]
        body = [each for each in rows[index + used :] if _shape(page, each) not in shapes and not _is_rule(page, each)]
        repeated = [each for each in rows[index + used :] if _shape(page, each) in shapes]
        _shift_under_field(columns, body)
        _settle_figures(page, columns, body)
        _settle_units(page, columns, body)
        _settle_subject(columns, body)
        if not is_heading(columns):
            return None
        captions = [cell for each in rows[:index] if (cell := _only_cell(each)) is not None]
        others = [each for each in rows[:index] if _only_cell(each) is None]
        labelled = [each for each in others if _is_labelled(page, each)]
        captions += [cell for each in labelled for cell in dict.fromkeys(each.cells) if cell is not None]
        others = [each for each in others if each not in labelled]
        return Grid(start, end, columns, [*others, *body], [*heading_rows, *repeated], captions)
    return None


def _is_labelled(page: Page, row: Row) -> bool:
    """Tell whether a row above the headings says who filled the table in and how it counts: 填报单位:…, 单位:万元."""
    return all(_LABELLED.match(page.folded[slice(*cell)]) is not None for cell in row.cells if cell is not None)


def _only_cell(row: Row) -> Range | None:
    """Return the one cell of a row that has no other."""
    places = {cell for cell in row.cells if cell is not None}
    return places.pop() if len(places) == 1 else None


def columns_of(page: Page, row: Row, year: int | None) -> list[Heading]:
    return [
        column_of("".join(page.folded[slice(*cell)].split()), year) if cell is not None else Heading(Column.OTHER, "")
        for cell in row.cells
    ]


def is_heading(columns: Sequence[Heading]) -> bool:
    """Tell whether these are headings: a subject and something said of it, every one of them short."""
    kinds = Counter(heading.kind for heading in columns)
    if any(len(heading.text) > 24 for heading in columns):
        return False
    subject = any(kinds[kind] for kind in _SUBJECTS) or kinds[Column.NUMBER]
    told = sum(kinds[kind] for kind in _TELLING if kind not in _SUBJECTS)
    return bool(subject) and (told > 0 or (kinds[Column.NUMBER] > 0 and any(kinds[kind] for kind in _SUBJECTS)))


def _merged(columns: list[Heading], below: list[Heading]) -> list[Heading] | None:
    """Return the columns with a second heading row taken in, or None if the next row is no heading.

    A heading over several columns stands over the empty ones to its right as well: 满意 over 票数 and 得票率.
    """
    over, spread = Heading(Column.OTHER, ""), []
    for heading, under in zip(columns, below, strict=True):
        over = heading if heading.text or not under.text else over
        spread.append(over)
    below = [
        Heading(above.kind, under.text) if above.kind in COUNTS and _VOTES_UNDER.fullmatch(under.text) else under
        for above, under in zip(spread, below, strict=True)
    ]
    named = [heading for heading in below if heading.text]
    if not named or any(heading.kind is Column.OTHER for heading in named):
        return None
    if not any(
        h.kind
        in (Column.PERIOD, Column.AGENCY, Column.YES, Column.NO, Column.SATISFIED, Column.PROGRESS, Column.VERDICT)
        for h in named
    ):
        return None
    return [under if under.text else over for over, under in zip(columns, below, strict=True)]


def _shape(page: Page, row: Row) -> tuple[str, ...]:
    return tuple("".join(page.folded[slice(*cell)].split()) if cell is not None else "" for cell in row.cells)


def _is_rule(page: Page, row: Row) -> bool:
    return all(not page.folded[slice(*cell)].strip("-:=+| ") for cell in row.cells if cell is not None)


def _settle_units(page: Page, columns: list[Heading], body: list[Row]) -> None:
    """单位 heads units of measure or responsible units: the cells decide."""
    for index, heading in enumerate(columns):
        if heading.kind is not Column.AGENCY or heading.text != "单位":
            continue
        cells = ["".join(page.folded[slice(*cell)].split()) for row in body if (cell := row.cells[index]) is not None]
        if cells and sum(len(cell) <= 3 for cell in cells) * 2 > len(cells):
            columns[index] = Heading(Column.MEASURE_UNIT, heading.text)


def _shift_under_field(columns: list[Heading], body: list[Row]) -> None:
    """Put the cells of a row that lost its merged first cell, the field, under their own headings again.

    Only where merged cells are lost: a field that stands over several rows is the first cell of each of them.
    """
    if columns[0].kind is not Column.FIELD or any(
        below.cells[0] == above.cells[0] is not None for above, below in pairwise(body)
    ):
        return
    for row in body:
        if row.cells[-1] is None and all(cell is not None for cell in row.cells[:-1]):
            row.cells = [None, *row.cells[:-1]]


def _settle_figures(page: Page, columns: list[Heading], body: list[Row]) -> None:
    """Take the promise away from a column of bare figures, and let a first column of ranks number the items."""
    for index, heading in enumerate(columns):
        if heading.kind in _SUBJECTS:
            cells = [
                "".join(page.folded[slice(*cell)].split()) for row in body if (cell := row.cells[index]) is not None
            ]
            named = any(i < index and other.kind in _SUBJECTS for i, other in enumerate(columns))
            figure = _BARE_FIGURE if named else _FIGURE  # 农村公路 beside 200公里: the figure is what is promised of it
            if cells and sum(figure.fullmatch(cell) is not None for cell in cells) * 2 > len(cells):
                columns[index] = Heading(Column.TARGET_VALUE, heading.text)
    if not any(heading.kind is Column.NUMBER for heading in columns) and _RANK.fullmatch(columns[0].text):
        columns[0] = Heading(Column.NUMBER, columns[0].text)


def _settle_subject(columns: list[Heading], body: list[Row]) -> None:
    """Where no heading says which column holds the promise, the unknown one with most to say does.

    Of two columns of promises the first, where it is short, names the task: 重点任务 beside 工作措施.
    """
    texts = [i for i, heading in enumerate(columns) if heading.kind is Column.TEXT]
    if len(texts) > 1 and not any(heading.kind is Column.TITLE for heading in columns):
        lengths = [cell[1] - cell[0] for row in body if (cell := row.cells[texts[0]]) is not None]
        if lengths and sum(lengths) <= _NAME_LENGTH * len(lengths):
            columns[texts[0]] = Heading(Column.TITLE, columns[texts[0]].text)
    if any(heading.kind in _SUBJECTS for heading in columns):
        return
    unknown = [i for i, heading in enumerate(columns) if heading.kind is Column.OTHER and heading.text]
    if unknown:
        most = max(unknown, key=lambda i: sum(cell[1] - cell[0] for row in body if (cell := row.cells[i]) is not None))
        columns[most] = Heading(Column.TEXT, columns[most].text)
