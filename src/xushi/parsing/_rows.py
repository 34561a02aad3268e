"""Rows of a table, taken apart into drafts of items: what stands in each column, read by the meaning of its heading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from xushi.agencies.names import split_names
from xushi.document.model import LeafKind, Role, VerdictGrade
from xushi.parsing import _responsibility as responsibility
from xushi.parsing._bodies import Verdict, parse_body
from xushi.parsing._columns import Column, Heading
from xushi.parsing._drafts import Draft, Planned, Unit
from xushi.parsing._grids import COUNTS, Row
from xushi.parsing._numbering import Scheme, marker_at
from xushi.parsing._page import Strip
from xushi.parsing._steps import deadline_in, split_phases
from xushi.parsing._verdicts import ANSWERS, grade_of, verdict_at_head
from xushi.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xushi.parsing._grids import Grid
    from xushi.parsing._page import Page, Range
    from xushi.periods import Period


def drafts_of_grid(page: Page, grid: Grid) -> tuple[list[Draft], list[tuple[int, Range]]]:
    """Take the rows of a table apart; return the items and the rows that are headings inside the table."""
    drafts: list[Draft] = []
    headings: list[tuple[int, Range]] = []
    number_column = grid.index(Column.NUMBER)
    subject = next((i for kind in (Column.TEXT, Column.TITLE) if (i := grid.index(kind)) is not None), None)
    in_digits = number_column is not None and any(
        page.strip(cell).text.isdigit() for row in grid.rows if (cell := row.cells[number_column]) is not None
    )
    bare: set[int] = set()  # items whose rows end with the promise
    further: list[Row] = []  # rows that continue the last item
    for row in _without_spanned(grid.rows, number_column):
        filled = row.filled()
        places = {row.cells[i] for i in filled}
        if not filled or _is_sum(page, row):
            continue
        if len(places) == 1 and not (number_column is None and filled == [subject]):
            place = row.cells[filled[0]]
            if place is not None:
                headings.append((place[0], place))
            continue
        if number_column is not None and in_digits and _is_field(page, row, filled, number_column):
            place = row.cells[filled[1]]
            page.mark(LeafKind.HEADING, *(row.cells[number_column] or (0, 0)))
            if place is not None:
                headings.append((place[0], place))
            continue
        if drafts and _goes_on(grid, row, number_column, subject):
            further.append(row)
            continue
        _extend(page, grid, drafts, further, subject)
        further = []
        if subject is not None and filled[-1] == subject:
            bare.add(len(drafts))
        drafts.append(_draft_of_row(page, grid, row, number_column, subject))
    _extend(page, grid, drafts, further, subject)
    first_unit = grid.index(Column.AGENCY)
    if first_unit is not None and subject is not None and first_unit < subject:
        for before, draft in pairwise(drafts):
            draft.units = draft.units or before.units
    _share_leads(grid, drafts)
    _share_last_units(grid, drafts, bare)
    if grid.index(Column.FIELD) is not None:
        for before, draft in pairwise(drafts):
            draft.field_title = draft.field_title or before.field_title
    return drafts, headings


def _share_leads(grid: Grid, drafts: Sequence[Draft]) -> None:
    """Give the lead of a merged cell, which its first row alone holds, to the rows below that only name supporters."""
    if not any(heading.kind is Column.AGENCY and heading.role is Role.LEAD for heading in grid.columns):
        return
    for before, draft in pairwise(drafts):
        if draft.units and all(unit.role is Role.SUPPORTING for unit in draft.units):
            draft.units = [*(unit for unit in before.units if unit.role is Role.LEAD), *draft.units]


def _share_last_units(grid: Grid, drafts: Sequence[Draft], bare: set[int]) -> None:
    """Give the units of a merged last cell to the rows below it, which end with their promise, where many rows do."""
    if not bare or 0 in bare or len(bare) * 4 < len(drafts) or grid.index(Column.AGENCY) is None:
        return
    for index in sorted(bare):
        draft = drafts[index]
        if not draft.units and draft.body.applicability is None:
            draft.units = list(drafts[index - 1].units)


def _without_spanned(rows: Sequence[Row], number_column: int | None) -> Iterator[Row]:
    """Yield the rows; one that shares its number with the row above, merged over both, without what else they share."""
    above: list[Range | None] = []
    for row in rows:
        same = number_column is not None and above and row.cells[number_column] == above[number_column] is not None
        cells = [None if cell == over else cell for cell, over in zip(row.cells, above, strict=True)] if same else None
        above = row.cells
        yield Row(cells) if cells is not None and any(cells) else row


def _is_field(page: Page, row: Row, filled: Sequence[int], number_column: int) -> bool:
    """Tell whether a row is the heading of those under it: a Chinese number and a short title, nothing else."""
    if len(filled) != len(("number", "title")) or filled[0] != number_column:
        return False
    number, title = (page.strip(cell).text for cell in (row.cells[i] for i in filled) if cell is not None)
    return _FIELD_NUMBER.fullmatch(number) is not None and len(title) <= _LONGEST_FIELD and not title.endswith("。")


def _is_sum(page: Page, row: Row) -> bool:
    """Tell whether a row adds up the others."""
    first = next((cell for cell in row.cells if cell is not None), None)
    return first is not None and page.strip(first).text in ("合计", "总计", "小计", "共计", "总数")


def _goes_on(grid: Grid, row: Row, number_column: int | None, subject: int | None) -> bool:
    """Tell whether a row continues the item above: it has no number, although the table numbers its items."""
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
        named_marker = marker_at(page.strip(place).text) if place is not None else None
        if named_marker is not None and place is not None:
            number = str(named_marker.ordinal)
            number_range = page.strip(place).range(0, named_marker.end)
            marker = None
        if marker is not None and marker.scheme in (Scheme.ARABIC, Scheme.ZH, Scheme.ZH_PAREN, Scheme.ARABIC_PAREN):
            number = str(marker.ordinal)
            number_range = strip.range(0, marker.end)
            strip = page.strip((number_range[1], strip.ranges[0][1]))
    draft = Draft(position, end, number, number_range, strip, parse_body(strip))
    draft.units = [Unit(named.role, strip, named.start, named.end) for named in draft.body.names]
    _read_cells(page, grid, draft, row, subject)
    return draft


def _extend(page: Page, grid: Grid, drafts: Sequence[Draft], further: Sequence[Row], subject: int | None) -> None:
    """Give the last item the rows that continue it, all at once."""
    if not further:
        return
    draft = drafts[-1]
    if subject is not None:
        added = [cell for row in further if (cell := row.cells[subject]) is not None]
        cells = dict.fromkeys([*draft.strip.ranges, *added])
        if len(cells) > len(draft.strip.ranges):
            read = [unit for unit in draft.units if unit.strip is not draft.strip]
            draft.strip = page.strip(*cells)
            draft.body = parse_body(draft.strip)
            draft.units = [Unit(named.role, draft.strip, named.start, named.end) for named in draft.body.names] + read
    for row in further:
        _read_cells(page, grid, draft, row, subject)
    draft.end = max(draft.end, *(cell[1] for row in further for cell in row.cells if cell is not None))


def _read_cells(page: Page, grid: Grid, draft: Draft, row: Row, subject: int | None) -> None:
    roles = {heading.role for heading in grid.columns if heading.kind is Column.AGENCY}
    for index, (heading, cell) in enumerate(zip(grid.columns, row.cells, strict=True)):
        read = _READERS.get(heading.kind)
        if cell is not None and index != subject and read is not None:
            read(draft, _settled(heading, roles), page.strip(cell))
    draft.body.schedule = draft.body.deadline = None


def _settled(heading: Heading, roles: set[Role | None]) -> Heading:
    """Return the heading of units with the role it has beside the others: 责任单位 beside 牵头单位 supports."""
    if heading.role is not Role.SOLE or len(roles) < 2:
        return heading
    return replace(heading, role=Role.SUPPORTING if Role.LEAD in roles else Role.LEAD)


def _read_title(draft: Draft, _: Heading, strip: Strip) -> None:
    (start, end), numbered = strip.ranges[0], draft.number_range
    inside = numbered is not None and start <= numbered[0] < end
    draft.title = strip.page.strip((numbered[1], end)) if numbered is not None and inside else strip


def _read_units(draft: Draft, heading: Heading, strip: Strip) -> None:
    if heading.role is not None:
        draft.units += _units(strip, heading.role)


def _read_period(draft: Draft, heading: Heading, strip: Strip) -> None:
    if heading.period is not None:
        draft.planned.append(Planned(heading.period, strip, 0, len(strip)))


def _read_schedule(draft: Draft, heading: Heading, strip: Strip) -> None:
    draft.planned += [Planned(period, strip, low, high) for period, low, high in _phases(strip, heading.kind)]


def _read_verdict(draft: Draft, heading: Heading, strip: Strip) -> None:
    grade = grade_of(strip.text)
    if "是否" in heading.text:
        grade = VerdictGrade.COMPLETED if strip.text == "是" and "完成" in heading.text else ANSWERS.get(strip.text)
        if _LAGS.search(heading.text) is not None and grade is not None:
            grade = VerdictGrade.BEHIND if grade is VerdictGrade.ON_PACE else VerdictGrade.ON_PACE
    draft.verdict = (strip, Verdict(grade, 0, len(strip.text.rstrip("。"))))


def _read_tick(draft: Draft, heading: Heading, strip: Strip) -> None:
    draft.verdict = (strip, Verdict(heading.grade, 0, len(strip)))


def _read_remark(draft: Draft, _: Heading, strip: Strip) -> None:
    """Read whose task a remark says it is; other remarks, 存在问题 among them, are kept as notes on the item."""
    told = responsibility.applicability(strip.text.rstrip("。"))
    if told is not None:
        draft.remark = (told, strip)
    else:
        strip.mark(LeafKind.NOTE, 0, len(strip))


def _read_leader(_: Draft, __: Heading, strip: Strip) -> None:
    strip.mark(LeafKind.NOTE, 0, len(strip))


def _read_figure(draft: Draft, heading: Heading, strip: Strip) -> None:
    """Take a share or a rank behind the votes of an item, which follows from them, for part of them: 满意率, 名次.

    Other figures beside an item, 完成率 and 总投资, are kept as notes on it.
    """
    of_votes = draft.votes and _OF_VOTES.search(heading.text) is not None
    strip.mark(LeafKind.VOTE if of_votes else LeafKind.NOTE, 0, len(strip))


def _read_votes(draft: Draft, heading: Heading, strip: Strip) -> None:
    draft.votes[heading.kind] = strip.ranges[0]


def _read_field(draft: Draft, _: Heading, strip: Strip) -> None:
    marker = marker_at(strip.text)
    draft.field_title = strip.value(marker.end if marker is not None else 0, len(strip))
    strip.mark(LeafKind.HEADING, 0, len(strip))


def _read_report(draft: Draft, _: Heading, strip: Strip) -> None:
    start = 0
    if draft.verdict is None:
        head = verdict_at_head(strip.text)
        if head is not None:
            draft.verdict = (strip, Verdict(head[0], head[1], head[2]))
            start = head[3]
    if start < len(strip):
        draft.narratives.append((strip, start, len(strip)))


def _read_actual(draft: Draft, heading: Heading, strip: Strip) -> None:
    """Take what was done for a report where it says what it counts: 96公里; a bare number does not."""
    if not strip.text.replace(".", "").isdigit():
        _read_report(draft, heading, strip)


_FIELD_NUMBER = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]?")
_LONGEST_FIELD = 24
#: A question to which yes is the bad answer.
_LAGS = re.compile(r"滞后|落后|偏慢|欠")
_OF_VOTES = re.compile(r"率|占比|比例|排名|名次|位次|得分|票|是否|当选|结果")
_READERS: dict[Column, Callable[[Draft, Heading, Strip], None]] = {
    Column.TITLE: _read_title,
    Column.AGENCY: _read_units,
    Column.LEADER: _read_leader,
    Column.FIGURE: _read_figure,
    Column.PERIOD: _read_period,
    Column.SCHEDULE: _read_schedule,
    Column.DEADLINE: _read_schedule,
    Column.PROGRESS: _read_report,
    Column.ACTUAL_VALUE: _read_actual,
    Column.VERDICT: _read_verdict,
    Column.TICK: _read_tick,
    Column.NOTE: _read_remark,
    Column.FIELD: _read_field,
    **dict.fromkeys(COUNTS, _read_votes),
}


def _phases(strip: Strip, kind: Column) -> list[tuple[Period, int, int]]:
    year = strip.page.year
    found = split_phases(strip.text, year, gaps=strip.gaps)
    for phase in found:
        strip.mark(LeafKind.PERIOD, *phase.label)
    phases = [(phase.period, phase.start, phase.end) for phase in found]
    if not phases:
        period = (
            deadline_in(strip.text, year) if kind is Column.DEADLINE else parse_period(strip.text.rstrip("。"), year)
        )
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
