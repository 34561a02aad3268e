"""The body of one item: promise, units, note, schedule, progress and verdict, told apart by their labels.

Pattern in words: *promise* (*clause*)? (*label*: *content*)*, for example::

    新建公厕12座。(牵头单位:市城管局;配合单位:各街道)
    工作进展:正常推进。已开工7座。
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from xushi.parsing import _responsibility as responsibility
from xushi.parsing._steps import PERIOD_LABEL, schedule_in
from xushi.parsing._verdicts import ANSWERS, grade_of, verdict_at_head, verdict_at_tail, verdict_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.document.model import Applicability, VerdictGrade
    from xushi.parsing._page import Range, Strip

_PART = re.compile(
    r"[【\[]?(?:"
    r"(?P<verdict>(?:序时|进度|工作|任务|项目|推进|完成)?(?:判定|评价|状态|评定|评级|评估结果)(?:结果|等次)?|(?:督查|核查|核实|督办)(?:结论|意见|结果|评价)|是否达序时(?:进度)?|序时(?:进度)?(?:情况|完成情况))"
    r"|(?P<votes>(?:满意度)?测评(?:结果|情况)|(?:票决|表决|投票)(?:结果|情况)|得票情况)"
    rf"|(?P<progress>(?:{PERIOD_LABEL})?(?:工作|目前|当前|最新|任务|项目|推进|实施|落实|办理|具体|主要|阶段|季度|年度|实际|已){{0,4}}(?:进展|进度|推进|完成|实施|落实|办理|建设)(?:落实)?情况|(?:工作|目前|当前|最新|完成|形象|工程|项目|推进|实际|总体|建设)(?:进展|进度)|(?:{PERIOD_LABEL})?进展|截至目前|完成情况(?:说明)?)"
    r"|(?P<schedule>(?:序时|工作|推进|实施|时序)?(?:进度)(?:安排|计划|要求|目标)|(?:推进|分季度|季度|分月|进度推进)(?:计划|安排|目标)|序时进度|时序进度|时间节点|阶段(?:性)?目标|节点(?:安排|目标)|时间安排|序时安排|实施计划|工作安排|实施进度)"
    rf"|(?P<phase>{PERIOD_LABEL})"
    r"|(?P<deadline>(?:完成|办结)(?:时限|时间|期限)|时限(?:要求)?|完成日期)"
    r"|(?P<content>(?:年度|工作|具体|主要|建设|实施|任务|项目|目标){0,4}(?:目标任务|内容|目标|任务|措施|举措|要求)|项目名称)"
    r"|(?P<other>存在(?:的)?(?:主要)?问题|困难|下(?:一)?步(?:工作)?(?:打算|计划|安排|措施)|备注|问题(?:原因|及原因)?|滞后原因|原因分析|整改措施|资金来源|(?:计划|总|年度)?投资(?:额|估算)?|建设(?:地点|规模|性质|期限)|投资规模)"
    r")(?:[】\]]:?|:)"
)
_DEADLINE = re.compile(r"(?:完成|办结)(?:时限|时间|期限)(?:要求)?:")
_BOXED_VERDICT = re.compile(r"(?:[【\[]|(?<=[。;!])[(])([^【】\[\]()]{2,12})[】\])]。?$")
_PART_MAY_FOLLOW = re.compile(r"[。;)】\]!,、]")
_LONGEST_LABEL = 40
_LABEL_ENDS = re.compile(r"[:】\]]")
_AFTER_UNITS = re.compile(r"\)(?::|-{1,2}|—{1,2})")
_CLOSING = ")】]〕"
#: A line that begins with the label of a part belongs to the item above it.
PART_AT_START = _PART


@dataclass(slots=True)
class Verdict:
    """A verdict as ranges of the strip."""

    grade: VerdictGrade | None
    start: int
    end: int


@dataclass(slots=True)
class Body:
    """What was found in an item's strip, all as ranges of the strip's text."""

    text: list[Range] = field(default_factory=list)
    names: list[responsibility.Named] = field(default_factory=list)
    taken: set[Range] = field(default_factory=set)  #: the places of those names
    labels: list[Range] = field(default_factory=list)  #: words that name roles and parts
    leaders: list[Range] = field(default_factory=list)
    applicability: Applicability | None = None
    note: Range | None = None
    schedule: Range | None = None
    phases: list[tuple[Range, Range]] = field(default_factory=list)  #: label of a period, and what is planned for it
    deadline: Range | None = None
    narrative: list[Range] = field(default_factory=list)
    verdict: Verdict | None = None
    votes: list[Range] = field(default_factory=list)

    @property
    def has_clause(self) -> bool:
        """Tell whether units or a note of applicability were found."""
        return bool(self.names) or self.applicability is not None


class _Part(NamedTuple):
    kind: str
    label: Range
    start: int
    end: int


class _Told(NamedTuple):
    """The strip of an item with what every step asks for, found once."""

    strip: Strip
    labels: Sequence[re.Match[str]]  #: of units and persons
    brackets: Sequence[Range]  #: outermost ones


def parse_body(strip: Strip) -> Body:
    """Take an item apart; whatever carries no label is the promise itself."""
    body = Body()
    text = strip.text
    told = _Told(strip, responsibility.labels_in(text), responsibility.bracketed(text))
    if _read_reported(body, told):
        return body
    for part in _parts(told):
        if part.label[0] < part.label[1]:
            body.labels.append(part.label)
        content = (part.start, part.end)
        if part.kind in ("text", "content"):
            _read_text(body, told, *content)
        elif part.kind == "clause":
            stop = _end_of_clause(text, part)
            _take_clause(body, responsibility.labelled(text, part.label[0], stop, strip.gaps, told.labels))
            if stop < part.end:
                _read_progress(body, text, _Part("progress", (stop, stop), stop, part.end))
        elif part.kind == "schedule":
            body.schedule = content
        elif part.kind == "phase":
            body.phases.append((part.label, content))
        elif part.kind == "deadline":
            body.deadline = _without_stop(text, *content)
        elif part.kind == "votes":
            body.votes.append(content)
        elif part.kind == "verdict":
            body.verdict = _stated_verdict(text, *content, asked="是否" in text[slice(*part.label)])
        else:
            _read_progress(body, text, part)
    return body


def _read_reported(body: Body, told: _Told) -> bool:
    """Read an item that runs on as promise, units in brackets, colon, report: 新建2所(区卫健局):主体完工。【滞后】."""
    text = told.strip.text
    if _AFTER_UNITS.search(text) is None:
        return False
    for low, high in told.brackets:
        mark = _AFTER_UNITS.match(text, high - 1)
        if mark is None or low == 0:
            continue
        clause = responsibility.bare(text, low + 1, high - 1)
        if clause is None:
            return False
        _take_clause(body, clause)
        body.text.append((0, low))
        _read_progress(body, text, _Part("progress", (high, high), mark.end(), len(text)))
        return True
    return False


def _parts(told: _Told) -> list[_Part]:
    strip = told.strip
    text = strip.text
    labels = {label.start(): label for label in told.labels}
    inside = [(low, high) for low, high in told.brackets if text[low] == "(" or low + 1 in labels]
    lows = [low for low, _ in inside]

    def is_outside(at: int) -> bool:
        around = bisect_right(lows, at) - 1
        return around < 0 or at >= inside[around][1]

    ends = [end.start() for end in _LABEL_ENDS.finditer(text) if is_outside(end.start())]
    if not ends:
        return [_Part("text", (0, 0), 0, len(text))]
    starts = frozenset(strip.line_starts)
    found: list[tuple[int, int, str]] = []
    for at in _may_begin(text, strip.line_starts, strip.gaps, ends):
        if not is_outside(at):
            continue
        label = labels.get(at)
        if label is not None and text[label.end() - 1] in ":】]":
            found.append((at, label.end(), "clause"))
        else:
            label = _PART.match(text, at)
            within = at > 0 and text[at - 1] in ",、" and at not in starts
            if label is not None and not (within and label["deadline"] is None):
                found.append((at, label.end(), label.lastgroup or "other"))
    return _joined(found, len(text))


def _may_begin(text: str, line_starts: Sequence[int], gaps: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Return the places, in order, where a label may begin: after a mark, break or blank, not far before its end."""
    places: set[int] = set()
    before = 0
    for end in ends:
        low = max(before, end - _LONGEST_LABEL)
        places.update(mark.end() for mark in _PART_MAY_FOLLOW.finditer(text, max(0, low - 1), end))
        places.update(line_starts[bisect_left(line_starts, low) : bisect_right(line_starts, end)])
        places.update(gaps[bisect_left(gaps, low) : bisect_right(gaps, end)])
        before = end
    return sorted(places)


