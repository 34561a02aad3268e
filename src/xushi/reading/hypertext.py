r"""Markup to view and blocks: for pages (html), and for plain text in which an export left tags behind.

The view is what a person sees: blocks on lines of their own, cells separated by ``\t``, rows by ``\n``, a break
inside a cell ``\v``, blanks run together, the numbers of an ordered list written out. Each of its characters is
one of the source or stands for the tag, entity or blanks that put it there.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from xushi.reading.mapping import MapBuilder
from xushi.reading.markup import Token, tokens
from xushi.reading.model import Table, TextBlock
from xushi.reading.ordinals import ordinal
from xushi.reading.tables import MOST_ROWS, Grid
from xushi.spans import MappedText, Span


def _names(line: str) -> frozenset[str]:
    return frozenset(line.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary ul"
)
_TABLE_PARTS = _names("table thead tbody tfoot tr td th")
_INLINE = _names(
    "abbr acronym area base big button cite code col colgroup del em embed font head iframe img input ins kbd label "
    "link map mark meta noscript object param samp script select small span strike strong style sub sup svg template "
    "textarea time title tt var wbr o:p"
)
#: The elements with a name of one letter; in plain text ``<A>`` may be a grade or a road.
_LETTERS = frozenset("abiqsu")

_SPECIAL = re.compile(
    r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)|(?P<blank>[ \t\r\n\f]+)"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_SHOWN = re.compile(r"\S")
_INTEGER = re.compile(r"-?[0-9]{1,9}")
#: Next to these, a break that is due is there already.
_EDGES = "\n\r\t\v\f"

_LIST_STYLES = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s{0,8}:\s{0,8}([a-z-]+)")


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, or None for one without numbers."""

    style: str
    next: int | None


