"""Drafts of items: everything an outline or a table says of one item, as ranges, before names and titles are settled.

Names can only be completed, and titles only be told from sentences, when all items of a document are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xushi.agencies.names import BEHIND_NAME
from xushi.document.model import Applicability, LeafKind, Role
from xushi.parsing._bodies import Body, Verdict, parse_body
from xushi.parsing._columns import Column
from xushi.parsing._numbering import Scheme
from xushi.parsing._verdicts import BOXED_VERDICT, grade_of, verdict_at_head, verdict_at_tail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._outline import Heading, Item, Outline
    from xushi.parsing._page import Page, Range, Strip
    from xushi.periods import Period


_LISTED = re.compile(r"(?:分别为|分别是|依次为|依次是|包括):(?P<names>[^:。]{6,600})。")
_SHORTEST_LIST = 3


@dataclass(slots=True)
class Planned:
    """A milestone: its period and where its text stands in a strip."""

    period: Period
    strip: Strip
    start: int
    end: int


class Unit:
    """A unit in its role: its name folded and as written, and where it stands in a strip and in the view."""

    __slots__ = ("end", "name", "place", "role", "start", "strip", "written")

    def __init__(self, role: Role, strip: Strip, start: int, end: int) -> None:
        self.role = role
        self.strip = strip
        self.start = start
        self.end = end
        self.name = strip.text[start:end]
        self.place = low, high = strip.range(start, end)
        self.written = strip.page.text[low:high] if high - low == end - start else strip.value(start, end)

    def mark(self) -> None:
        """Say on the page that a unit stands here."""
        low, high = self.place
        if high - low == self.end - self.start:
            self.strip.page.marks.append((low, high, LeafKind.AGENCY))
        else:
            self.strip.mark(LeafKind.AGENCY, self.start, self.end)
        behind = BEHIND_NAME.match(self.strip.text, self.end)
        if behind is not None:
            self.strip.mark(LeafKind.NOTE if behind["note"] else LeafKind.ROLE, *behind.span())


@dataclass(slots=True)
class Draft:
    """One item, as ranges of the page."""

    position: int  #: where it begins in the view
    end: int
    number: str | None
    number_range: Range | None  #: in the view
    strip: Strip
    body: Body
    title: Strip | None = None
    units: list[Unit] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)
    narratives: list[tuple[Strip, int, int]] = field(default_factory=list)
    verdict: tuple[Strip, Verdict] | None = None
    remark: tuple[Applicability, Strip] | None = None  #: a remark beside the item that says whose task it is
    votes: dict[Column, Range] = field(default_factory=dict)
    field_title: str | None = None
    behind: bool = False
    heading: Heading | None = None
    above: Heading | None = None  #: heading of the list
    verdict_in_heading: bool = False
    heading_place: Range | None = None  #: a heading row inside a table


def draft_of_item(page: Page, item: Item) -> Draft:
    """Take an item of the outline apart."""
    first = item.ranges[0]
    number = None
    number_range = None
    ranges = item.ranges
    if item.marker is not None:
        number = str(item.marker.ordinal) if item.marker.sub is None else item.marker.number
        number = number if item.marker.scheme is not Scheme.BULLET else None
        number_range = page.head(first[0], item.marker.end)
        ranges = [(number_range[1], first[1]), *ranges[1:]]
    strip = page.strip(*ranges)
    body = parse_body(strip)
    draft = Draft(first[0], item.ranges[-1][1], number, number_range, strip, body, behind=item.behind)
    draft.units = [Unit(named.role, strip, named.start, named.end) for named in body.names]
    draft.narratives = [(strip, *place) for place in body.narrative]
    if body.verdict is not None:
        draft.verdict = (strip, body.verdict)
    if item.reported:
        _take_reported(page, draft, item.reported)
    elif number_range is not None and page.folded[number_range[0]] in "【[":
        _take_boxed_verdict(page, draft, number_range)
    return draft


def _take_reported(page: Page, draft: Draft, places: Sequence[Range]) -> None:
    """Read the paragraphs that report on an item, with the verdict they open or close with."""
    strip = page.strip(*places)
    start = 0
    head, tail = verdict_at_head(strip.text), verdict_at_tail(strip.text)
    if draft.verdict is None and head is not None:
        draft.verdict, start = (strip, Verdict(*head[:3])), head[3]
    elif draft.verdict is None and tail is not None:
        draft.verdict = (strip, Verdict(*tail))
    draft.narratives.append((strip, start, len(strip)))
    draft.end = max(draft.end, places[-1][1])


def _take_boxed_verdict(page: Page, draft: Draft, place: Range) -> None:
    """Read the verdict in the box before a number, and take the box away from the number."""
    box = page.strip(place)
    found = BOXED_VERDICT.match(box.text)
    if found is not None:
        draft.number_range = (box.range(found.end(), len(box))[0], place[1])
        draft.verdict = (box, Verdict(grade_of(found["verdict"]), *found.span("verdict")))


def drafts_of_sentence(page: Page, outline: Outline) -> list[Draft]:
    """Return the items of a list told in one sentence of a report on a vote: …票决产生…,分别为:A、B、C."""
    for line in outline.before:
        found = _LISTED.search(line.text)
        if found is None or not any(word in page.folded[: line.end] for word in ("票决", "表决", "投票")):
            continue
        strip = page.strip(line.range)
        names = [name.span() for name in re.finditer(r"[^、;,。]+", found["names"])]
        if len(names) < _SHORTEST_LIST:
            continue
        drafts = []
        for low, high in names:
            place = strip.range(found.start("names") + low, found.start("names") + high)
            name = page.strip(place)
            drafts.append(Draft(*place, None, None, name, parse_body(name)))
        return drafts
    return []


def mark_inherited(drafts: Sequence[Draft], units: Sequence[Unit]) -> None:
    """Give units that were named once for a block of items to those of its items that name none."""
    for draft in drafts:
        if not draft.units and draft.body.applicability is None:
            draft.units = list(units)
