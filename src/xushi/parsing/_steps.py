"""Steps inside a cell (1.…;2.…) and periods inside a cell (一季度:…;二季度:…), as ranges of a strip's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xushi.periods import Period, find_periods, parse_period

if TYPE_CHECKING:
    from collections.abc import Collection

    from xushi.parsing._page import Range

_STEP = re.compile(
    r"(?<![^。;:!)])(?=[(\d①-⑳])(?:[(](?P<round>\d{1,2})[)]|(?P<arabic>\d{1,2})(?P<mark>[.、)])|(?P<circled>[①-⑳]))(?P<digit>(?=\d))?"
)
_LOOSE_STEP = re.compile(r"(?:^|(?<=[^\d.、,(第至-]))(?P<arabic>\d{1,2})(?P<mark>[.、])(?=[^\d、.])")
_MONTH = r"(?:1[0-2]|[1-9])"
_NAMED = rf"第?[一二三四1-4](?:个)?季度|[上下]半年|前[二三两]季度|全年|{_MONTH}(?:-{_MONTH})?月(?:份)?"
PERIOD_LABEL = rf"(?:20\d{{2}}年)?(?:{_NAMED})(?:末|底|前|底前|末前|之前)?|年底(?:前)?|年末(?:前)?"
#: A line that begins so says what is planned for a period, whatever number it has.
PERIOD_AT_START = re.compile(rf"(?:{PERIOD_LABEL})[:,]")
#: What follows a period that heads a plan: a colon, a comma, or at once the verb.
_VERB = "完成|力争|启动|开工|确保|实现|基本|全面|达到|累计|建成|组织|开展"
_LABEL = re.compile(rf"[(【\[]?(?P<period>{PERIOD_LABEL})[)】\]]?(?P<mark>:|,|(?={_VERB}))")
_DEADLINE = re.compile(r"(?P<period>(?:20\d{2}年)?(?:(?:1[0-2]|[1-9])月(?:份)?|年)(?:底|末)?前)[,]?")
#: Quarters and halves that head a sentence or clause need no mark after them where several follow each other.
_BARE_LABEL = re.compile(
    r"(?P<period>(?:20\d{2}年)?(?:第?[一二三四](?:个)?季度|[上下]半年))(?P<mark>:|,|(?=[^末底前内,:及和至、]))"
)
_RUN = re.compile(
    r"(?:^|(?<=[。;]))(?:第?(?P<quarter>[一二三四])季度|(?P<month>1[0-2]|[1-9])月(?:底|末)前|(?P<half>[上下])半年)"
)
_RUN_WORDS = ("季度", "半年", "月底前", "月末前")  #: one of them stands in each label of a run
_ORDER = "上下一二三四"
_BEFORE = "。;!)\n"


@dataclass(slots=True)
class NumberedStep:
    """A step: its number as written (None for a cell without numbers) and the range of its text."""

    number: str | None
    start: int
    end: int


@dataclass(slots=True)
class Phase:
    """A stretch that says what is planned for one period."""

    period: Period
    label: Range
    start: int
    end: int


def split_steps(text: str, start: int = 0, end: int | None = None) -> list[NumberedStep]:
    """Split ``1.…;2.…`` into steps, wrong and repeated numbers kept as written; without numbers it is one step."""
    end = len(text) if end is None else end
    found: list[tuple[str, int, int]] = []
    for step in _STEP.finditer(text, start, end):
        number = step["round"] or step["arabic"] or step["circled"]
        expected = str(len(found) + 1)
        if step["arabic"] and step["digit"] is not None and step["mark"] == "." and number != expected:
            continue
        found.append((number, step.start(), step.end()))
    if not found or found[0][1] > start:
        loose = [(step["arabic"], step.start(), step.end()) for step in _LOOSE_STEP.finditer(text, start, end)]
        ordered = [number for number, _, _ in loose]
        if len(loose) > max(1, len(found)) and ordered == [str(i + 1) for i in range(len(loose))]:
            found = loose
    if not found:
        return [NumberedStep(None, start, end)] if start < end else []
    steps = [NumberedStep(None, start, found[0][1])] if found[0][1] > start else []
    stops = [low for _, low, _ in found[1:]] + [end]
    return steps + [NumberedStep(number, high, stop) for (number, _, high), stop in zip(found, stops, strict=True)]


def deadline_in(text: str, year: int | None) -> Period | None:
    """Return the period that a deadline opens with (9月底前完成, 11月30日前建成投用), or None."""
    found = find_periods(text, year)
    return found[0][1] if found and found[0][0].start <= 1 else None


def split_phases(
    text: str, year: int | None, start: int = 0, end: int | None = None, gaps: Collection[int] = ()
) -> list[Phase]:
    """Split a schedule told in one cell or sentence into its periods.

    Patterns: ``一季度:…;二季度:…``, ``3月底前完成…;6月底前…``, ``上半年…。下半年…。`` A text that does not open with a
    period, or names only one without a colon, is not split. `gaps` are places where the cell has a break.
    """
    end = len(text) if end is None else end
    text = text[start:end]
    inside = {gap - start for gap in gaps}
    readings = [
        [label for label in pattern.finditer(text) if _begins(text, label, marks, inside)]
        for pattern, marks in ((_LABEL, _BEFORE), (_DEADLINE, _BEFORE + ",、"), (_BARE_LABEL, _BEFORE + ","))
    ]
    found = max(readings, key=len)
    phases: list[Phase] = []
    for index, label in enumerate(found):
        period = parse_period(label["period"], year)
        if period is None:
            continue
        stop = found[index + 1].start() if index + 1 < len(found) else len(text)
        low, high = label.span()
        phases.append(Phase(period, (start + low, start + high), start + high, start + stop))
    return phases


def schedule_in(text: str, start: int, end: int) -> int | None:
    """Return where the promise ends and its schedule begins: …。一季度…;二季度…;三季度…, or None.

    At least three periods of one kind, or both halves of a year, must head clauses one after the other, in order.
    """
    if not any(word in text for word in _RUN_WORDS):
        return None
    found = list(_RUN.finditer(text, start, end))
    for kind, fewest in (("quarter", 3), ("month", 3), ("half", 2)):
        run = [(label.start(), label[kind]) for label in found if label[kind]]
        order = [_ORDER.index(period) if kind != "month" else int(period) for _, period in run]
        if len(run) >= fewest and order == sorted(set(order)) and run[0][0] > start:
            return run[0][0]
    return None


def _begins(text: str, label: re.Match[str], marks: str, gaps: Collection[int]) -> bool:
    """Tell whether a period heads what follows and is not the middle of a sentence; a colon after it says so."""
    at = label.start()
    colon = text[label.end() - 1 : label.end()] == ":"
    return at == 0 or colon or text[at - 1] in marks or at in gaps
