r"""Tables of a PDF page by their ruling lines (pdfplumber), and tables that go on over a page break made whole.

A page break inside a table does two things to it: the heading rows are repeated, and a row may be torn in two, its
second half standing on the next page with no number. Both are undone, so that a row is a row again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xushi.reading.linear import Entry

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table as Ruled

#: Edges nearer to each other than this, in points, are one edge.
_TOLERANCE = 3.0
#: The column of numbers is found in this many rows, so that a table of a thousand pages is joined in one pass.
_LOOK_BACK = 60
_NUMBER = re.compile(r"[0-9]{1,4}(?:[.-][0-9]{1,3})?")
#: Line breaks of the layout are kept inside a cell; all other breaks and controls are blanks.
_CELL = dict.fromkeys((*range(0x20), 0x7F), " ") | {0x0A: "\v"}


@dataclass(slots=True)
class RuledTable:
    """A table with ruling lines: its place on the page, its column edges and its rows."""

    top: float
    bottom: float
    edges: list[float]
    rows: list[list[Entry]]

    def goes_on_in(self, other: RuledTable) -> bool:
        """Tell whether `other`, at the head of the next page, has the same columns as this one."""
        return len(self.edges) == len(other.edges) and all(
            abs(mine - theirs) <= _TOLERANCE for mine, theirs in zip(self.edges, other.edges, strict=True)
        )

    def join(self, other: RuledTable) -> None:
        """Add the rows of `other`, without repeated headings, the halves of a torn row put together."""
        repeated = 0
        for mine, theirs in zip(self.rows, other.rows, strict=False):
            if _texts(mine) != _texts(theirs) or not any(_texts(theirs)):
                break
            repeated += 1
        rest = other.rows[repeated:]
        if rest and self._is_torn(rest[0]):
            by_column = {entry.column: entry for entry in self.rows[-1]}
            for entry in rest.pop(0):
                target = by_column.get(entry.column)
                if target is not None and entry.text:
                    target.text = f"{target.text}\v{entry.text}" if target.text else entry.text
        self.rows += rest

    def _is_torn(self, row: list[Entry]) -> bool:
        """Tell whether `row` is the second half of the last one: nothing stands in its column of numbers.

        The column of numbers is the one most of whose cells are numbers, else the first one. A row whose field
        name alone is missing, because it spans rows, is a row of its own.
        """
        if [entry.column for entry in row] != [entry.column for entry in self.rows[-1]]:
            return False
        numbered: dict[int, int] = {}
        for entry in (entry for row in self.rows[-_LOOK_BACK:] for entry in row if _NUMBER.fullmatch(entry.text)):
            numbered[entry.column] = numbered.get(entry.column, 0) + 1
        column = min(numbered, key=lambda one: (-numbered[one], one), default=0)
        return any(_texts(row)) and all(not entry.text for entry in row if entry.column <= column)


def ruled_tables(page: Page) -> list[RuledTable]:
    """Return the tables of a page from top to bottom; a frame around text, with a single column, is none."""
    tables = (_ruled(found) for found in page.find_tables())
    return sorted((table for table in tables if len(table.edges) > 2), key=lambda table: table.top)


def _ruled(found: Ruled) -> RuledTable:
    texts = {
        cell: (text or "").translate(_CELL).strip("\v ")
        for row, written in zip(found.rows, found.extract(), strict=True)
        for cell, text in zip(row.cells, written, strict=True)
        if cell is not None
    }
    columns = _edges([x for cell in texts for x in (cell[0], cell[2])])
    lines = _edges([y for cell in texts for y in (cell[1], cell[3])])
    rows: list[list[Entry]] = [[] for _ in range(max(0, len(lines) - 1))]
    for (left, top, right, bottom), text in texts.items():
        row, column = _index(lines, top), _index(columns, left)
        height, width = max(1, _index(lines, bottom) - row), max(1, _index(columns, right) - column)
        rows[row].append(Entry(text, column, height, width))
        for below in range(row + 1, min(row + height, len(rows))):
            rows[below].append(Entry("", column, 1, width, covered=True))
    for entries in rows:
        entries.sort(key=lambda entry: entry.column)
    _, top, _, bottom = found.bbox
    return RuledTable(top, bottom, columns, [entries for entries in rows if entries])


def _texts(row: list[Entry]) -> list[str]:
    return [entry.text for entry in row]


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _TOLERANCE:
            edges.append(place)
    return edges


def _index(edges: list[float], place: float) -> int:
    """Return which edge `place` is at; the last one has no row or column behind it, which callers allow for."""
    after = bisect_left(edges, place - _TOLERANCE)
    return min(after, len(edges) - 1)
