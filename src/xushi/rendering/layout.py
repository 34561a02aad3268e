"""What stands between the tree and every format: the blocks of a document as an office sets them.

A layout knows where a text stands (GB/T 9704-2012: heading, body, signature, annex) and nothing of any format.
Indents are in characters of the body.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from xushi.rendering.charts import Chart

PITCH = 28.95  #: distance of the lines of the text, in points
_WIDE = 5  #: columns that an upright sheet has room for
TEXT_WIDTH: Final = 156 / 25.4 * 72  #: of the page (版心), in points
#: The red name: its largest size in points, the size below which characters are narrowed instead, and how far they may.
_LARGEST, _READABLE, _NARROWEST = 48.0, 36.0, 0.6
_ROOM = 0.98  #: of the width, so that no program that rounds up breaks the name
_HEIGHT = 300.0  #: of a joint head in points, so that the first page still shows text
JOINT_PITCH: Final = 1.3  #: from one name of a joint head to the next, in its size


class Urgency(StrEnum):
    """紧急程度, the only mark an office may choose: papers with a degree of secrecy are refused (`secrecy`)."""

    MOST = "特急"
    MORE = "加急"


class Style(StrEnum):
    """What a line is, and so how it is set."""

    TITLE = "title"  #: 标题, of the document or of its annex
    SOURCE = "source"  #: a line of date and origin under the title
    ADDRESSEES = "addressees"  #: 主送机关, flush left
    BODY = "body"  #: 正文, indented by two
    LIST = "list"  #: first level, 一、
    FIELD = "field"  #: second level, （一）
    ITEM = "item"  #: third level, 1.
    ATTACHED = "attached"  #: 附件说明
    NOTE = "note"  #: 附注


@dataclass(frozen=True, slots=True)
class Link:
    """Where a stretch of a line comes from: its code points, and the address of the page that shows it."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. A web page leads from its `links` to where they come from; on paper they are plain text."""

    text: str
    style: Style = Style.BODY
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """The head of an official paper (版头): the red name of the office, the document number, the red line.

    `mark` stands in the upper left corner, where 紧急程度 has its place. Where several `offices` issue a paper together
    (联合行文), the lead first, `words` stand once to the right of their names.
    """

    words: str
    number: str
    mark: str = ""
    offices: tuple[str, ...] = ()

    @property
    def fit(self) -> tuple[float, float]:
        """Size in points and share of their width at which the words stand on one line, names side by side with 文件.

        Long names get smaller down to 36 points; then their characters are narrowed, as offices do it.
        """
        names = max(map(width, self.offices), default=0)
        each = TEXT_WIDTH * _ROOM / max(width(self.words) + names + (0.5 if self.offices else 0), 1)
        largest = min(_LARGEST, _HEIGHT / JOINT_PITCH / max(len(self.offices), 1))
        if each >= min(_READABLE, largest):
            return min(each, largest), 1
        narrowed = max(_NARROWEST, each / min(_READABLE, largest))
        return each / narrowed, narrowed


@dataclass(frozen=True, slots=True)
class Signature:
    """Who issued the document, and when (署名、成文日期). Where it is `sealed`, the place of the seal is kept free.

    No seal is drawn: it is pressed on the printed paper, or put there by the office's program for electronic seals.
    """

    body: str
    issued_on: date | None
    sealed: bool = False

    @property
    def day(self) -> str | None:
        """The date as it is written: 2025年2月20日."""
        return written_day(self.issued_on) if self.issued_on is not None else None

    @property
    def offices(self) -> tuple[str, ...]:
        """The names below each other, of a joint paper the lead first."""
        return tuple(self.body.split("、"))

    @property
    def indents(self) -> tuple[float, float]:
        """How far name and date stand from the right edge.

        Without a seal the date begins two characters right of the name, and neither is nearer than two to the edge;
        with one the date stands four characters from the edge, and the name in the middle above it.
        """
        name, day = width(self.offices[-1]), width(self.day or "")
        if self.sealed:
            indent = max(4, (name - day) / 2)
            return (indent + (day - name) / 2, indent)
        return (2, name - day) if name - day >= 2 else (day + 4 - name, 2)


@dataclass(frozen=True, slots=True)
class Annex:
    """The beginning of an annex on a new page: 附件, and its title."""

    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """The last lines of an official paper (版记): copies, the office that printed it, and the day."""

    copies: str | None
    office: str
    printed: str


@dataclass(frozen=True, slots=True)
class Head:
    """One cell in the head of a table, with the columns and rows that it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A row of one text is a heading over all columns; `shares` are widths; `figures` stand centred.

    `addresses` lead from the cells of a web page to where they come from, row by row; None for a cell without one.
    A `form` is set in 4号 with room around it, for the pen.
    """

    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    figures: tuple[bool, ...]
    addresses: tuple[tuple[str | None, ...], ...] = ()
    form: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether it needs a sheet turned on its side."""
        return len(self.shares) > _WIDE


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as a picture. In text and in a workbook it does not stand, since it says only what they say."""

    chart: Chart


