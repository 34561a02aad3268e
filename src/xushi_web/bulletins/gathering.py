"""What the tracker knows for a bulletin: the items of a list with their reports, for a period and the one before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch

from xushi.pacing import end_of
from xushi_web.agencies.models import Government
from xushi_web.bulletins.build import WORDS, Occasion, Row, Source, Wording
from xushi_web.bulletins.models import Phrase
from xushi_web.documents.models import DocumentReading
from xushi_web.pace.queries import pace_in_bulletin
from xushi_web.programmes.models import Applicability, Assignment, Commitment, Programme, Role
from xushi_web.progress.models import Grade, Headline, ProgressReport
from xushi_web.reporting.models import ReportingPeriod, ReportState, UnitReport
from xushi_web.reporting.reckoning import opinions_of

_KIND_OF_DOCUMENT = re.compile(
    "(?:(?:[一二三四]|前三|第[一二三四])季度|上半年|全年)?(?:目标)?"
    "(?:任务分解|责任分解|责任分工|工作分工|序时进度|推进情况|进展情况|完成情况|工作安排|实施方案).*$"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A period that a bulletin can be built for: collected here, or told by imported bulletins."""

    programme: Programme
    period: str
    reporting_period: ReportingPeriod | None
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one period says of one commitment."""

    grade: Grade | None
    verdict: str
    narrative: str
    source: Source
    lag: Decimal | None = None
    cause: str = ""


def choices_of(programme: Programme) -> list[Choice]:
    """Return the periods of a list, the latest first (two queries)."""
    collected = [
        Choice(programme, row.period, row, row.title) for row in ReportingPeriod.objects.filter(programme=programme)
    ]
    told = ProgressReport.objects.current().filter(commitment__programme=programme)
    periods = told.order_by("period").values_list("period", flat=True).distinct()
    imported = [Choice(programme, period, None, period_words(period)) for period in periods]
    return sorted(
        [*collected, *imported], key=lambda one: (_end(one.period), one.reporting_period is not None), reverse=True
    )


def gather(choice: Choice) -> tuple[list[Row], Occasion]:
    """Return the items of the list in their order, and what the bulletin is about (some twenty queries)."""
    programme = choice.programme
    told = told_in(choice)
    earlier = next((one for one in choices_of(programme) if _end(one.period) < _end(choice.period)), None)
    before = told_in(earlier, with_pace=False) if earlier else {}
    listed: dict[UUID, tuple[str, str, int]] = {}
    if choice.reporting_period is None:
        for line in Headline.objects.filter(document__in=_documents(choice), commitment__isnull=False):
            if line.commitment_id:
                listed[line.commitment_id] = (line.title, line.text, line.number)
    commitments = _commitments(programme)
    documents = {commitment.document_id for commitment in commitments}
    texts = dict(DocumentReading.objects.filter(pk__in=documents).values_list("pk", "text"))
    rows = [
        _row(commitment, told.get(commitment.pk), before.get(commitment.pk), listed.get(commitment.pk), texts)
        for commitment in commitments
    ]
    return rows, Occasion(list_name(programme), programme.year, choice.title, earlier.title if earlier else "")


def told_in(choice: Choice, *, with_pace: bool = True) -> Mapping[UUID, Told]:
    """Return what a period says of each commitment."""
    if choice.reporting_period is not None:
        return _collected(choice.reporting_period, with_pace=with_pace)
    return _imported(choice, with_pace=with_pace)


def wording_of(government: Government) -> Wording:
    """Return the wording of a government's bulletins."""
    return Wording(dict(Phrase.objects.of(government).values_list("name", "text")))


def list_name(programme: Programme) -> str:
    """Return what a list is called, without the kind of the document that it stands in: 2024年市民生实事."""
    name = without_kind(programme.title)
    return name if str(programme.year) in name else f"{programme.year}年{name}"


def without_kind(title: str) -> str:
    """Return the title of a list without the kind of its document: 2024年市民生实事任务分解方案 is 2024年市民生实事."""
    return _KIND_OF_DOCUMENT.sub("", title) or title


def period_words(period: str) -> str:
    """Return a period as bulletins name it, without its year: 前三季度, 上半年, 1-8月, 全年."""
    _year, _dash, rest = period.partition("-")
    names = {
        "": "全年",
        "Q1": "一季度",
        "Q2": "二季度",
        "Q3": "三季度",
        "Q4": "四季度",
        "03": "一季度",
        "06": "上半年",
        "09": "前三季度",
        "12": "全年",
    }
    first, _slash, last = rest.partition("/")
    if not last:
        return (
            names[first] if first in names and not first.isdigit() else f"{int(first)}月" if first.isdigit() else period
        )
    month = last.rpartition("-")[2]
    return names.get(month) if first == "01" and month in names else f"{int(first)}-{int(month)}月"  # type: ignore[return-value] # in it