@dataclass(slots=True)
class _OpenTable:
    start: int | None = None  #: of its first row in the view; what comes before, a caption, is ordinary text
    grid: Grid = field(default_factory=Grid)
    cells_in_row: int = 0
    cell: Token | None = None  #: the tag that opened the cell we are in
    cell_start: int = 0
    depth: int = 1  #: tables inside its cells are flattened


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: its view and blocks; how many tags and entities were taken out, and where the first stood."""

    view: MappedText
    blocks: tuple[TextBlock | Table, ...]
    markup: int = 0
    first_markup: Span | None = None


def shown(text: str, *, page: bool) -> Shown:
    """Return what `text` shows to a reader. Costs time in proportion to the length, whatever the nesting.

    With `page` it is a html page: every tag is markup and blanks count for one. Without, it is plain text: only
    tags of known elements and entities are markup, and all blanks and line ends stay.
    """
    builder = _Builder(text, page=page)
    for token in tokens(text):
        if not token.name or (not page and not _is_known(token)):
            builder.text(token)
        else:
            builder.tag(token)
    return builder.finished()


def _is_known(token: Token) -> bool:
    name = token.name
    if name in _LETTERS:
        return token.closing or bool(token.attributes) or name != "a"
    return name in _BLOCKS or name in _TABLE_PARTS or name in _INLINE or name in {"br", "!"}


class _Builder:
    """Puts the view together, piece by piece. One state: what is open, and the gap before the next character."""

    def __init__(self, source: str, *, page: bool) -> None:
        self._source = source
        self._page = page
        self._view = MapBuilder()
        #: A blank or break that will stand before the next text, if there is any; with its place in the source.
        self._gap: tuple[str, int, int] | None = None
        self._fresh = True  # nothing stands on this line, or in this cell, yet: a gap would be at its edge
        self._blocks: list[TextBlock | Table] = []
        self._block_start = 0
        self._lists: list[_List] = []
        self._table: _OpenTable | None = None
        self._preformatted = 0
        self._markup = 0
        self._first_markup: Span | None = None
        self._row = (0, False)  # of plain text: where the line last looked at ends, and whether it holds tabs
        # In plain text a table that is never closed is not one: it would swallow the lines of the whole rest.
        self._last_table_end = len(source) if page else max(map(source.rfind, ("</table", "</TABLE")))

    def finished(self) -> Shown:
        """Return the view; call it once, after the last token."""
        self._end_table(len(self._source), len(self._source))
        self._end_text()
        view = self._view.finished()
        blocks = tuple(b for b in self._blocks if isinstance(b, Table) or _SHOWN.search(view.text, *b.span))
        return Shown(view, blocks, self._markup, self._first_markup)

    # Text

    def text(self, token: Token) -> None:
        """Add a stretch of text."""
        table = self._table
        if table and table.start is not None and not table.cell and _SHOWN.search(self._source, token.start, token.end):
            self._begin_cell(token)  # text between cells belongs nowhere, but must not be lost
        verbatim = self._preformatted or not self._page
        if verbatim and not self._table:
            self._add_verbatim(token.start, token.end)
        else:
            self._add_flowing(token.start, token.end)

    def _add_flowing(self, start: int, end: int) -> None:
        """Add text as a browser sets it: runs of blanks and line ends count for one blank."""
        position = start
        for found in _SPECIAL.finditer(self._source, start, end):
            self._add(position, found.start())
            position = found.end()
            if found["blank"]:
                self._leave_gap(" ", found.start(), found.end())
            else:
                self._add(*found.span(), self._decoded(found))
        self._add(position, end)

    def _add_verbatim(self, start: int, end: int) -> None:
        """Add text as it is, but for entities."""
        position = start
        for found in _ENTITY.finditer(self._source, start, end):
            self._add(position, found.start())
            position = found.end()
            self._add(*found.span(), self._decoded(found))
        self._add(position, end)

    def _decoded(self, found: re.Match[str]) -> str:
        decoded = html.unescape(found[0])
        if decoded != found[0]:
            self._note_markup(*found.span())
        return decoded

    def _add(self, start: int, end: int, characters: str | None = None) -> None:
        """Put `characters`, or the source itself, for ``[start, end)`` after the gap that is due."""
        characters = self._source[start:end] if characters is None else characters
        if not characters:
            return
        if self._gap and not self._fresh and not (self._edge() or characters[0] in _EDGES):
            self._view.add(*self._gap)
        self._gap = None
        self._view.add(characters, start, end)
        self._fresh = False

    def _edge(self) -> bool:
        return self._view.last in _EDGES  # true of the empty string too: the very beginning

    def _leave_gap(self, characters: str, start: int, end: int) -> None:
        """Let `characters` stand before what comes next; a break is stronger than a blank."""
        if self._gap is None or self._gap[0] == " ":
            self._gap = (characters, start, end)

    # Tags

    def tag(self, token: Token) -> None:
        """Take a tag out and let it do to the view what it does to a page."""
        self._note_markup(token.start, token.end)
        name = token.name
        if name == "table":
            if token.closing:
                self._close_table(token)
            elif self._table:
                self._table.depth += 1
                self._break(token)
            elif token.start < self._last_table_end:
                self._break(token)
                self._table = _OpenTable()
        elif name in _TABLE_PARTS:
            self._table_part(token)
        elif name == "li" and not token.closing:
            self._begin_item(token)
        elif name == "br" or name in _BLOCKS:
            self._break(token)
            if name in {"ol", "ul"}:
                self._list(token)
            elif name == "pre":
                self._preformatted = 0 if token.closing else 1

    def _note_markup(self, start: int, end: int) -> None:
        self._markup += 1
        self._first_markup = self._first_markup or Span(start, end)

    def _break(self, token: Token) -> None:
        self._leave_gap(self._line_end(token.start), token.start, token.end)

    def _line_end(self, position: int) -> str:
        """Return the character for a new line at `position` of the source: another one inside a cell."""
        in_cell = self._table.cell is not None if self._table else not self._page and self._in_row_of_tabs(position)
        return "\v" if in_cell else "\n"

    def _in_row_of_tabs(self, position: int) -> bool:
        """Tell whether the line at `position` is a table row written with tabs, which a break must not tear apart."""
        if position >= self._row[0]:
            start = self._source.rfind("\n", 0, position) + 1
            end = self._source.find("\n", position)
            end = len(self._source) if end < 0 else end
            self._row = (end, self._source.find("\t", start, end) >= 0)
        return self._row[1]

    # Lists

    def _list(self, token: Token) -> None:
        if token.closing:
            if self._lists:
                self._lists.pop()
            return
        styled = _LIST_STYLE.search(token.attribute("style") or "")
        style = _LIST_STYLES.get(styled[1] if styled else token.attribute("type") or "", "decimal")
        numbered = token.name == "ol" and not (styled and styled[1] in {"none", "disc", "circle", "square"})
        self._lists.append(_List(style, _integer(token.attribute("start"), 1) if numbered else None))

    def _begin_item(self, token: Token) -> None:
        """Write out the number that a browser puts before an item of an ordered list; it stands for the tag."""
        numbering = self._lists[-1] if self._lists else None
        if numbering is None or numbering.next is None:
            self._break(token)
            return
        number = _integer(token.attribute("value"), numbering.next)
        numbering.next = number + 1
        written = ordinal(number, numbering.style) + ("、" if numbering.style == "chineseCounting" else ". ")
        broken = self._fresh or (self._gap is not None and self._gap[0] != " ")
        if not broken:
            written = self._line_end(token.start) + written
        if len(written) == token.end - token.start:
            # As one piece it would seem to correspond to the tag character by character.
            self._add(token.start, token.end, written[0])
            written = written[1:]
        self._add(token.start, token.end, written)

    # Tables

    def _table_part(self, token: Token) -> None:
        table = self._table
        cell = token.name in {"td", "th"}
        if table is None or table.depth > 1:
            if cell:
                self._leave_gap(" ", token.start, token.end)
            else:
                self._break(token)
        elif token.closing or not cell:
            self._end_cell()
            if token.name == "tr" and not token.closing:
                self._begin_row(table, token)
        else:
            self._begin_cell(token)

    def _begin_row(self, table: _OpenTable, token: Token) -> None:
        if table.start is None:
            self._end_text()
            if not self._edge():
                self._view.add("\n", *_place(token))
            self._gap = None
            table.start = self._view.length
        elif table.cells_in_row:
            self._view.add("\n", *_place(token))
        table.grid.next_row()
        table.cells_in_row = 0

    def _begin_cell(self, token: Token) -> None:
        self._end_cell()
        table = self._table
        if table is None:
            return
        if table.start is None:
            self._begin_row(table, token)
        if table.cells_in_row:
            self._view.add("\t", *_place(token))
        table.cells_in_row += 1
        table.cell, table.cell_start = token, self._view.length
        self._gap, self._fresh = None, True

    def _end_cell(self) -> None:
        table = self._table
        if table is None or table.cell is None:
            return
        rows, columns = (_integer(table.cell.attribute(name), 1) for name in ("rowspan", "colspan"))
        table.grid.add(Span(table.cell_start, self._view.length), rows or MOST_ROWS, columns)  # 0 rows: all that follow
        table.cell, self._gap = None, None

    def _close_table(self, token: Token) -> None:
        if self._table and self._table.depth > 1:
            self._table.depth -= 1
            self._break(token)
        else:
            self._end_table(token.start, token.end)

    def _end_table(self, start: int, end: int) -> None:
        self._end_cell()
        table, self._table = self._table, None
        if table is None or table.start is None:
            return
        if table.grid.cells:
            self._blocks.append(table.grid.table(table.start, self._view.length))
        self._block_start = self._view.length
        if start < end:  # not at the end of the file, where nothing follows
            self._view.add("\n", start, end)
        self._fresh = True

    def _end_text(self) -> None:
        self._blocks.append(TextBlock(Span(self._block_start, self._view.length)))


def _place(token: Token) -> tuple[int, int]:
    """Return what a separator stands for: the tag, or the first character of text that opens a cell of its own."""
    return token.start, token.end if token.name else token.start + 1


def _integer(written: str | None, otherwise: int) -> int:
    found = _INTEGER.match(written or "")
    return int(found[0]) if found else otherwise
