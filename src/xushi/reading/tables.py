"""Where the cells of a table stand, given its rows as a page or a Word file writes them."""

from __future__ import annotations

from dataclasses import dataclass, field

from xushi.reading.model import Cell, Table
from xushi.spans import Span

#: Cells that span rows are followed up to this column; without a limit a hostile table costs rows times columns.
_WIDEST = 256
#: The largest spans the HTML standard allows.
_MOST_COLUMNS = 1_000
MOST_ROWS = 65_534


@dataclass(slots=True)
class Grid:
    """Collects the cells of one table, row by row; columns taken by cells from rows above are passed over."""

    cells: list[Cell] = field(default_factory=list)
    row: int = -1
    _column: int = 0
    _taken_until: list[int] = field(default_factory=list)  #: by column: the first row that is free again

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self._column = 0

    def add(self, span: Span, row_span: int = 1, column_span: int = 1) -> None:
        """Put a cell at the next free place of the row."""
        row_span, column_span = min(max(row_span, 1), MOST_ROWS), min(max(column_span, 1), _MOST_COLUMNS)
        taken = self._taken_until
        while self._column < len(taken) and taken[self._column] > self.row:
            self._column += 1
        self.cells.append(Cell(span, self.row, self._column, row_span, column_span))
        if row_span > 1 and self._column < _WIDEST:
            end = min(self._column + column_span, _WIDEST)
            taken.extend([0] * (end - len(taken)))
            taken[self._column : end] = [self.row + row_span] * (end - self._column)
        self._column += column_span

    def table(self, start: int, end: int) -> Table:
        """Return the finished table; `start` and `end` are its place in the view. Spans end with the last row."""
        rows = self.row + 1
        cells = (
            cell
            if cell.row + cell.row_span <= rows
            else Cell(cell.span, cell.row, cell.column, rows - cell.row, cell.column_span)
            for cell in self.cells
        )
        return Table(Span(start, end), tuple(cells))