def _collected(period: ReportingPeriod, *, with_pace: bool) -> Mapping[UUID, Told]:
    rows = UnitReport.objects.filter(reporting_period=period).select_related(
        "reporting_period__programme__scale", "commitment"
    )
    reports = list(rows)
    opinions = opinions_of(reports) if with_pace else {}
    found: dict[UUID, Told] = {}
    for report in reports:
        judged = report.state == ReportState.JUDGED
        grade = Grade(report.verdict) if judged else None
        gaps = [judgement.gap.points for judgement in opinions[report.pk].judgements] if with_pace else []
        narrative = "".join(report.narrative.split()) if judged else ""
        source = Source(
            "report", str(report.pk), f"{report.verdict if judged else ''} {narrative} {report.difficulties}"
        )
        found[report.commitment_id] = Told(
            grade,
            WORDS[grade] if grade else "",
            narrative,
            source,
            max(gaps, default=None),
            "".join(report.difficulties.split()),
        )
    return found


def _imported(choice: Choice, *, with_pace: bool) -> Mapping[UUID, Told]:
    rows = ProgressReport.objects.current().filter(commitment__programme=choice.programme, period=choice.period)
    reports = list(rows.select_related("document").order_by("document__issued_on", "id"))
    lags: dict[UUID, Decimal | None] = {}
    if with_pace:
        for document in {report.document_id: report.document for report in reports}.values():
            lags.update({pace.commitment.pk: pace.lag for pace in pace_in_bulletin(document)})
    return {
        report.commitment_id: Told(
            Grade(report.verdict) if report.verdict else None,
            report.verdict_text,
            report.narrative,
            Source("told", str(report.pk), f"{report.verdict_text} {report.narrative}"),
            lags.get(report.commitment_id),
        )
        for report in reports
    }


def _documents(choice: Choice) -> Sequence[UUID]:
    rows = ProgressReport.objects.current().filter(commitment__programme=choice.programme, period=choice.period)
    return list(rows.values_list("document", flat=True).distinct())


def _commitments(programme: Programme) -> Sequence[Commitment]:
    units = Assignment.objects.in_force().order_by("order")
    rows = Commitment.objects.filter(programme=programme, withdrawn=False, applicability=Applicability.OURS)
    return list(
        rows.select_related("field").prefetch_related(Prefetch("assignments", units, to_attr="units")).order_by("order")
    )


def _row(
    commitment: Commitment,
    told: Told | None,
    before: Told | None,
    listed: tuple[str, str, int] | None,
    texts: Mapping[UUID, str],
) -> Row:
    units: Sequence[Assignment] = commitment.units  # type: ignore[attr-defined] # prefetched
    told = told or Told(None, "", "", Source("list", str(commitment.pk), ""))
    return Row(
        commitment=str(commitment.pk),
        number=commitment.number,
        title=commitment.title,
        text=commitment.text,
        field=commitment.field.title,
        leads=_listed([unit for unit in units if unit.role != Role.SUPPORTING], texts),
        supporting=_listed([unit for unit in units if unit.role == Role.SUPPORTING], texts),
        is_sole=any(unit.role == Role.SOLE for unit in units),
        grade=told.grade,
        verdict=told.verdict,
        narrative=told.narrative,
        source=told.source,
        lag=told.lag,
        cause=told.cause,
        listed=listed[:2] if listed else None,
        listed_at=listed[2] if listed else 0,
        before=before.grade if before else None,
        before_source=before.source if before else None,
    )


def _listed(units: Sequence[Assignment], texts: Mapping[UUID, str]) -> str:
    """Return the units one after the other, with the mark that their document has between them (、 or a comma)."""
    written = ""
    for before, unit in zip([None, *units], units, strict=False):
        if before is not None:
            written += _mark(before, unit, texts.get(unit.document_id, ""))
        written += unit.written
    return written


def _mark(before: Assignment, unit: Assignment, text: str) -> str:
    if before.document_id != unit.document_id or before.end is None or unit.start is None:
        return "、"
    between = "".join(text[before.end : unit.start].split())
    return "，" if between in {"，", ","} else "、"


def _end(period: str) -> date:
    return end_of(period, None) or date.min