def _joined(found: Sequence[tuple[int, int, str]], length: int) -> list[_Part]:
    """Return the parts that begin where labels were `found`; some labels only go on with the part before them."""
    parts: list[_Part] = []
    position, kind = 0, "text"
    named: Range = (0, 0)
    for at, end, name in found:
        if at < position:
            continue
        if name == kind == "clause" or (name == "phase" and kind in ("schedule", "progress", "verdict", "other")):
            continue
        if at > position or kind != "text":
            parts.append(_Part(kind, named, position, at))
        position, kind, named = end, name, (at, end)
    parts.append(_Part(kind, named, position, length))
    return parts


def _end_of_clause(text: str, part: _Part) -> int:
    """Return where a clause without brackets ends: a sentence after its full stop is the report, not a unit."""
    stop = text.find("。", part.start, part.end) + 1
    rest = text[stop : part.end]
    return stop if stop and len(rest) > 6 and responsibility.LABEL.search(rest) is None else part.end


def _read_text(body: Body, told: _Told, start: int, end: int) -> None:
    """Split a stretch into promise and the clauses and notes that stand in brackets inside or after it."""
    strip = told.strip
    text = strip.text
    pieces: list[Range] = []
    position = start
    for low, high in _clauses_in_brackets(told, start, end):
        stop = len(text[:high].rstrip("。;"))
        inner = (low + 1, stop - 1 if text[stop - 1] in _CLOSING else high)
        deadline = _DEADLINE.search(text, *inner)
        if deadline is not None:
            body.labels.append(deadline.span())
            body.deadline = _without_stop(text, deadline.end(), inner[1])
            inner = (inner[0], deadline.start())
        clause = responsibility.labelled(text, *inner, strip.gaps, told.labels)
        if clause is not None:
            _take_clause(body, clause)
        pieces.append((position, low))
        position = high
    pieces.append((position, end))
    low, high = pieces[-1]
    told_so_far = _prose_in_brackets(body, told, low, high)
    pieces[-1:] = told_so_far
    low, high = pieces[-1]
    told_verdict = verdict_between(text, low, high) if body.verdict is None and not body.narrative else None
    if told_verdict is not None:
        grade, first, last, rest = told_verdict
        body.verdict = Verdict(grade, first, last)
        body.narrative += [(rest, high)] if rest < high else []
        high = first - (text[first - 1] in "(【[")
    high = _read_tail(body, text, low, high)
    planned = schedule_in(text, low, high) if body.schedule is None else None
    if planned is not None:
        body.schedule = (planned, high)
        high = planned
    pieces[-1] = (low, high)
    body.text += [(a, b) for a, b in (_without_comma(text, *piece) for piece in pieces) if text[a:b].strip("。;,、.")]


