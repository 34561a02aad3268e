"""Drafts of items: everything an outline or a table says of one item, as ranges, before names and titles are settled.

Names can only be completed, and titles only be told from sentences, when all items of a document are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from xushi.agencies.names import split_names
from xushi.document.model import LeafKind, Role, VerdictGrade
from xushi.parsing import _responsibility as responsibility
from xushi.parsing._bodies import Body, Verdict, parse_body
from xushi.parsing._columns import Column
from xushi.parsing._numbering import Scheme, marker_at
from xushi.parsing._verdicts import grade_of, verdict_at_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._grids import Grid, Row
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


@dataclass(slots=True)
class Unit:
    """A unit in its role, where it stands."""

    role: Role
    strip: Strip
    start: int
    end: int

    @property
    def folded(self) -> str:
        """The name, folded."""
        return self.strip.text[self.start : self.end]


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
    strip = page.strip(*item.ranges)
    if item.marker is not None:
        number = str(item.marker.ordinal) if item.marker.sub is None else item.marker.number
        number = number if item.marker.scheme is not Scheme.BULLET else None
        number_range = strip.range(0, item.marker.end)
        strip = page.strip((number_range[1], first[1]), *item.ranges[1:])
    body = parse_body(strip)
    draft = Draft(first[0], item.ranges[-1][1], number, number_range, strip, body, behind=item.behind)
    draft.units = [Unit(named.role, strip, named.start, named.end) for named in body.names]
    draft.narratives = [(strip, *place) for place in body.narrative]
    if body.verdict is not None:
        draft.verdict = (strip, body.verdict)
    return draft


def drafts_of_sentence(page: Page, outline: Outline) -> list[Draft]:
    """Return the items of a list told in one sentence of a report on a vote: …票决产生…,分别为:A、B、C。"""
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


def drafts_of_grid(page: Page, grid: Grid) -> tuple[list[Draft], list[tuple[int, Range]]]:
    """Take the rows of a table apart; return the items and the rows that are headings inside the table."""
    drafts: list[Draft] = []
    headings: list[tuple[int, Range]] = []
    number_column = grid.index(Column.NUMBER)
    subject = next((i for kind in (Column.TEXT, Column.TITLE) if (i := grid.index(kind)) is not None), None)
    for row in grid.rows:
        filled = row.filled()
        places = {row.cells[i] for i in filled}
        if len(places) == 1 and not (number_column is None and filled == [subject]):
            place = row.cells[filled[0]]
            if place is not None:
                headings.append((place[0], place))
            continue
        if drafts and _goes_on(grid, row, number_column, subject):
            _extend(page, grid, drafts[-1], row)
            continue
        drafts.append(_draft_of_row(page, grid, row, number_column, subject))
    first_unit = grid.index(Column.AGENCY)
    if first_unit is not None and subject is not None and first_unit < subject:
        for before, draft in pairwise(drafts):
            draft.units = draft.units or before.units
    if grid.index(Column.FIELD) is not None:
        for before, draft in pairwise(drafts):
            draft.field_title = draft.field_title or before.field_title
    return drafts, headings


def _goes_on(grid: Grid, row: Row, number_column: int | None, subject: int | None) -> bool:
    """Tell whether a row continues the item above: it has no number of its own, although the table numbers its items."""
    if number_column is None or row.cells[number_column] is not None:
        return False
    return subject is None or row.cells[subject] is None or grid.index(Column.FIELD) != 0


def _draft_of_row(page: Page, grid: Grid, row: Row, number_column: int | None, subject: int | None) -> Draft:
    places = [cell for cell in row.cells if cell is not None]
    position, end = min(low for low, _ in places), max(high for _, high in places)
    strip = (
        page.strip(row.cells[subject] or (position, position))
        if subject is not None
        else page.strip((position, position))
    )
    number, number_range = None, None
    cell = row.cells[number_column] if number_column is not None else None
    if cell is not None:
        text = page.strip(cell).text.strip("().、")
        number, number_range = text, cell
    elif number_column is None:
        marker = marker_at(strip.text)
        named = grid.index(Column.TITLE)
        place = row.cells[named] if named is not None and named != subject else None
        if marker is None and place is not None and (marker := marker_at(page.strip(place).text)) is not None:
            number = str(marker.ordinal)
            number_range = page.strip(place).range(0, marker.end)
            marker = None
        if marker is not None and marker.scheme in (Scheme.ARABIC, Scheme.ZH, Scheme.ZH_PAREN, Scheme.ARABIC_PAREN):
            number = str(marker.ordinal)
            number_range = strip.range(0, marker.end)
            strip = page.strip((number_range[1], strip.ranges[0][1]))
    draft = Draft(position, end, number, number_range, strip, parse_body(strip))
    draft.units = [Unit(named.role, strip, named.start, named.end) for named in draft.body.names]
    _read_cells(page, grid, draft, row, subject)
    return draft


def _extend(page: Page, grid: Grid, draft: Draft, row: Row) -> None:
    subject = next((i for kind in (Column.TEXT, Column.TITLE) if (i := grid.index(kind)) is not None), None)
    cell = row.cells[subject] if subject is not None else None
    if cell is not None and cell not in draft.strip.ranges:
        draft.strip = page.strip(*draft.strip.ranges, cell)
        draft.body = parse_body(draft.strip)
        draft.units = [Unit(named.role, draft.strip, named.start, named.end) for named in draft.body.names]
    _read_cells(page, grid, draft, row, subject)
    draft.end = max(draft.end, *(c[1] for c in row.cells if c is not None))


def _read_cells(page: Page, grid: Grid, draft: Draft, row: Row, subject: int | None) -> None:
    roles = {heading.role for heading in grid.columns if heading.kind is Column.AGENCY}
    for index, (heading, cell) in enumerate(zip(grid.columns, row.cells, strict=True)):
        if cell is None or index == subject:
            continue
        strip = page.strip(cell)
        if heading.kind is Column.TITLE:
            numbered = (
                draft.number_range
                if draft.number_range is not None and cell[0] <= draft.number_range[0] < cell[1]
                else None
            )
            draft.title = page.strip((numbered[1], cell[1])) if numbered is not None else strip
        elif heading.kind is Column.AGENCY and heading.role is not None:
            role = heading.role
            if role is Role.SOLE and len(roles) > 1:
                role = Role.SUPPORTING if Role.LEAD in roles else Role.LEAD
            draft.units += _units(strip, role)
        elif heading.kind is Column.PERIOD and heading.period is not None:
            draft.planned.append(Planned(heading.period, strip, 0, len(strip)))
        elif heading.kind in (Column.SCHEDULE, Column.DEADLINE):
            setattr(draft.body, heading.kind.value, (0, len(strip)))
            draft.planned += [Planned(period, strip, low, high) for period, low, high in _phases(strip, heading.kind)]
        elif heading.kind is Column.PROGRESS:
            _read_progress(draft, strip)
        elif heading.kind is Column.VERDICT:
            grade = _ANSWERS.get(strip.text) if "是否" in heading.text else grade_of(strip.text)
            draft.verdict = (strip, Verdict(grade, 0, len(strip.text.rstrip("。"))))
        elif heading.kind is Column.TICK:
            draft.verdict = (strip, Verdict(heading.grade, 0, len(strip)))
        elif heading.kind in _VOTES:
            draft.votes[heading.kind] = cell
        elif heading.kind is Column.FIELD:
            marker = marker_at(strip.text)
            draft.field_title = strip.value(marker.end if marker is not None else 0, len(strip))
            strip.mark(LeafKind.HEADING, 0, len(strip))
    if draft.body.schedule is not None and subject is not None:
        draft.body.schedule = None
    draft.body.deadline = None


_ANSWERS = {"是": VerdictGrade.ON_PACE, "否": VerdictGrade.BEHIND}
_VOTES = {Column.YES, Column.NO, Column.ABSTAIN, Column.SATISFIED, Column.BASICALLY, Column.UNSATISFIED}


def _phases(strip: Strip, kind: Column) -> list[tuple[Period, int, int]]:
    from xushi.parsing._steps import split_phases
    from xushi.periods import parse_period

    year = strip.page.year
    phases = [(phase.period, phase.start, phase.end) for phase in split_phases(strip.text, year, gaps=strip.gaps)]
    if not phases:
        period = parse_period(strip.text.rstrip("。"), year)
        if period is not None:
            return [(period, 0, len(strip))]
    return phases if phases or kind is Column.DEADLINE else []


def _units(strip: Strip, role: Role) -> list[Unit]:
    clause = responsibility.labelled(strip.text, gaps=strip.gaps)
    if clause is not None and clause.labels and clause.labels[0][0] == 0:
        return [Unit(named.role, strip, named.start, named.end) for named in clause.names]
    told = responsibility.in_prose(strip.text)
    if told is not None and any(named.role is Role.LEAD for named in told.names):
        return [Unit(named.role, strip, named.start, named.end) for named in told.names]
    return [
        Unit(role, strip, low, high)
        for low, high in split_names(strip.text, strip.gaps)
        if strip.text[low:high] not in ("/", "-", "无")
    ]


def _read_progress(draft: Draft, strip: Strip) -> None:
    start = 0
    if draft.verdict is None:
        head = verdict_at_head(strip.text)
        if head is not None:
            draft.verdict = (strip, Verdict(head[0], head[1], head[2]))
            start = head[3]
    if start < len(strip):
        draft.narratives.append((strip, start, len(strip)))


def mark_inherited(drafts: Sequence[Draft], units: Sequence[Unit]) -> None:
    """Give units that were named once for a block of items to those of its items that name none."""
    for draft in drafts:
        if not draft.units and draft.body.applicability is None:
            draft.units = list(units)
