"""A paper ready to be shown or taken away, and the blocks that papers are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xushi.document.model import Document
from xushi.rendering import Layout, layout_of, rendered, written
from xushi.rendering.html import content
from xushi.rendering.layout import Head, Line, Link, Style, Table
from xushi.targets.model import plain
from xushi_web.bulletins.build import short_title
from xushi_web.bulletins.gathering import list_name
from xushi_web.papers.tags import Tag, Values
from xushi_web.programmes.models import Commitment, Programme


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its title: a tree where it can be read back as one, blocks where it is no list of promises.

    `values` are what it says piece by piece, for an office that has a template of its own.
    """

    title: str
    told: Document | Layout
    values: Values

    def file(self, to: str) -> bytes:
        """Return the paper in a format of `xushi.rendering.FORMATS`. Raises `FontsMissing` like it."""
        return rendered(self.told, to) if isinstance(self.told, Document) else written(self.told, to)

    @property
    def layout(self) -> Layout:
        """The blocks of the paper."""
        return layout_of(self.told) if isinstance(self.told, Document) else self.told

    @property
    def is_wide(self) -> bool:
        """Whether it stands on sheets turned on their side."""
        return self.layout.is_turned

    def preview(self) -> str:
        """Return the paper as the inside of a page; every text in it is escaped."""
        return content(self.layout)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A figure or a name with the address of the page that shows where it comes from."""

    text: str
    address: str | None


Told = str | Sourced


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether figures stand in it."""

    head: str
    share: int
    figure: bool = False


def line(*parts: Told, style: Style = Style.BODY) -> Line:
    """Return a paragraph of the given parts, with a link on each that names its source."""
    text, links = "", []
    for part in parts:
        said = text_of(part)
        if isinstance(part, Sourced) and part.address is not None and said:
            links.append(Link(len(text), len(text) + len(said), part.address))
        text += said
    return Line(text, style, tuple(links))


def heading(text: str) -> Line:
    """Return a heading of the first level: 一、总体情况."""
    return Line(text, Style.LIST)


def table(columns: Sequence[Column], rows: Sequence[Sequence[Told]], *, form: bool = False) -> Table:
    """Return a table; a row of one cell is a heading over all columns, and a form has room for the pen."""
    return Table(
        heads=(tuple(Head(column.head) for column in columns),),
        rows=tuple(tuple(text_of(cell) for cell in row) for row in rows),
        shares=tuple(column.share for column in columns),
        figures=tuple(column.figure for column in columns),
        addresses=tuple(tuple(cell.address if isinstance(cell, Sourced) else None for cell in row) for row in rows),
        form=form,
    )


def column_tags(series: str, columns: Sequence[Column], *samples: str) -> tuple[Tag, ...]:
    """Return a tag for each column of a table, called as its heading is: 差距（百分点） is 指标.差距."""
    cells = zip(columns, samples, strict=True)
    meaning = _("表格的“{head}”栏")
    return tuple(Tag(name_of(series, one), format_lazy(meaning, head=one.head), sample) for one, sample in cells)


def entries(series: str, columns: Sequence[Column], rows: Iterable[Sequence[Told]]) -> list[dict[str, str]]:
    """Return the rows of a table as the entries of a series."""
    return [{name_of(series, column): text_of(cell) for column, cell in zip(columns, row, strict=True)} for row in rows]


def name_of(series: str, column: Column) -> str:
    """Return the name of the tag for a column of a table."""
    return f"{series}.{column.head.partition('（')[0]}"


def text_of(part: Told) -> str:
    """Return what stands on paper."""
    return part.text if isinstance(part, Sourced) else part


def paragraphs(text: str) -> list[Line]:
    """Return what was typed into a form as paragraphs, without empty lines."""
    return [Line(said) for row in text.splitlines() if (said := row.strip())]


def named(programme: Programme, kind: str) -> str:
    """Return the title of a paper about a list, without saying 项目 twice."""
    name = list_name(programme)
    return (name.removesuffix("项目") if "项目" in kind else name) + kind


def short(commitment: Commitment) -> str:
    """Return an item as a line of a paper names it."""
    return short_title(commitment.title, commitment.text)


def points(value: Decimal | None) -> str:
    """Return a gap in percentage points with one decimal, or a dash where figures cannot tell it."""
    return "—" if value is None else plain(value.quantize(Decimal("0.1")).normalize())