def _prose_in_brackets(body: Body, told: _Told, start: int, end: int) -> list[Range]:
    """Take the roles out that each sentence of an item ends with, up to the last: …2所(A牵头,B配合)。…3条(C负责)。."""
    text = told.strip.text
    pieces: list[Range] = []
    position = start
    first = bisect_left(told.brackets, (start, start))
    for low, high in islice(told.brackets, first, None):
        if high >= end:
            break
        if low <= start or text[low] != "(" or (text[high] not in "。;" and text[low - 1] not in "。;"):
            continue
        if not text[high:end].strip("。;"):
            break
        clause = responsibility.in_prose(text, low + 1, high - 1)
        if clause is None:
            continue
        _take_clause(body, clause)
        pieces.append((position, low))
        position = high
    return [*pieces, (position, end)]


def _without_comma(text: str, start: int, end: int) -> Range:
    while end > start and text[end - 1] in ",、":
        end -= 1
    return start, end


def _clauses_in_brackets(told: _Told, start: int, end: int) -> list[Range]:
    text = told.strip.text
    found: list[Range] = []
    first = bisect_left(told.labels, start, key=responsibility.beginning)
    for label in islice(told.labels, first, None):
        opening = label.start() - 1
        if opening < start or text[opening] not in "([【〔" or (found and opening < found[-1][1]):
            continue
        if label.end() > end:
            break
        closing = responsibility.closing_bracket(text, opening)
        stop = end if closing < 0 or closing >= end else closing + 1
        if stop < end and text[stop] in "。;" and opening > start and text[opening - 1] in "。;":
            stop += 1
        found.append((opening, stop))
    return found


