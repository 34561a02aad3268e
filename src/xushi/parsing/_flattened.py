"""Tables that lost their shape: one cell a line, or columns parted by single blanks; their numbers find the rows."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise, zip_longest
from typing import TYPE_CHECKING

from xushi.agencies.names import looks_like_agency, split_names
from xushi.document.model import LeafKind, Role
from xushi.parsing._columns import Column, Heading, column_of
from xushi.parsing._grids import COUNTS, Grid, Row, is_heading
from xushi.parsing._lines import Line, is_furniture
from xushi.parsing._numbering import Scheme, marker_at
from xushi.parsing._verdicts import grade_of
from xushi.periods import parse_period

if TYPE_CHECKING:
    from xushi.parsing._page import Page, Range

#: Headings that stand over others and have no column of their own once the table is flattened.
_SPANNING = re.compile(
    r"测评(?:等次|结果|情况|票数)?|表决(?:情况|结果)|投票(?:情况|结果)|得票情况|满意度(?:测评)?(?:情况|结果)?|序时进度(?:安排|计划)?|进度安排|进度计划|评价(?:等次|结果)"
)
_COLUMNS = 3
_MOST_COUNTS = 8  #: columns of votes, rates and ranks
_COUNT = re.compile(r"\d{1,5}(?:\.\d{1,2})?(?:票|人|%)?")
_FIRST_WORDS = ("序", "编号", "项目", "任务", "号")  #: what the first heading of such a table begins with
_PERSONS = re.compile(r"[一-龥·]{2,4}(?:[、,]?[一-龥·]{2,4}){0,5}")


def flattened(page: Page, lines: list[Line], year: int | None) -> tuple[list[Grid], list[Line]]:
    """Find tables that lost their shape, one cell a line: a run of headings, then rows that begin with 1, 2, 3."""
    grids: list[Grid] = []
    rest: list[Line] = []
    told: list[Line] = []
    for line in lines:
        if is_furniture(line.text):
            rest.append(line)
        else:
            told.append(_without_stroke(page, line))
    lines = told
    repeated: list[Line] = []  #: headings of a table that every page has again
    index = 0
    while index < len(lines):
        counted = _flat_counts(lines, index, year)
        if counted is not None:
            grids.append(counted)
            index += len(counted.columns) * (len(counted.rows) + 1)
            continue
        columns, used = _flat_heading(lines, index, year)
        again = _repeated_headings(lines, index, used) if columns else frozenset()
        if again:
            repeated += [line for at, line in enumerate(lines) if at in again]
            lines = [line for at, line in enumerate(lines) if at not in again]
        taken = _flat_rows(lines, index + used, columns) if columns else None
        if taken is None:
            rest.append(lines[index])
            index += 1
            continue
        rows, after = taken
        heading = Row([line.range for line in lines[index : index + used]])
        grids.append(Grid(lines[index].start, lines[after - 1].end, columns, rows, [heading]))
        index = after
    for line in repeated:
        page.mark(LeafKind.HEADING, *line.range)
    return grids, sorted(rest, key=lambda line: line.start)


def _repeated_headings(lines: list[Line], start: int, used: int) -> frozenset[int]:
    """Return which lines say the headings of the table at `start` once more, as the next page of a print does."""
    names = [line.text for line in lines[start : start + used]]
    again = [
        at
        for at in range(start + used, len(lines) - used + 1)
        if lines[at].text == names[0] and [line.text for line in lines[at : at + used]] == names
    ]
    return frozenset(at + offset for at in again for offset in range(used))


def _flat_counts(lines: list[Line], start: int, year: int | None) -> Grid | None:
    """Return a table of names and votes without numbers, one cell a line: 项目名称, 赞成票, 反对票; 养老院, 312, 6."""
    first = column_of(lines[start].text, year)
    if first.kind not in (Column.TITLE, Column.TEXT):
        return None
    columns = [first]
    for line in lines[start + 1 : start + _MOST_COUNTS]:
        heading = column_of(line.text, year)
        if heading.kind not in (*COUNTS, Column.FIGURE):
            break
        columns.append(heading)
    width = len(columns)
    if width < _COLUMNS or not any(heading.kind in COUNTS for heading in columns):
        return None
    rows: list[Row] = []
    for at in range(start + width, len(lines) - width + 1, width):
        cells = lines[at : at + width]
        if cells[0].text[0].isdigit() or not all(_COUNT.fullmatch(line.text) for line in cells[1:]):
            break
        rows.append(Row([line.range for line in cells]))
    head = Row([line.range for line in lines[start : start + width]])
    last = lines[start + width * (len(rows) + 1) - 1]
    return Grid(lines[start].start, last.end, columns, rows, [head]) if len(rows) > 1 else None


def _without_stroke(page: Page, line: Line) -> Line:
    """Return a line without the stroke that closes its cell."""
    if not line.text.endswith("|") or not line.text.strip("|"):
        return line
    end = page.folded.rindex("|", line.start, line.end)
    return Line(line.start, end, line.text.rstrip("|"))


def parted_by_blanks(page: Page, lines: list[Line], year: int | None) -> tuple[list[Grid], list[Line]]:
    """Find tables whose columns are told apart by single blanks: a row of headings, then rows that are numbered."""
    grids: list[Grid] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        parted = _parted_at(page, lines, index, year)
        if parted is None:
            rest.append(lines[index])
            index += 1
        else:
            grid, index = parted
            grids.append(grid)
    return grids, rest


def _parted_at(page: Page, lines: list[Line], index: int, year: int | None) -> tuple[Grid, int] | None:
    """Return the table whose headings stand in a line, and the line after it."""
    line = lines[index]
    if not line.text.startswith(_FIRST_WORDS):
        return None
    heads = _words(page, line)
    columns = [column_of(word.text, year) for word in heads]
    if len(columns) < _COLUMNS or columns[0].kind is not Column.NUMBER or not is_heading(columns):
        return None
    if any(heading.kind is Column.OTHER for heading in columns):
        return None
    rows: list[Row] = []
    stop = index + 1
    while stop < len(lines) and (words := _words(page, lines[stop])) and words[0].text.rstrip(".、").isdigit():
        rows.append(Row(_fit(words, columns)[0]))
        stop += 1
    if len(rows) < 2:
        return None
    return Grid(line.start, lines[stop - 1].end, columns, rows, [Row([word.range for word in heads])]), stop


def _words(page: Page, line: Line) -> list[Line]:
    return [
        Line(line.start + word.start(), line.start + word.end(), word[0])
        for word in re.finditer(r"\S+", page.folded[line.start : line.end])
    ]


def _flat_heading(lines: list[Line], start: int, year: int | None) -> tuple[list[Heading], int]:
    """Return the columns named from `start` on, one a line, and how many lines name them."""
    columns: list[Heading] = []
    used = 0
    for used, line in enumerate(lines[start : start + 16]):  # noqa: B007 - the count is the result
        heading = column_of(line.text, year) if len(line.text) <= 14 else None
        if heading is None or (heading.kind is Column.OTHER and _SPANNING.fullmatch(heading.text) is None):
            break
        columns.append(heading)
    columns_given = [
        heading
        for heading, following in zip_longest(columns, columns[1:])
        if not (
            following is not None and _SPANNING.fullmatch(heading.text) and following.kind in (*COUNTS, Column.PERIOD)
        )
    ]
    if not columns_given or columns_given[0].kind not in (Column.NUMBER, Column.FIELD) or len(columns_given) < _COLUMNS:
        return [], 0
    if columns_given[0].kind is Column.FIELD and columns_given[1].kind is not Column.NUMBER:
        return [], 0
    return (columns_given, used) if is_heading(columns_given) else ([], 0)


def _flat_rows(lines: list[Line], start: int, columns: list[Heading]) -> tuple[list[Row], int] | None:
    """Cut the lines into rows where 1, 2, 3 … stand alone.

    A field may stand before the number of a row, as a cell of its own column or as a heading over several rows.
    """
    rows: list[Row] = []
    fielded = columns[0].kind is Column.FIELD
    own = columns[1:] if fielded else columns
    firsts = [line.text.rstrip(".、") for line in lines[start : start + 2]]
    index, number = start, next((int(text) for text in firsts if text.isdigit() and len(text) < 5), 1)
    counted = 0
    lengths: set[int] = set()
    while index < len(lines):
        if _is_heading_row(lines[index].text) and _numbered(lines, index + 1, number, look=1) is not None:
            rows.append(Row([lines[index].range, *[None] * (len(columns) - 1)]))
            index += 1
        at = _numbered(lines, index, number, look=2 if fielded else 1)
        if at is None:
            break
        stops = _stops(lines, at, number, len(own), fielded=fielded)
        if counted > 1 and lengths == {len(own)} and at + len(own) in stops:
            stops = [at + len(own)]  # rows of one line a cell so far: lines after the last one are none of its
        fits = [(*_fit(lines[at:stop], own), stop) for stop in stops]
        cells, _, stop = max(fits, key=lambda fit: (fit[1], -fit[2]))
        head: list[Range | None] = [lines[index].range if at > index else None] if fielded else []
        rows.append(Row([*head, *cells]))
        lengths.add(stop - at)
        index, number, counted = stop, number + 1, counted + 1
    return (rows, index) if counted > 1 else None


def _is_heading_row(text: str) -> bool:
    """Tell whether a line is a heading between the rows: 一、教育类(4项)."""
    marker = marker_at(text)
    return len(text) <= 30 and "。" not in text and marker is not None and marker.scheme in (Scheme.ZH, Scheme.ZH_PAREN)


def _stops(lines: list[Line], at: int, number: int, width: int, *, fielded: bool) -> list[int]:
    """Return the places where the row that begins at `at` may end: before each line that is the next number.

    The last row has no next number; it may have as many lines as there are columns, or some more.
    """
    found = [
        i
        for i in range(at + 1, min(len(lines) - 1, at + width * 3))
        if lines[i].text.rstrip(".、") == str(number + 1) and not lines[i + 1].text.isdigit()
    ]
    before = [i - 1 for i in found if i - 1 > at and (fielded or _is_heading_row(lines[i - 1].text))]
    if found:
        return sorted({*found, *before})
    return [i for i in range(at + width, at + width + 4) if i <= len(lines)] or [len(lines)]


def _numbered(lines: list[Line], index: int, number: int, *, look: int) -> int | None:
    return next(
        (i for i in range(index, min(index + look, len(lines))) if lines[i].text.rstrip(".、") == str(number)), None
    )


def _fit(lines: list[Line], columns: list[Heading]) -> tuple[list[Range | None], float]:
    """Give the lines of a row to its columns, in order, each as many as suit it best; return the cells and how well."""
    sums: dict[Column, list[float]] = {}
    for kind in {heading.kind for heading in columns}:
        sums[kind] = list(accumulate((_suits(line.text, kind) for line in lines), initial=0.0))
    torn = (
        [0.0]
        + [
            _TORN * (line.text.endswith((",", "、", "(")) or following.text.startswith(("(", ")", "、", ",")))
            for line, following in pairwise(lines)
        ]
        + [0.0]
    )
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(-1e9, 0)] * len(lines)]
    for heading in columns:
        before = best[-1]
        row: list[tuple[float, int]] = []
        for stop in range(len(lines) + 1):
            choices = [
                (
                    before[start][0] + _score(sums[heading.kind], start, stop, heading) - torn[start] * (start < stop),
                    start,
                )
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
#: What a second line of leads costs: where it could be a supporting unit as well, it is that.
_SECOND_LEAD = 0.1
#: What it costs to begin a cell where the line before is unfinished, or this one is a remark on it.
_TORN = 3.0
_ONE_LINE = frozenset((Column.NUMBER, Column.FIGURE, Column.VERDICT, *COUNTS))


def _score(sums: list[float], start: int, stop: int, heading: Heading) -> float:
    """Return how well lines `start` to `stop` suit a column, by the `sums` of how well each does."""
    kind = heading.kind
    if start == stop:
        return _MISSING.get(kind, -1)
    if stop - start > 1 and kind in _ONE_LINE:
        return -20.0 * (stop - start)
    several = _SECOND_LEAD * (stop - start - 1) if heading.role is Role.LEAD else 0.0
    return sums[stop] - sums[start] - several


def _suits(text: str, kind: Column) -> float:
    """Return how well a line suits a column: 3 for the very thing, negative for something else."""
    if kind in (Column.NUMBER, *COUNTS):
        return 4 if text.rstrip(".、").isdigit() else -6
    if kind is Column.LEADER:
        return 3 if _PERSONS.fullmatch(text) is not None and not looks_like_agency(text) else -2
    if kind is Column.AGENCY:
        return 3 if all(looks_like_agency(text[slice(*name)]) for name in split_names(text)) else -2
    if kind is Column.DEADLINE:
        return 3 if parse_period(text.rstrip("。")) is not None else -2
    if kind is Column.VERDICT:
        return 3 if text in ("是", "否") or grade_of(text) is not None else -2
    if kind in (Column.FIGURE, Column.MEASURE_UNIT, Column.TARGET_VALUE, Column.ACTUAL_VALUE):
        return 2 if len(text) <= 10 and not text.endswith("。") else -3
    if text.isdigit():
        return -3
    sentence = text.endswith(("。", ";")) or len(text) > 12
    return 2 if sentence else (0.5 if not looks_like_agency(text) else -1)
