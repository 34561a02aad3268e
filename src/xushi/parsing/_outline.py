"""The outline of a document: which lines are headings, which begin an item, which go on with one, which are neither.

Which numbering scheme carries the items is decided once for a document, from all its lines; whether one line
begins an item is then decided from its neighbours, because “31.5G信号” is item 31 and “2.5万人” on a broken line
is no item at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xushi.document.model import VerdictGrade
    from xushi.parsing._lines import Line
    from xushi.parsing._numbering import Marker
    from xushi.parsing._page import Range


@dataclass(slots=True)
class Heading:
    """A heading line: its level among the headings of the document (0 is the outermost)."""

    line: Line
    marker: Marker | None
    title: Range  #: in ``line.text``
    stated: int | None
    level: int = 0
    #: Grade it gives to its items, and where the word for it stands in the title.
    verdict: tuple[VerdictGrade, int, int] | None = None
    annex: bool = False  #: the title of an annex


@dataclass(slots=True)
class Item:
    """An item: its marker, the line it begins on and all ranges of the page that belong to it."""

    marker: Marker | None
    ranges: list[Range]
    heading: Heading | None = None
    above: Heading | None = None
    behind: bool = False  #: stands in a list of what is behind
    list_number: int = 0
    reported: list[Range] = field(default_factory=list)  #: paragraphs after its units that report on it


@dataclass(slots=True)
class Outline:
    """Items in order, and the lines that belong to none."""

    items: list[Item] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)  #: letter, introduction
    between: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    #: Units given once for a block, by the id of its heading.
    block_clauses: dict[int, list[Line]] = field(default_factory=dict)