def _read_tail(body: Body, text: str, start: int, end: int) -> int:
    """Read notes, unlabelled units and prose roles at the end of the promise; return where the promise ends."""
    while True:
        last = end
        while last > start and text[last - 1] in "。;. ":
            last -= 1
        if last <= start or text[last - 1] not in ")】":
            break
        opening = _opening(text, start, last - 1)
        if opening < 0:
            break
        inner = (opening + 1, last - 1)
        told = responsibility.applicability(text[inner[0] : inner[1]])
        if told is not None and body.applicability is None:
            body.applicability, body.note = told, inner
        else:
            clause = responsibility.in_prose(text, *inner) or _bare(text, start, opening, inner)
            if clause is None:
                break
            _take_clause(body, clause)
        end = opening
    return _read_prose_sentence(body, text, start, end)


def _bare(text: str, start: int, opening: int, inner: Range) -> responsibility.Clause | None:
    """Read (A、B) at the end of an item as its units, unless it may explain the word before it: 10所学校(单位)."""
    clause = responsibility.bare(text, *inner)
    if clause is None or opening <= start:
        return None
    if text[opening - 1] in "。;!)】" or len(clause.names) > 1 or text[inner[0]] in "市省县区各":
        return clause
    return None


def _read_prose_sentence(body: Body, text: str, start: int, end: int) -> int:
    """Read a last sentence such as 由市教育局牵头,市财政局配合。 as the clause that it is."""
    if body.names:
        return end
    stop = end - 1 if end > start and text[end - 1] in "。;" else end
    begin = max(text.rfind("。", start, stop), text.rfind(";", start, stop)) + 1
    begin = max(begin, start)
    sentence = text[begin:stop]
    if begin > start and (sentence.startswith("由") or sentence.endswith(("负责", "牵头", "配合", "落实"))):
        clause = responsibility.in_prose(text, begin, stop)
        if clause is not None:
            _take_clause(body, clause)
            return begin
    return end


def _opening(text: str, start: int, closing: int) -> int:
    """Return the index of the bracket that the one at `closing` closes, or -1."""
    depth, at = 1, closing
    while at > start:
        opening = max(text.rfind("(", start, at), text.rfind("【", start, at))
        if opening < 0:
            return -1
        depth += text.count(")", opening, at) + text.count("】", opening, at) - 1
        if depth == 0:
            return opening
        at = opening
    return -1


def _take_clause(body: Body, clause: responsibility.Clause | None) -> None:
    if clause is None:
        return
    fresh = [named for named in clause.names if (named.start, named.end) not in body.taken]
    body.names += fresh
    body.taken.update((named.start, named.end) for named in fresh)
    body.labels += clause.labels
    body.leaders += clause.leaders
    if clause.deadline is not None and body.deadline is None:
        body.deadline = clause.deadline


def _read_progress(body: Body, text: str, part: _Part) -> None:
    start, end = part.start, part.end
    if part.kind == "progress" and body.verdict is None:
        head = verdict_at_head(text[start:end])
        if head is not None:
            grade, low, high, rest = head
            body.verdict = Verdict(grade, start + low, start + high)
            start += rest
        else:
            boxed = _BOXED_VERDICT.search(text, start, end)
            tail = verdict_at_tail(text[start:end])
            if boxed is not None and (grade_in_box := grade_of(boxed[1])) is not None:
                body.verdict = Verdict(grade_in_box, *boxed.span(1))
                end = boxed.start()
            elif tail is not None:
                body.verdict = Verdict(tail[0], start + tail[1], start + tail[2])
    elif body.narrative:
        start = part.label[0]
        if body.labels and body.labels[-1] == part.label:
            body.labels.pop()
    if start < end:
        body.narrative.append((start, end))


def _stated_verdict(text: str, start: int, end: int, *, asked: bool) -> Verdict | None:
    start, end = _without_stop(text, start, end)
    if start >= end:
        return None
    if asked and text[start:end] in ANSWERS:
        return Verdict(ANSWERS[text[start:end]], start, end)
    head = verdict_at_head(text[start:end])
    if head is not None:
        return Verdict(head[0], start + head[1], start + head[2])
    return Verdict(None, start, end)


def _without_stop(text: str, start: int, end: int) -> Range:
    while end > start and text[end - 1] in "。;,.)":
        end -= 1
    return start, end
