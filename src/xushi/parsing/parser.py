"""From a reading to the tree of a document.

The road: blocks → tables and lines → outline → drafts of items → commitments, with every character of the source
accounted for on the way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from xushi.document.model import (
    Document,
    Genre,
    LeafKind,
    Role,
    Script,
    Unrecognised,
)
from xushi.parsing import _responsibility as responsibility
from xushi.parsing._bodies import Verdict
from xushi.parsing._build import Builder
from xushi.parsing._drafts import Draft, Unit, draft_of_item, drafts_of_sentence, mark_inherited
from xushi.parsing._genres import genre_of, genre_without_items
from xushi.parsing._grids import Grid, grid_of_table
from xushi.parsing._headlines import cites_item, headline_of
from xushi.parsing._leaves import leaves_of
from xushi.parsing._lines import Line, lines
from xushi.parsing._loose import mark_loose_lines, problems_of
from xushi.parsing._masthead import read_masthead
from xushi.parsing._outline import Heading, Outline
from xushi.parsing._page import Page
from xushi.parsing._programmes import programmes_of
from xushi.parsing._rows import drafts_of_grid
from xushi.parsing._text_tables import grids_of_lines
from xushi.parsing._verdicts import grade_in_heading, legend_in
from xushi.parsing._walk import read_outline
from xushi.reading.model import Reading, Table
from xushi.reading.script import folded

if TYPE_CHECKING:
    from collections.abc import Callable

    from xushi.targets.model import Target

_FIRST_LEADS = re.compile(
    r"(?:第一位|首位|排名第一|排在首位|列首位|排第一|排在第一位|第一个|居首位|列第一)(?:的)?(?:单位|部门|责任单位|者)?(?:的)?(?:为|是|系|即为)(?:总|工作)?(?:牵头|主办|主责)"
)
_TASKS = re.compile(r"(?<=牵头|负责|主办)的?(?:[一-龥]{0,4}(?:任务|事项|工作|项目|目标))$")
_PROBLEMS = re.compile(r"存在(?:的)?(?:主要|突出)?问题|(?:主要|突出)问题")
_LEVELS = "市县区省州镇"
_PROSE_HEADING = re.compile(
    r"(?:工作|有关|相关)?要求$|组织(?:领导|实施|保障)|保障措施|工作机制|指导思想|总体要求|基本原则|下(?:一)?步|存在(?:的)?(?:主要)?问题|排名|排序|主要(?:做法|措施)|总体(?:情况|进展)|考核|监督"
)


class _Parts:
    """What the pages of a document consist of: tables, lines, and the year that dates its periods."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.grids: list[Grid] = []
        self.lines: list[Line] = []
        for block in page.reading.blocks:
            if isinstance(block, Table):
                grid = grid_of_table(page, block, page.year)
                if grid is not None and grid.rows:
                    self.grids.append(grid)
                    self.lines += _captions(page, grid)
                else:
                    self.lines += lines(page, *block.span)
                continue
            grids, rest = grids_of_lines(page, list(lines(page, *block.span)), page.year)
            self.grids += grids
            self.lines += sorted([*rest, *(line for grid in grids for line in _captions(page, grid))], key=_place)


def _captions(page: Page, grid: Grid) -> list[Line]:
    """Return the lines that stand in a table above its headings."""
    return [line for place in grid.captions for line in lines(page, *place)]


def _place(line: Line) -> int:
    return line.start


