"""What every reader yields, whatever the format: a source text, a view of it, and the tables found on the way."""

from __future__ import annotations

from dataclasses import dataclass

from xushi.problems import Problem
from xushi.spans import MappedText, Span


@dataclass(frozen=True, slots=True)
class Source:
    r"""The decoded text of one file. Every span of the tree points into `text`.

    For txt and html `text` is the file itself, decoded (a byte order mark is not part of it). For docx, pdf
    and xlsx it is the text a person would copy out: paragraphs end with ``\n``, cells of a row are separated by
    ``\t``, a line break inside a cell is ``\v``, pages are separated by ``\f``, automatic numbers are written out.
    """

    name: str
    text: str
    format: str  #: txt, html, docx, pdf, xlsx, xls
    encoding: str | None = None  #: of the bytes, where there is one


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `span` lies in the view."""

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A run of lines outside any table; `span` lies in the view."""

    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file's own making (not one guessed from tabs); `span` lies in the view."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read: its source text, the view that parsing works on, and its blocks in order.

    `view` is the source without markup (tags dropped, entities decoded) and knows the place of each of its
    characters in the source; for plain text it is the source itself. Blocks do not overlap and leave out
    nothing but blanks.
    """

    source: Source
    view: MappedText
    blocks: tuple[TextBlock | Table, ...]
    problems: tuple[Problem, ...] = ()
