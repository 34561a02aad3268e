"""The outline of a document: which lines are headings, which begin an item, which go on with one, which are neither.

Which numbering scheme carries the items is decided once for a document, from all its lines; whether one line
begins an item is then decided from its neighbours, because “31.5G信号” is item 31 and “2.5万人” on a broken line
is no item at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from xushi.agencies.names import looks_like_agency, split_names
from xushi.document.model import LeafKind
from xushi.parsing import _responsibility as responsibility
from xushi.parsing._bodies import PART_AT_START, parse_body
from xushi.parsing._lines import TERMINAL, Line, is_furniture
from xushi.parsing._numbering import Marker, Scheme, marker_at, ordinal, sub_marker_at
from xushi.parsing._verdicts import grade_in_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.document.model import VerdictGrade
    from xushi.parsing._page import Page, Range

STATED = re.compile(
    r"[(〔]?共?(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})(?:大)?(?:件|项|个|类|条|大项|方面)(?:实事|项目|任务|目标)?[)〕]?[。:]?$"
)
_LIST_WORDS = re.compile(
    r"(?:任务分解|任务分工|工作分工|清单|实事(?:项目|任务)?|目标任务|重点任务|责任分工|分解方案|任务表|一览表|序时进度)(?:表|方案|清单|安排)?[。:]?$"
)
_BEHIND = re.compile(
    r"(?:未达(?:到)?序时|欠序时|滞后|落后|偏慢|缓慢|未完成|慢于序时|低于序时|未达(?:到)?(?:进度|要求)|不达标|有差距)"
)
_ANNEX_NUMBER = re.compile(r"^附件?(?:表)?[\d一二三四五六七八九十]{1,2}[:.、]?(?=.)")
_ANNEX = re.compile(r"附件?(?:表)?\d{0,2}[:.]?")
_IMPRINT = re.compile(
    r"抄送:|主送:|.{4,30}(?:办公室|办公厅)\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$|\(此件.{2,12}\)|.{0,20}印发$|附件:|附:|注:|备注:|说明:"
)
_REFERENCE = re.compile(r"[(](?:第)?(\d{1,3}(?:\.\d{1,2})?)(?:项|号|条)[)]")


@dataclass(slots=True)
class Heading:
    """A heading line: its level among the headings of the document (0 is the outermost)."""

    line: Line
    marker: Marker | None
    title: Range  #: in ``line.text``
    stated: int | None
    level: int = 0
    verdict: tuple[VerdictGrade, int, int] | None = (
        None  #: grade it gives to its items, and the word for it in the title
    )
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


@dataclass(slots=True)
class Outline:
    """Items in order, and the lines that belong to none."""

    items: list[Item] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)  #: letter, introduction
    between: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    block_clauses: dict[int, list[Line]] = field(
        default_factory=dict
    )  #: units given once for a block, by id of heading


def read_outline(page: Page, lines: Sequence[Line]) -> Outline:
    """Sort `lines` into headings, items and the rest."""
    lines = _without_furniture(page, lines)
    markers = [marker_at(line.text) for line in lines]
    subs = _plausible_subs(lines)
    scheme = _item_scheme(lines, markers)
    outline = Outline()
    if scheme is None or not any(marker is not None and marker.scheme is scheme for marker in markers):
        return _unnumbered(page, lines)
    _Walk(page, outline, scheme, subs).run(lines, markers)
    _settle_statuses(outline)
    _settle_annexes(outline)
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


def _unnumbered(page: Page, lines: Sequence[Line]) -> Outline:
    """Read a list whose items carry no numbers: each paragraph that ends with its units is one."""
    outline = Outline()
    told = [_ends_with_units(page, line) for line in lines]
    if sum(told) < 2:  # noqa: PLR2004 - one paragraph is no list
        outline.before = list(lines)
        return outline
    for line, is_item in zip(lines, told, strict=True):
        if is_item:
            outline.items.append(Item(None, [line.range]))
        else:
            (outline.between if outline.items else outline.before).append(line)
    last = outline.items[-1].ranges[-1][1]
    outline.after = [line for line in outline.between if line.start >= last]
    outline.between = [line for line in outline.between if line.start < last]
    return outline


def _ends_with_units(page: Page, line: Line) -> bool:
    if not line.text.endswith((")", ")。", "】", "]")) and responsibility.LABEL.search(line.text) is None:
        return False
    body = parse_body(page.strip(line.range))
    return body.has_clause and bool(body.text)


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
        if marker.sub is not None
        and (
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
        if any(count[outer] > 1 for outer in (Scheme.ZH_PAREN, Scheme.ARABIC)) and not weight[scheme]:
            del count[scheme]
    if not count:
        return None
    closing = _scheme_of_clauses(lines, markers, count)
    if closing is not None:
        return closing
    best = max(count, key=lambda scheme: (weight[scheme], count[scheme], -scheme))
    if weight[best] == 0:
        best = max(count, key=lambda scheme: (count[scheme], scheme))
    return best if count[best] >= 2 or weight[best] else None


def _scheme_of_clauses(
    lines: Sequence[Line], markers: Sequence[Marker | None], count: Counter[Scheme]
) -> Scheme | None:
    """Where units close groups of numbered sentences, the groups are the items: （一）… 1.… 2.… 牵头单位:…

    Speaks only if the units are as many as the groups, far fewer than the inner numbers, and stand at their ends.
    """
    clauses = sum(responsibility.LABEL.search(line.text) is not None for line in lines)
    if clauses < 2:  # noqa: PLR2004 - one is no pattern
        return None
    for inner in sorted(count, reverse=True):
        outer = next((scheme for scheme in sorted(count, reverse=True) if scheme < inner), None)
        if outer is None or not any(scheme < outer for scheme in count):
            continue
        groups = closed = 0
        open_group = False
        for line, marker in zip(lines, markers, strict=True):
            if marker is not None and marker.scheme is outer:
                groups, open_group = groups + 1, True
            if open_group and responsibility.LABEL.search(line.text):
                closed, open_group = closed + 1, False
        if groups > 1 and closed * 5 >= groups * 4 and count[inner] * 2 > groups * 3 and clauses * 3 < count[inner] * 2:
            return outer
    return None


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
        self.pending: list[Line] = []  #: finished sentences after a finished item: its own only if the list goes on

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
        self._take_pending()
        self.item = Item(marker, [line.range], self.heading, self.above, self.behind, self.list_number)
        self.outline.items.append(self.item)
        self.last_number = marker.ordinal
        self.depth = 0

    def _take_pending(self) -> None:
        """Give sentences that followed a finished item to it, now that the list goes on behind them."""
        if self.item is not None:
            self.item.ranges += [line.range for line in self.pending]
        else:
            self.outline.between += self.pending
        self.pending = []

    def _is_heading(self, line: Line, marker: Marker) -> bool:
        body = line.text[marker.end :]
        if not body or not (self._complete() or self._after_units()):
            return False
        stated = STATED.search(body)
        length = len(body) if stated is None else stated.start()
        return length <= 40 and ("。" not in body[:-1] or responsibility.LABEL.search(body) is not None)

    def _is_plain_heading(self, line: Line, following: Marker) -> bool:
        """Tell whether a line without a number is the heading of the items that begin on the next line."""
        if following.scheme is not self.scheme or len(line.text) > 24 or _ANNEX.match(line.text):
            return False
        if (
            not (self._complete() or self._after_units())
            or responsibility.LABEL.match(line.text)
            or PART_AT_START.match(line.text)
        ):
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
        if annex := _ANNEX_NUMBER.match(line.text):
            begin = max(begin, annex.end())
        while title_end > begin and line.text[title_end - 1] in "。:;,】":
            title_end -= 1
        while begin < title_end and line.text[begin] in "【":
            begin += 1
        count = ordinal(stated["count"]) if stated is not None else None
        heading = Heading(line, marker, (begin, title_end), count)
        self._take_pending()
        self.heading = heading
        self.item = None
        self.behind = _BEHIND.search(line.text) is not None
        self.outline.headings.append(heading)

    def _go_on(self, line: Line, marker: Marker | None) -> None:
        """Give a line without a number of its own to the item before it, or to nobody."""
        item = self.item
        if _ANNEX.fullmatch(line.text) or (
            _IMPRINT.match(line.text) and (item is None or self._complete() or self._after_units())
        ):
            self._leave(line)
            return
        if self._is_annex_title(line, marker):
            self._head(line, None)
            self.outline.headings[-1].annex = True
            return
        if item is None:
            if self.heading is not None and self.outline.items and marker is None:
                self.outline.between.append(line)
            elif self.heading is not None and responsibility.LABEL.search(line.text):
                self.outline.block_clauses.setdefault(id(self.heading), []).append(line)
            else:
                (self.outline.between if self.outline.items else self.outline.before).append(line)
            return
        if (self._complete() or self._after_units()) and not self._continues(line, marker):
            self._leave(line)
            return
        if not self.pending or self.pending[-1] is not line:
            item.ranges.append(line.range)

    def _complete(self) -> bool:
        """Tell whether the text so far ends like a finished sentence, with no bracket left open."""
        return self.item is None or (self.depth <= 0 and self.last.endswith(TERMINAL))

    def _after_units(self) -> bool:
        """Tell whether the line before is a row of units, which needs no full stop to be finished."""
        return (
            self.depth <= 0
            and responsibility.LABEL.match(self.last) is not None
            and not self.last.endswith(("、", ",", ":", ";"))
        )

    def _continues(self, line: Line, marker: Marker | None) -> bool:
        """Tell whether a line after a finished one still belongs to the item."""
        if marker is not None and marker.scheme > self.scheme:
            return True
        if PART_AT_START.match(line.text) or responsibility.LABEL.match(line.text) or line.text[0] in "(【[":
            return True
        if self._after_units():
            return self._goes_on_with_units(line)
        if line.text.endswith(("。", ";")) and self.item is not None and not self._has_clause(self.item):
            self.pending.append(line)
            return True
        return False

    def _has_clause(self, item: Item) -> bool:
        return parse_body(self.page.strip(*item.ranges)).has_clause

    def _goes_on_with_units(self, line: Line) -> bool:
        """Tell whether a row of units was broken inside a name and goes on here."""
        last = self.last[split_names(self.last)[-1][0] :]
        names = [line.text[slice(*name)] for name in split_names(line.text)]
        return (
            bool(names)
            and ":" not in line.text
            and not looks_like_agency(last)
            and all(map(looks_like_agency, [last + names[0], *names[1:]]))
        )

    def _is_annex_title(self, line: Line, marker: Marker | None) -> bool:
        """Tell whether a line is the title of an annex, and so perhaps of one list of several."""
        text = _ANNEX_NUMBER.sub("", line.text)
        if (
            marker is not None
            or not 4 <= len(text) <= 44
            or text.endswith(("。", ":", ";"))
            or not (self._complete() or self._after_units())
        ):
            return False
        after_annex = text != line.text or _ANNEX.fullmatch(self.last) is not None
        return after_annex and _LIST_WORDS.search(text) is not None

    def _leave(self, line: Line) -> None:
        self.outline.between += [*self.pending, line]
        self.pending = []
        if self.item is not None:
            self.behind = False
        self.item = None

    def _finish(self) -> None:
        """Lines after the last item are the end of the document; text that only looked like its body leaves it."""
        self.outline.between += self.pending
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


def _settle_statuses(outline: Outline) -> None:
    """Headings that sort the items by their verdict (已完成(3项), 滞后(2项)) give it to them; then none is a headline list."""
    graded = [(heading, grade_in_heading(heading.line.text[slice(*heading.title)])) for heading in outline.headings]
    if len({told[0] for _, told in graded if told is not None}) < 2:  # noqa: PLR2004 - one alone is a headline list
        return
    for heading, told in graded:
        heading.verdict = told
    for item in outline.items:
        item.behind = item.behind and (item.heading is None or item.heading.verdict is None)


def _settle_annexes(outline: Outline) -> None:
    """Titles of annexes name lists where there are several lists; a single one is just a title."""
    annexes = [heading for heading in outline.headings if heading.annex]
    starts = [heading.line.start for heading in annexes]
    holders = {bisect_right(starts, item.ranges[0][0]) for item in outline.items} - {0}
    if len(holders) > 1:
        return
    for heading in annexes:
        outline.headings.remove(heading)
        (
            outline.between if outline.items and heading.line.start > outline.items[0].ranges[0][0] else outline.before
        ).append(heading.line)
    for item in outline.items:
        if item.heading is not None and item.heading.annex:
            item.heading = None


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
    if heading.annex:
        return 0
    return int(heading.marker.scheme) if heading.marker is not None else 99


def _names_lists(outline: Outline, outer: Sequence[Heading]) -> bool:
    if outer[0].annex:
        return True
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
