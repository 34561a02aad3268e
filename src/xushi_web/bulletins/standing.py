"""What stands between a draft and its release: where headline, list and annex disagree, or the text and the tracker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xushi.checking import check
from xushi.document.model import Document, VerdictGrade
from xushi.problems import Severity
from xushi_web.bulletins.build import WORDS, Piece, build
from xushi_web.bulletins.composing import compose, read_back
from xushi_web.bulletins.gathering import Choice, gather, wording_of
from xushi_web.bulletins.models import Bulletin, Paragraph, Part
from xushi_web.progress.models import Grade

#: What of the library's findings keeps a bulletin from being released though it is no error of a plan.
_REFUSING = {"forecast-already-past"}
#: What is said here, in the words of the builder.
_SAID_HERE = {"headline-differs-from-annex"}
_COUNT = "(?P<count>[0-9]+)(?:项|件|个)"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong with a draft. `paragraph` is the place; what `refuses` has to be put right first."""

    code: str
    sentence: str
    refuses: bool
    paragraph: Paragraph | None = None
    hint: str = ""


@dataclass(frozen=True)
class Standing:
    """A draft as it would go out today: its text, the tree of the text, and what is wrong with it."""

    text: str
    tree: Document
    troubles: Sequence[Trouble]
    stale: Mapping[tuple[str, str], str]  #: part and key of a paragraph that is out of date: the text drafted today

    @property
    def refusals(self) -> list[Trouble]:
        """What has to be put right before the release."""
        return [one for one in self.troubles if one.refuses]


def standing_of(bulletin: Bulletin, *, today: date | None = None) -> Standing:
    """Return how a draft stands on a day (about twenty queries)."""
    day = today or timezone.localdate()
    paragraphs = list(bulletin.paragraphs.all())
    text = compose(bulletin, paragraphs, day=day)
    tree = read_back(text, "draft.txt")
    pieces = drafted_today(bulletin)
    stale = out_of_date(paragraphs, pieces)
    troubles = [*_disagreements(paragraphs, tree), *_silent(paragraphs, tree), *_newer(paragraphs, stale)]
    troubles += [*_gone(paragraphs, pieces), *_checked(paragraphs, tree)]
    return Standing(text, tree, troubles, stale)


def drafted_today(bulletin: Bulletin) -> list[Piece]:
    """Return what the draft would be if it were made today."""
    rows, occasion = gather(choice_of(bulletin))
    return build(rows, occasion, wording_of(bulletin.government))


def choice_of(bulletin: Bulletin) -> Choice:
    """Return the list and the period that a bulletin is about."""
    return Choice(bulletin.programme, bulletin.period, bulletin.reporting_period, bulletin.period_title)


def out_of_date(paragraphs: Sequence[Paragraph], pieces: Sequence[Piece]) -> dict[tuple[str, str], str]:
    """Return the paragraphs whose data are others now than when they were written, with what would be drafted today."""
    today = {(piece.part.value, piece.key): piece for piece in pieces}
    return {
        (row.part, row.key): today[row.part, row.key].text
        for row in paragraphs
        if (row.part, row.key) in today and today[row.part, row.key].basis != row.basis
    }


def _disagreements(paragraphs: Sequence[Paragraph], tree: Document) -> Iterator[Trouble]:
    """Yield where the counts of the headline, the list of what is behind and the verdicts of the annex disagree."""
    grades = {c.number or "": c.report.verdict for c in tree.commitments if c.report is not None}
    found = Counter(grade for grade in grades.values() if grade is not None)
    for row in paragraphs:
        if row.part in {Part.COUNTS, Part.BEHIND}:
            yield from _miscounted(row, found, len(tree.commitments))
    behind = [number for number, grade in grades.items() if grade is VerdictGrade.BEHIND]
    listed = {entry.item for entry in tree.behind}
    items = {row.key: row for row in paragraphs if row.part == Part.ITEM}
    entries = {row.key: row for row in paragraphs if row.part == Part.ENTRY}
    for number in behind:
        if number not in listed:
            message = _("第%(item)s项在附件中判定为未达序时，未达序时清单里没有。")
            yield Trouble("list", message % {"item": number}, refuses=True, paragraph=items.get(number))
    for entry in tree.behind:
        if grades.get(entry.item or "") is not VerdictGrade.BEHIND:
            message = _("未达序时清单列有第%(item)s项“%(title)s”，附件中没有判定为未达序时。")
            values = {"item": entry.item or "?", "title": entry.title}
            yield Trouble("list", message % values, refuses=True, paragraph=entries.get(entry.item or ""))