Block = Line | Flag | Signature | Annex | Imprint | Table | Figure


@dataclass(frozen=True, slots=True)
class Layout:
    """A document, ready to be written; `metadata` are the pairs that a page of a web site shows above it."""

    title: str
    blocks: tuple[Block, ...]
    issued_on: date | None = None
    metadata: tuple[tuple[str, str], ...] = ()

    @property
    def charts(self) -> list[Chart]:
        """The charts, in the order of their places."""
        return [block.chart for block in self.blocks if isinstance(block, Figure)]

    @property
    def is_turned(self) -> bool:
        """Whether the whole paper stands on sheets turned on their side: one of wide tables, and no letter."""
        lettered = any(isinstance(block, Flag | Signature) for block in self.blocks)
        return not lettered and any(isinstance(block, Table) and block.is_wide for block in self.blocks)

    @property
    def sheets(self) -> tuple[Sheets, ...]:
        """The blocks by the sheets they stand on; with a wide table goes the title or heading right above it."""
        if self.is_turned:
            return (Sheets(self.blocks, turned=True),)
        found: list[Sheets] = []
        upright: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Table) and block.is_wide:
                heads = 0
                while heads < len(upright) and _is_head(upright[-1 - heads]):
                    heads += 1
                cut = len(upright) - heads
                found += [Sheets(tuple(upright[:cut]))] if cut else []
                found.append(Sheets((*upright[cut:], block), turned=True))
                upright = []
            else:
                upright.append(block)
        return (*found, *([Sheets(tuple(upright))] if upright else []))


@dataclass(frozen=True, slots=True)
class Sheets:
    """Blocks that follow each other on upright sheets, or on sheets turned on their side."""

    blocks: tuple[Block, ...]
    turned: bool = False


def _is_head(block: Block) -> bool:
    return isinstance(block, Annex) or (isinstance(block, Line) and block.style in (Style.TITLE, Style.LIST))


def width(text: str) -> float:
    """Return the width of `text` in characters of the body; a digit or a Latin letter takes half of one."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


#: What has no shape, and so no place in a PDF or in XML: controls, marks of the order of bytes, what is no character.
_SHAPELESS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def shaped(text: str) -> str:
    """Return a text without characters that have no shape."""
    return _SHAPELESS.sub("", text)


def written_day(day: date) -> str:
    """Return a date as official papers write it, without zeros before the figures (GB/T 9704-2012 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


#: Where the lines of a title may end with sense, and where they had better not begin.
_GOOD_ENDS, _BAD_STARTS, _BAD_ENDS = "的于年，、》）和及市县区", "的、，。》）〉”年月日号件项", "《（〈“第"
#: Words of titles that are never taken apart; a break inside one costs as much as a bad beginning of a line.
_WHOLE = (
    *(
        "政府工作报告",
        "人民政府",
        "人民代表",
        "次会议",
        "办公室",
        "民生",
        "实事",
        "项目",
        "工作",
        "任务",
        "重点",
        "目标",
        "推进",
        "进展",
        "情况",
        "序时",
    ),
    *("进度", "安排", "分解", "方案", "满意度", "测评", "票决", "结果", "季度", "年度", "社会", "全市", "大会", "会议"),
)
_TITLE_WIDTH = 20.0  #: characters of 2号 in a line


def title_lines(title: str) -> list[str]:
    """Return a title in lines of about equal length, broken where the sense allows (GB/T 9704-2012 7.3.1)."""
    count = math.ceil(_set_width(title) / _TITLE_WIDTH)
    lines, rest = [], title
    for left in range(count, 1, -1):
        share = _set_width(rest) / left
        cut = min(range(1, len(rest)), key=lambda at: _badness(rest, at, share))
        lines.append(rest[:cut])
        rest = rest[cut:]
    return [*lines, rest]


def _set_width(text: str) -> float:
    """Return the width with the quarter of a character that stands between Chinese and figures."""
    return width(text) + 0.25 * sum(one.isascii() != other.isascii() for one, other in pairwise(text))


def _badness(title: str, at: int, share: float) -> float:
    """Return how badly a line of `title` ends before the character `at`, where `share` would be even."""
    before, after = title[at - 1], title[at]
    length = _set_width(title[:at])
    bad = abs(length - share) + 100 * (length > _TITLE_WIDTH)
    if before.isascii() and after.isascii():
        bad += 50
    bad += 20 * (after in _BAD_STARTS) + 20 * (before in _BAD_ENDS)
    bad += 20 * any(title.startswith(word, at - cut) for word in _WHOLE for cut in range(1, len(word)) if cut <= at)
    return bad - 2 * (before in _GOOD_ENDS) - 3 * title.startswith("关于", at) - 2 * (after.isdigit())