def parse(reading: Reading, find: Callable[[str], list[Target]] | None = None) -> Document:
    """Parse a reading into a document; `find` finds the targets in a text (None leaves them out).

    Never raises on what a document says: what is not understood is kept as unrecognised, with a problem.
    """
    page = Page(reading)
    page.year = _first_year(page)
    parts = _Parts(page)
    outline = read_outline(page, parts.lines, [grid.start for grid in parts.grids])
    drafts = [draft for grid in parts.grids for draft in _grid_drafts(page, grid)]
    _put_under_annexes(drafts, outline)
    drafts += _outline_drafts(page, outline, in_tables=bool(drafts))
    drafts = drafts or drafts_of_sentence(page, outline)
    drafts.sort(key=lambda draft: draft.position)
    _settle_cited_items(page, drafts)
    _settle_slow_items(page, drafts)
    _settle_signs(page, drafts)
    # The letter of a bulletin holds its list of what is behind, and is signed after it.
    first = min((draft.position for draft in drafts if not draft.behind), default=len(page.text))
    last = max((draft.end for draft in drafts), default=0)
    loose = [*outline.before, *outline.between, *outline.after]
    masthead = read_masthead(
        page,
        [line for line in sorted(loose, key=lambda line: line.start) if line.end <= first],
        [line for line in sorted(loose, key=lambda line: line.start) if line.start >= last],
    )
    page.year = masthead.year or page.year
    title = folded(masthead.title or "") or "".join(line.text for line in loose[:3])
    builder = Builder(page, drafts, folded(masthead.issuing_body or "") or title.lstrip("0123456789年度"), find)
    remarks = [line.text for line in loose if len(line.text) < 400] + [draft.strip.text for draft in drafts]
    builder.first_leads = any(_tells_first_leads(remark) for remark in remarks)
    behind = [headline_of(page, draft, i) for i, draft in enumerate((d for d in drafts if d.behind), 1)]
    built = [(draft, builder.commitment(draft)) for draft in drafts if not draft.behind]
    programmes = programmes_of(page, built, outline)
    mark_loose_lines(page, outline, has_items=bool(drafts))
    items = [commitment for _, commitment in built]
    opening = "".join(line.text for line in loose if line.end <= first)
    genre = genre_of(title, opening, items, behind)
    if genre is Genre.UNKNOWN and items:
        genre = genre_without_items(title)
        page.marks = [mark for mark in page.marks if mark[2] in (LeafKind.MASTHEAD, LeafKind.FURNITURE)]
        programmes, items = (), []
    leaves = leaves_of(page)
    unrecognised = tuple(
        Unrecognised(leaf.span.of(reading.source.text), leaf.span) for leaf in leaves.of_kind(LeafKind.UNRECOGNISED)
    )
    return Document(
        source=reading.source,
        genre=genre,
        script=Script(page.script),
        masthead=masthead,
        programmes=programmes,
        behind=tuple(behind),
        unrecognised=unrecognised,
        leaves=leaves,
        problems=(*reading.problems, *problems_of(genre, unrecognised, has_items=bool(items or behind))),
    )


def _tells_first_leads(remark: str) -> bool:
    """Tell whether a remark says that the first of the units of an item leads: 责任单位中列第一位的为牵头单位."""
    return ("第一" in remark or "首位" in remark) and _FIRST_LEADS.search(remark) is not None


def _first_year(page: Page) -> int | None:
    """Return the first year named near the top, good enough to date the columns of a table."""
    found = re.search(r"(?<!\d)(20\d{2})\s*年", page.folded[:3000]) or re.search(
        r"(?<!\d)(20\d{2})(?!\d)", page.folded[:3000]
    )
    return int(found[1]) if found is not None else None


def _grid_drafts(page: Page, grid: Grid) -> list[Draft]:
    """Return the items of a table, each under the heading row above it."""
    drafts, headings = drafts_of_grid(page, grid)
    for header in grid.headers:
        for cell in header.cells:
            if cell is not None:
                page.mark(LeafKind.HEADING, *cell)
    positions = [position for position, _ in headings]
    for draft in drafts:
        above = bisect_left(positions, draft.position)
        if above and draft.field_title is None:
            draft.heading_place = headings[above - 1][1]
    return drafts


def _outline_drafts(page: Page, outline: Outline, *, in_tables: bool) -> list[Draft]:
    """Return the items of the outline; beside a table, only what carries units or a verdict, or is a headline."""
    drafts: list[Draft] = []
    for item in outline.items:
        prose_heading = item.heading is not None and _PROSE_HEADING.search(
            item.heading.line.text[slice(*item.heading.title)]
        )
        draft = draft_of_item(page, item)
        telling = draft.body.has_clause or draft.narratives or draft.verdict is not None
        if not draft.behind and not telling and (in_tables or prose_heading):
            outline.between += [Line(a, b, page.strip((a, b)).text) for a, b in item.ranges]
            continue
        draft.heading = item.heading
        if item.heading is not None and item.heading.verdict is not None and draft.verdict is None:
            _take_verdict(page, draft, item.heading)
        draft.above = item.above
        drafts.append(draft)
    by_heading: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.heading is not None:
            by_heading.setdefault(id(draft.heading), []).append(draft)
    _share_closing_units(list(by_heading.values()))
    named_after = _named_after_units(page, outline.headings)
    for heading in outline.headings:
        units = _block_units(page, heading, outline)
        mark_inherited(by_heading.get(id(heading), []), units or named_after.get(id(heading), []))
    return drafts


def _put_under_annexes(drafts: list[Draft], outline: Outline) -> None:
    """Give the items of tables the annex they stand in, where annexes name lists."""
    annexes = [heading for heading in outline.headings if heading.annex]
    starts = [heading.line.start for heading in annexes]
    for draft in drafts if annexes else []:
        over = bisect_right(starts, draft.position) - 1
        draft.above = annexes[over] if over >= 0 else None