def _miscounted(row: Paragraph, found: Counter[VerdictGrade], total: int) -> Iterator[Trouble]:
    for grade, word in WORDS.items():
        stated = _stated(row.text, word)
        counted = found[VerdictGrade(grade.value)]
        if stated is not None and stated != counted:
            message = _("“%(place)s”写“%(word)s%(stated)d项”，附件中判定为“%(word)s”的有%(counted)d项。")
            values = {"place": row.get_part_display(), "word": word, "stated": stated, "counted": counted}
            yield Trouble("counts", message % values, refuses=True, paragraph=row)
    whole = re.search(_COUNT + "(?:目标)?任务中", row.text)
    if whole and int(whole["count"]) != total:
        message = _("“%(place)s”写共%(stated)s项，附件列有%(counted)d项。")
        values = {"place": row.get_part_display(), "stated": whole["count"], "counted": total}
        yield Trouble("counts", message % values, refuses=True, paragraph=row)


def _stated(text: str, word: str) -> int | None:
    """Return the number that stands right behind or before a verdict: 达序时40项, 2项未达序时."""
    guard = "(?<!未)" if word == WORDS[Grade.ON_PACE] else ""
    for pattern in (f"{guard}{word}的?(?:有)?{_COUNT}", f"{_COUNT}{word}"):
        if found := re.search(pattern, text):
            return int(found["count"])
    return None


def _silent(paragraphs: Sequence[Paragraph], tree: Document) -> Iterator[Trouble]:
    """Yield the items without a verdict or without a word on how they stand, and those the text does not have."""
    items = {row.key: row for row in paragraphs if row.part == Part.ITEM}
    seen = set()
    for commitment in tree.commitments:
        number = commitment.number or ""
        seen.add(number)
        report = commitment.report
        lacking = [] if report and report.verdict else [_("判定")]
        lacking += [] if report and (report.narrative or "").strip("。 ") else [_("进展情况")]
        if lacking:
            message = _("附件第%(item)s项没有%(what)s：请先核实判定，或写明情况。")
            values = {"item": number, "what": _("和").join(lacking)}
            yield Trouble("silent", message % values, refuses=True, paragraph=items.get(number))
    for number, row in items.items():
        if number not in seen:
            message = _("附件第%(item)s项读不出来：请保留“编号.内容（责任分工）”和“工作进展：”的写法。")
            yield Trouble("unread", message % {"item": number}, refuses=True, paragraph=row)


def _newer(paragraphs: Sequence[Paragraph], stale: Mapping[tuple[str, str], str]) -> Iterator[Trouble]:
    for row in paragraphs:
        if (row.part, row.key) in stale:
            message = _("“%(place)s”拟稿之后数据又变了：请重新拟稿，或核对后再存一次。")
            yield Trouble("newer", message % {"place": row}, refuses=True, paragraph=row)


def _gone(paragraphs: Sequence[Paragraph], pieces: Sequence[Piece]) -> Iterator[Trouble]:
    """Yield the paragraphs that the data of today would have and the draft has not, and the other way round."""
    today = {(piece.part.value, piece.key) for piece in pieces}
    own = {(row.part, row.key) for row in paragraphs}
    for part, key in sorted(today - own):
        place = f"{Part(part).label} {key}".strip()
        message = _("拟稿之后数据又变了，草稿缺“%(place)s”这一段：请重新拟稿。")
        yield Trouble("newer", message % {"place": place}, refuses=True)
    for row in paragraphs:
        if (row.part, row.key) not in today:
            message = _("拟稿之后数据又变了，“%(place)s”这一段已经没有依据：请重新拟稿。")
            yield Trouble("newer", message % {"place": row}, refuses=True, paragraph=row)


def _checked(paragraphs: Sequence[Paragraph], tree: Document) -> Iterator[Trouble]:
    """Yield what the rules for documents find in the text."""
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    items = {row.key: row for row in paragraphs if row.part == Part.ITEM}
    entries = {row.key: row for row in paragraphs if row.part == Part.ENTRY}
    spans = {entry.item: entry.span for entry in tree.behind}
    for problem in check(tree):
        if problem.code in _SAID_HERE:
            continue
        number = problem.item or ""
        span = spans.get(number)
        in_list = span is not None and problem.span is not None and span.start <= problem.span.start < span.end
        yield Trouble(
            problem.code,
            problem.message.in_language(language),
            refuses=problem.severity is Severity.ERROR or problem.code in _REFUSING,
            paragraph=(entries if in_list else items).get(number),
            hint=problem.hint.in_language(language),
        )
