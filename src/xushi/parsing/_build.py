"""From drafts to the tree: names completed, titles told from sentences, periods given their year, targets found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from xushi.agencies.completion import FullNames
from xushi.agencies.names import Form, form_of
from xushi.document.model import (
    Applicability,
    Assignment,
    Ballot,
    Commitment,
    LeafKind,
    Measure,
    Milestone,
    Report,
    Role,
    Satisfaction,
    Step,
)
from xushi.parsing._bodies import PART_AT_START
from xushi.parsing._columns import Column
from xushi.parsing._numbering import Scheme, marker_at
from xushi.parsing._page import tidy
from xushi.parsing._reports import Reports
from xushi.parsing._steps import deadline_in, split_phases, split_steps
from xushi.parsing._votes import ballot_in, satisfaction_in
from xushi.periods import parse_period
from xushi.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xushi.parsing._drafts import Draft, Unit
    from xushi.parsing._page import Page, Strip
    from xushi.targets.model import Target

_SENTENCE = re.compile(r"[^。!]*[。!]|[^。!]+$")
_QUANTITY = re.compile(r"\d|[一二三四五六七八九十两百千万]+(?:个|家|所|项|条|座|处|名|次)|全覆盖|%")
_TITLE_LENGTH = 32
_NAME_LENGTH = 24
_NO_NAME = re.compile(r"[。;:,!]|\d")
_FEWEST_TITLED = 3
_SENTENCE_TITLE = re.compile(rf"^[^。:]{{3,{_TITLE_LENGTH}}}。(?=.)")
_COLON_TITLE = re.compile(r"^[^。:;,(]{3,30}:")
_BRACKET_TITLE = re.compile(r"^[【《]([^】》]{2,40})[】》][:。]?")


class Builder:
    """Turns the drafts of one document into commitments."""

    def __init__(
        self, page: Page, drafts: Sequence[Draft], issuer: str, find: Callable[[str], list[Target]] | None
    ) -> None:
        self.page = page
        self.year = page.year
        self.find = find
        self.full_names = FullNames(([(unit.role, unit.name) for unit in draft.units] for draft in drafts), issuer)
        self.originals = {unit.name: unit.written for draft in drafts for unit in draft.units}
        self.titled = _are_titled([draft for draft in drafts if not draft.behind])
        self.reports = Reports(drafts, self.titled)
        self.titled_by_lines = _are_titled_by_lines(page, [draft for draft in drafts if not draft.behind])
        self.first_leads = False

    def commitment(self, draft: Draft) -> Commitment:
        """Build one commitment and mark what it was built from."""
        self.reports.take(draft)
        self._mark(draft)
        strip, body = draft.strip, draft.body
        title, measures = self._title_and_measures(draft)
        told = (
            body.text[1:] if len(body.text) > 1 and strip.value(*body.text[0]).rstrip("。：:") == title else body.text
        )
        told = _without_votes(strip.text, told)
        text = "".join(strip.value(*piece) for piece in told)
        text_range = (told[0][0], told[-1][1]) if told else (0, 0)
        applicability, applicability_text = self._applicability(draft)
        return Commitment(
            number=draft.number,
            text=text or (title or ""),
            title=title,
            applicability=applicability,
            applicability_text=applicability_text,
            assignments=self.assignments(draft.units),
            measures=measures,
            targets=self._targets(strip, _without_votes(strip.text, body.text)),
            milestones=self._milestones(draft),
            report=self._report(draft),
            ballot=self._ballot(draft),
            satisfaction=self._satisfaction(draft),
            span=self.page.span(draft.position, draft.end),
            text_span=strip.span(*text_range) if body.text else None,
        )

    def _applicability(self, draft: Draft) -> tuple[Applicability, str | None]:
        """Return whose task an item is, and the words that say it: in brackets after it, or in a column of remarks."""
        if draft.body.applicability is not None and draft.body.note is not None:
            return draft.body.applicability, draft.strip.value(*draft.body.note)
        if draft.remark is not None:
            told, strip = draft.remark
            strip.mark(LeafKind.NOTE, 0, len(strip))
            return told, strip.value(0, len(strip))
        return Applicability.OURS, None

    def assignments(self, units: Sequence[Unit]) -> tuple[Assignment, ...]:
        """Complete the names of units, each from those before it in its list and from the whole document."""
        roles = [unit.role for unit in units]
        if self.first_leads and units and all(role is Role.SOLE for role in roles):
            roles = [Role.LEAD] + [Role.SUPPORTING] * (len(units) - 1)
        full_names = self.full_names.of([(role, unit.name) for role, unit in zip(roles, units, strict=True)])
        origin = self.page.origin
        return tuple(
            [
                Assignment(
                    role,
                    unit.written,
                    unit.written if full == unit.name else self._as_written(unit, full),
                    form_of(unit.name) is Form.GROUP,
                    origin(*unit.place),
                )
                for role, unit, full in zip(roles, units, full_names, strict=True)
            ]
        )

    def _as_written(self, unit: Unit, full: str) -> str:
        """Return the full name in the script of the document."""
        if full in self.originals:
            return self.originals[full]
        low = full.find(unit.name)
        return full[:low] + unit.written + full[low + len(unit.name) :]

    def _mark(self, draft: Draft) -> None:
        page, strip, body = self.page, draft.strip, draft.body
        if draft.number_range is not None:
            page.mark(LeafKind.NUMBER, *draft.number_range)
        if draft.title is not None:
            draft.title.mark(LeafKind.TEXT, 0, len(draft.title))
        if body.note is not None:
            strip.mark(LeafKind.NOTE, *body.note)
        for label in body.labels:
            strip.mark(LeafKind.ROLE, *label)
        for leader in body.leaders:
            strip.mark(LeafKind.NOTE, *leader)
        for unit in draft.units:
            unit.mark()
        if draft.verdict is not None and not draft.verdict_in_heading:
            draft.verdict[0].mark(LeafKind.VERDICT, draft.verdict[1].start, draft.verdict[1].end)
        for told, low, high in draft.narratives:
            told.mark(LeafKind.NARRATIVE, low, high)
        for piece in body.text:
            strip.mark(LeafKind.TEXT, *piece)
        for votes in body.votes:
            strip.mark(LeafKind.VOTE, *votes)

    def _title_and_measures(self, draft: Draft) -> tuple[str | None, tuple[Measure, ...]]:
        strip, pieces = draft.strip, draft.body.text
        title = draft.title.value(0, len(draft.title)) if draft.title is not None else None
        if not pieces:
            return title, ()
        start, end = pieces[0]
        text = strip.text[start:end]
        if title is None:
            headed = _BRACKET_TITLE.match(text)
            line = self._title_line(strip, text, start)
            if line:
                title = strip.value(start, start + line).rstrip("。：:")
                start += line
            elif headed is not None:
                title = strip.value(start + headed.start(1), start + headed.end(1))
                start += headed.end()
            elif self.titled is not None:
                headed = self.titled(text)
                if headed is not None:
                    title = strip.value(start, start + headed.end()).rstrip("。：:")
                    start += headed.end()
        if title is None:
            return None, ()
        return title, tuple(self._measures(strip, [(start, end), *pieces[1:]]))

    def _title_line(self, strip: Strip, text: str, start: int) -> int:
        """Return the length of a first line that is a title: short, no quantity, numbered sentences under it."""
        if len(strip.ranges) == 1:
            return 0
        second, third = [*strip.line_starts, len(strip)][1:3]
        length = second - start
        head = text[:length].rstrip("。:")
        if not 0 < len(head) <= _TITLE_LENGTH or "。" in head:
            return 0
        following = strip.text[second:third]
        marker = marker_at(following)
        numbered = marker is not None and marker.scheme >= Scheme.ARABIC
        if not (numbered or self.titled_by_lines or PART_AT_START.match(following)):
            return 0
        return min(length, len(text))

    def _measures(self, strip: Strip, pieces: Sequence[tuple[int, int]]) -> Iterator[Measure]:
        """Yield the sentences of a composite item without their numbers."""
        parts = [(step.start, step.end) for low, high in pieces for step in split_steps(strip.text, low, high)]
        for low, high in parts:
            for sentence in _SENTENCE.finditer(strip.text, low, high):
                start, end = sentence.span()
                marker = marker_at(strip.text[start:end])
                if marker is not None and marker.scheme >= Scheme.ZH_PAREN:
                    start += marker.end
                if strip.text[start:end].strip("。"):
                    yield Measure(strip.value(start, end), strip.span(start, end))

    def _targets(self, strip: Strip, pieces: Sequence[tuple[int, int]]) -> tuple[Target, ...]:
        if self.find is None:
            return ()
        found: list[Target] = []
        for piece in pieces:
            if piece[0] < piece[1]:
                low, high = strip.range(*piece)
                found += self._found_in(low, high)
        return tuple(found)

    def _found_in(self, low: int, high: int) -> list[Target]:
        if self.find is None:
            return []
        view, text = self.page.reading.view, self.page.text
        source = self.page.reading.source.text
        found: list[Target] = []
        for target in self.find(text[low:high]):
            span = view.origin(low + target.span.start, low + target.span.end)
            counted = tidy(target.of) if target.of is not None else None
            found.append(replace(target, span=span, text=span.of(source), of=counted))
        return found

    def _milestones(self, draft: Draft) -> tuple[Milestone, ...]:
        planned = [(p.period, p.strip, p.start, p.end) for p in draft.planned]
        strip, body = draft.strip, draft.body
        if body.schedule is not None:
            planned += [
                (p.period, strip, p.start, p.end)
                for p in split_phases(strip.text, self.year, *body.schedule, strip.gaps)
            ]
            strip.mark(LeafKind.MILESTONE, *body.schedule)
        if body.deadline is not None:
            period = deadline_in(strip.text[slice(*body.deadline)], self.year)
            if period is not None:
                planned.append((period, strip, *body.deadline))
                strip.mark(LeafKind.PERIOD, *body.deadline)
        for label, content in body.phases:
            period = parse_period(strip.text[slice(*label)].strip("【】[]():"), self.year)
            if period is not None:
                strip.mark(LeafKind.PERIOD, *label)
                planned.append((period, strip, *content))
        milestones = []
        for period, told, start, end in planned:
            told.mark(LeafKind.MILESTONE, start, end)
            end = start + len(told.text[start:end].rstrip(";,"))  # noqa: PLW2901 - the mark after it is no part of it
            steps = tuple(
                Step(step.number, told.value(step.start, step.end), told.span(step.start, step.end))
                for step in split_steps(told.text, start, end)
            )
            milestones.append(
                Milestone(
                    str(period.in_year(self.year)),
                    told.value(start, end),
                    steps,
                    self._targets(told, [(start, end)]),
                    told.span(start, end),
                )
            )
        return tuple(milestones)

    def _report(self, draft: Draft) -> Report | None:
        if draft.verdict is None and not draft.narratives:
            return None
        verdict = draft.verdict
        narrative = "".join(strip.value(low, high) for strip, low, high in draft.narratives) or None
        facts = tuple(fact for strip, low, high in draft.narratives for fact in self._targets(strip, [(low, high)]))
        places = [strip.span(low, high) for strip, low, high in draft.narratives]
        stated = verdict[0].span(verdict[1].start, verdict[1].end) if verdict is not None else None
        spans = places + ([stated] if stated is not None else [])
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        return Report(
            verdict=verdict[1].grade if verdict is not None else None,
            verdict_text=verdict[0].value(verdict[1].start, verdict[1].end) if verdict is not None else None,
            narrative=narrative,
            facts=facts,
            span=whole,
            verdict_span=stated,
            narrative_span=Span(places[0].start, places[-1].end) if places else None,
        )

    def _ballot(self, draft: Draft) -> Ballot | None:
        if Column.YES in draft.votes:
            yes, no, abstain = (self._count(draft, kind) for kind in (Column.YES, Column.NO, Column.ABSTAIN))
            return Ballot(yes, no, abstain, self.page.span(*draft.votes[Column.YES]))
        told = ballot_in(draft.strip.text)
        if told is None:
            return None
        votes, low, high = told
        return Ballot(votes.yes, votes.no, votes.abstain, draft.strip.span(low, high))

    def _satisfaction(self, draft: Draft) -> Satisfaction | None:
        if Column.SATISFIED in draft.votes:
            kinds = (Column.SATISFIED, Column.BASICALLY, Column.UNSATISFIED, Column.ABSTAIN)
            satisfied, basically, unsatisfied, abstain = (self._count(draft, kind) for kind in kinds)
            span = self.page.span(*draft.votes[Column.SATISFIED])
            return Satisfaction(satisfied, basically, unsatisfied, abstain, span)
        told = satisfaction_in(draft.strip.text)
        if told is None:
            return None
        grades, low, high = told
        return Satisfaction(
            grades.satisfied, grades.basically, grades.unsatisfied, grades.abstain, draft.strip.span(low, high)
        )

    def _count(self, draft: Draft, kind: Column) -> int | None:
        place = draft.votes.get(kind)
        if place is None:
            return None
        self.page.mark(LeafKind.VOTE, *place)
        digits = re.match(r"\d{1,6}", self.page.strip(place).text)
        return int(digits[0]) if digits is not None else None


def _without_votes(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pieces of a promise without the votes that follow it: 雪亮工程:赞成57票,反对0票."""
    found = ballot_in(text) or satisfaction_in(text)
    if found is None:
        return pieces
    kept = []
    for low, high in pieces:
        end = min(high, max(low, found[1])) if found[1] < high else high
        while end > low and end < high and text[end - 1] in ":(,;、":
            end -= 1
        kept.append((low, end))
    return [(low, end) for low, end in kept if low < end]


