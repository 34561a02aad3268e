"""The outline of a document: which lines are headings, which begin an item, which go on with one, which are neither.

Which numbering scheme carries the items is decided once for a document, from all its lines; whether one line
begins an item is then decided from its neighbours, because “31.5G信号” is item 31 and “2.5万人” on a broken line
is no item at all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from xushi.document.model import LeafKind
from xushi.parsing import _responsibility as responsibility
from xushi.parsing._lines import TERMINAL, Line, is_furniture
from xushi.parsing._bodies import PART_AT_START
from xushi.parsing._numbering import Marker, Scheme, marker_at, ordinal, sub_marker_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._page import Page, Range

STATED = re.compile(r"[(〔]?共?(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})(?:大)?(?:件|项|个|类|条|大项|方面)(?:实事|项目|任务|目标)?[)〕]?[。:]?$")
_LIST_WORDS = re.compile(r"(?:任务分解|清单|实事(?:项目|任务)?|目标任务|重点任务|责任分工|分解方案|任务表|一览表|序时进度)(?:表|方案|清单|安排)?[。:]?$")
_BEHIND = re.compile(r"(?:未达(?:到)?序时|欠序时|滞后|落后|偏慢|缓慢|未完成|慢于序时|低于序时|未达(?:到)?(?:进度|要求)|不达标|有差距)")
_ANNEX = re.compile(r"附件?(?:表)?\d{0,2}[:.]?")
_IMPRINT = re.compile(r"抄送:|主送:|.{4,30}(?:办公室|办公厅)\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$|\(此件.{2,12}\)|.{0,20}印发$|附件:|附:|注:|备注:|说明:")
_REFERENCE = re.compile(r"[(](?:第)?(\d{1,3}(?:\.\d{1,2})?)(?:项|号|条)[)]")


@dataclass(slots=True)
class Heading:
    """A heading line: its level among the headings of the document (0 is the outermost)."""

    line: Line
    marker: Marker | None
    title: Range  #: in ``line.text``
    stated: int | None
    level: int = 0


@dataclass(slots=True)
class Item:
    """An item: its marker, the line it begins on and all ranges of the page that belong to it."""

    marker: Marker | None
    ranges: list[Range]
    heading: Heading | None = None
    above: Heading | None = None
    behind: bool = False  #: stands in a list of what is behind
    list_number: int = 0


@dataclass(slots=True)
class Outline:
    """Items in order, and the lines that belong to none."""

    items: list[Item] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)  #: letter, introduction
    between: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    block_clauses: dict[int, list[Line]] = field(default_factory=dict)  #: units given once for a block, by id of heading


def read_outline(page: Page, lines: Sequence[Line]) -> Outline:
    """Sort `lines` into headings, items and the rest."""
    lines = _without_furniture(page, lines)
    markers = [marker_at(line.text) for line in lines]
    subs = _plausible_subs(lines)
    scheme = _item_scheme(lines, markers)
    outline = Outline()
    if scheme is None:
        outline.before = list(lines)
        return outline
    _Walk(page, outline, scheme, subs).run(lines, markers)
    _level_headings(outline)
    return outline


def _without_furniture(page: Page, lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if is_furniture(line.text):
            page.mark(LeafKind.FURNITURE, *line.range)
        else:
            kept.append(line)
    return kept


def _plausible_subs(lines: Sequence[Line]) -> dict[int, Marker]:
    """Return the sub-numbers (5.1) that have a neighbour 5.2 or stand like a number, by the start of their line."""
    found: dict[int, Marker] = {}
    for line in lines:
        marker = sub_marker_at(line.text) if line.text[0].isdigit() else None
        if marker is not None:
            found[line.start] = marker
    seen = {(marker.ordinal, marker.sub) for marker in found.values()}
    return {
        start: marker
        for start, marker in found.items()
        if marker.sub is not None and (
            ((marker.ordinal, marker.sub + 1) in seen and marker.sub == 1)
            or (marker.sub > 1 and (marker.ordinal, marker.sub - 1) in seen)
        )
    }


def _item_scheme(lines: Sequence[Line], markers: Sequence[Marker | None]) -> Scheme | None:
    """Choose the scheme that numbers the items.

    Lines that carry units, verdicts or quantities speak for their scheme; among equals the scheme with more
    lines wins, and a scheme that numbers nothing but short lines is one of headings.
    """
    weight: Counter[Scheme] = Counter()
    count: Counter[Scheme] = Counter()
    current: Scheme | None = None
    for line, marker in zip(lines, markers, strict=True):
        if marker is not None:
            current = marker.scheme
            count[current] += 1
        if current is None:
            continue
        if responsibility.LABEL.search(line.text):
            weight[current] += 3
        elif marker is not None and len(line.text) > 24:
            weight[current] += 1
    for scheme in (Scheme.ARABIC_PAREN, Scheme.CIRCLED, Scheme.ORDINAL_IS):
        if any(count[outer] for outer in Scheme if outer < scheme):
            weight[scheme] //= 4
    if not count:
        return None
    best = max(count, key=lambda scheme: (weight[scheme], count[scheme], -scheme))
    if weight[best] == 0:
        best = max(count, key=lambda scheme: (count[scheme], scheme))
    return best if count[best] >= 2 or weight[best] else None


class _Walk:
    """One pass over the lines; what a line is depends on what came before it."""

    def __init__(self, page: Page, outline: Outline, scheme: Scheme, subs: dict[int, Marker]) -> None:
        self.page = page
        self.outline = outline
        self.scheme = scheme
        self.subs = subs
        self.item: Item | None = None
        self.last = ""  #: text of the line before
        self.last_number = 0
        self.heading: Heading | None = None
        self.above: Heading | None = None
        self.behind = False
        self.list_number = 0
        self.depth = 0  #: brackets left open in the item

    def run(self, lines: Sequence[Line], markers: Sequence[Marker | None]) -> None:
        """Sort every line."""
        for line, marker, following in zip_longest(lines, markers, markers[1:]):
            sub = self.subs.get(line.start)
            if sub is not None and self.scheme is Scheme.ARABIC:
                self._begin(line, sub)
            elif marker is not None and marker.scheme is self.scheme and self._may_begin(line, marker):
                self._begin(line, marker)
            elif marker is not None and marker.scheme < self.scheme and self._is_heading(line, marker):
                self._head(line, marker)
            elif marker is None and following is not None and self._is_plain_heading(line, following):
                self._head(line, None)
            else:
                self._go_on(line, marker)
            self.last = line.text
            self.depth = self.depth + line.text.count("(") - line.text.count(")") if self.item is not None else 0
        self._finish()

    def _may_begin(self, line: Line, marker: Marker) -> bool:
        """Tell whether a line that looks numbered begins an item and is not the middle of a broken one."""
        if self.scheme is not Scheme.ARABIC or self.item is None:
            return len(line.text) > marker.end
        complete = self.last.endswith(TERMINAL)
        in_order = marker.ordinal in (self.last_number, self.last_number + 1, 1)
        if line.text[marker.end : marker.end + 1].isdigit() and line.text[marker.end - 1] == ".":
            return complete and in_order
        return (complete and abs(marker.ordinal - self.last_number) < 20) or in_order

    def _begin(self, line: Line, marker: Marker) -> None:
        if marker.ordinal <= 1 and self.last_number > 1 and marker.sub in (None, 1):
            self.list_number += 1
            if self.behind and self.heading is None:
                self.behind = False
        if self.item is None and not self.outline.items:
            self.behind = self.behind or (self.last.endswith(":") and _BEHIND.search(self.last) is not None)
        self.item = Item(marker, [line.range], self.heading, self.above, self.behind, self.list_number)
        self.outline.items.append(self.item)
        self.last_number = marker.ordinal
        self.depth = 0

    def _is_heading(self, line: Line, marker: Marker) -> bool:
        body = line.text[marker.end :]
        if not body or not self._complete():
            return False
        stated = STATED.search(body)
        length = len(body) if stated is None else stated.start()
        return length <= 40 and ("。" not in body[:-1] or responsibility.LABEL.search(body) is not None)

    def _is_plain_heading(self, line: Line, following: Marker) -> bool:
        """Tell whether a line without a number is the heading of the items that begin on the next line."""
        if following.scheme is not self.scheme or len(line.text) > 24 or not self._complete() or _ANNEX.match(line.text):
            return False
        stated = STATED.search(line.text) is not None
        fresh = self.outline.items and (following.ordinal in (1, self.last_number + 1))
        return stated or (bool(fresh) and not line.text.endswith(TERMINAL) and _IMPRINT.match(line.text) is None)

    def _head(self, line: Line, marker: Marker | None) -> None:
        end = len(line.text)
        begin = marker.end if marker is not None else 0
        clause = responsibility.LABEL.search(line.text)
        if clause is not None and line.text[clause.start() - 1 : clause.start()] == "(":
            end = clause.start() - 1
        stated = STATED.search(line.text, begin, end)
        title_end = stated.start() if stated is not None and stated.start() > begin else end
        while title_end > begin and line.text[title_end - 1] in "。:;,":
            title_end -= 1
        count = ordinal(stated["count"]) if stated is not None else None
        heading = Heading(line, marker, (begin, title_end), count)
        self.heading = heading
        self.item = None
        self.behind = _BEHIND.search(line.text) is not None
        self.outline.headings.append(heading)

    def _go_on(self, line: Line, marker: Marker | None) -> None:
        """Give a line without a number of its own to the item before it, or to nobody."""
        item = self.item
        if _ANNEX.fullmatch(line.text) or (_IMPRINT.match(line.text) and (item is None or self._complete())):
            self._leave(line)
            return
        if item is None:
            if self.heading is not None and self.outline.items and marker is None:
                self.outline.between.append(line)
            elif self.heading is not None and responsibility.LABEL.search(line.text):
                self.outline.block_clauses.setdefault(id(self.heading), []).append(line)
            else:
                (self.outline.between if self.outline.items else self.outline.before).append(line)
            return
        if self._complete() and not self._continues(line, marker):
            self._leave(line)
            return
        item.ranges.append(line.range)

    def _complete(self) -> bool:
        """Tell whether the text so far ends like a finished sentence, with no bracket left open."""
        return self.item is None or (self.depth <= 0 and self.last.endswith(TERMINAL))

    def _continues(self, line: Line, marker: Marker | None) -> bool:
        """Tell whether a line after a finished one still belongs to the item."""
        if marker is not None and marker.scheme > self.scheme:
            return True
        if PART_AT_START.match(line.text) or responsibility.LABEL.match(line.text) or line.text[0] in "(【[":
            return True
        has_clause = self.item is not None and self._has_clause(self.item)
        return line.text.endswith(("。", ";")) and not has_clause

    def _has_clause(self, item: Item) -> bool:
        return any(responsibility.LABEL.search("".join(self.page.folded[a:b].split())) for a, b in item.ranges)

    def _leave(self, line: Line) -> None:
        self.outline.between.append(line)
        if self.item is not None:
            self.behind = False
        self.item = None

    def _finish(self) -> None:
        """Lines after the last item are the end of the document; text that only looked like its body leaves it."""
        if not self.outline.items:
            self.outline.before += self.outline.between
            self.outline.between = []
            return
        end = self.outline.items[-1].ranges[-1][1]
        self.outline.after = [line for line in self.outline.between if line.start >= end]
        self.outline.between = [line for line in self.outline.between if line.start < end]
        first = self.outline.items[0].ranges[0][0]
        self.outline.before += [line for line in self.outline.between if line.start < first]
        self.outline.between = [line for line in self.outline.between if line.start >= first]


def _level_headings(outline: Outline) -> None:
    """Give each heading its level and each item the list heading above its field.

    The outermost scheme of headings names lists if the numbers of the items begin anew under it or if its titles
    say so; otherwise every heading is one of a field.
    """
    schemes = sorted({_rank(heading) for heading in outline.headings})
    for heading in outline.headings:
        heading.level = schemes.index(_rank(heading))
    outer = [heading for heading in outline.headings if heading.level == 0]
    if not outer:
        return
    lists = bool(outer) and _names_lists(outline, outer)
    ends = [heading.line.start for heading in outer[1:]] + [1 << 62]
    for heading, end in zip(outer, ends, strict=True):
        for item in outline.items:
            if heading.line.start <= item.ranges[0][0] < end:
                item.above = heading if lists else None
                if lists and item.heading is heading:
                    item.heading = None


def _rank(heading: Heading) -> int:
    return int(heading.marker.scheme) if heading.marker is not None else 99


def _names_lists(outline: Outline, outer: Sequence[Heading]) -> bool:
    titles = [heading.line.text[slice(*heading.title)] for heading in outer]
    if sum(_LIST_WORDS.search(title) is not None for title in titles) * 2 > len(titles):
        return True
    if len(outer) < 2 or all(heading.level == 0 for heading in outline.headings):
        return False
    firsts = []
    for index, heading in enumerate(outer):
        end = outer[index + 1].line.start if index + 1 < len(outer) else 1 << 62
        numbers = [i.marker.ordinal for i in outline.items if i.marker and heading.line.start <= i.ranges[0][0] < end]
        firsts += numbers[:1]
    inner = [
        item.marker.ordinal
        for item, before in zip(outline.items[1:], outline.items[:-1], strict=True)
        if item.marker and item.heading is not before.heading and item.heading and item.heading.level > 0
    ]
    restarts_inside = sum(number == 1 for number in inner) * 2 > len(inner) > 0
    return len(firsts) > 1 and all(number == 1 for number in firsts) and not restarts_inside
