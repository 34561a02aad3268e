"""Tables written as text: rows of tabs, of strokes, of wide gaps; and those that lost even that (`_flattened`)."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from xushi.document.model import LeafKind
from xushi.parsing._columns import columns_run_together
from xushi.parsing._flattened import flattened, parted_by_blanks
from xushi.parsing._grids import Grid, Row, cell_at, columns_of, is_heading, make_grid
from xushi.parsing._lines import Line
from xushi.parsing._masthead import METADATA, SIGNATURE
from xushi.parsing._numbering import marker_at
from xushi.parsing._run_together import run_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._page import Page, Range

_WIDE_GAP = re.compile(r" {3,}| *\t *")
#: A line that only says on which page of the table one is.
_PAGE_LINE = re.compile(r"^.{0,20}第\d{1,3}页(?:[,/]?共\d{1,3}页)?$")
_NOTE = re.compile(r"(?:注|备注|说明|附注|填[表报](?:人|单位|时间)|制表人?|联系人|联系电话|审核人)\d?:")
#: A line that begins something else after a table: an annex, or the date of the document.
_APART = re.compile(
    r"附(?:件|表)[\d一二三四五六七八九十]{0,2}[:.]?|(?:20\d{2}|[二〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日"
)
_SHORT = 36
#: A table has at least so many columns before a line without marks is taken for part of it.
_COLUMNS = 3


def grids_of_lines(page: Page, lines: Sequence[Line], year: int | None) -> tuple[list[Grid], list[Line]]:
    """Find the tables that were written as text among `lines`; return them and the lines that belong to none."""
    rest: list[Line] = []
    grids: list[Grid] = []
    run: list[tuple[Line, list[Range | None]]] = []
    width = 0

    def close() -> None:
        nonlocal run, width
        if run:
            grid = make_grid(page, run[0][0].start, run[-1][0].end, _rows(run), year)
            if grid is not None and grid.rows:
                grids.append(grid)
            else:
                rest.extend(line for line, _ in run)
        run, width = [], 0

    for line, following in zip_longest(lines, lines[1:]):
        cells = _cells(page, line)
        if not run and len(cells) == 1 and following is not None:
            cells = _headings_of(page, line, len(_cells(page, following)), year) or cells
        if run and _PAGE_LINE.search(line.text):
            page.mark(LeafKind.FURNITURE, *line.range)
        elif METADATA.match(line.text) or (not run and _NOTE.match(line.text)):
            close()
            rest.append(line)
        elif len(cells) > 1 or (run and _is_rule(page.folded[line.start : line.end])):
            width = max(width, len(cells))
            run.append((line, cells))
        elif run and (_ends_table(page, run, line)):
            close()
            rest.append(line)
        elif run and width >= _COLUMNS and _open_row(page, run, width, line, year):
            run.append((line, cells))
        elif run and following is not None and len(_cells(page, following)) == width >= _COLUMNS:
            run.append((line, [*cells, *[None] * (width - 1)]))
        else:
            close()
            rest.append(line)
    close()
    rest.sort(key=lambda line: line.start)
    flat, rest = flattened(page, rest, year)
    blank, rest = parted_by_blanks(page, rest, year)
    joined, rest = run_together(page, rest, year)
    return sorted([*grids, *flat, *blank, *joined], key=lambda grid: grid.start), rest


def _headings_of(page: Page, line: Line, width: int, year: int | None) -> list[Range | None] | None:
    """Return the headings of a line in which they run together, where the row under it has as many cells."""
    places = columns_run_together(line.text, year)
    if places is None or len(places) != width:
        return None
    strip = page.strip(line.range)
    return [strip.range(*place) for place in places]


def _ends_table(page: Page, run: list[tuple[Line, list[Range | None]]], line: Line) -> bool:
    """Tell whether a line without marks stands apart from the rows: signed, dated, an annex, or behind a blank line."""
    if len(line.text) < _SHORT and (_APART.fullmatch(line.text) is not None or SIGNATURE.fullmatch(line.text)):
        return not _unclosed(page, run)
    gaps = [page.folded.count("\n", before.end, after.start) for (before, _), (after, _) in pairwise(run[:4])]
    return bool(gaps) and max(gaps) == 1 < page.folded.count("\n", run[-1][0].end, line.start)


def _is_rule(raw: str) -> bool:
    """Tell whether a line is a rule between rows: |---|:--|."""
    return "--" in raw and not raw.strip("|:+=- \t\v\f")


def _cells(page: Page, line: Line) -> list[Range | None]:
    """Split a line at tabs, strokes or wide gaps; empty cells are None."""
    raw = page.folded[line.start : line.end]
    if raw.count("|") > 1:
        body_start = line.start + (len(raw) - len(raw.lstrip()))
        bounds = [i for i, c in enumerate(raw) if c == "|"]
        edges = [body_start - line.start - 1, *bounds, len(raw)]
        cells = [cell_at(page, line.start + a + 1, line.start + b) for a, b in pairwise(edges)]
        if raw.lstrip().startswith("|"):
            cells = cells[1:]
        if raw.rstrip().endswith("|"):
            cells = cells[:-1]
        return cells
    if "\t" in raw:
        return [cell_at(page, line.start + a, line.start + b) for a, b in _between(raw, re.compile(r"\t"))]
    if "   " in raw and _WIDE_GAP.search(raw.strip()):
        offset = len(raw) - len(raw.lstrip())
        return [
            cell_at(page, line.start + offset + a, line.start + offset + b) for a, b in _between(raw.strip(), _WIDE_GAP)
        ]
    return [cell_at(page, line.start, line.start + len(raw.rstrip().removesuffix("|")))]


def _between(raw: str, gap: re.Pattern[str]) -> list[Range]:
    edges: list[Range] = []
    start = 0
    for found in gap.finditer(raw):
        edges.append((start, found.start()))
        start = found.end()
    return [*edges, (start, len(raw))]


def _open_row(page: Page, run: list[tuple[Line, list[Range | None]]], width: int, line: Line, year: int | None) -> bool:
    """Tell whether the last row is short or unfinished, so that a line without marks goes on with its last cell."""
    last_line, cells = run[-1]
    if len(cells) < width or _unclosed(page, run):
        return True
    if marker_at(line.text) is not None or _NOTE.match(line.text) or is_heading(columns_of(page, Row(cells), year)):
        return False
    last = page.folded[last_line.start : last_line.end].rstrip()
    return (
        not last.endswith(("。", ";", ")", "|", "\t"))
        and len(line.text) > 1
        and not line.text[0].isdigit()
        and cells[-1] is not None
    )


def _unclosed(page: Page, run: list[tuple[Line, list[Range | None]]]) -> bool:
    """Tell whether a row that opened with a stroke has not been closed by one yet."""
    opened = False
    for line, _ in run[-8:]:
        raw = page.folded[line.start : line.end].strip()
        opened = (raw.startswith("|") or opened) and not (raw.endswith("|") and len(raw) > 1)
    return opened


def _rows(run: list[tuple[Line, list[Range | None]]]) -> list[Row]:
    """Join broken rows: a line that is one cell goes on with the last cell of the row before it."""
    rows: list[Row] = []
    width = max(len(cells) for _, cells in run)
    for _, cells in run:
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