def _settle_cited_items(page: Page, drafts: list[Draft]) -> None:
    """Take entries under 存在问题 that all cite an item of the table after them for the list of what is behind."""
    by_heading: dict[int, list[Draft]] = {}
    for draft in drafts:
        heading = draft.heading
        if heading is not None and _PROBLEMS.search(page.folded[heading.line.start : heading.line.end]):
            by_heading.setdefault(id(heading), []).append(draft)
    cited = [group for group in by_heading.values() if all(cites_item(draft.strip.text) for draft in group)]
    if sum(map(len, cited)) < len(drafts):
        for draft in (draft for group in cited for draft in group):
            draft.behind = True


def _settle_slow_items(page: Page, drafts: list[Draft]) -> None:
    """Take a list of slow items that names their units, with no other items beside it, for the bulletin itself."""
    if not drafts or not all(draft.behind and draft.units and draft.heading is not None for draft in drafts):
        return
    for draft in drafts:
        heading = draft.heading
        if heading is not None:
            heading.verdict = grade_in_heading(heading.line.text[slice(*heading.title)])
            draft.behind = False
            if draft.verdict is None:
                _take_verdict(page, draft, heading)


def _settle_signs(page: Page, drafts: list[Draft]) -> None:
    """Take signs for the verdicts that the document says they stand for."""
    signs = [verdict for draft in drafts if draft.verdict is not None and (verdict := draft.verdict[1]).grade is None]
    legend = legend_in(page.folded) if signs else {}
    for draft in drafts if legend else []:
        if draft.verdict is not None and draft.verdict[1].grade is None:
            strip, verdict = draft.verdict
            verdict.grade = legend.get(strip.text[verdict.start : verdict.end])


def _take_verdict(page: Page, draft: Draft, heading: Heading) -> None:
    """Give an item the verdict of the heading it is sorted under; what follows its units is then its report."""
    if heading.verdict is None:
        return
    grade, start, end = heading.verdict
    offset = heading.title[0]
    draft.verdict = (page.strip(heading.line.range), Verdict(grade, offset + start, offset + end))
    draft.verdict_in_heading = True


def _share_closing_units(groups: list[list[Draft]]) -> None:
    """Where in every group only the last item has units, on a line of their own, they are the units of the group."""
    several = [group for group in groups if len(group) > 1]
    for group in several:
        *others, last = group
        own_line = last.units and any(
            low >= last.strip.ranges[0][1] for low, _ in [last.strip.range(last.units[0].start, last.units[0].end)]
        )
        if not own_line or any(draft.units for draft in others):
            return
    for group in several:
        mark_inherited(group, group[-1].units)


def _block_units(page: Page, heading: Heading, outline: Outline) -> list[Unit]:
    """Return the units that a heading, or the line under it, names for all its items."""
    units = _lead_in_title(page, heading)
    for line in [heading.line, *outline.block_clauses.get(id(heading), [])]:
        strip = page.strip(line.range)
        start = heading.title[1] if line is heading.line else 0
        clause = responsibility.labelled(strip.text, start, gaps=strip.gaps)
        if clause is not None:
            units += [Unit(named.role, strip, named.start, named.end) for named in clause.names]
            for label in clause.labels:
                strip.mark(LeafKind.ROLE, *label)
            for leader in clause.leaders:
                strip.mark(LeafKind.NOTE, *leader)
            for named in clause.names:
                strip.mark(LeafKind.AGENCY, named.start, named.end)
    return units


def _named_after_units(page: Page, headings: list[Heading]) -> dict[int, list[Unit]]:
    """Return the units that headings are, by the ids of these, where nearly all are nothing else: 一、市教育局."""
    found: dict[int, list[Unit]] = {}
    for heading in headings:
        strip = page.strip(heading.line.range)
        clause = responsibility.bare(strip.text, *heading.title)
        if clause is not None and strip.text[heading.title[0]] in _LEVELS:
            found[id(heading)] = [Unit(named.role, strip, named.start, named.end) for named in clause.names]
    return found if len(found) > 1 and len(found) * 5 >= len(headings) * 4 else {}


def _lead_in_title(page: Page, heading: Heading) -> list[Unit]:
    """Return the lead that a heading is named after: 一、市教育局牵头(3项), 市教育局牵头任务."""
    strip = page.strip(heading.line.range)
    start, end = heading.title
    told = _TASKS.search(strip.text, start, end)
    clause = responsibility.in_prose(strip.text, start, told.start() if told is not None else end)
    if clause is None or not any(named.role is Role.LEAD for named in clause.names):
        return []
    return [Unit(named.role, strip, named.start, named.end) for named in clause.names]
