"""What the headings of an outline mean: statuses, annexes, lists, fields; settled when all items are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from xushi.parsing._verdicts import grade_in_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._outline import Heading, Outline

LIST_WORDS = re.compile(
    r"(?:任务分解|任务分工|工作分工|清单|实事(?:项目|任务)?|目标任务|重点任务|责任分工|分解方案|任务表|一览表|序时进度)(?:表|方案|清单|安排)?[。:]?$"
)

#: The word above an annex, alone on its line or before its title.
ANNEX_NUMBER = re.compile(r"^附件?(?:表)?[\d一二三四五六七八九十]{1,2}[:.、]?(?=.)")
ANNEX = re.compile(r"附件?(?:表)?\d{0,2}[:.]?")
_NUMBERED_ANNEX = re.compile(r"附件?(?:表)?\d{1,2}[:.]?")
_LIST_KINDS = ("任务", "项目", "事项", "工作", "表")  #: with what the title of a list ends, where 附件2 stands above it


def settle_headings(outline: Outline, tables: Sequence[int] = ()) -> None:
    """Settle what each heading is, in the order in which one depends on the other."""
    _settle_statuses(outline)
    _settle_annexes(outline, tables)
    _level_headings(outline)


def _settle_statuses(outline: Outline) -> None:
    """Find headings that sort the items by their verdict (已完成(3项), 滞后(2项)); then none is a headline list."""
    graded = [(heading, grade_in_heading(heading.line.text[slice(*heading.title)])) for heading in outline.headings]
    if len({told[0] for _, told in graded if told is not None}) < 2:
        return
    for heading, told in graded:
        heading.verdict = told
    for item in outline.items:
        item.behind = item.behind and (item.heading is None or item.heading.verdict is None)


def _settle_annexes(outline: Outline, tables: Sequence[int]) -> None:
    """Titles of annexes name lists where there are several lists; a single one is just a title."""
    annexes = [heading for heading in outline.headings if heading.annex]
    starts = [heading.line.start for heading in annexes]
    begun = [*(item.ranges[0][0] for item in outline.items), *tables]
    holders = {bisect_right(starts, position) for position in begun} - {0}
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
    if not _names_lists(outline, outer):
        return
    starts = [heading.line.start for heading in outer]
    for item in outline.items:
        over = bisect_right(starts, item.ranges[0][0]) - 1
        if over >= 0:
            item.above = outer[over]
            item.heading = item.heading if item.heading is not outer[over] else None


def _rank(heading: Heading) -> int:
    if heading.annex:
        return 0
    return int(heading.marker.scheme) if heading.marker is not None else 99


def _names_lists(outline: Outline, outer: Sequence[Heading]) -> bool:
    if outer[0].annex:
        return True
    titles = [heading.line.text[slice(*heading.title)] for heading in outer]
    if sum(LIST_WORDS.search(title) is not None for title in titles) * 2 > len(titles):
        return True
    if len(outer) < 2 or all(heading.level == 0 for heading in outline.headings):
        return False
    starts = [heading.line.start for heading in outer]
    first_under: dict[int, int] = {}
    for item in outline.items:
        if item.marker is not None:
            first_under.setdefault(bisect_right(starts, item.ranges[0][0]), item.marker.ordinal)
    first_under.pop(0, None)
    firsts = first_under.values()
    inner = [
        item.marker.ordinal
        for item, before in zip(outline.items[1:], outline.items[:-1], strict=True)
        if item.marker and item.heading is not before.heading and item.heading and item.heading.level > 0
    ]
    restarts_inside = sum(number == 1 for number in inner) * 2 > len(inner) > 0
    return len(firsts) > 1 and all(number == 1 for number in firsts) and not restarts_inside


def names_annex(text: str, before: str) -> bool:
    """Tell whether a line is the title of an annex by itself, or behind the line 附件1."""
    title = ANNEX_NUMBER.sub("", text)
    if not 4 <= len(title) <= 44 or text.endswith(("。", ":", ";")):
        return False
    if _NUMBERED_ANNEX.fullmatch(before) is not None and title.endswith(_LIST_KINDS):
        return True
    return (title != text or ANNEX.fullmatch(before) is not None) and LIST_WORDS.search(title) is not None
