"""A text that is being written down, with its blocks: what the readers of docx, pdf and xlsx share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xushi.reading.model import Cell, Reading, Source, Table, TextBlock
from xushi.spans import MappedText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xushi.problems import Problem


@dataclass(slots=True)
class Entry:
    """A cell to be written: its text and its place among the columns; `covered` if a cell from above reaches here."""

    text: str
    column: int
    row_span: int = 1
    column_span: int = 1
    covered: bool = False


class Linear:
    """Collects the lines of a document and the tables among them, in order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[TextBlock | Table] = []
        self._text_start = 0
        self._has_text = False

    def write(self, characters: str) -> None:
        """Add characters outside any table."""
        self._has_text = self._has_text or not (not characters or characters.isspace())
        self._put(characters)

    def table(self, rows: Iterable[list[Entry]]) -> None:
        r"""Add a table: a row a line, its cells separated by ``\t``. A covered place is empty in the text."""
        self._end_text()
        start = end = self._length
        cells: list[Cell] = []
        for row, entries in enumerate(rows):
            for place, entry in enumerate(entries):
                if place:
                    self._put("\t")
                if not entry.covered:
                    span = Span(self._length, self._length + len(entry.text))
                    cells.append(Cell(span, row, entry.column, entry.row_span, entry.column_span))
                    self._put(entry.text)
            end = self._length
            self._put("\n")
        if cells:
            self._blocks.append(Table(Span(start, end), tuple(cells)))
        self._text_start = self._length

    def reading(self, name: str, format_name: str, problems: Iterable[Problem] = ()) -> Reading:
        """Return the finished reading; the source is the text written here, so the view is the source."""
        self._end_text()
        text = "".join(self._parts)
        return Reading(Source(name, text, format_name), MappedText.identity(text), tuple(self._blocks), tuple(problems))

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks was written."""
        return not any(part and not part.isspace() for part in self._parts)

    def _put(self, characters: str) -> None:
        self._parts.append(characters)
        self._length += len(characters)

    def _end_text(self) -> None:
        if self._has_text:
            self._blocks.append(TextBlock(Span(self._text_start, self._length)))
        self._has_text = False
