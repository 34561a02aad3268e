"""One pass over the lines of a document: what a line is depends on what came before it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from xushi.agencies.names import looks_like_agency, split_names
from xushi.document.model import LeafKind
from xushi.parsing import _responsibility as responsibility
from xushi.parsing._bodies import PART_AT_START, parse_body
from xushi.parsing._levels import ANNEX, ANNEX_NUMBER, names_annex, settle_headings
from xushi.parsing._lines import TERMINAL, Line, feet_of_pages, is_furniture
from xushi.parsing._numbering import STATED, Marker, Scheme, marker_at, ordinal
from xushi.parsing._outline import Heading, Item, Outline
from xushi.parsing._schemes import item_scheme, plausible_subs, with_bare_numbers
from xushi.parsing._steps import PERIOD_AT_START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._page import Page, Range

_BEHIND = re.compile(
    r"(?:未达(?:到)?序时|欠序时|滞后|落后|偏慢|缓慢|较慢|未完成|慢于序时|低于序时|未达(?:到)?(?:进度|要求)|不达标|有差距)"
)
_IMPRINT = re.compile(
    r"抄送:|主送:|.{4,30}(?:办公室|办公厅)\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$|\(此件.{2,12}\)|.{0,20}印发$|附件:|附:|注:|备注:|说明:"
)
_ITEMS_BEFORE = 5  #: of so many items before it the last one may take after
_HEADING = 40  #: characters of the longest heading
_LINES_OF_UNITS = 100  #: among so many last lines of an item its units are looked for
_REPORT = re.compile(r"(?:进展|推进|完成|落实|进度)情况(?:的通报)?")
_DONE = re.compile(r"\d|已|正在|完成|目前|截至")
_DEMAND = re.compile(r"下一?步|各|请|以上|特此|望|希|对")
_HEAD = 300  #: characters of the page in which its title is looked for
_FIELD = re.compile(r"[一-龥、]{2,14}(?:类|领域|方面)")
_LABEL = 8  #: characters of the longest label that is known by nothing but its standing under the items
_FEWEST_LABELS = 3
_FIELD_LABEL = re.compile(r"类|领域|方面|板块")
_BOXED = re.compile(r"[【\[《][^【】\[\]《》]{2,20}[】\]》]")


def read_outline(page: Page, lines: Sequence[Line], tables: Sequence[int] = ()) -> Outline:
    """Sort `lines` into headings, items and the rest; `tables` says where tables begin, which annexes may hold."""
    lines = _without_furniture(page, lines)
    markers = with_bare_numbers(page, lines, [marker_at(line.text) for line in lines])
    subs = plausible_subs(lines)
    scheme = item_scheme(lines, markers)
    outline = Outline()
    if scheme is None or not any(marker is not None and marker.scheme is scheme for marker in markers):
        return _with_annexes(_unnumbered(page, lines, markers), lines, tables)
    if _numbers_headings_only(page, lines, markers, scheme):
        return _unnumbered(page, lines, markers)
    _Walk(page, outline, scheme, subs).run(lines, markers)
    settle_headings(outline, tables)
    return outline


def _without_furniture(page: Page, lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    feet = feet_of_pages([line.text for line in lines])
    for index, line in enumerate(lines):
        if index in feet or is_furniture(line.text):
            page.mark(LeafKind.FURNITURE, *line.range)
        else:
            kept.append(line)
    return kept


def _numbers_headings_only(page: Page, lines: Sequence[Line], markers: Sequence[Marker | None], scheme: Scheme) -> bool:
    """Tell whether the numbered lines are short headings, and more paragraphs without numbers end with their units."""
    numbered = [
        line for line, marker in zip(lines, markers, strict=True) if marker is not None and marker.scheme is scheme
    ]
    if scheme > Scheme.ZH_PAREN or any(len(line.text) > _HEADING or "。" in line.text[:-1] for line in numbered):
        return False
    plain = [
        line for line, marker in zip(lines, markers, strict=True) if marker is None and line.text.endswith((")", ")。"))
    ]
    return len(plain) > len(numbered) and sum(_ends_with_units(page, line) for line in plain) > len(numbered)


def _unnumbered(page: Page, lines: Sequence[Line], markers: Sequence[Marker | None]) -> Outline:
    """Read a list whose items carry no numbers: each paragraph that ends with its units is one."""
    outline = Outline()
    heading: Heading | None = None
    labels = [_is_label_line(line) for line in lines]
    told = [
        not label and (follows or _ends_with_units(page, line))
        for line, label, follows in zip_longest(lines, labels, labels[1:])
    ]
    if sum(told) < 2:
        outline.before = list(lines)
        return outline
    for line, marker, is_item, label in zip(lines, markers, told, labels, strict=True):
        if is_item:
            outline.items.append(Item(None, [line.range], heading))
        elif marker is not None and len(line.text) <= _HEADING and "。" not in line.text[:-1]:
            heading = heading_of(line, marker)
            outline.headings.append(heading)
        elif label and outline.items:
            outline.items[-1].ranges.append(line.range)
        else:
            (outline.between if outline.items else outline.before).append(line)
    last = outline.items[-1].ranges[-1][1]
    outline.after = [line for line in outline.between if line.start >= last]
    outline.between = [line for line in outline.between if line.start < last]
    return outline


def _with_annexes(outline: Outline, lines: Sequence[Line], tables: Sequence[int]) -> Outline:
    """Find the titles of the annexes where the items stand in tables."""
    if outline.items or len(tables) < 2:
        return outline
    for before, line in pairwise(lines):
        if line.start < tables[-1] and names_annex(line.text, before.text):
            outline.headings.append(heading_of(line, None))
            outline.headings[-1].annex = True
    annexes = {id(heading.line) for heading in outline.headings}
    outline.before = [line for line in outline.before if id(line) not in annexes]
    settle_headings(outline, tables)
    return outline


def _is_label_line(line: Line) -> bool:
    return responsibility.LABEL.match(line.text) is not None or PART_AT_START.match(line.text) is not None


def _ends_with_units(page: Page, line: Line) -> bool:
    if not line.text.endswith((")", ")。", "】", "]")) and responsibility.LABEL.search(line.text) is None:
        return False
    body = parse_body(page.strip(line.range))
    return body.has_clause and bool(body.text)


def heading_of(line: Line, marker: Marker | None) -> Heading:
    """Return a line as a heading: its title without number, units, stated count and marks."""
    end = len(line.text)
    begin = marker.end if marker is not None else 0
    clause = responsibility.LABEL.search(line.text)
    if clause is not None and line.text[clause.start() - 1 : clause.start()] == "(":
        end = clause.start() - 1
    stated = STATED.search(line.text, begin, end)
    title_end = stated.start() if stated is not None and stated.start() > begin else end
    if annex := ANNEX_NUMBER.match(line.text):
        begin = max(begin, annex.end())
    while title_end > begin and line.text[title_end - 1] in "。:;,】":
        title_end -= 1
    while begin < title_end and line.text[begin] == "【":
        begin += 1
    return Heading(line, marker, (begin, title_end), ordinal(stated["count"]) if stated is not None else None)


def _counts_label(text: str, marker: Marker) -> bool:
    """Tell whether a number only counts the labels of an item or the periods of its plan: 2.责任单位:…."""
    return any(
        label.match(text, marker.end) is not None for label in (PERIOD_AT_START, PART_AT_START, responsibility.LABEL)
    )


def _add(item: Item, ranges: Sequence[Range]) -> None:
    """Let an item go on; what was taken for its report before is then the middle of it."""
    if ranges:
        item.ranges += [*item.reported, *ranges]
        item.reported = []


def _label_of(text: str) -> str:
    """Return the words before the colon of a line that says something behind it, or nothing."""
    label, colon, said = text[: _LABEL + 1].partition(":")
    return label if colon and (said or len(text) > len(label) + 1) and label.isalpha() else ""


def _labels_of_items(lines: Sequence[Line], items: int) -> frozenset[str]:
    """Return the labels that stand before a value under every second item or more, whatever they mean: 资金渠道:…."""
    counted = Counter(_label_of(line.text) for line in lines)
    return frozenset(
        label
        for label, count in counted.items()
        if label and count >= _FEWEST_LABELS and count * 2 >= items and _FIELD_LABEL.search(label) is None
    )


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
        self.labels: frozenset[str] = frozenset()  #: of lines under items, also those that nobody knows
        self.terse = False  #: a list of names, whose items end without a stop
        self.clause_asked = (0, 0)
        self.clause_found = False
        self.taken: list[int] = []  #: how many such sentences each item before took
        self.reports = _REPORT.search("".join(page.folded[:_HEAD].split())) is not None
        self.pending: list[Line] = []  #: finished sentences after a finished item: its own only if the list goes on

    def run(self, lines: Sequence[Line], markers: Sequence[Marker | None]) -> None:
        """Sort every line."""
        ends = [
            line.text.endswith(TERMINAL)
            for line, marker, following in zip_longest(lines, markers, markers[1:])
            if marker is not None and following is not None and marker.scheme is following.scheme is self.scheme
        ]
        self.labels = _labels_of_items(lines, sum(m is not None and m.scheme is self.scheme for m in markers))
        self.terse = len(ends) > 1 and sum(ends) * 5 < len(ends)
        for line, marker, following in zip_longest(lines, markers, markers[1:]):
            sub = self.subs.get(line.start)
            if sub is not None and self.scheme is Scheme.ARABIC:
                self._begin(line, sub)
            elif marker is not None and marker.scheme is self.scheme and self._may_begin(line, marker):
                self._begin(line, marker)
            elif marker is not None and marker.scheme < self.scheme and self._is_heading(line, marker):
                self._head(line, marker)
            elif self._is_annex_title(line, marker):
                self._head(line, None)
                self.outline.headings[-1].annex = True
            elif marker is None and following is not None and self._is_plain_heading(line, following):
                self._head(line, None)
            else:
                self._go_on(line, marker)
            counted = marker is not None and marker.scheme > self.scheme and _counts_label(line.text, marker)
            self.last = line.text[marker.end :] if counted and marker is not None else line.text
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
            _add(self.item, [line.range for line in self.pending])
            self.taken.append(len(self.pending))
        else:
            self.outline.between += self.pending
        self.pending = []

    def _is_heading(self, line: Line, marker: Marker) -> bool:
        body = line.text[marker.end :]
        if not body or not (self._complete() or self._after_units()):
            return False
        stated = STATED.search(body)
        length = len(body) if stated is None else stated.start()
        if stated is None and body.endswith("。") and "," in body:
            return False
        return length <= 40 and ("。" not in body[:-1] or responsibility.LABEL.search(body) is not None)

    def _is_plain_heading(self, line: Line, following: Marker) -> bool:
        """Tell whether a line without a number is the heading of the items that begin on the next line."""
        if following.scheme is not self.scheme or len(line.text) > 24 or ANNEX.match(line.text):
            return False
        if (
            not (self._complete() or self._after_units())
            or responsibility.LABEL.match(line.text)
            or PART_AT_START.match(line.text)
            or _label_of(line.text) in self.labels
        ):
            return False
        if not (self._complete() or line.text.rstrip("。:").endswith((")", "〕"))) and STATED.search(line.text):
            return False  # the last line of a broken sentence that ends with a quantity: …新增普惠性托位320个。
        if _BOXED.fullmatch(line.text) and following.ordinal in (1, self.last_number + 1):
            return True
        stated = STATED.search(line.text) is not None or (
            _FIELD.fullmatch(line.text) is not None and following.ordinal in (1, self.last_number + 1)
        )
        fresh = self.outline.items and (following.ordinal in (1, self.last_number + 1))
        return stated or (bool(fresh) and not line.text.endswith(TERMINAL) and _IMPRINT.match(line.text) is None)

    def _head(self, line: Line, marker: Marker | None) -> None:
        self._take_pending()
        self.heading = heading_of(line, marker)
        self.item = None
        self.behind = _BEHIND.search(line.text) is not None
        self.outline.headings.append(self.heading)

    def _go_on(self, line: Line, marker: Marker | None) -> None:
        """Give a line without a number of its own to the item before it, or to nobody."""
        item = self.item
        if ANNEX.fullmatch(line.text) or (
            _IMPRINT.match(line.text) and (item is None or self._complete() or self._after_units())
        ):
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
        if (self._complete() or self._after_units()) and not self._continues(line, marker):
            if _label_of(line.text) in self.labels:
                self.outline.between.append(line)
                return
            if self._reports_on(item, line):
                item.reported.append(line.range)
                return
            self._leave(line)
            return
        if not self.pending or self.pending[-1] is not line:
            self._take_pending()
            _add(item, [self._without_number(line, marker)])

    def _without_number(self, line: Line, marker: Marker | None) -> Range:
        """Return the range of a line; of (1)3月底前:… or 2.责任单位:… without the number, which counts the labels."""
        if marker is None or not _counts_label(line.text, marker):
            return line.range
        place = self.page.head(line.start, marker.end)
        self.page.mark(LeafKind.NUMBER, *place)
        return place[1], line.end

    def _complete(self) -> bool:
        """Tell whether the text so far ends like a finished sentence, with no bracket left open."""
        if self.terse and self.depth <= 0:
            return True
        return self.item is None or (self.depth <= 0 and self.last.endswith(TERMINAL))

    def _after_units(self) -> bool:
        """Tell whether the line before is a row of units or another short labelled line, which needs no full stop."""
        if self.depth > 0 or self.last.endswith(("、", ",", ":", ";")):
            return False
        labelled = len(self.last) <= _HEADING and PART_AT_START.match(self.last) is not None
        return labelled or _label_of(self.last) in self.labels or responsibility.LABEL.match(self.last) is not None

    def _continues(self, line: Line, marker: Marker | None) -> bool:
        """Tell whether a line after a finished one still belongs to the item."""
        if marker is not None and marker.scheme > self.scheme:
            return True
        if PART_AT_START.match(line.text) or responsibility.LABEL.match(line.text) or line.text[0] in "(【[〔":
            return True
        if self._after_units():
            return self._goes_on_with_units(line)
        if line.text.endswith(("。", ";")) and self.item is not None and not self._has_clause(self.item):
            self.pending.append(line)
            return True
        return False

    def _reports_on(self, item: Item, line: Line) -> bool:
        """Tell whether a paragraph after an item with its units says, in a document that reports, what was done."""
        return (
            self.reports
            and line.text.endswith("。")
            and _DONE.search(line.text) is not None
            and _DEMAND.match(line.text) is None
            and self._has_clause(item)
        )

    def _has_clause(self, item: Item) -> bool:
        """Tell whether an item has its units; asked again and again while sentences wait, so the answer is kept."""
        asked = (id(item), len(item.ranges))
        if self.clause_asked != asked:
            self.clause_asked = asked
            self.clause_found = parse_body(self.page.strip(*item.ranges[-_LINES_OF_UNITS:])).has_clause
        return self.clause_found

    def _goes_on_with_units(self, line: Line) -> bool:
        """Tell whether a row of units was broken inside a name and goes on here."""
        if line.text.startswith(("、", ",")) and ":" not in line.text:
            return True
        last = self.last[split_names(self.last)[-1][0] :].rpartition(":")[2]
        names = [line.text[slice(*name)] for name in split_names(line.text)]
        return (
            bool(names)
            and ":" not in line.text
            and not looks_like_agency(last)
            and all(map(looks_like_agency, [last + names[0], *names[1:]]))
        )

    def _is_annex_title(self, line: Line, marker: Marker | None) -> bool:
        """Tell whether a line is the title of an annex, and so perhaps of one list of several."""
        if marker is not None or not names_annex(line.text, self.last):
            return False
        return self._complete() or self._after_units()

    def _take_usual(self) -> None:
        """Give the last item of a list as many finished sentences as every item before it took."""
        before = self.taken[-_ITEMS_BEFORE:]
        if self.item is not None and self.pending and len(before) > 1 and min(before) > 0:
            usual = self.pending[: min(before)]
            _add(self.item, [line.range for line in usual])
            del self.pending[: len(usual)]

    def _leave(self, line: Line) -> None:
        self._take_usual()
        self.outline.between += [*self.pending, line]
        self.pending = []
        if self.item is not None:
            self.behind = False
        self.item = None

    def _finish(self) -> None:
        """Lines after the last item are the end of the document; text that only looked like its body leaves it."""
        self._take_usual()
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