def _are_titled_by_lines(page: Page, drafts: Sequence[Draft]) -> bool:
    """Tell whether every item has a short name on its first line and sentences on the lines under it."""
    if len(drafts) < _FEWEST_TITLED:
        return False
    for draft in drafts:
        strip, pieces = draft.strip, draft.body.text
        if len(strip.ranges) < 2 or not pieces or draft.title is not None:
            return False
        first = page.strip(strip.ranges[0]).text
        if len(first) > _NAME_LENGTH or _NO_NAME.search(first) or pieces[-1][1] <= len(first):
            return False
    return True


def _are_titled(drafts: Sequence[Draft]) -> Callable[[str], re.Match[str] | None] | None:
    """Tell whether the items of a document open with a title, and how: a short first sentence, or words before a colon.

    One item cannot tell: “…贴息全覆盖。补助…” begins with a promise. So a document is titled when nearly all its
    items with several sentences are.
    """
    texts = [
        draft.strip.text[slice(*draft.body.text[0])] for draft in drafts if draft.body.text and draft.title is None
    ]
    for pattern in (_SENTENCE_TITLE, _COLON_TITLE):
        several = [
            text for text in texts if text.count("。") > 1 or ":" in text[:_TITLE_LENGTH] or _BRACKET_TITLE.match(text)
        ]
        titled = [text for text in several if _BRACKET_TITLE.match(text) or _opens_with(pattern, text)]
        plain = sum(_BRACKET_TITLE.match(text) is None for text in titled)
        if len(several) * 2 >= len(texts) and plain > 1 and len(titled) * 5 >= len(several) * 4:
            return lambda text, pattern=pattern: _opens_with(pattern, text)  # type: ignore[misc]
    return None


def _opens_with(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = pattern.match(text)
    return found if found is not None and not _QUANTITY.search(found[0]) else None
