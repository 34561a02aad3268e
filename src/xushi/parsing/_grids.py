"""Tables, whatever they were made of: cells of the file's own tables, rows of tabs or strokes, one cell a line.

All become a `Grid`: columns with their meaning, and rows of ranges of the view.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from xushi.agencies.names import looks_like_agency, split_names
from xushi.parsing._columns import Column, Heading, column_of
from xushi.parsing._lines import Line
from xushi.parsing._numbering import marker_at
from xushi.parsing._verdicts import grade_of
from xushi.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._page import Page, Range
    from xushi.reading.model import Table

_RULE = re.compile(r"[|:+=\s-]*-{2,}[|:+=\s-]*")
#: Headings that stand over others and have no column of their own once the table is flattened.
_SPANNING = re.compile(
    r"测评(?:等次|结果|情况|票数)?|表决(?:情况|结果)|投票(?:情况|结果)|得票情况|满意度(?:测评)?(?:情况|结果)?|序时进度(?:安排|计划)?|进度安排|进度计划|评价(?:等次|结果)"
)
_NOTE = re.compile(r"(?:注|备注|说明|附注)\d?:")
_FIGURE = re.compile(r"[\d.,]+%?(?:万|亿)?[一-龥]{0,2}")
_RANK = re.compile(r"名次|排名|位次|排序")
_WIDE_GAP = re.compile(r" {3,}| *\t *")
_VOTES_UNDER = re.compile(r"票数?|人数|得票(?:数)?|票数[(]票[)]|数量")
_EMPTY = ("/", "-", "--", "---", "\\", "无")
_COUNTS = (Column.YES, Column.NO, Column.ABSTAIN, Column.SATISFIED, Column.BASICALLY, Column.UNSATISFIED)
_SUBJECTS = {Column.TITLE, Column.TEXT}
_TELLING = set(Column) - {Column.OTHER, Column.NOTE, Column.FIGURE, Column.NUMBER, Column.FIELD, Column.MEASURE_UNIT}
_MINIMUM_FLAT = 3


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

    def index(self, kind: Column) -> int | None:
        """Return the first column of that kind."""
        return next((i for i, heading in enumerate(self.columns) if heading.kind is kind), None)


def grid_of_table(page: Page, table: Table, year: int | None) -> Grid | None:
    """Return the grid of a table of the file, or None where its heading is not understood."""
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    height = max((cell.row + cell.row_span for cell in table.cells), default=0)
    matrix: list[list[Range | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        place = _cell(page, *cell.span)
        if place is None:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            matrix[row][cell.column] = place
    return _grid(page, table.span.start, table.span.end, [Row(cells) for cells in matrix], year)


def grids_of_lines(page: Page, lines: Sequence[Line], year: int | None) -> tuple[list[Grid], list[Line]]:
    """Find the tables that were written as text among `lines`; return them and the lines that belong to none."""
    rest: list[Line] = []
    grids: list[Grid] = []
    run: list[tuple[Line, list[Range | None]]] = []
    width = 0

    def close() -> None:
        nonlocal run, width
        if run:
            grid = _grid(page, run[0][0].start, run[-1][0].end, _rows(run), year)
            if grid is not None and grid.rows:
                grids.append(grid)
            else:
                rest.extend(line for line, _ in run)
        run, width = [], 0

    for line, following in zip_longest(lines, lines[1:]):
        cells = _cells(page, line)
        if len(cells) > 1 or (run and _RULE.fullmatch(page.folded[line.start : line.end])):
            width = max(width, len(cells))
            run.append((line, cells))
        elif run and width >= _MINIMUM_FLAT and _open_row(page, run, width, line, year):
            run.append((line, cells))
        elif run and following is not None and len(_cells(page, following)) == width >= _MINIMUM_FLAT:
            run.append((line, [*cells, *[None] * (width - 1)]))
        else:
            close()
            rest.append(line)
    close()
    rest.sort(key=lambda line: line.start)
    flat, rest = _flattened(page, rest, year)
    blank, rest = _parted_by_blanks(page, rest, year)
    return sorted([*grids, *flat, *blank], key=lambda grid: grid.start), rest


def _cells(page: Page, line: Line) -> list[Range | None]:
    """Split a line at tabs, strokes or wide gaps; empty cells are None."""
    raw = page.folded[line.start : line.end]
    if raw.count("|") > 1:
        body_start = line.start + (len(raw) - len(raw.lstrip()))
        bounds = [i for i, c in enumerate(raw) if c == "|"]
        edges = [body_start - line.start - 1, *bounds, len(raw)]
        cells = [_cell(page, line.start + a + 1, line.start + b) for a, b in zip(edges, edges[1:], strict=False)]
        if raw.lstrip().startswith("|"):
            cells = cells[1:]
        if raw.rstrip().endswith("|"):
            cells = cells[:-1]
        return cells
    if "\t" in raw:
        return [_cell(page, line.start + a, line.start + b) for a, b in _between(raw, re.compile(r"\t"))]
    if _WIDE_GAP.search(raw.strip()):
        offset = len(raw) - len(raw.lstrip())
        return [
            _cell(page, line.start + offset + a, line.start + offset + b) for a, b in _between(raw.strip(), _WIDE_GAP)
        ]
    return [_cell(page, line.start, line.end)]


def _between(raw: str, gap: re.Pattern[str]) -> list[Range]:
    edges: list[Range] = []
    start = 0
    for found in gap.finditer(raw):
        edges.append((start, found.start()))
        start = found.end()
    return [*edges, (start, len(raw))]


def _cell(page: Page, start: int, end: int) -> Range | None:
    start, end = page.trimmed(start, end)
    return (start, end) if start < end and page.folded[start:end] not in _EMPTY else None


def _open_row(page: Page, run: list[tuple[Line, list[Range | None]]], width: int, line: Line, year: int | None) -> bool:
    """Tell whether the last row is short or unfinished, so that a line without marks goes on with its last cell."""
    last_line, cells = run[-1]
    if len(cells) < width:
        return True
    if marker_at(line.text) is not None or _NOTE.match(line.text) or _telling(_columns(page, Row(cells), year)):
        return False
    last = page.folded[last_line.start : last_line.end].rstrip()
    return (
        not last.endswith(("。", ";", ")", "|", "\t"))
        and len(line.text) > 1
        and not line.text[0].isdigit()
        and cells[-1] is not None
    )


def _rows(run: list[tuple[Line, list[Range | None]]]) -> list[Row]:
    """Join broken rows: a line that is one cell goes on with the last cell of the row before it."""
    rows: list[Row] = []
    width = max(len(cells) for _, cells in run)
    for line, cells in run:
        short = rows and len(rows[-1].cells) < width
        if rows and (
            len(cells) == 1 or (short and len(rows[-1].cells) + len(cells) - 1 <= width and len(cells) < width)
        ):
            first, last = cells[0], rows[-1].cells[-1]
            if first is not None:
                rows[-1].cells[-1] = (last[0] if last is not None else first[0], first[1])
            rows[-1].cells.extend(cells[1:])
        else:
            rows.append(Row(list(cells)))
    for row in rows:
        row.cells += [None] * (width - len(row.cells))
    return [row for row in rows if row.filled()]


def _grid(page: Page, start: int, end: int, rows: list[Row], year: int | None) -> Grid | None:
    """Find the heading rows, understand the columns, and keep the other rows."""
    for index, row in enumerate(rows[:6]):
        columns = _columns(page, row, year)
        if not _telling(columns):
            continue
        used = 1
        if index + 1 < len(rows):
            below = _columns(page, rows[index + 1], year)
            merged = _merged(columns, below)
            if merged is not None:
                columns, used = merged, 2
        heading_rows = rows[index : index + used]
        shapes = [_shape(page, each) for each in heading_rows]
        body = [each for each in rows[index + used :] if _shape(page, each) not in shapes and not _is_rule(page, each)]
        repeated = [each for each in rows[index + used :] if _shape(page, each) in shapes]
        _settle_figures(page, columns, body)
        _settle_units(page, columns, body)
        _settle_subject(columns, body)
        if not _telling(columns):
            return None
        return Grid(start, end, columns, [*rows[:index], *body], [*heading_rows, *repeated])
    return None


def _columns(page: Page, row: Row, year: int | None) -> list[Heading]:
    return [
        column_of("".join(page.folded[slice(*cell)].split()), year) if cell is not None else Heading(Column.OTHER, "")
        for cell in row.cells
    ]


def _telling(columns: Sequence[Heading]) -> bool:
    """Tell whether these are headings: a subject and something said of it, every one of them short."""
    kinds = Counter(heading.kind for heading in columns)
    if any(len(heading.text) > 24 for heading in columns):  # noqa: PLR2004 - longer than any heading of a column
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
        Heading(above.kind, under.text) if above.kind in _COUNTS and _VOTES_UNDER.fullmatch(under.text) else under
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
        if cells and sum(len(cell) <= 3 for cell in cells) * 2 > len(cells):  # noqa: PLR2004 - 万元, 个, 公里
            columns[index] = Heading(Column.MEASURE_UNIT, heading.text)


def _settle_figures(page: Page, columns: list[Heading], body: list[Row]) -> None:
    """A column of bare figures holds no promise, whatever its heading; a first column of ranks numbers the items."""
    for index, heading in enumerate(columns):
        if heading.kind in _SUBJECTS:
            cells = [
                "".join(page.folded[slice(*cell)].split()) for row in body if (cell := row.cells[index]) is not None
            ]
            if cells and sum(_FIGURE.fullmatch(cell) is not None for cell in cells) * 2 > len(cells):
                columns[index] = Heading(Column.TARGET_VALUE, heading.text)
    if not any(heading.kind is Column.NUMBER for heading in columns) and _RANK.fullmatch(columns[0].text):
        columns[0] = Heading(Column.NUMBER, columns[0].text)


def _settle_subject(columns: list[Heading], body: list[Row]) -> None:
    """Where no heading says which column holds the promise, the unknown one with most to say does."""
    if any(heading.kind in _SUBJECTS for heading in columns):
        return
    unknown = [i for i, heading in enumerate(columns) if heading.kind is Column.OTHER and heading.text]
    if unknown:
        most = max(unknown, key=lambda i: sum(cell[1] - cell[0] for row in body if (cell := row.cells[i]) is not None))
        columns[most] = Heading(Column.TEXT, columns[most].text)


def _flattened(page: Page, lines: list[Line], year: int | None) -> tuple[list[Grid], list[Line]]:
    """Find tables that lost their shape, one cell a line: a run of headings, then rows that begin with 1, 2, 3 …"""
    grids: list[Grid] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        columns, used = _flat_heading(lines, index, year)
        taken = _flat_rows(lines, index + used, columns) if columns else None
        if taken is None:
            rest.append(lines[index])
            index += 1
            continue
        rows, after = taken
        heading = Row([line.range for line in lines[index : index + used]])
        grids.append(Grid(lines[index].start, lines[after - 1].end, columns, rows, [heading]))
        index = after
    return grids, rest


def _parted_by_blanks(page: Page, lines: list[Line], year: int | None) -> tuple[list[Grid], list[Line]]:
    """Find tables whose columns are told apart by single blanks: a heading row of such words, then rows that are numbered."""
    for index, line in enumerate(lines):
        heads = _words(page, line)
        columns = [column_of(word.text, year) for word in heads]
        if len(columns) < _MINIMUM_FLAT or columns[0].kind is not Column.NUMBER or not _telling(columns):
            continue
        if any(heading.kind is Column.OTHER for heading in columns):
            continue
        rows: list[Row] = []
        stop = index + 1
        while stop < len(lines) and (words := _words(page, lines[stop])) and words[0].text.rstrip(".、").isdigit():
            rows.append(Row(_fit(words, columns)[0]))
            stop += 1
        if len(rows) > 1:
            grid = Grid(line.start, lines[stop - 1].end, columns, rows, [Row([word.range for word in heads])])
            others, rest = _parted_by_blanks(page, lines[stop:], year)
            return [grid, *others], [*lines[:index], *rest]
    return [], lines


def _words(page: Page, line: Line) -> list[Line]:
    return [
        Line(line.start + word.start(), line.start + word.end(), word[0])
        for word in re.finditer(r"\S+", page.folded[line.start : line.end])
    ]


def _flat_heading(lines: list[Line], start: int, year: int | None) -> tuple[list[Heading], int]:
    """Return the columns named from `start` on, one a line, and how many lines name them; a heading over others is none."""
    columns: list[Heading] = []
    used = 0
    for used, line in enumerate(lines[start : start + 16]):  # noqa: B007 - the count is the result
        heading = column_of(line.text, year) if len(line.text) <= 14 else None  # noqa: PLR2004 - a heading is short
        if heading is None or (heading.kind is Column.OTHER and _SPANNING.fullmatch(heading.text) is None):
            break
        columns.append(heading)
    columns_given = [
        heading
        for heading, following in zip_longest(columns, columns[1:])
        if not (
            following is not None and _SPANNING.fullmatch(heading.text) and following.kind in (*_COUNTS, Column.PERIOD)
        )
    ]
    if (
        not columns_given
        or columns_given[0].kind not in (Column.NUMBER, Column.FIELD)
        or len(columns_given) < _MINIMUM_FLAT
    ):
        return [], 0
    if columns_given[0].kind is Column.FIELD and columns_given[1].kind is not Column.NUMBER:
        return [], 0
    return (columns_given, used) if _telling(columns_given) else ([], 0)


def _flat_rows(lines: list[Line], start: int, columns: list[Heading]) -> tuple[list[Row], int] | None:
    """Cut the lines into rows where 1, 2, 3 … stand alone; a field may stand before the number of a row."""
    rows: list[Row] = []
    index, number = start, 1
    width = len(columns)
    fielded = columns[0].kind is Column.FIELD
    while (at := _numbered(lines, index, number, look=2 if fielded else 1)) is not None:
        own = columns[1:] if fielded else columns
        stops = [*_stops(lines, at, number, width * 3, fielded=fielded), min(len(lines), at + len(own))]
        score, stop, cells = max(
            ((_fit(lines[at:stop], own)[1], -stop, _fit(lines[at:stop], own)[0]) for stop in stops), key=lambda f: f[:2]
        )
        head: list[Range | None] = [lines[index].range if at > index else None] if fielded else []
        rows.append(Row([*head, *cells]))
        index, number = -stop, number + 1
    return (rows, index) if len(rows) > 1 else None


def _stops(lines: list[Line], at: int, number: int, reach: int, *, fielded: bool) -> list[int]:
    """Return the places where the row that begins at `at` may end: before each line that is the next number."""
    found = [i for i in range(at + 1, min(len(lines), at + reach)) if lines[i].text.rstrip(".、") == str(number + 1)]
    return sorted({*found, *(i - 1 for i in found if fielded and i - 1 > at)})


def _numbered(lines: list[Line], index: int, number: int, *, look: int) -> int | None:
    return next(
        (i for i in range(index, min(index + look, len(lines))) if lines[i].text.rstrip(".、") == str(number)), None
    )


def _fit(lines: list[Line], columns: list[Heading]) -> tuple[list[Range | None], float]:
    """Give the lines of a row to its columns, in order, each as many as suit it best; return the cells and how well."""
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(-1e9, 0)] * len(lines)]
    for heading in columns:
        before = best[-1]
        row: list[tuple[float, int]] = []
        for stop in range(len(lines) + 1):
            choices = [
                (before[start][0] + _score(lines[start:stop], heading.kind), start)
                for start in range(max(0, stop - 8), stop + 1)
            ]
            row.append(max(choices))
        best.append(row)
    cells: list[Range | None] = []
    stop = len(lines)
    for index in range(len(columns), 0, -1):
        start = best[index][stop][1]
        cells.append((lines[start].start, lines[stop - 1].end) if start < stop else None)
        stop = start
    return cells[::-1], best[-1][-1][0]


#: What it costs to leave a column of a row empty: a row without its promise is hardly one.
_MISSING = {Column.TEXT: -6, Column.TITLE: -6, Column.NUMBER: -4}


def _score(lines: list[Line], kind: Column) -> float:
    """Return how well a run of lines suits a column; a number or a figure is one line."""
    if not lines:
        return _MISSING.get(kind, -1)
    if len(lines) > 1 and kind in (Column.NUMBER, Column.FIGURE, Column.VERDICT, *_COUNTS):
        return -20.0 * len(lines)
    return sum(_suits(line.text, kind) for line in lines)


def _suits(text: str, kind: Column) -> float:
    """Return how well a line suits a column: 3 for the very thing, negative for something else."""
    if kind in (Column.NUMBER, *_COUNTS):
        return 4 if text.rstrip(".、").isdigit() else -6
    if kind in (Column.AGENCY, Column.LEADER):
        return 3 if all(looks_like_agency(text[slice(*name)]) for name in split_names(text)) else -2
    if kind is Column.DEADLINE:
        return 3 if parse_period(text.rstrip("。")) is not None else -2
    if kind is Column.VERDICT:
        return 3 if grade_of(text) is not None else -2
    if kind in (Column.FIGURE, Column.MEASURE_UNIT, Column.TARGET_VALUE, Column.ACTUAL_VALUE):
        return 2 if len(text) <= 10 and not text.endswith("。") else -3  # noqa: PLR2004 - a figure is short
    if text.isdigit():
        return -3
    sentence = text.endswith(("。", ";")) or len(text) > 12  # noqa: PLR2004 - longer than most names
    return 2 if sentence else (0.5 if not looks_like_agency(text) else -1)
